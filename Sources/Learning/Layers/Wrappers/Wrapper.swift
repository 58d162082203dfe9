import Catalog
import Engine

/// A structure that is a layer: it has lines of its own and decides how they are applied.
protocol Wrapper: CatalogueEntry {
  /// Appends the structure to a batch; the first axis of `input` counts samples.
  func build(
    _ input: Graph.Node, around lines: WrappedLines, in builder: ModelBuilder
  ) throws -> Graph.Node
}

/// The lines inside a structure, which can be applied several times.
struct WrappedLines {
  /// The layers among them, in order.
  let layers: [any Layer]
  private let append: (Graph.Node, _ use: String?) throws -> Graph.Node

  init(
    layers: [any Layer], append: @escaping (Graph.Node, _ use: String?) throws -> Graph.Node
  ) {
    self.layers = layers
    self.append = append
  }

  /// Appends the lines; those of one `use` share their weights, `bidirectional.forward.lstm.kernel`.
  ///
  /// Without a use the weights are `lstm.kernel`, and the lines are applied once only.
  func apply(to node: Graph.Node, use: String? = nil) throws -> Graph.Node {
    try append(node, use)
  }
}

/// The structures that are layers.
enum Wrappers {
  static let all: [any Wrapper.Type] = [
    TimeDistributed.self, Bidirectional.self, LowRankAdaptation.self,
  ]

  static func named(_ name: String) -> (any Wrapper.Type)? {
    all.first { $0.signature.name == name }
  }
}
