import Catalog
import Engine

/// A line of a model where it was appended to a graph: what writing it in another language needs.
package struct ModelLine {
  /// The label path: `dense`, `encoder.dense`, `bidirectional.forward.lstm`.
  package let path: String
  /// The word of the line: `dense`, `residual`.
  package let kind: String
  /// What was written; `nil` where the line has no word of the catalogue.
  package let call: LayerCall?
  /// Whether it is a layer and not a structure around others.
  package let isLayer: Bool
  /// The node that goes in, of other inputs apart.
  package let input: Graph.Node
  /// The node that comes out; `input` itself where nothing is done.
  package let output: Graph.Node
  /// The nodes that were appended.
  package let nodes: Range<Int>
}

extension LayerRecord {
  /// The lines in the order in which they ended: those inside a structure before it.
  package var lines: [ModelLine] {
    entries.map {
      ModelLine(
        path: $0.path, kind: $0.kind, call: $0.call, isLayer: $0.isLayer, input: $0.input,
        output: $0.output, nodes: $0.nodes)
    }
  }
}
