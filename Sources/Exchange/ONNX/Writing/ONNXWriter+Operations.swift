import Engine
import Formats

extension ONNXWriter {
  /// Appends what a node computes.
  func append(_ node: Graph.Node) throws(ExportError) {
    guard case .operation(let operation, let inputs) = pair.graph.sources[node.index] else {
      return
    }
    if let (recurrence, operands) = pair.graph.recurrence(of: node) {
      return try append(recurrence, operands, node)
    }
    if let word = Self.unary[operation.name], inputs.count == 1, operation.isElementwise {
      return try appendElementwise(word, inputs, node)
    }
    if let word = Self.binary[operation.name], inputs.count == 2 {
      return try appendElementwise(word, inputs, node)
    }
    if try appendQuantized(operation, inputs, node) { return }
    if try appendShape(operation, inputs, node) { return }
    if try appendReduction(operation, inputs, node) { return }
    switch operation {
    case let product as MatrixProduct: try append(product, inputs, node)
    case let convolution as Convolution: try append(convolution, inputs, node)
    case let pool as MaxPool: try append(pool.window, "MaxPool", [], inputs, node)
    case let pool as AveragePool:
      try append(
        pool.window, "AveragePool", [("count_include_pad", .int(0))], inputs, node)
    default:
      guard try appendFormula(operation, inputs, node) else {
        throw unsupported(operation.name, node)
      }
    }
  }

  /// One number of the operand gives one of the result.
  private static let unary = [
    "exp": "Exp", "log": "Log", "sin": "Sin", "cos": "Cos", "tanh": "Tanh", "sigmoid": "Sigmoid",
    "softplus": "Softplus", "erf": "Erf", "relu": "Relu", "-": "Neg", "sqrt": "Sqrt", "abs": "Abs",
    "sign": "Sign", "floor": "Floor", "round": "Round",
    "ceil": "Ceil", "tan": "Tan", "asin": "Asin", "acos": "Acos", "atan": "Atan", "sinh": "Sinh",
    "cosh": "Cosh", "asinh": "Asinh", "acosh": "Acosh", "atanh": "Atanh",
  ]
  /// Two that are broadcast together.
  private static let binary = [
    "+": "Add", "-": "Sub", "*": "Mul", "/": "Div", "**": "Pow", "maximum": "Max",
    "minimum": "Min",
  ]

  /// With the channels where the operand has them, so that pictures are turned at the ends of a network only.
  private func appendElementwise(
    _ word: String, _ inputs: [Graph.Node], _ node: Graph.Node
  ) throws(ExportError) {
    guard inputs.contains(where: isChannelsFirst), inputs.allSatisfy({ canTurn($0, like: node) })
    else {
      var operands: [String] = []
      for input in inputs { operands.append(try name(of: input)) }
      return give(add(word, operands), to: node)
    }
    var operands: [String] = []
    for input in inputs {
      operands.append(
        input.shape == node.shape ? try channelsFirstName(of: input) : try turned(input, like: node)
      )
    }
    giveChannelsFirst(add(word, operands), to: node)
  }

  private func canTurn(_ input: Graph.Node, like node: Graph.Node) -> Bool {
    if input.shape == node.shape { return true }
    guard isConstant(input) else { return false }
    return input.shape.extents.dropLast().allSatisfy { $0 == 1 }
  }

  /// A number for each channel, with axes behind it.
  private func turned(_ input: Graph.Node, like node: Graph.Node) throws(ExportError) -> String {
    let tensor = try value(of: input)
    guard tensor.count > 1 else { return try name(of: input) }
    let behind = [Int](repeating: 1, count: node.shape.rank - 2)
    return initializer(tensor.reshaped(Shape([tensor.count] + behind)), "channels")
  }

  /// What ONNX has no operator for in this set, or one of another type.
  private func appendFormula(
    _ operation: any Operation, _ inputs: [Graph.Node], _ node: Graph.Node
  ) throws(ExportError) -> Bool {
    var x: [String] = []
    for input in inputs { x.append(try name(of: input)) }
    switch operation {
    case is Identity, is StopGradient: give(x[0], to: node)
    case is ReciprocalSquareRoot: give(add("Reciprocal", [add("Sqrt", x)]), to: node)
    case let clip as Clip: give(add("Clip", [x[0], scalar(clip.low), scalar(clip.high)]), to: node)
    case is GaussianLinearUnit:
      let inner = add("Erf", [add("Mul", [x[0], scalar(0.5.squareRoot())])])
      let half = add("Mul", [x[0], scalar(0.5)])
      give(add("Mul", [half, add("Add", [inner, scalar(1)])]), to: node)
    case is Truncation:
      give(add("Mul", [add("Sign", x), add("Floor", [add("Abs", x)])]), to: node)
    case is ExponentialMinusOne: give(add("Sub", [add("Exp", x), scalar(1)]), to: node)
    case is LogarithmOfOnePlus: give(add("Log", [add("Add", [x[0], scalar(1)])]), to: node)
    case is BinaryLogarithm:
      give(add("Mul", [add("Log", x), scalar(1.4426950408889634)]), to: node)
    case is DecimalLogarithm:
      give(add("Mul", [add("Log", x), scalar(0.4342944819032518)]), to: node)
    case is Hypotenuse:
      let squares = add("Add", [add("Mul", [x[0], x[0]]), add("Mul", [x[1], x[1]])])
      give(add("Sqrt", [squares]), to: node)
    case is Modulo:
      let whole = add("Floor", [add("Div", x)])
      give(add("Sub", [x[0], add("Mul", [whole, x[1]])]), to: node)
    case let cast as Cast: give(casted(x[0], cast.dtype), to: node)
    case let comparison as Comparison:
      give(casted(compared(comparison.kind, x), node.dtype), to: node)
    case let logical as Logical:
      let truths = x.map(truth)
      let word = logical.kind == .and ? "And" : logical.kind == .or ? "Or" : "Not"
      give(casted(add(word, truths), node.dtype), to: node)
    case is Where: give(add("Where", [truth(x[0]), x[1], x[2]]), to: node)
    default: return false
    }
    return true
  }

  private func compared(_ kind: Comparison.Kind, _ operands: [String]) -> String {
    switch kind {
    case .equal: add("Equal", operands)
    case .notEqual: add("Not", [add("Equal", operands)])
    case .less: add("Less", operands)
    case .lessOrEqual: add("LessOrEqual", operands)
    case .greater: add("Greater", operands)
    case .greaterOrEqual: add("GreaterOrEqual", operands)
    }
  }

  func casted(_ name: String, _ dtype: DType) -> String {
    let type = dtype == .int32 ? ONNXElementType.int32 : .float
    return add("Cast", [name], [("to", .int(type.rawValue))])
  }

  func truth(_ name: String) -> String {
    add("Cast", [name], [("to", .int(ONNXElementType.bool.rawValue))])
  }
}

extension Operation {
  /// Whether equal names cannot mean two things: `-` is a difference of two and the negative of one.
  fileprivate var isElementwise: Bool { !(self is Clip) }
}
