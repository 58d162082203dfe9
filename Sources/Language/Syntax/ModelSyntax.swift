/// `model 784 { … }` or `model source=[16], target=[32] { … }`.
package struct ModelSyntax: Sendable {
  /// One unnamed input, or several named ones.
  package var inputs: [(name: Name?, value: Expression)]
  package var lines: [Line]

  package init(inputs: [(name: Name?, value: Expression)], lines: [Line]) {
    self.inputs = inputs
    self.lines = lines
  }
}
