import Support

/// Points of one class in a scatter plot, drawn alike.
package struct PointClass: Sendable, Equatable {
  /// The class's name in the key.
  package var label: String
  /// Horizontal positions.
  package var xs: [Double]
  /// Vertical positions, as many as `xs`; the shorter list counts.
  package var ys: [Double]
  /// What was measured at each point, where its class is a range of that; empty for classes that are none.
  package var values: [Double] = []
  /// Which points a model got wrong; empty where that is not known.
  package var wrong: [Bool]

  /// Whether the places are joined to a line, in their order, instead of drawn one by one.
  package var isCurve: Bool

  /// Points with nothing said about right or wrong, unless `wrong` does.
  package init(
    _ label: String, xs: [Double], ys: [Double], wrong: [Bool] = [], isCurve: Bool = false
  ) {
    self.label = label
    self.xs = xs
    self.ys = ys
    self.wrong = wrong
    self.isCurve = isCurve
  }

  /// How many points there are.
  package var count: Int { min(xs.count, ys.count) }

  /// How many points have both numbers, and so a place.
  package var placedCount: Int {
    (0..<count).untilInterrupted.reduce(0) { $0 + (xs[$1].isFinite && ys[$1].isFinite ? 1 : 0) }
  }

  /// Whether point `index` is known to be wrong.
  package func isWrong(_ index: Int) -> Bool { index < wrong.count && wrong[index] }
}
