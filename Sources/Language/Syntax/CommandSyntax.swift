/// A verb with its arguments: `train m, digits, epochs=5 &`.
public struct CommandSyntax: Sendable {
  public var verb: Name
  public var arguments: [ArgumentSyntax]
  /// The statements of `train d { step … }`.
  public var body: [Statement]?
  public var isBackground: Bool

  public init(verb: Name, arguments: [ArgumentSyntax], body: [Statement]?, isBackground: Bool) {
    self.verb = verb
    self.arguments = arguments
    self.body = body
    self.isBackground = isBackground
  }
}

/// `sweep lr in [0.1, 0.01], seeds=3 { … }`.
public struct SweepSyntax: Sendable {
  public var axes: [(name: Name, values: Expression)]
  public var options: [ArgumentSyntax]
  public var body: [Statement]

  public init(
    axes: [(name: Name, values: Expression)], options: [ArgumentSyntax], body: [Statement]
  ) {
    self.axes = axes
    self.options = options
    self.body = body
  }
}
