import Catalog
import Engine

/// Its lines with kernels that stay and a trained change of low rank: W + α/rank · A·B.
///
/// Of a kernel W [… × outputs], A is [… × rank], He-uniform, and B [rank × outputs], zeros: at first
/// nothing changes. Biases, normalisation and what else the lines have is trained as always; of a
/// model that stands as a layer nothing is changed. Hu et al. 2021, "LoRA: low-rank adaptation of
/// large language models"; names and starts as in Keras.
struct LowRankAdaptation: Wrapper {
  static let rank = Parameter<Int>.size("rank", "Rank of the trained change.")
  static let alpha = Parameter<Double>.optional(
    "alpha", "The change counts alpha / rank times; the rank if left out.",
    rule: "a finite number"
  ) { $0.isFinite }

  static let signature = Signature(
    "lora", .structure, "Kernels that stay, with a trained change of low rank.",
    example: "model 16 { lora rank=2 { dense 8 }; dense 1 }",
    [rank.description, alpha.description],
    details: """
      kernel + alpha / rank * (lora_kernel_a @ lora_kernel_b), a [..., rank], b [rank, outputs] of
      zeros. Holds for dense, convolutions, embedding, attention and recurrent layers inside;
      `dense 8, lora_rank=2` is its short form.
      """)

  private let change: LowRank

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    change = LowRank(
      rank: try arguments[Self.rank], alpha: try arguments.optional(Self.alpha))
  }

  func build(
    _ input: Graph.Node, around lines: WrappedLines, in builder: ModelBuilder
  ) throws -> Graph.Node {
    let before = builder.adaptedKernels
    let output = try builder.adapting(change) { try lines.apply(to: input) }
    guard builder.adaptedKernels > before else {
      throw LayerShapeError(.linesWithKernel, found: input.shape.sample)
    }
    return output
  }
}

/// A trained change of kernels that stay.
package struct LowRank: Equatable, Sendable {
  /// Columns of A and rows of B.
  package let rank: Int
  /// A·B counts alpha / rank times.
  package let alpha: Double

  /// Without `alpha` the change counts once.
  init(rank: Int, alpha: Double? = nil) {
    (self.rank, self.alpha) = (rank, alpha ?? Double(rank))
  }

  /// kernel + alpha / rank · A·B, where a kernel of more than two axes is [… × outputs].
  func added(
    to kernel: Graph.Node, called name: String, in builder: ModelBuilder
  ) throws(ShapeError) -> Graph.Node {
    let outer = Array(kernel.shape.extents.dropLast())
    let outputs = kernel.shape.extents.last ?? 1
    let first = try builder.parameter(named(name, "a"), Shape(outer + [rank]), HeUniform())
    let second = try builder.parameter(named(name, "b"), [rank, outputs], Zeros())
    builder.noteAdapter(
      of: name, named(name, "a"), named(name, "b"), scale: alpha / Double(rank))
    let graph = builder.graph
    let change = try graph.apply(
      MatrixProduct(), to: graph.reshape(first, to: [Shape(outer).count, rank]), second)
    return try graph.apply(
      Add(), to: kernel,
      graph.times(alpha / Double(rank), graph.reshape(change, to: kernel.shape)))
  }

  /// `query.kernel` is changed by `query.lora_kernel_a` and `query.lora_kernel_b`.
  private func named(_ name: String, _ part: String) -> String {
    let parts = name.split(separator: ".")
    let path = parts.dropLast().map { "\($0)." }.joined()
    return "\(path)lora_\(parts.last ?? "")_\(part)"
  }
}
