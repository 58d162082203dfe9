/// A verb with its arguments: `train m, digits, epochs=5 &`.
package struct CommandSyntax: Sendable {
  package var verb: Name
  package var arguments: [ArgumentSyntax]
  /// The statements of `train d { step … }`.
  package var body: [Statement]?
  package var isBackground: Bool

  package init(verb: Name, arguments: [ArgumentSyntax], body: [Statement]?, isBackground: Bool) {
    self.verb = verb
    self.arguments = arguments
    self.body = body
    self.isBackground = isBackground
  }
}

/// `sweep lr in [0.1, 0.01], seeds=3 { … }`.
package struct SweepSyntax: Sendable {
  package var axes: [(name: Name, values: Expression)]
  package var options: [ArgumentSyntax]
  package var body: [Statement]

  package init(
    axes: [(name: Name, values: Expression)], options: [ArgumentSyntax], body: [Statement]
  ) {
    self.axes = axes
    self.options = options
    self.body = body
  }
}
