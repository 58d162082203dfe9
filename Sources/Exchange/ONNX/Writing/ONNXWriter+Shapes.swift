import Engine
import Formats

extension ONNXWriter {
  /// Operations that move numbers and change none; false for others.
  func appendShape(
    _ operation: any Operation, _ inputs: [Graph.Node], _ node: Graph.Node
  ) throws(ExportError) -> Bool {
    switch operation {
    case is Reshape: try appendReshape(inputs[0], node)
    case let transpose as Transpose:
      give(
        add("Transpose", [try name(of: inputs[0])], [("perm", .ints(transpose.permutation))]),
        to: node)
    case is BroadcastTo:
      let shape = try shape(of: node)
      give(add("Expand", [try name(of: inputs[0]), shape]), to: node)
    case let slice as Slice:
      let axis = axis(slice.axis, inputs[0])
      if case .batches = try extents(inputs[0])[axis], !isWhole(slice, inputs[0]) {
        throw unsupported("a part of the batch", node)
      }
      give(
        add(
          "Slice",
          [
            try name(of: inputs[0]), vector([slice.from]),
            vector([isWhole(slice, inputs[0]) ? Int(Int32.max) : slice.to]), vector([axis]),
          ]), to: node)
    case let pad as Pad:
      let (rank, axis) = (inputs[0].shape.rank, axis(pad.axis, inputs[0]))
      var pads = [Int](repeating: 0, count: 2 * rank)
      (pads[axis], pads[rank + axis]) = (pad.before, pad.after)
      give(add("Pad", [try name(of: inputs[0]), vector(pads)]), to: node)
    case let concatenate as Concatenate:
      var parts: [String] = []
      for input in inputs { parts.append(try name(of: input)) }
      give(add("Concat", parts, [("axis", .int(axis(concatenate.axis, inputs[0])))]), to: node)
    case let reverse as Reverse:
      give(
        add(
          "Slice",
          [
            try name(of: inputs[0]), vector([-1]), vector([Int(Int32.min)]),
            vector([axis(reverse.axis, inputs[0])]), vector([-1]),
          ]), to: node)
    case is Gather:
      give(
        add("Gather", [try name(of: inputs[0]), try name(of: inputs[1])], [("axis", .int(0))]),
        to: node)
    case let take as TakeAlong:
      give(
        add(
          "GatherElements", [try name(of: inputs[0]), try name(of: inputs[1])],
          [("axis", .int(axis(take.axis, inputs[0])))]), to: node)
    case let oneHot as OneHot:
      let indices = add(
        "Cast", [try name(of: inputs[0])], [("to", .int(ONNXElementType.int64.rawValue))])
      let values = initializer(Tensor([0, 1] as [Float], [2]), "off_on")
      let result = add("OneHot", [indices, vector([oneHot.depth]), values])
      give(oneHot.dtype == .int32 ? casted(result, .int32) : result, to: node)
    default: return false
    }
    return true
  }

  /// One extent may follow from the others: that of the batch.
  private func appendReshape(_ input: Graph.Node, _ node: Graph.Node) throws(ExportError) {
    let extents = try extents(node)
    let depending = extents.filter { if case .batches = $0 { true } else { false } }
    if depending.count > 1 || (depending.isEmpty && !isConstant(node) && !pair.isFixed(input)) {
      return give(add("Reshape", [try name(of: input), shape(extents)]), to: node)
    }
    let target = extents.map { if case .batches = $0 { -1 } else { $0.factor } }
    give(add("Reshape", [try name(of: input), vector(target)]), to: node)
  }

  func extents(_ node: Graph.Node) throws(ExportError) -> [GraphPair.Extent] {
    guard let extents = pair.extents(of: node) else { throw unsupported("shapes", node) }
    return extents
  }

  private func isWhole(_ slice: Slice, _ input: Graph.Node) -> Bool {
    slice.to == input.shape[axis(slice.axis, input)]
  }

