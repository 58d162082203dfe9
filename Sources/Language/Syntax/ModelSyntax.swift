/// `model 784 { … }` or `model source=[16], target=[32] { … }`.
package struct ModelSyntax: Sendable {
  /// One unnamed input, or several named ones.
  package var inputs: [(name: Name?, value: Expression)]
  /// The lines in braces, in their order.
  package var lines: [Line]

  /// A model as it was read; its inputs are one without a name, or all named.
  package init(inputs: [(name: Name?, value: Expression)], lines: [Line]) {
    self.inputs = inputs
    self.lines = lines
  }
}
