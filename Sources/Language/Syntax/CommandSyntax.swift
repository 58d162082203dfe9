/// A verb with its arguments: `train m, digits, epochs=5 &`.
package struct CommandSyntax: Sendable {
  /// `train`, and where it stands.
  package var verb: Name
  /// What stands behind the verb, those without a name first.
  package var arguments: [ArgumentSyntax]
  /// The statements of `train d { step … }`.
  package var body: [Statement]?
  /// Whether `&` stands at the end.
  package var isBackground: Bool

  /// A verb with what stands behind it; `body` is `nil` where there are no braces.
  package init(verb: Name, arguments: [ArgumentSyntax], body: [Statement]?, isBackground: Bool) {
    self.verb = verb
    self.arguments = arguments
    self.body = body
    self.isBackground = isBackground
  }
}

/// `sweep lr in [0.1, 0.01], seeds=3 { … }`.
package struct SweepSyntax: Sendable {
  /// The names that vary, each with the expression of its values: `lr in [0.1, 0.01]`.
  package var axes: [(name: Name, values: Expression)]
  /// What is given with `=`: `seeds=3`.
  package var options: [ArgumentSyntax]
  /// The statements in braces, for each combination of the values.
  package var body: [Statement]

  /// A sweep of what was read of its head and its braces.
  package init(
    axes: [(name: Name, values: Expression)], options: [ArgumentSyntax], body: [Statement]
  ) {
    self.axes = axes
    self.options = options
    self.body = body
  }
}
