import Engine

/// Notes which node each layer gave, while a model is appended to a graph.
package final class LayerRecord {
  struct Entry {
    /// The label path: `dense`, `encoder.dense`.
    let path: String
    let kind: String
    /// What was written; `nil` where the line has no word of the catalogue.
    let call: LayerCall?
    let isLayer: Bool
    let input: Graph.Node
    let output: Graph.Node
    /// The nodes that the layer appended.
    let nodes: Range<Int>
    /// How many structures stand around it.
    let depth: Int

    /// The word of its `activation`; `nil` where it has none.
    var activation: String? {
      guard let argument = call?.arguments.first(where: { $0.name == "activation" })?.value else {
        return nil
      }
      if case .none = argument { return nil }
      return argument.described
    }
  }

  private(set) var entries: [Entry] = []
  /// What layers asked random numbers for: purpose, path and shape.
  private(set) var draws: Set<String> = []

  /// Of nothing yet.
  package init() {}

  func note(_ entry: Entry) { entries.append(entry) }

  /// Whether a layer asked for random numbers.
  var hasDrawn: Bool { !draws.isEmpty }

  func noteDraw(_ what: String) { draws.insert(what) }
}

extension ModelBuilder {
  /// Notes a line of the model; of models used as layers their lines.
  func record(
    _ element: Element, from input: Graph.Node, _ output: Graph.Node, nodes: Range<Int>, depth: Int
  ) {
    guard let record = application.record, let kind = element.kind else { return }
    record.note(
      LayerRecord.Entry(
        path: prefix + outer + element.label, kind: kind,
        call: element.call.map { LayerCall(label: element.label, bound: $0) },
        isLayer: element.isLayer, input: input, output: output, nodes: nodes, depth: depth))
  }
}

extension Element {
  /// Whether the line is a layer and not a structure around others.
  fileprivate var isLayer: Bool {
    if case .layer = content { true } else { false }
  }

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
