/// One way to write a digit: curves through points of a box that is 1 high, y downwards.
///
/// Curves that share a point stay joined however the points are moved.
struct DigitGlyph {
  /// x and y by turns.
  let points: [Double]
  /// Positions of points; each curve is smooth, corners lie where two curves meet.
  let curves: [[Int]]

  /// Each curve as x and y by turns; equal coordinates are one point.
  init(_ curves: [[Double]]) {
    var points: [Double] = []
    var indices: [[Int]] = []
    for curve in curves {
      var path: [Int] = []
      for start in stride(from: 0, to: curve.count, by: 2) {
        let known = stride(from: 0, to: points.count, by: 2).first {
          points[$0] == curve[start] && points[$0 + 1] == curve[start + 1]
        }
        if known == nil { points += curve[start..<start + 2] }
        path.append((known ?? points.count - 2) / 2)
      }
      indices.append(path)
    }
    self.points = points
    self.curves = indices
  }
}
