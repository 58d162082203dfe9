import Catalog
import Formats
import Support

extension ONNXReader {
  /// What a node reads.
  enum Operand {
    case stream(ONNXStream)
    case known(ONNXKnown)
  }

  /// Operators that are read, of ONNX's own domain.
  static let operators: Set<String> = Set(words.keys).union(formulas.keys).union(binary.keys).union(
    [
      "Add", "Sub", "Mul", "Div", "Sum", "Mean", "MatMul", "Gemm", "Identity", "Dropout", "Cast",
      "CastLike",
      "Elu", "LeakyRelu", "Gelu", "HardSigmoid", "Clip", "PRelu", "Celu", "ThresholdedRelu", "Selu",
      "Softmax", "LogSoftmax", "Conv", "ConvTranspose", "MaxPool", "AveragePool",
      "GlobalAveragePool", "GlobalMaxPool", "BatchNormalization", "LayerNormalization",
      "InstanceNormalization", "GroupNormalization", "LpNormalization", "Flatten", "Reshape",
      "Transpose", "Squeeze", "Unsqueeze", "Concat", "Split", "Slice", "Gather", "Pad", "Expand",
      "Tile", "Where", "Shape", "Size", "ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin",
      "ReduceProd", "ReduceL2", "ReduceL1", "ReduceSumSquare", "ReduceLogSumExp", "ArgMax",
      "ArgMin",
      "LSTM", "GRU", "RNN", "Resize", "Upsample", "CumSum", "QuantizeLinear", "DequantizeLinear",
      "QLinearConv",
      "QLinearMatMul", "MatMulInteger", "ConvInteger", "DynamicQuantizeLinear", "TopK", "OneHot",
    ])

  func operand(_ node: ONNXNode, _ place: Int) -> Operand? {
    guard node.inputs.count > place else { return nil }
    let name = node.inputs[place]
    if let stream = streams[name] { return .stream(stream) }
    return known[name].map { .known($0) }
  }

  func stream(_ node: ONNXNode, _ place: Int) throws(ONNXObstacle) -> ONNXStream {
    guard case .stream(let stream)? = operand(node, place) else {
      throw ONNXObstacle("numbers of the file where the model's are wanted")
    }
    return stream
  }

  func value(_ node: ONNXNode, _ place: Int) -> ONNXKnown? {
    guard case .known(let value)? = operand(node, place) else { return nil }
    return value
  }

  /// Numbers that must be known; `what` they are, for the message.
  func numbers(
    _ node: ONNXNode, _ place: Int, _ what: String
  ) throws(ONNXObstacle) -> ONNXKnown {
    guard let value = value(node, place) else {
      throw ONNXObstacle("\(what) that the model computes")
    }
    return value
  }

  func isGiven(_ node: ONNXNode, _ place: Int) -> Bool {
    node.inputs.count > place && !node.inputs[place].isEmpty
  }

  func give(_ stream: ONNXStream, to node: ONNXNode, _ place: Int = 0) {
    if node.outputs.count > place, !node.outputs[place].isEmpty {
      streams[node.outputs[place]] = stream
    }
  }

  /// An axis of a node, which may be counted from the end.
  func axis(_ number: Int, _ stream: ONNXStream) throws(ONNXObstacle) -> Int {
    guard let axis = ONNXFolding.place(number, stream.axes.count) else {
      throw ONNXObstacle("an axis that is not there")
    }
    return axis
  }

  func appendOperator(_ node: ONNXNode) throws(ONNXObstacle) {
    switch node.operation {
    case "Identity", "Dropout", "CastLike": give(try stream(node, 0), to: node)
    case "Cast": try appendCast(node)
    case "Add", "Sub", "Mul", "Div", "Pow", "Max", "Min", "Mod", "Equal", "Less", "LessOrEqual",
      "Greater", "GreaterOrEqual", "And", "Or", "PRelu":
      try appendBinary(node)
    case "Sum", "Mean": try appendMany(node)
    case "Where": try appendWhere(node)
    case "MatMul", "MatMulInteger", "QLinearMatMul": try appendProduct(node)
    case "Gemm": try appendGemm(node)
    case "Softmax", "LogSoftmax": try appendSoftmax(node)
    case "Conv", "QLinearConv", "ConvInteger": try appendConvolution(node)
    case "ConvTranspose": try appendTransposedConvolution(node)
    case "MaxPool", "AveragePool": try appendPooling(node)
    case "GlobalAveragePool", "GlobalMaxPool": try appendGlobalPooling(node)
    case "Resize", "Upsample": try appendResize(node)
    case "BatchNormalization", "InstanceNormalization", "GroupNormalization":
      try appendChannelNormalization(node)
    case "LayerNormalization": try appendLayerNormalization(node)
    case "LpNormalization": try appendLength(node)
    case "LSTM", "GRU", "RNN": try appendRecurrent(node)
    case "ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL2", "ReduceL1",
      "ReduceSumSquare", "ReduceLogSumExp":
      try appendReduction(node)
    case "ArgMax", "ArgMin": try appendPlace(node)
    case "TopK": try appendLargest(node)
    case "OneHot": try appendClasses(node)
    case "CumSum": try appendRunningSum(node)
    case "Gather": try appendGather(node)
    case "Slice": try appendSlice(node)
    case "Split": try appendSplit(node)
    case "Concat": try appendConcatenation(node)
    case "Pad": try appendPadding(node)
    case "Expand", "Tile": try appendSpread(node)
    case "Flatten", "Reshape", "Transpose", "Squeeze", "Unsqueeze": try appendView(node)
    case "QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear": try appendQuantization(node)
    default: give(try function(node, try stream(node, 0)), to: node)
    }
  }

  private func appendCast(_ node: ONNXNode) throws(ONNXObstacle) {
    let x = try stream(node, 0)
    // Whole numbers are floats here; only what is cut off on the way must be.
    let type = ONNXElementType(rawValue: node.int("to") ?? 1)
    give(type == .bool ? changed("x != 0", x) : x, to: node)
  }
}
