/// Something marked on a picture.
package struct ImageBox: Sendable, Equatable {
  /// What it is called.
  package var label: String
  /// The left edge, a share of the picture's width.
  package var left: Double
  /// The upper edge, a share of the height.
  package var top: Double
  /// The right edge.
  package var right: Double
  /// The lower edge.
  package var bottom: Double
  /// The number of its class, which chooses its colour.
  package var kind: Int
  /// How sure a model is; `nil` for what is true, whose line is not broken.
  package var score: Double?

  /// A box as it is.
  package init(
    _ label: String, left: Double, top: Double, right: Double, bottom: Double, kind: Int,
    score: Double? = nil
  ) {
    (self.label, self.left, self.top, self.right, self.bottom) = (label, left, top, right, bottom)
    (self.kind, self.score) = (kind, score)
  }

  /// Whether its edges are numbers in their order.
  var isDrawable: Bool {
    [left, top, right, bottom].allSatisfy(\.isFinite) && left <= right && top <= bottom
      && left < 1 && right > 0 && top < 1 && bottom > 0
  }

  /// What stands at its corner: the name, and how sure a model is.
  var caption: String {
    guard let score, score.isFinite else { return label }
    return "\(label) \(short(score, digits: 2))"
  }

  /// Its line around the picture that lies in these cells.
  func outline(in cells: CellRectangle) -> Outline {
    let (width, height) = (Double(cells.width), Double(cells.height))
    func inside(_ share: Double) -> Double { min(max(share, 0), 1) }
    return Outline(
      from: CellPoint(
        Double(cells.column) + inside(left) * width, Double(cells.row) + inside(top) * height),
      to: CellPoint(
        Double(cells.column) + inside(right) * width, Double(cells.row) + inside(bottom) * height),
      ink: .series(kind % 6 + 1), isDashed: score != nil)
  }
}
