import Engine

extension PythonWriter {
  /// The expression of an operation that moves numbers and changes none; `nil` for others.
  func shape(
    _ operation: any Operation, _ inputs: [Graph.Node], _ node: Graph.Node
  ) throws(ExportError) -> String? {
    switch operation {
    case is Reshape: return try reshape(inputs[0], node)
    case let transpose as Transpose: return dialect.permute(read(inputs[0]), transpose.permutation)
    case is BroadcastTo:
      let extents = texts(try extents(node))
      if inputs[0].shape.count == 1, case .constant(let one) = pair.graph.sources[inputs[0].index] {
        let number = PythonText.number(one[0], one.dtype)
        let type = "dtype=\(dialect.type(one.dtype))"
        let device = dialect == .torch ? ", device=self.device" : ""
        return "\(dialect.prefix).full(\(PythonText.tuple(extents)), \(number), \(type)\(device))"
      }
      return dialect == .torch
        ? "\(read(inputs[0])).expand(\(extents.joined(separator: ", ")))"
        : "\(dialect.prefix).broadcast_to(\(read(inputs[0])), \(PythonText.tuple(extents)))"
    case let slice as Slice: return try part(slice, inputs[0], node)
    case let pad as Pad: return padding(pad, inputs[0])
    case let concatenate as Concatenate:
      let parts = PythonText.tuple(inputs.map { read($0) })
      let axis = positive(concatenate.axis, inputs[0])
      return dialect == .torch
        ? "torch.cat(\(parts), dim=\(axis))"
        : "\(dialect.prefix).concatenate(\(parts), axis=\(axis))"
    case let reverse as Reverse:
      let axis = positive(reverse.axis, inputs[0])
      return dialect == .torch
        ? "\(read(inputs[0])).flip(\(axis))" : "\(dialect.prefix).flip(\(read(inputs[0])), \(axis))"
    case is Gather: return "\(read(inputs[0]))[\(read(inputs[1]))]"
    case let take as TakeAlong:
      let axis = positive(take.axis, inputs[0])
      return dialect == .torch
        ? "torch.take_along_dim(\(read(inputs[0])), \(read(inputs[1])), dim=\(axis))"
        : "\(dialect.prefix).take_along_axis(\(read(inputs[0])), \(read(inputs[1])), axis=\(axis))"
    case is PickClass:
      return dialect == .torch
        ? "\(read(inputs[0])).gather(-1, \(read(inputs[1])).unsqueeze(-1)).squeeze(-1)"
        : "\(dialect.prefix).take_along_axis(\(read(inputs[0])), \(read(inputs[1]))[..., None], axis=-1)[..., 0]"
    case let oneHot as OneHot:
      let text =
        dialect == .torch
        ? "F.one_hot(\(read(inputs[0])), \(oneHot.depth))"
        : dialect == .numpy
          ? "np.eye(\(oneHot.depth))[\(read(inputs[0]))]"
          : "jax.nn.one_hot(\(read(inputs[0])), \(oneHot.depth))"
      return dialect.cast(text, to: oneHot.dtype)
    case let mask as DropoutMask where dialect != .numpy:
      let rate = PythonText.number(mask.rate)
      if dialect == .torch {
        return "F.dropout(torch.ones_like(\(read(inputs[0]))), \(rate), self.training)"
      }
      use(.dropoutMask)
      return "dropout_mask(state, \(read(inputs[0])), \(rate))"
    case let noise as RandomNormal where dialect == .torch:
      let size = PythonText.tuple(texts(try extents(node)))
      let factor = PythonText.number(noise.deviation)
      return "torch.randn(\(size), device=self.device) * (\(factor) if self.training else 0.0)"
    default: return nil
    }
  }

  /// One extent may follow from the others: that of the batch.
  private func reshape(_ input: Graph.Node, _ node: Graph.Node) throws(ExportError) -> String {
    let extents = try extents(node)
    let depending = extents.filter { if case .batches = $0 { true } else { false } }
    if dialect == .torch, extents.count == 2, extents[0] == .batches(1), input.shape.rank > 2,
      try self.extents(input)[0] == .batches(1)
    {
      return "\(read(input)).flatten(1)"
    }
    let target =
      depending.count > 1
      ? texts(extents)
      : extents.map { if case .batches = $0 { "-1" } else { "\($0.factor)" } }
    return target.isEmpty
      ? "\(read(input)).reshape(())" : "\(read(input)).reshape(\(target.joined(separator: ", ")))"
  }

  private func part(
    _ slice: Slice, _ input: Graph.Node, _ node: Graph.Node
  ) throws(ExportError) -> String {
    let axis = positive(slice.axis, input)
    if slice.from == 0, slice.to == input.shape[axis] { return read(input) }
    if case .batches = try extents(input)[axis] { throw unsupported("a part of the batch", node) }
    let places = [String](repeating: ":", count: axis) + ["\(slice.from):\(slice.to)"]
    return "\(read(input))[\(places.joined(separator: ", "))]"
  }

  private func padding(_ pad: Pad, _ input: Graph.Node) -> String {
    let (rank, axis) = (input.shape.rank, positive(pad.axis, input))
    if dialect == .torch {
      var sides = [Int](repeating: 0, count: 2 * (rank - axis))
      (sides[sides.count - 2], sides[sides.count - 1]) = (pad.before, pad.after)
      return "F.pad(\(read(input)), \(PythonText.tuple(sides)))"
    }
    let sides = (0..<rank).map { $0 == axis ? "(\(pad.before), \(pad.after))" : "(0, 0)" }
    return "\(dialect.prefix).pad(\(read(input)), \(PythonText.tuple(sides)))"
  }

  func positive(_ axis: Int, _ node: Graph.Node) -> Int { axis < 0 ? axis + node.shape.rank : axis }
}
