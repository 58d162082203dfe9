import Engine

/// Notes which node each layer gave, while a model is appended to a graph.
public final class LayerRecord {
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
  /// Whether a layer asked for random numbers.
  private(set) var hasDrawn = false

  public init() {}

  func note(_ entry: Entry) { entries.append(entry) }

  func noteDraw() { hasDrawn = true }
}

extension ModelBuilder {
  /// Notes a line of the model; of models used as layers their lines.
  func record(_ element: Element, _ output: Graph.Node, nodes: Range<Int>, depth: Int) {
    guard let record = application.record, let kind = element.kind else { return }
    let model = prefix.split(separator: ".").dropFirst().map { $0 + "." }.joined()
    record.note(
      LayerRecord.Entry(
        path: model + outer + element.label, kind: kind, output: output, nodes: nodes,
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