  func axis(_ axis: Int, _ input: Graph.Node) -> Int {
    axis < 0 ? axis + input.shape.rank : axis
  }

  /// Operations that make one number of many along axes; false for others.
  func appendReduction(
    _ operation: any Operation, _ inputs: [Graph.Node], _ node: Graph.Node
  ) throws(ExportError) -> Bool {
    func reduce(_ word: String, _ axes: [Int]?, _ keeps: Bool) throws(ExportError) {
      let axes = (axes ?? Array(0..<inputs[0].shape.rank)).map { axis($0, inputs[0]) }
      let keeps = (name: "keepdims", value: ONNXAttribute.int(keeps ? 1 : 0))
      let x = try name(of: inputs[0])
      // Nothing to do is all axes to ONNX.
      if axes.isEmpty { return give(x, to: node) }
      // In this set the axes of a sum are an input, those of others a setting.
      give(
        word == "ReduceSum"
          ? add(word, [x, vector(axes)], [keeps])
          : add(word, [x], [("axes", .ints(axes)), keeps]), to: node)
    }
    func along(_ word: String, _ axis: Int) throws(ExportError) -> String {
      add(word, [try name(of: inputs[0])], [("axis", .int(self.axis(axis, inputs[0])))])
    }
    switch operation {
    case let sum as Sum: try reduce("ReduceSum", sum.axes, sum.keepsAxes)
    case let mean as Mean: try reduce("ReduceMean", mean.axes, mean.keepsAxes)
    case let sum as LogSumExp: try reduce("ReduceLogSumExp", sum.axes, sum.keepsAxes)
    case let largest as MaximumOf: try reduce("ReduceMax", largest.axes, largest.keepsAxes)
    case let least as MinimumOf: try reduce("ReduceMin", least.axes, least.keepsAxes)
    case let product as Product: try reduce("ReduceProd", product.axes, product.keepsAxes)
    case let softmax as Softmax: give(try along("Softmax", softmax.axis), to: node)
    case let softmax as LogSoftmax: give(try along("LogSoftmax", softmax.axis), to: node)
    case let largest as ArgMax: try appendArgument("ArgMax", largest.axis, inputs, node)
    case let least as ArgMin: try appendArgument("ArgMin", least.axis, inputs, node)
    case let normalization as RowNormalization: try append(normalization, inputs[0], node)
    case let sum as CumulativeSum:
      let axis = initializer(Tensor([Int32(axis(sum.axis, inputs[0]))], []), "axis")
      give(
        add(
          "CumSum", [try name(of: inputs[0]), axis], [("reverse", .int(sum.isReversed ? 1 : 0))]),
        to: node)
    default: return false
    }
    return true
  }

  private func appendArgument(
    _ word: String, _ axis: Int, _ inputs: [Graph.Node], _ node: Graph.Node
  ) throws(ExportError) {
    let place = add(
      word, [try name(of: inputs[0])],
      [("axis", .int(self.axis(axis, inputs[0]))), ("keepdims", .int(0))])
    give(casted(place, .int32), to: node)
  }

  /// Layer normalisation without scale and shift, which stand behind it; the root mean square in its steps.
  private func append(
    _ normalization: RowNormalization, _ input: Graph.Node, _ node: Graph.Node
  ) throws(ExportError) {
    let x = try name(of: input)
    if normalization.centers {
      let length = node.shape[node.shape.rank - 1]
      let scale = initializer(Tensor(repeating: 1, [length], .float32), "ones")
      return give(
        add(
          "LayerNormalization", [x, scale],
          [("axis", .int(-1)), ("epsilon", .float(Float(normalization.epsilon)))]), to: node)
    }
    let square = add(
      "ReduceMean", [add("Mul", [x, x])], [("axes", .ints([-1])), ("keepdims", .int(1))])
    let root = add("Sqrt", [add("Add", [square, scalar(normalization.epsilon)])])
    give(add("Div", [x, root]), to: node)
  }
}
