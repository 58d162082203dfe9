import Catalog
import Engine

/// A recurrent layer twice, from both ends of the sequence, each with weights of its own.
///
/// The second reads from the last step to the first; its states are put in the order of time before
/// both are merged. Schuster and Paliwal 1997.
struct Bidirectional: Wrapper {
  enum Merge: String, CaseIterable { case concat, sum, mul, ave }

  static let mergeMode = Parameter<Merge>(
    "merge_mode", "How both become one.", expected: "concat, sum, mul or ave",
    default: { .concat }, shown: .word("concat"), words: Merge.allCases.map(\.rawValue),
    read: { argument in
      if case .word(let word) = argument { return Merge(rawValue: word) }
      return nil
    })

  static let signature = Signature(
    "bidirectional", .structure, "A recurrent layer from both ends of the sequence.",
    example: "model [8, 4] { bidirectional { lstm 8 } }", [mergeMode.description],
    details: "concat puts both side by side, [batch, 2 units]; ave is their mean.")

  let merge: Merge

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    merge = try arguments[Self.mergeMode]
  }

  func build(
    _ input: Graph.Node, around lines: WrappedLines, in builder: ModelBuilder
  ) throws -> Graph.Node {
    guard lines.layers.count == 1, let layer = lines.layers[0] as? any RecurrentLayer else {
      throw LayerShapeError(.recurrentLine, found: input.shape.sample)
    }
    let mask = layer.passesMask ? builder.mask(of: input) : nil
    let ahead = try shown(lines.apply(to: input, use: "forward"), where: mask, in: builder.graph)
    builder.readsBackwards.toggle()
    defer { builder.readsBackwards.toggle() }
    let back = try shown(lines.apply(to: input, use: "backward"), where: mask, in: builder.graph)
    let output = try joined(ahead, back, in: builder.graph)
    builder.setMask(mask, of: output)
    return output
  }

  /// A whole sequence with zeros where it is masked; Keras's rule for both directions together.
  private func shown(
    _ sequence: Graph.Node, where mask: Graph.Node?, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    guard let mask, sequence.shape.rank == 3 else { return sequence }
    let factors = try graph.reshape(mask, to: Shape(mask.shape.extents + [1]))
    return try graph.apply(Multiply(), to: sequence, factors)
  }

  private func joined(
    _ a: Graph.Node, _ b: Graph.Node, in graph: Graph
  ) throws(ShapeError) -> Graph.Node {
    switch merge {
    case .concat: try graph.apply(Concatenate(axis: a.shape.rank - 1), to: a, b)
    case .sum: try graph.apply(Add(), to: a, b)
    case .mul: try graph.apply(Multiply(), to: a, b)
    case .ave: try graph.times(0.5, graph.apply(Add(), to: a, b))
    }
  }
}
