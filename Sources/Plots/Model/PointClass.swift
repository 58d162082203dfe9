/// Points of one class in a scatter plot, drawn alike.
public struct PointClass: Sendable, Equatable {
  /// The class's name in the key.
  public var label: String
  /// Horizontal positions.
  public var xs: [Double]
  /// Vertical positions, as many as `xs`; the shorter list counts.
  public var ys: [Double]
  /// Which points a model got wrong; empty where that is not known.
  public var wrong: [Bool]

  /// Whether the places are joined to a line, in their order, instead of drawn one by one.
  public var isCurve: Bool

  /// Points with nothing said about right or wrong, unless `wrong` does.
  public init(
    _ label: String, xs: [Double], ys: [Double], wrong: [Bool] = [], isCurve: Bool = false
  ) {
    self.label = label
    self.xs = xs
    self.ys = ys
    self.wrong = wrong
    self.isCurve = isCurve
  }

  /// How many points there are.
  public var count: Int { min(xs.count, ys.count) }

  /// Whether point `index` is known to be wrong.
  public func isWrong(_ index: Int) -> Bool { index < wrong.count && wrong[index] }
}
