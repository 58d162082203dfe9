import Support

/// Where lines of one value run.
extension ContourChart {
  /// Marching squares (Lorensen and Cline 1987, in the plane): the pieces of one line, each two corners and a gap.
  func line(at level: Double, _ x: ScaleMap, _ y: ScaleMap) -> [UnitPoint] {
    guard values.count == columns * rows, rows > 1, columns > 1 else { return [] }
    var points: [UnitPoint] = []
    for row in (0..<rows - 1).untilInterrupted {
      for column in 0..<columns - 1 {
        let corner = row * columns + column
        // Lower left, lower right, upper right, upper left.
        let square = [
          values[corner], values[corner + 1], values[corner + columns + 1],
          values[corner + columns],
        ]
        guard square.allSatisfy(\.isFinite) else { continue }
        var crossed: [UnitPoint] = []
        for side in 0..<4 {
          let (from, to) = (square[side], square[(side + 1) % 4])
          guard (from < level) != (to < level) else { continue }
          let share = (level / 2 - from / 2) / (to / 2 - from / 2)
          let (dx, dy) =
            side == 0
            ? (share, 0) : side == 1 ? (1, share) : side == 2 ? (1 - share, 1) : (0, 1 - share)
          crossed.append(
            UnitPoint(
              x.unit(between(Double(column) + dx, columns, xs)),
              y.unit(between(Double(row) + dy, rows, ys))))
        }
        for pair in stride(from: 0, to: crossed.count - 1, by: 2) {
          points += [crossed[pair], crossed[pair + 1], .gap]
        }
      }
    }
    return points
  }

  private func between(_ place: Double, _ count: Int, _ range: ClosedRange<Double>) -> Double {
    let share = place / Double(max(1, count - 1))
    return range.lowerBound * (1 - share) + range.upperBound * share
  }
}
