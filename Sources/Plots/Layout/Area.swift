/// What lies between two lines, such as the interval of a forecast.
package struct Area: Sendable, Equatable {
  /// The corners of the upper line, from left to right; a gap is where the other has one, too.
  package var upper: [UnitPoint]
  /// As many corners of the lower line, at the same places across.
  package var lower: [UnitPoint]
  /// The colour.
  package var ink: Ink
  /// The character that fills it in ASCII.
  package var sign: Unicode.Scalar

  /// The runs of corners without gaps.
  var parts: [Range<Int>] {
    var parts: [Range<Int>] = []
    var start: Int?
    let count = min(upper.count, lower.count)
    for index in 0...count {
      let isPoint =
        index < count && upper[index].x.isFinite && upper[index].y.isFinite
        && lower[index].y.isFinite
      if isPoint, start == nil { start = index }
      if !isPoint, let first = start {
        parts.append(first..<index)
        start = nil
      }
    }
    return parts
  }

  /// Upright lines that fill the area, one at each of `count` places across.
  func strokes(_ count: Int) -> [UnitPoint] {
    guard count > 1 else { return [] }
    var points: [UnitPoint] = []
    for part in parts {
      var index = part.lowerBound
      for place in 0..<count {
        let x = Double(place) / Double(count - 1)
        guard x >= upper[part.lowerBound].x - 0.5 / Double(count),
          x <= upper[part.upperBound - 1].x + 0.5 / Double(count)
        else { continue }
        while index + 1 < part.upperBound, upper[index + 1].x < x { index += 1 }
        let next = min(index + 1, part.upperBound - 1)
        let span = upper[next].x - upper[index].x
        let share = span > 0 ? min(max((x - upper[index].x) / span, 0), 1) : 0
        let high = upper[index].y + share * (upper[next].y - upper[index].y)
        let low = lower[index].y + share * (lower[next].y - lower[index].y)
        points += [UnitPoint(x, low), UnitPoint(x, high), .gap]
      }
    }
    return points
  }
}
