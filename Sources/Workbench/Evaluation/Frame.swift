import Language

/// The names that a piece of program sees: its own, then those that it captured when it was made.
final class Frame {
  var locals: [String: Value]
  private let captured: [String: Value]
  /// How many calls deep; functions cannot call themselves, but they can nest.
  let depth: Int

  init(locals: [String: Value] = [:], captured: [String: Value] = [:], depth: Int = 0) {
    self.locals = locals
    self.captured = captured
    self.depth = depth
  }

  subscript(_ name: String) -> Value? { locals[name] ?? captured[name] }

  /// A frame that sees everything here and keeps its own names to itself.
  var nested: Frame {
    Frame(captured: captured.merging(locals) { _, own in own }, depth: depth)
  }

  /// The values that a function made here keeps: only the names that it mentions.
  func capture(_ names: Set<String>) -> [String: Value] {
    var kept: [String: Value] = [:]
    for name in names { kept[name] = self[name] }
    return kept
  }
}

extension Evaluator {
  /// Gives a name its value among the names in force.
  func bind(_ name: String, to value: Value) { session.bind(name, to: value, in: frame) }
}

// The names of the user.
extension Interpreter {
  /// What a program may name beside the words of the language.
  var scope: Scope { Scope(names: Set(global.locals.keys).union(resultNames)) }

  /// The user's names with their values, in order of definition.
  package var names: [(name: String, value: Value)] {
    order.compactMap { name in global.locals[name].map { (name, $0) } }
  }

  /// The value of one of the user's names; `nil` for others, and for words of the language.
  package subscript(_ name: String) -> Value? { global.locals[name] }

  /// The program text that last bound the name.
  package func definition(of name: String) -> String? { definitions[name] }

  /// Takes names away; what they stood for stays where others have it.
  package func forget(_ names: Set<String>) {
    guard !names.isEmpty else { return }
    for name in names { (global.locals[name], definitions[name]) = (nil, nil) }
    order.removeAll { names.contains($0) }
  }

  /// The SHA-256 of data sets that have got names since the last call, by these names.
  ///
  /// Sets of more than 64 MB of numbers are left out: nobody waits at the prompt for their digest.
  package func takeDataDigests() -> [String: String] {
    defer { boundData = [] }
    var digests: [String: String] = [:]
    for name in boundData {
      guard case .dataset(let dataset)? = self[name], dataset.byteCount <= 64 << 20 else {
        continue
      }
      digests[name] = dataset.digest
    }
    return digests
  }

  func bind(_ name: String, to value: Value, in frame: Frame) {
    if frame === global {
      input.hasChanged = true
      if frame.locals[name] == nil { order.append(name) }
      if case .dataset = value { boundData.insert(name) }
      trace?.bound.insert(name)
    }
    frame.locals[name] = value
  }
}
