import Learning
import Support

// Which of several outputs is read.
extension KerasGraph {
  /// Takes the wanted one of several outputs, and leaves out what only others need.
  mutating func choose(_ wanted: String?) throws(KerasError) {
    let names = outputs.map(\.name)
    if let wanted {
      guard let chosen = outputs.first(where: { $0.name == wanted }) else {
        throw .unknownOutput(wanted, names)
      }
      output = chosen.id
    } else {
      guard outputs.count <= 1 else { throw .outputs(names) }
      output = outputs.first?.id ?? ""
    }
    guard outputs.count > 1 else {
      obstacles = Self.distinct(obstacles)
      return
    }
    let parents = Dictionary(nodes.map { ($0.id, $0.inputs) }) { first, _ in first }
    var needed: Set<String> = []
    var waiting = [output]
    while let id = waiting.popLast() {
      if needed.insert(id).inserted { waiting += parents[id] ?? [] }
    }
    nodes.removeAll { !needed.contains($0.id) }
    inputs.removeAll { !needed.contains($0.id) }
    let left = Dictionary(grouping: nodes, by: \.name).mapValues(\.count)
    shared.removeAll { left[$0.name] == 1 }
    obstacles = Self.distinct(obstacles.filter { needed.contains($0.id) })
    let others = names.filter { $0 != wanted }.map { "`\(Sanitizer.visible($0))`" }
    remarks.append(
      "of its outputs it gives `\(Sanitizer.visible(wanted ?? ""))`, without what only \(others.prefix(5).joined(separator: ", ")) need"
        + (others.count == 1 ? "s" : ""))
  }

  /// Tells once of each argument that no answer depends on and that is left out.
  mutating func note(_ left: [String], of name: String) {
    for argument in left where !remarks.contains(where: { $0.hasPrefix("`\(argument)`") }) {
      remarks.append(
        "`\(argument)` of `\(Sanitizer.visible(name))` is left out: no answer depends on it, a training here does without"
      )
    }
  }

  /// The type in which a layer computes there: what is narrower than here rounds otherwise.
  mutating func note(type: String) {
    if type == "float64" { dtype = .float64 }
    guard type.contains("float16") else { return }
    let words =
      "Keras computes it in \(Sanitizer.visible(type)), nabla in float32, which rounds less: answers differ a little"
    if !remarks.contains(words) { remarks.append(words) }
  }

  /// Each mistake once.
  static func distinct(
    _ obstacles: [(id: String, error: KerasError)]
  ) -> [(id: String, error: KerasError)] {
    var found: [(id: String, error: KerasError)] = []
    for obstacle in obstacles where !found.contains(where: { $0.error == obstacle.error }) {
      found.append(obstacle)
    }
    return found
  }
}
