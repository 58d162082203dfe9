/// `model 784 { … }` or `model source=[16], target=[32] { … }`.
public struct ModelSyntax: Sendable {
  /// One unnamed input, or several named ones.
  public var inputs: [(name: Name?, value: Expression)]
  public var lines: [Line]

  public init(inputs: [(name: Name?, value: Expression)], lines: [Line]) {
    self.inputs = inputs
    self.lines = lines
  }
}
