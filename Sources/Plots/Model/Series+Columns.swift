/// What charts of curves have in common.
extension Series {
  /// The newest value of the first curve.
  static func headline(of series: [Series]) -> String {
    guard let one = series.first, let last = one.ys.last else { return "no values" }
    return "\(clean(one.label)) \(short(last))"
  }

  /// One column of positions where all series share them, otherwise one for each.
  static func columns(_ series: [Series], over axis: Axis) -> [ChartColumn] {
    let positions = series.map { line in (0..<line.count).map { line.x(at: $0) } }
    let x = axis.title.isEmpty ? "x" : columnName(axis.title)
    guard let first = positions.first, positions.allSatisfy({ $0 == first }) else {
      return zip(series, positions).flatMap { line, xs in
        [
          ChartColumn("\(columnName(line.label)).\(x)", xs, on: axis),
          ChartColumn(columnName(line.label), line.ys),
        ]
      }
    }
    return [ChartColumn(x, first, on: axis)]
      + series.map { ChartColumn(columnName($0.label), $0.ys) }
  }
}

/// Names of columns hold no blanks, so that a stored table can be read back.
func columnName(_ text: String) -> String { text.replacing(" ", with: "_") }
