/// Whose defaults hold where an argument is left out: `set compat=pytorch`.
///
/// Travels with the arguments of a call, so a model keeps the defaults in force when it was written.
/// Never changes the meaning of an argument that is written.
package enum Compatibility: String, Sendable, CaseIterable {
  case keras, pytorch

  /// The default that belongs to the library.
  package func choose<Value>(_ keras: Value, pytorch: Value) -> Value {
    self == .keras ? keras : pytorch
  }
}
