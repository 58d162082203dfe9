import Engine

extension ModelBuilder {
  /// x·W of a quantized kernel, x [… × inputs] → [… × outputs].
  func product(of input: Graph.Node, _ weight: QuantizedWeight) throws(ShapeError) -> Graph.Node {
    let kernel = weight.kernel
    guard kernel.width == .eight else { return try GroupProduct.append(input, kernel, in: graph) }
    let rows = try graph.apply(
      QuantizeRows(depth: kernel.inputs, range: weight.range), to: input)
    return try QuantizedProduct.append(
      rows, kernel, outer: Shape(Array(input.shape.extents.dropLast())), in: graph)
  }

  /// A convolution with a quantized kernel, of images [batch × rows × columns × channels].
  func convolution(
    of image: Graph.Node, _ moves: PoolWindow, _ weight: QuantizedWeight
  ) throws(ShapeError) -> Graph.Node {
    let (kernel, sample) = (weight.kernel, image.shape.sample)
    guard kernel.width == .eight else {
      // Four bits spare memory; the convolution is one of floats.
      return try graph.apply(
        Convolution(rows: moves.rows, columns: moves.columns), to: image,
        graph.reshape(
          graph.constant(weight.floats),
          to: Shape(moves.size + Array(weight.shape.extents.suffix(2)))))
    }
    let images = try graph.apply(QuantizeRows(depth: sample.count, range: weight.range), to: image)
    let patches = QuantizedPatches(
      rows: moves.rows, columns: moves.columns, image: sample, taps: Shape(moves.size))
    let rows = try graph.apply(patches, to: images)
    let (height, width) = patches.positions ?? (0, 0)
    return try QuantizedProduct.append(
      rows, kernel, outer: [image.shape[0], height, width], in: graph)
  }

  /// The operands of a product: noted for whoever wants to quantize it, rounded where a training asks for that.
  func multiplied(
    _ input: Graph.Node, _ name: String, _ kernel: Graph.Node, groups: Int = 1
  ) throws(ShapeError) -> (input: Graph.Node, kernel: Graph.Node) {
    // A kernel that is computed, with a change of low rank, is no weight that could be replaced.
    guard case .variable = graph.sources[kernel.index], let variable = original(name) else {
      return (input, kernel)
    }
    application.products?.note(
      ProductRecord.Entry(
        weight: variable, label: prefix + outer + label, input: input, groups: groups))
    guard let rounding = rounding(name) else { return (input, kernel) }
    return (
      try rounding.range.map { (range) throws(ShapeError) in try graph.rounded(input, to: range) }
        ?? input,
      try graph.rounded(kernel, to: rounding.width)
    )
  }
}

/// Notes what is multiplied by which weight, while a model is appended to a graph.
final class ProductRecord {
  struct Entry {
    let weight: Variable
    /// The label path of the layer.
    let label: String
    /// What is multiplied, [batch × …].
    let input: Graph.Node
    let groups: Int
  }

  private(set) var entries: [Entry] = []

  func note(_ entry: Entry) { entries.append(entry) }
}
