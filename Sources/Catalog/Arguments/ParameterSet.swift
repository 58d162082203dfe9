/// Some parameters of a word, whatever they read: what a call is asked about together.
package struct ParameterSet: Sendable {
  private let names: Set<String>

  /// Those that are described so; each once, whatever their order.
  package init(_ parameters: ParameterDescription...) {
    names = Set(parameters.map(\.name))
  }

  private init(names: Set<String>) { self.names = names }

  /// With those of another set.
  package func union(_ other: ParameterSet) -> ParameterSet {
    ParameterSet(names: names.union(other.names))
  }

  /// Whether a parameter is one of them.
  package func contains(_ parameter: ParameterDescription) -> Bool {
    names.contains(parameter.name)
  }

  /// Whether an argument that was written with this name fills one of them.
  package func contains(argumentNamed name: String) -> Bool { names.contains(name) }

  /// Whether each of them is filled by an argument of one of these names.
  package func areAll(among written: some Sequence<String>) -> Bool {
    names.isSubset(of: written)
  }
}
