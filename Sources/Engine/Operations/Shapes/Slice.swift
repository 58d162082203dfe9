import CKernels

/// The elements from..<to along an axis.
package struct Slice: Operation {
  /// The axis that is cut; negative ones count from the end.
  package let axis: Int
  /// The first position that stays, from 0.
  package let from: Int
  /// The position behind the last that stays, at most the axis' extent.
  package let to: Int
  package let name = "slice"

  /// One operand of any type. Positions count from 0; negative ones are refused.
  package init(axis: Int, from: Int, to: Int) {
    self.axis = axis
    self.from = from
    self.to = to
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    let position = try position(axis, in: inputs)
    let extent = inputs[0].shape[position]
    guard from >= 0, from <= to, to <= extent else {
      throw refusal("a range within 0..\(extent), not \(from)..\(to)", inputs)
    }
    return TensorType(inputs[0].shape.replacing(position, with: to - from), inputs[0].dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let extent = context.inputs[0].shape[checkedPosition(axis, in: context.inputs.map(\.type))]
    return [
      try context.apply(Pad(axis: axis, before: from, after: extent - to), context.upstream)
    ]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let position = checkedPosition(axis, in: inputs)
    let along = AlongAxis(output.shape, position)
    return Kernel(
      nabla_kernel_slice, output.dtype,
      along.parameters(from: from, other: inputs[0].shape[position]),
      units: output.shape.count == 0 ? 0 : along.outer, cost: Double(output.shape.count) * 0.2)
  }
}

/// Zeros before and after along an axis.
package struct Pad: Operation {
  /// The axis that grows; negative ones count from the end.
  package let axis: Int
  /// How many zeros stand in front, 0 or more.
  package let before: Int
  /// How many zeros stand behind, 0 or more.
  package let after: Int
  package let name = "pad"

  /// One operand of any type.
  package init(axis: Int, before: Int, after: Int) {
    self.axis = axis
    self.before = before
    self.after = after
  }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    try checkTypes(inputs, count: 1)
    let position = try position(axis, in: inputs)
    let (inner, first) = inputs[0].shape[position].addingReportingOverflow(before)
    let (extent, second) = inner.addingReportingOverflow(after)
    guard before >= 0, after >= 0, !first, !second else {
      throw refusal("widths of 0 or more, not \(before) and \(after)", inputs)
    }
    return TensorType(inputs[0].shape.replacing(position, with: extent), inputs[0].dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let extent = context.inputs[0].shape[checkedPosition(axis, in: context.inputs.map(\.type))]
    return [
      try context.apply(Slice(axis: axis, from: before, to: before + extent), context.upstream)
    ]
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let position = checkedPosition(axis, in: inputs)
    let along = AlongAxis(output.shape, position)
    return Kernel(
      nabla_kernel_pad, output.dtype,
      along.parameters(from: before, other: inputs[0].shape[position]),
      units: output.shape.count == 0 ? 0 : along.outer, cost: Double(output.shape.count) * 0.2)
  }
}

/// Tensors one after another along an axis; all other extents are equal.
package struct Concatenate: Operation {
  /// The axis that the tensors follow one another along; negative ones count from the end.
  package let axis: Int
  package let name = "concatenate"
  /// One operand or more, of one type and rank.
  package init(axis: Int) { self.axis = axis }

  package func outputType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
    guard !inputs.isEmpty else { throw refusal("at least one operand", inputs) }
    try checkTypes(inputs, count: inputs.count)
    let position = try position(axis, in: inputs)
    let first = inputs[0].shape
    var extent = 0
    for input in inputs {
      guard input.shape.rank == first.rank,
        input.shape.replacing(position, with: 0) == first.replacing(position, with: 0)
      else { throw refusal("equal extents but along axis \(position)", inputs) }
      let (sum, overflows) = extent.addingReportingOverflow(input.shape[position])
      guard !overflows else { throw refusal("fewer elements", inputs) }
      extent = sum
    }
    return TensorType(first.replacing(position, with: extent), inputs[0].dtype)
  }

  package func gradients(_ context: GradientContext) throws(ShapeError) -> [Graph.Node?] {
    let position = checkedPosition(axis, in: context.inputs.map(\.type))
    var (result, start): ([Graph.Node?], Int) = ([], 0)
    for (index, input) in context.inputs.enumerated() {
      let end = start + input.shape[position]
      result.append(
        context.isNeeded[index]
          ? try context.apply(Slice(axis: position, from: start, to: end), context.upstream) : nil)
      start = end
    }
    return result
  }

  package func kernel(inputs: [TensorType], output: TensorType) -> Kernel {
    let position = checkedPosition(axis, in: inputs)
    let outer = AlongAxis(output.shape, position).outer
    let runs = inputs.map { type in
      let along = AlongAxis(type.shape, position)
      return along.length * along.inner
    }
    return Kernel(
      nabla_kernel_concatenate, output.dtype, list: [inputs.count, outer] + runs,
      units: output.shape.count == 0 ? 0 : outer, cost: Double(output.shape.count) * 0.2)
  }
}
