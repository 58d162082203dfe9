import Engine

/// Inputs and targets of as many samples; the first axis counts them.
public struct Samples: Sendable {
  public var x: Tensor
  public var y: Tensor

  public init(x: Tensor, y: Tensor) {
    precondition(
      x.shape.rank > 0 && y.shape.rank > 0 && x.shape[0] == y.shape[0],
      "as many targets as inputs")
    self.x = x
    self.y = y
  }

  public var count: Int { x.shape[0] }
}
