import Catalog
import Engine
import Learning
import Support

/// The calls of a model of Keras as lines: labels and `from` where a line does not read the one before.
struct KerasModelLines {
  private(set) var lines: [LayerDescription] = []
  private let graph: KerasGraph
  private var labels: [String: String] = [:]
  private var taken: Set<String> = []
  private var counts: [String: Int] = [:]
  private let isReserved: (String) -> Bool
  /// Which nodes others name.
  private var referenced: Set<String> = []
  /// Which node each line stands for, by its place in `lines`.
  private var origins: [Int: String] = [:]

  init(_ graph: KerasGraph, isReserved: @escaping (String) -> Bool) {
    self.graph = graph
    self.isReserved = isReserved
    let isSingle = graph.inputs.count == 1
    for input in graph.inputs { labels[input.id] = label(isSingle ? "input" : input.name) }
    for node in graph.nodes { labels[node.id] = label(node.name) }
    append()
  }

  /// The inputs under their names here.
  var inputs: [Model.Input] {
    graph.inputs.map { Model.Input(labels[$0.id] ?? $0.name, $0.shape) }
  }

  /// A name that can be a label: letters, digits and `_`, not taken and not the language's own.
  private mutating func label(_ name: String) -> String {
    var plain = String(
      name.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" ? $0 : "_" })
    if plain.first.map({ $0.isNumber }) ?? true { plain = "_" + plain }
    if isReserved(plain) { plain += "_" }
    var free = plain
    while !taken.insert(free).inserted {
      counts[plain, default: 0] += 1
      free = "\(plain)_\(counts[plain, default: 0])"
    }
    return free
  }

  private mutating func append() {
    var current = graph.inputs.first?.id ?? ""
    for node in graph.nodes {
      var description = node.line
      if node.isMerge {
        description.lines = node.inputs.map { input in
          guard input != current else { return LayerDescription("path", lines: []) }
          return LayerDescription("path", lines: [source(input)])
        }
      } else if let first = node.inputs.first {
        if first != current { lines.append(source(first)) }
        if node.inputs.count > 1 {
          description.arguments.named += attended(node)
        }
      }
      origins[lines.count] = node.id
      lines.append(description)
      current = node.id
    }
    if current != graph.output { lines.append(source(graph.output)) }
    let given = Set(graph.nodes.filter { isGiven($0) }.map(\.id))
    for (place, id) in origins {
      let label = labels[id] ?? ""
      if referenced.contains(id) || !given.contains(id) { lines[place].label = label }
      lines[place] = marked(lines[place], place + 1)
    }
  }

  /// `dense` and `dense_3` are the names that layers of `Dense` get where nobody names them.
  private func isGiven(_ node: KerasNode) -> Bool {
    let base = KerasLayers.snakeCased(node.className)
    guard node.name.hasPrefix(base) else { return false }
    let rest = node.name.dropFirst(base.count)
    return rest.isEmpty || rest.first == "_" && rest.dropFirst().allSatisfy(\.isNumber)
  }

  private mutating func source(_ id: String) -> LayerDescription {
    referenced.insert(id)
    return LayerDescription("from", Arguments([.word(labels[id] ?? "")]))
  }

  /// `value=` and `key=` of an attention, where they are not its own input.
  private mutating func attended(_ node: KerasNode) -> [(name: String, value: Argument)] {
    var arguments: [(name: String, value: Argument)] = []
    let (query, value) = (node.inputs[0], node.inputs[1])
    let key = node.inputs.count > 2 ? node.inputs[2] : value
    if value != query || key != value {
      referenced.insert(value)
      arguments.append(("value", .word(labels[value] ?? "")))
    }
    if key != value {
      referenced.insert(key)
      arguments.append(("key", .word(labels[key] ?? "")))
    }
    return arguments
  }

  /// The line with a place of its own, and one for each line in it, so that they are known when they have labels.
  private func marked(_ line: LayerDescription, _ place: Int) -> LayerDescription {
    var count = 0
    let isWrapper = line.word == "bidirectional" || line.word == "time_distributed"
    return LayerDescription(
      label: line.label, line.word, line.arguments,
      lines: isWrapper ? Self.inner(line.lines, place, &count) : line.lines, origin: place..<place)
  }

  private static func inner(
    _ lines: [LayerDescription]?, _ place: Int, _ count: inout Int
  ) -> [LayerDescription]? {
    lines?.map { line in
      count += 1
      let origin = place..<place + count
      return LayerDescription(
        label: line.label, line.word, line.arguments, lines: inner(line.lines, place, &count),
        origin: origin)
    }
  }

  /// Each weight with its path in the model that the lines make.
  ///
  /// Throws what describing the model would throw.
  func weights() throws(LearningError) -> [(slot: KerasSlot, path: String)] {
    let known = try lines.map(Self.withoutFormulas).labels(inputs: inputs.map(\.name))
    let nodes = Dictionary(graph.nodes.map { ($0.id, $0) }) { first, _ in first }
    var weights: [(slot: KerasSlot, path: String)] = []
    for (place, id) in origins.sorted(by: { $0.key < $1.key }) {
      let mark = place + 1
      guard let node = nodes[id] else { continue }
      for slot in node.weights {
        weights.append((slot, path(of: slot, mark, known)))
      }
    }
    return weights
  }

  /// A line whose formulas, which become functions only where the model is made, are some word: labels are the same.
  private static func withoutFormulas(_ line: LayerDescription) -> LayerDescription {
    func plain(_ argument: Argument) -> Argument {
      if case .value(let value) = argument, value is FormulaText {
        .word("linear")
      } else {
        argument
      }
    }
    var result = line
    if line.word == "combine" {
      result.word = "add"
      result.arguments = Arguments()
    }
    result.lines = result.lines?.map(withoutFormulas)
    result.arguments.positional = result.arguments.positional.map(plain)
    result.arguments.named = result.arguments.named.map { ($0.name, plain($0.value)) }
    return result
  }

  /// `dense.kernel`, `bidirectional.forward.lstm.kernel`; lines of `time_distributed` go by their own labels.
  private func path(
    of slot: KerasSlot, _ mark: Int, _ known: [Range<Int>: String]
  ) -> String {
    func label(_ line: Int?) -> String { known[mark..<mark + (line.map { $0 + 1 } ?? 0)] ?? "" }
    let own = "\(label(slot.place.line)).\(slot.name)"
    return slot.place.direction.map { "\(label($0.line)).\($0.name).\(own)" } ?? own
  }

  /// The lines without their marks.
  var plainLines: [LayerDescription] { lines.map(Self.plain) }

  private static func plain(_ line: LayerDescription) -> LayerDescription {
    LayerDescription(
      label: line.label, line.word, line.arguments, lines: line.lines?.map(plain))
  }
}
