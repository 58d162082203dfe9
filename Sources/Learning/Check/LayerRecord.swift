import Engine

/// Notes which node each layer gave, while a model is appended to a graph.
package final class LayerRecord {
  struct Entry {
    /// The label path: `dense`, `encoder.dense`.
    let path: String
    let kind: String
    let output: Graph.Node
    /// The nodes that the layer appended.
    let nodes: Range<Int>
    /// How many structures stand around it.
    let depth: Int
  }

  private(set) var entries: [Entry] = []
  /// What layers asked random numbers for: purpose, path and shape.
  private(set) var draws: Set<String> = []

  init() {}

  func note(_ entry: Entry) { entries.append(entry) }

  /// Whether a layer asked for random numbers.
  var hasDrawn: Bool { !draws.isEmpty }

  func noteDraw(_ what: String) { draws.insert(what) }
}

extension ModelBuilder {
  /// Notes a line of the model; of models used as layers their lines.
  func record(_ element: Element, _ output: Graph.Node, nodes: Range<Int>, depth: Int) {
    guard let record = application.record, let kind = element.kind else { return }
    record.note(
      LayerRecord.Entry(
        path: prefix + outer + element.label, kind: kind, output: output, nodes: nodes,
        depth: depth))
  }
}

extension Element {
  /// The word of a line with an output of its own.
  fileprivate var kind: String? {
    switch content {
    case .layer(_, let kind), .wrapper(_, _, let kind): kind
    case .residual: "residual"
    case .merge(let merge, _): merge.word
    case .source, .model, .block: nil
    }
  }
}
