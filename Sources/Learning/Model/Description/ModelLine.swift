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

/// A line of a model with what stands in it, as values: names are settled, repetitions written out.
package struct ModelElement {
  /// What a line is.
  package enum Content {
    /// A layer or an activation, by its word.
    case layer(String)
    /// Its lines, added to what goes in.
    case residual([ModelElement])
    /// Several ways that become one; the axis of `concatenate` counts the batch.
    case merge(MergeKind, axis: Int, [[ModelElement]])
    /// A structure that is a layer, by its word, around its lines.
    case wrapper(String, [ModelElement])
    /// Goes on with an input, or with the output of an earlier line.
    case source(String)
    /// Another model, whose weights are shared.
    case model(Model)
    /// Lines whose output has a label.
    case block([ModelElement])
  }

  /// Unique among the lines of its model.
  package let label: String
  /// What it is.
  package let content: Content
  /// What was written; `nil` for `from`, blocks and models.
  package let call: LayerCall?
}

extension Model {
  /// Its lines in the order of the text.
  package var lines: [ModelElement] { elements.map(\.described) }
}

extension Element {
  fileprivate var described: ModelElement {
    let inside: ModelElement.Content =
      switch content {
      case .layer(_, let kind): .layer(kind)
      case .residual(let inner): .residual(inner.map(\.described))
      case .merge(let merge, let paths):
        .merge(merge.kind, axis: merge.axis, paths.map { $0.map(\.described) })
      case .wrapper(_, let inner, let kind): .wrapper(kind, inner.map(\.described))
      case .source(let name): .source(name)
      case .model(let model): .model(model)
      case .block(let inner): .block(inner.map(\.described))
      }
    return ModelElement(
      label: label, content: inside, call: call.map { LayerCall(label: label, bound: $0) })
  }
}
