import Support

/// A series with its place among the others: colour, smooth companion, dashes.
struct Curve {
  let series: Series
  /// The colour, counted from 1.
  let slot: Int
  /// The weight of smoothing; 0 for none.
  let weight: Double
  /// What is drawn as line: the smooth companion, or the series itself.
  let line: Series

  /// Gives training the first colour and validation the second where they are free.
  static func slots(_ series: [Series]) -> [Int] {
    var taken = Set<Int>()
    var result: [Int] = []
    for one in series {
      let wanted: Int? =
        switch one.role {
        case _ where one.slot != nil: one.slot
        case .train, .raw: 1
        case .validation: 2
        default: nil
        }
      var slot = 1
      // A colour that was asked for is kept: a run and its validation share one.
      if let wanted, one.slot != nil || !taken.contains(wanted) {
        slot = wanted
      } else {
        while taken.contains(slot) { slot += 1 }
      }
      taken.insert(slot)
      result.append(slot)
    }
    return result
  }

  /// Over `columns` columns that show `x`; what a curve takes of them counts, so that one that still grows is smoothed
  /// from its beginning as it will be at its end, and what is drawn stands still.
  static func curves(
    _ series: [Series], smoothing: Plot.Smoothing, columns: Int, x: ScaleMap
  ) -> [Curve] {
    zip(series, slots(series)).map { one, slot in
      let taken = one.isSmoothable ? one.columns(of: columns, over: x) : 0
      let weight =
        one.isSmoothable ? Smoothing.weight(smoothing, samples: one.count, over: taken) : 0
      return Curve(
        series: one, slot: slot, weight: weight,
        line: weight > 0
          ? Smoothing.smooth(one, weight: weight, perColumn: Double(one.count) / max(1, taken))
          : one)
    }
  }

  /// Solid in colour, and dashed or dotted where colours begin again; without colour the third and later curves are dashed.
  static func pattern(_ series: Series, slot: Int, isMono: Bool) -> Series.Pattern {
    if series.pattern != .automatic { return series.pattern }
    guard isMono else {
      return [.solid, .dashed, .dotted][max(0, slot - 1) / Palette.count % 3]
    }
    guard slot > 2 else { return .solid }
    return slot % 2 == 1 ? .dotted : .dashed
  }

  /// The sign in the legend.
  static func sign(_ series: Series, slot: Int, in place: Place) -> String {
    guard place.capabilities.hasSymbols else { return String(Character(Symbol.line(slot))) }
    switch pattern(series, slot: slot, isMono: place.isMono) {
    case .dotted: return "┄"
    case .dashed: return "╌"
    default:
      if place.isMono, series.role == .validation { return "o" }
      return slot == 1 ? "━" : "─"
    }
  }

  /// The newest number of the drawn line; `nil` where there is none.
  var newest: Double? { line.ys.last(where: \.isFinite) }
}

extension Series {
  /// How many of the columns that show `x` lie between its first and its last sample.
  fileprivate func columns(of columns: Int, over x: ScaleMap) -> Double {
    guard count > 1, isSorted else { return Double(columns) }
    let share = x.unit(self.x(at: count - 1)) - x.unit(self.x(at: 0))
    guard share > 0, share < 1 else { return Double(columns) }
    // Between n samples lie n − 1 steps: as many a column from the second sample to the last.
    return share * Double(columns) * Double(count) / Double(count - 1)
  }
}
