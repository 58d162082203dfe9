import Support

// Names beside the right ends of the curves.
extension LineLayout {
  /// Columns for the names of several equal curves at their ends; 0 where there are none, or no room.
  ///
  /// A training and its validation stay in the legend, which says how they are smoothed.
  static func labelColumns(_ series: [Series], _ plot: Plot, in place: Place) -> Int {
    guard plot.showsLegend, plot.cursor == nil, place.width >= 60, series.count > 1,
      series.count <= place.height - 4,
      series.allSatisfy({
        if case .group = $0.role { !clean($0.label).isEmpty && $0.count > 0 } else { false }
      })
    else { return 0 }
    let widest = series.map { columns(of: clean($0.label)) }.max() ?? 0
    return min(widest, place.width / 5) + 3
  }

  /// The names in the rows of the curves' last values, moved apart where they would touch.
  func addEndLabels(to scene: inout Scene) {
    guard labelColumns > 0 else { return }
    let dots = place.capabilities.dots.rows
    let area = frame.area
    var wanted: [(row: Int, curve: Curve)] = []
    for curve in curves {
      guard let last = curve.newest else { continue }
      let unit = frame.y.unit(last)
      wanted.append((frame.row(of: unit.isFinite ? unit : 0, dots: dots), curve))
    }
    // From the top; each in its row or the next that is free, and then all up again from the lower edge.
    wanted = wanted.enumerated().sorted {
      ($0.element.row, $0.offset) < ($1.element.row, $1.offset)
    }.map(\.element)
    var rows: [Int] = []
    for one in wanted { rows.append(max(one.row, (rows.last ?? area.row - 1) + 1)) }
    var limit = area.row + area.height - 1
    for index in rows.indices.reversed() {
      rows[index] = min(rows[index], limit)
      limit = rows[index] - 1
    }
    for (row, one) in zip(rows, wanted) where row >= area.row {
      let sign = Curve.sign(one.curve.series, slot: one.curve.slot, in: place)
      let name = TextWidth.truncate(clean(one.curve.series.label), to: labelColumns - 3)
      scene.add(
        [RowItem(sign: sign, ink: .series(one.curve.slot), text: name)], row: row,
        column: area.column + area.width + 1)
    }
  }
}
