/// The names of the user that exist before a program runs.
package struct Scope: Sendable {
  /// What a name stands for, as far as that is known from the text.
  package enum Kind: Equatable, Sendable {
    case value
    /// A function; its parameters where they are known.
    case function(parameters: [String]?)
  }

  /// Each name with what it stands for.
  package var names: [String: Kind]

  /// Names with what they stand for.
  package init(_ names: [String: Kind] = [:]) {
    self.names = names
  }

  /// Names whose kinds are not known.
  package init(names: Set<String>) {
    self.names = Dictionary(uniqueKeysWithValues: names.map { ($0, .value) })
  }
}

/// The scopes around one place of a program, innermost last.
struct ScopeStack {
  private var frames: [[String: Scope.Kind]]

  init(_ outer: Scope) { frames = [outer.names, [:]] }

  subscript(_ name: String) -> Scope.Kind? {
    for frame in frames.reversed() {
      if let kind = frame[name] { return kind }
    }
    return nil
  }

  var allNames: Set<String> { Set(frames.flatMap(\.keys)) }

  mutating func define(_ name: String, _ kind: Scope.Kind = .value) {
    frames[frames.count - 1][name] = kind
  }

  mutating func push(_ names: [String] = []) {
    frames.append(Dictionary(names.map { ($0, .value) }, uniquingKeysWith: { first, _ in first }))
  }

  mutating func pop() { frames.removeLast() }
}
