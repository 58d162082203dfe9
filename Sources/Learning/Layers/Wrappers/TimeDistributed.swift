import Catalog
import Engine

/// Its lines for each element of a sequence, with the same weights: [batch × time × …].
///
/// Batch and time are folded into one axis, so the lines see [batch·time × …].
struct TimeDistributed: Wrapper, WithoutParameters {
  static let signature = Signature(
    "time_distributed", .structure, "Applies its lines to each element of a sequence.",
    example: "model [8, 4] { time_distributed { dense 3 } }",
    details: "x [batch, time, …] is read as [batch·time, …].")

  func build(
    _ input: Graph.Node, around lines: WrappedLines, in builder: ModelBuilder
  ) throws -> Graph.Node {
    let extents = input.shape.extents
    guard extents.count >= 3 else {
      throw LayerShapeError(.timeFirst, found: input.shape.sample)
    }
    let folded = Shape([extents[0] * extents[1]] + extents.dropFirst(2))
    let inner = try lines.apply(to: builder.graph.reshape(input, to: folded))
    let shape = Shape(Array(extents.prefix(2)) + inner.shape.sample.extents)
    let output = try builder.graph.reshape(inner, to: shape)
    builder.setMask(builder.mask(of: input), of: output)
    return output
  }
}
