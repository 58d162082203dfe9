import Catalog
import Glibc
import Support

/// A sound as it swings: for each column the least and the largest number in it, so that no peak is lost.
package struct WaveChart: NumberChart {
  /// The sound, one number a moment.
  package let samples: [Double]
  /// What is known of it.
  package let facts: SoundFacts

  /// A chart of this sound.
  package init(_ samples: [Double], _ facts: SoundFacts = SoundFacts()) {
    (self.samples, self.facts) = (samples, facts)
  }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "wave", .chart, "a sound as it swings: least and largest number in each column, over time",
    example: "plot sin(range(400) / 8) * exp(-range(400) / 150), kind=wave")

  /// What is known to be a sound; other rows of numbers only on request.
  package static func fit(_ table: NumberTable) -> ChartFit {
    table.rank == 1 && table.sound != nil && table.sound?.hop == nil ? .meaning : .onRequest
  }

  /// The first table as one sound: [moments], or [1, moments] and [moments, 1].
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let table = tables[0]
    guard table.extents.filter({ $0 != 1 }).count <= 1 else {
      throw ChartFault.shape(kind: "wave", extents: table.extents)
    }
    return Plot(WaveChart(table.values, table.sound ?? SoundFacts()), title: table.label)
  }

  private var summary: SampleSummary { SampleSummary(of: samples, in: samples.indices) }

  private var length: Double { Double(samples.count) * facts.step }

  /// The loudest number.
  private var peak: Double {
    let found = summary
    return found.finiteCount > 0 ? max(abs(found.minimum), abs(found.maximum)) : 0
  }

  /// How long it is.
  package var headline: String {
    facts.rate == nil ? plural(samples.count, "sample") : "\(short(length)) s"
  }

  /// The curve itself.
  package var sparkline: Series? { Series("wave", ys: samples) }

  /// All numbers.
  package func dataColumns(of plot: Plot) -> [ChartColumn] { [ChartColumn("wave", samples)] }

  /// How many numbers there are, the least and the largest.
  package var storedText: String? { storedRange(of: samples) }

  /// How long the sound is, how loud, and where it is loudest.
  package func description(of plot: Plot) -> [String] {
    var result = [
      facts.rate.map {
        "Wave of \(short(length)) s, \(plural(samples.count, "sample")) at \(NumberText.grouped($0)) a second."
      } ?? "Wave of \(plural(samples.count, "sample"))."
    ]
    let found = summary
    guard found.finiteCount > 0 else { return result + ["No value is finite."] }
    let top = peak
    let place = samples.firstIndex { abs($0) == top } ?? 0
    result.append(
      "It swings from \(short(found.minimum)) to \(short(found.maximum)), most at"
        + " \(facts.words(ofTime: Double(place) * facts.step)); its root mean square is \(short(level))."
    )
    if samples.count >= 9 {
      let levels = (0..<3).map { part in
        short(
          Self.level(of: samples[part * samples.count / 3..<(part + 1) * samples.count / 3], top))
      }
      result.append("In its thirds that is \(listed(levels)).")
    }
    if found.nanCount > 0 {
      result.append("\(plural(found.nanCount, "value is", "values are")) not a number.")
    }
    return result
  }

  /// The root of the mean square of the finite numbers.
  private var level: Double { Self.level(of: samples[...], peak) }

  private static func level(of samples: ArraySlice<Double>, _ top: Double) -> Double {
    guard top > 0 else { return 0 }
    // In shares of the loudest, so that no square is too large.
    let sum = samples.reduce(into: (total: 0.0, count: 0.0)) { sum, value in
      guard value.isFinite else { return }
      sum.total += value / top * (value / top)
      sum.count += 1
    }
    return sum.count > 0 ? top * (sum.total / sum.count).squareRoot() : 0
  }

  /// The curve around a line at 0; the vertical axis reaches as far up as down.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    let top = peak > 0 && (2 * peak).isFinite ? peak : 1
    let end = max(length - facts.step, facts.step)
    let x = ScaleMap(scale: .linear, low: 0, high: end.isFinite ? end : 1)
    let y = ScaleMap(scale: .linear, low: -top, high: top)
    var axes = plot
    axes.x.isInteger = facts.rate == nil
    let layout = AxesLayout.place(
      axes, x: x, y: y, width: place.width, height: place.height, top: 1, foot: 0,
      capabilities: place.capabilities)
    scene.frame = layout.frame
    if samples.contains(where: \.isFinite) { scene.marks.append(.rule(.horizontal(0.5))) }
    scene.marks.append(
      .path(
        Path(
          points: points(columns: layout.frame.area.width * place.capabilities.dots.columns, top),
          ink: .series(1), sign: "*")))
    var items = plot.noteItems
    if facts.rate != nil { items.append(RowItem(text: "\(short(length)) s")) }
    items.append(RowItem(text: "peak \(short(peak))"))
    items.append(RowItem(text: "rms \(short(level))"))
    if let rate = facts.rate { items.append(RowItem(text: "\(NumberText.grouped(rate)) Hz")) }
    items.append(RowItem(text: facts.rate == nil ? "samples across" : "seconds across"))
    scene.addTitle(plot.title, items + layout.notes)
    return scene
  }

  /// The corners of the curve; where many samples share a column, its first, least, largest and last in their order.
  private func points(columns: Int, _ top: Double) -> [UnitPoint] {
    let count = samples.count
    func height(_ value: Double) -> Double { value.isFinite ? (value / top + 1) / 2 : .nan }
    guard count > 4 * columns else {
      return samples.indices.map {
        UnitPoint(count > 1 ? Double($0) / Double(count - 1) : 0, height(samples[$0]))
      }
    }
    var result: [UnitPoint] = []
    for column in (0..<columns).untilInterrupted {
      let part = column * count / columns..<(column + 1) * count / columns
      let x = Double(column) / Double(max(1, columns - 1))
      let corners = Self.corners(of: samples[part])
      result += corners.isEmpty ? [.gap] : corners.map { UnitPoint(x, height($0)) }
    }
    return result
  }

  /// First, least, largest and last of the finite numbers, in their order; empty without any.
  private static func corners(of part: ArraySlice<Double>) -> [Double] {
    var (first, last, low, high): (Int?, Int, Int, Int) = (nil, 0, 0, 0)
    for index in part.indices where part[index].isFinite {
      if first == nil { (first, low, high) = (index, index, index) }
      if part[index] < part[low] { low = index }
      if part[index] > part[high] { high = index }
      last = index
    }
    guard let first else { return [] }
    return [first, min(low, high), max(low, high), last].map { part[$0] }
  }
}
