import Catalog
import Support

/// A curve with the band that its values lie in: measured values, a forecast, its interval.
package struct BandChart: NumberChart {
  /// The curves in front of the band: what was measured, what is expected.
  package let lines: [Series]
  /// The lower end of the band.
  package let low: Series
  /// The upper end, at the same places.
  package let high: Series

  /// What the band is, for the foot and the words; may be empty.
  package let name: String

  /// Curves, and the ends of a band; the ends share their positions.
  package init(_ lines: [Series], low: Series, high: Series, name: String = "") {
    (self.lines, self.low, self.high, self.name) = (lines, low, high, name)
  }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "band", .chart, "curves with a band: the last two vectors are its lower and its upper end",
    example: "plot [2, 3, 4], [1, 2, 2], [3, 4, 6], kind=band")

  /// Only where it is asked for.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// Two vectors are the ends of a band; one before them is the curve in it; of two the second is a forecast that
  /// begins where the first, the measured one, ends, and the band goes with it. Throws for other numbers of vectors,
  /// and for ends of different lengths.
  ///
  /// The columns of a matrix [n × 2 or 3] stand for as many vectors.
  package static func plot(_ tables: [NumberTable]) throws -> Plot { try plot(tables, over: nil) }

  /// The same over positions, as many as each of the vectors has; `nil` counts them from 0.
  package static func plot(_ tables: [NumberTable], over xs: [Double]?) throws -> Plot {
    if tables.count == 1, tables[0].rank == 2, (2...3).contains(tables[0].extents[1]) {
      return try plot(columns(of: tables[0]), over: xs)
    }
    guard (2...4).contains(tables.count), tables.allSatisfy({ $0.rank == 1 }) else {
      throw ChartFault.shape(
        kind: "a band out of \(plural(tables.count, "value"))",
        extents: tables.first { $0.rank != 1 }?.extents ?? [tables.first?.values.count ?? 0])
    }
    let ends = tables.suffix(2).map(\.values)
    guard ends[0].count == ends[1].count else {
      throw ChartFault.shape(kind: "the ends of a band", extents: [ends[0].count, ends[1].count])
    }
    let curves = tables.dropLast(2)
    let measured = curves.first?.values.count ?? ends[0].count
    // A forecast begins behind what was measured; else the band ends where the curve does.
    let start = curves.count == 2 ? measured : max(0, measured - ends[0].count)
    let lines = curves.enumerated().map { index, table in
      Series(
        table.label, role: .group(index), xs: xs, ys: table.values,
        firstX: index == 1 ? Double(start) : 0)
    }
    let labels = tables.suffix(2).map(\.label)
    var plot = Plot(
      BandChart(
        lines, low: Series(labels[0], role: .reference, xs: xs, ys: ends[0], firstX: Double(start)),
        high: Series(labels[1], role: .reference, xs: xs, ys: ends[1], firstX: Double(start))),
      title: tables.map(\.label).joined(separator: ", "))
    plot.x.isInteger = xs == nil
    return plot
  }

  /// Each column of a matrix as a vector.
  private static func columns(of table: NumberTable) -> [NumberTable] {
    let (rows, width) = (table.extents[0], table.extents[1])
    return (0..<width).map { column in
      NumberTable(
        "\(table.label) \(column)", extents: [rows],
        values: (0..<rows).map { table.values[$0 * width + column] })
    }
  }

  /// What axes have, without scales of noise.
  package var options: ChartOptions { .curves.subtracting([.smoothing, .outliers]) }

  /// The newest value of the last curve, else the width of the band.
  package var headline: String {
    if let line = lines.last { return Series.headline(of: [line]) }
    return "band " + short((high.ys.last ?? .nan) - (low.ys.last ?? .nan)) + " wide"
  }

  /// The first curve.
  package var sparkline: Series? { lines.first ?? high }

  /// The positions and values of the curves and of both ends.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    Series.columns(lines + [low, high], over: plot.x)
  }

  /// Few rows: the numbers stand above them.
  package var storedRows: Int { 8 }

  /// Where the band lies, how wide it is, and how many of the values over it lie inside.
  package func description(of plot: Plot) -> [String] {
    var result = ["Curve with a band."]
    let (l, h) = (low.summary, high.summary)
    guard l.finiteCount > 0, h.finiteCount > 0 else { return ["A band without finite values."] }
    if !name.isEmpty { result[0] = "Curve with a band: \(clean(name))." }
    result.append("The band lies between \(short(l.minimum)) and \(short(h.maximum)).")
    let widths = zip(low.ys, high.ys).map { $1 - $0 }.filter(\.isFinite)
    if let first = widths.first, let last = widths.last {
      result.append("It is \(short(first)) wide at its beginning and \(short(last)) at its end.")
    }
    for line in lines.prefix(2) {
      guard let last = line.ys.last(where: \.isFinite) else { continue }
      result.append("\(clean(line.label)) ends at \(short(last)).")
    }
    if let (inside, all) = coverage, all > 0 {
      result.append("\(inside) of \(plural(all, "value")) over the band lie in it.")
    }
    return result
  }

  /// How many values of the first curve have a band at their place, and how many lie in it.
  private var coverage: (inside: Int, all: Int)? {
    guard let line = lines.first else { return nil }
    var (inside, all) = (0, 0)
    for index in low.ys.indices {
      let place = low.x(at: index)
      guard line.isSorted, line.count > 0, low.ys[index].isFinite, high.ys[index].isFinite else {
        continue
      }
      let nearest = line.nearestIndex(to: place)
      guard line.x(at: nearest) == place, line.ys[nearest].isFinite else { continue }
      all += 1
      if low.ys[index] <= line.ys[nearest], line.ys[nearest] <= high.ys[index] { inside += 1 }
    }
    return (inside, all)
  }

  /// The band behind the curves; its name at the foot.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    let band = Band(low: low, high: high, slot: max(1, lines.count))
    let foot =
      name.isEmpty ? [] : [RowItem(sign: place.bandSign, ink: .band(band.slot), text: name)]
    return LineLayout.scene(of: plot, lines, bands: [band], foot: foot, in: place)
  }
}

extension Place {
  /// What stands for a band at the foot.
  var bandSign: String {
    if capabilities.drawsShapes { return "█" }
    return capabilities.dots.rows == 4 ? "⣿" : String(Character(Symbol.band))
  }
}
