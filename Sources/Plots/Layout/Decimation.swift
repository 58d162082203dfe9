import Support

/// A series reduced to what the dots of a picture can show.
///
/// M4 (Jugel and others 2014): first, lowest, highest and last sample of each dot column, so that no
/// spike is lost however many samples fall together.
struct Decimation {
  /// The corners of the line.
  private(set) var points: [UnitPoint] = []
  /// Cell columns with a value that is not a number.
  private(set) var gaps: Set<Int> = []
  /// Cell columns with a value above the picture.
  private(set) var over: Set<Int> = []
  /// Cell columns with a value below the picture.
  private(set) var under: Set<Int> = []

  private let x: (Double) -> Double
  private let y: (Double) -> Double
  private let dotColumns: Int
  private let dotsPerCell: Int

  /// With `keepsAll` no samples are joined; with `liftsPen` a jump from above to below the picture is a gap.
  init(
    _ series: Series, x: ScaleMap, y: ScaleMap, columns: Int, dotsPerCell: Int,
    keepsAll: Bool = false, liftsPen: Bool = false
  ) {
    self.x = x.fast()
    self.y = y.fast()
    self.dotsPerCell = dotsPerCell
    dotColumns = max(1, columns * dotsPerCell)
    let isSorted = series.isSorted
    let visible = isSorted ? series.indices(from: x.low, to: x.high) : 0..<series.count
    if keepsAll || !isSorted || visible.count <= dotColumns {
      // One more on both sides, so that the line runs into the picture and out of it.
      addSamples(
        series, max(0, visible.lowerBound - 1)..<min(series.count, visible.upperBound + 1))
    } else {
      addColumns(series, visible, x: x)
    }
    if liftsPen { liftPenAtPoles() }
  }

  private mutating func liftPenAtPoles() {
    var result: [UnitPoint] = []
    result.reserveCapacity(points.count)
    for point in points {
      if let last = result.last, last.y > 1 && point.y < 0 || last.y < 0 && point.y > 1 {
        result.append(.gap)
      }
      result.append(point)
    }
    points = result
  }

  private mutating func addSamples(_ series: Series, _ range: Range<Int>) {
    points.reserveCapacity(range.count)
    series.ys.withUnsafeBufferPointer { ys in
      for index in range.untilInterrupted { add(ys[index], at: x(series.x(at: index))) }
    }
  }

  private mutating func add(_ value: Double, at place: Double) {
    guard place.isFinite else {
      points.append(.gap)
      return
    }
    let height = bounded(y(value))
    points.append(UnitPoint(place, value.isFinite ? height : .nan))
    guard (0...1).contains(place) else { return }
    let cell = Int(saturating: (place * Double(dotColumns - 1)).rounded()) / dotsPerCell
    if value.isNaN {
      gaps.insert(cell)
    } else if height > edge {
      over.insert(cell)
    } else if height < 1 - edge {
      under.insert(cell)
    }
  }

  private mutating func addColumns(_ series: Series, _ visible: Range<Int>, x map: ScaleMap) {
    points.reserveCapacity(4 * dotColumns)
    var start = visible.lowerBound
    for column in 0..<dotColumns {
      let place = Double(column) / Double(dotColumns - 1)
      var end = visible.upperBound
      if column + 1 < dotColumns {
        let boundary = map.value((Double(column) + 0.5) / Double(dotColumns - 1))
        end = min(end, series.firstIndex(atOrAfter: boundary))
      }
      guard start < end else { continue }
      addColumn(series, start..<end, column: column, place: place)
      start = end
    }
  }

  private mutating func addColumn(
    _ series: Series, _ range: Range<Int>, column: Int, place: Double
  ) {
    let summary = series.store.summary(of: range)
    let cell = column / dotsPerCell
    if summary.nanCount > 0 { gaps.insert(cell) }
    if summary.positiveInfinityCount > 0 { over.insert(cell) }
    if summary.negativeInfinityCount > 0 { under.insert(cell) }
    guard summary.finiteCount > 0 else {
      points.append(.gap)
      return
    }
    let low = bounded(y(summary.minimum))
    let high = bounded(y(summary.maximum))
    if high > edge { over.insert(cell) }
    if low < 1 - edge { under.insert(cell) }
    if let first = series.ys[range].first(where: \.isFinite) {
      points.append(UnitPoint(place, bounded(y(first))))
    }
    if high > low {
      points.append(UnitPoint(place, low))
      points.append(UnitPoint(place, high))
    }
    if let last = series.ys[range].last(where: \.isFinite) {
      points.append(UnitPoint(place, bounded(y(last))))
    }
  }
}

/// Rounding may put the highest value a hair above 1.
private let edge = 1 + 1e-9

/// Keeps far places finite: the clipping of lines needs slopes.
private func bounded(_ unit: Double) -> Double {
  unit.isNaN ? .nan : min(max(unit, -1e6), 1e6)
}

extension Series {
  /// Whether positions never fall and are all numbers.
  var isSorted: Bool {
    guard let xs else { return true }
    var previous = -Double.infinity
    for index in xs.indices.untilInterrupted {
      let x = xs[index]
      // False for NaN as well.
      guard x >= previous, x.isFinite else { return false }
      previous = x
    }
    return true
  }

  /// The samples of a sorted series with `low ≤ x ≤ high`.
  func indices(from low: Double, to high: Double) -> Range<Int> {
    let start = firstIndex(atOrAfter: low)
    var end = firstIndex(atOrAfter: high)
    while end < count, x(at: end) <= high { end += 1 }
    return start..<max(start, end)
  }

  /// The first sample of a sorted series at `position` or later; the count if there is none.
  func firstIndex(atOrAfter position: Double) -> Int {
    if xs == nil {
      let steps = ((position - store.firstX) / store.stride).rounded(.up)
      return Int(steps, within: 0...count)
    }
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if x(at: middle) < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
