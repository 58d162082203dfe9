import Support

extension Scene {
  /// Lines across the picture at values of the axes, behind all else, with their values at their ends.
  mutating func addLines(of plot: Plot) {
    guard let frame, !plot.x.lines.isEmpty || !plot.y.lines.isEmpty else { return }
    var lines: [Mark] = []
    for value in plot.y.lines {
      let unit = frame.y.unit(value)
      guard (0...1).contains(unit) else { continue }
      lines.append(Self.line(UnitPoint(0, unit), UnitPoint(1, unit), sign: "-"))
      let row = frame.row(of: unit, dots: capabilities.dots.rows)
      let isLabelled = frame.left.contains {
        frame.row(of: $0.position, dots: capabilities.dots.rows) == row
      }
      let name = Self.name(of: value, on: plot.y)
      let room = frame.area.width - columns(of: name)
      if !isLabelled, room > 8 {
        add(name, row: row, column: frame.area.column + room, ink: .faint)
      }
    }
    for value in plot.x.lines {
      let unit = frame.x.unit(value)
      guard (0...1).contains(unit) else { continue }
      lines.append(
        Self.line(UnitPoint(unit, 0), UnitPoint(unit, 1), sign: capabilities.hasSymbols ? "|" : ":")
      )
      let column = frame.column(of: unit, dots: capabilities.dots.columns)
      let name = Self.name(of: value, on: plot.x)
      let end = frame.area.column + frame.area.width
      let start = column + 2 + columns(of: name) <= end ? column + 1 : column - columns(of: name)
      if start >= frame.area.column, frame.area.height > 3 {
        add(name, row: frame.area.row, column: start, ink: .faint)
      }
    }
    marks.insert(contentsOf: lines, at: 0)
  }

  private static func line(
    _ from: UnitPoint, _ to: UnitPoint, sign: Unicode.Scalar
  ) -> Mark {
    .path(Path(points: [from, to], ink: .faint, sign: sign, pattern: .dashed))
  }

  private static func name(of value: Double, on axis: Axis) -> String {
    axis.scale == .time ? TimeText.of(value) : short(value, digits: 4)
  }
}

extension Axis {
  /// Values beside those of the data that an automatic domain holds.
  var held: [Double] { lines + places }

  /// A range that holds the lines and the places of words, too.
  func withLines(_ low: Double, _ high: Double) -> (Double, Double) {
    guard domain == .automatic, !held.isEmpty else { return (low, high) }
    let kept = held.filter { $0.isFinite && (scale != .log10 || $0 > 0) }
    return (min(low, kept.min() ?? low), max(high, kept.max() ?? high))
  }
}
