import Catalog
import Glibc
import Support

/// How loud a sound is at each frequency over time, in decibels below the loudest place.
package struct SpectrogramChart: NumberChart {
  /// Windows.
  package let windows: Int
  /// Frequencies or bands of each, the lowest first.
  package let bands: Int
  /// [windows × bands] in decibels; −∞ where nothing is heard.
  package let levels: [Double]
  /// What is known of the sound.
  package let facts: SoundFacts

  /// A chart of magnitudes, or of decibels where `facts` say so; sizes that do not match give an empty one.
  package init(windows: Int, bands: Int, values: [Double], _ facts: SoundFacts) {
    let size = windows.multipliedReportingOverflow(by: bands)
    let fits = windows > 0 && bands > 0 && !size.overflow && size.partialValue == values.count
    (self.windows, self.bands) = fits ? (windows, bands) : (0, 0)
    self.facts = facts
    levels = !fits ? [] : facts.isDecibel ? values : values.map { 20 * log10(abs($0)) }
  }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "spectrogram", .chart, "how loud each frequency of a sound is over time, in decibels",
    example: "plot sin(range(2000) * range(2000) / 2500), kind=spectrogram, rate=8000")

  /// What is known to be one; other matrices only on request.
  package static func fit(_ table: NumberTable) -> ChartFit {
    table.rank == 2 && table.sound?.hop != nil ? .meaning : .onRequest
  }

  /// The first table [windows, frequencies]: magnitudes, or decibels where some are below 0.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let table = tables[0]
    guard table.rank == 2 else {
      throw ChartFault.shape(kind: "spectrogram", extents: table.extents)
    }
    var facts = table.sound ?? SoundFacts()
    if table.values.contains(where: { $0 < 0 }) { facts.isDecibel = true }
    return Plot(
      SpectrogramChart(
        windows: table.extents[0], bands: table.extents[1], values: table.values, facts),
      title: table.label)
  }

  /// The loudest level and where it is; `nil` where nothing is heard.
  private var loudest: (level: Double, window: Int, band: Int)? {
    var best: (level: Double, place: Int)?
    for place in levels.indices.untilInterrupted where levels[place].isFinite {
      if levels[place] > best?.level ?? -.infinity { best = (levels[place], place) }
    }
    return best.map { ($0.level, $0.place / bands, $0.place % bands) }
  }

  /// What is known of time: without the way from window to window they are counted.
  private var clock: SoundFacts { facts.hop == nil ? SoundFacts(hop: 1) : facts }

  private var length: Double { Double(windows) * clock.step }

  /// Half of the rate: what the highest frequency is; `nil` where bands are only counted.
  private var highest: Double? { facts.isMel ? nil : facts.rate.map { Double($0) / 2 } }

  private func words(ofBand band: Int) -> String {
    guard let highest else { return facts.isMel ? "band \(band)" : "frequency \(band)" }
    return "\(short((Double(band) / Double(max(1, bands - 1)) * highest).rounded())) Hz"
  }

  /// The loudest place.
  package var headline: String {
    loudest.map { "loudest \(words(ofBand: $0.band))" } ?? "silence"
  }

  /// All levels, window by window.
  package func dataColumns(of plot: Plot) -> [ChartColumn] { [ChartColumn("decibels", levels)] }

  /// How many levels there are, the least and the largest.
  package var storedText: String? { storedRange(of: levels) }

  /// How long, how fine, and where the sound is loudest.
  package func description(of plot: Plot) -> [String] {
    let unit = facts.isMel ? "band of the mel scale" : "frequency"
    let units = facts.isMel ? "bands of the mel scale" : "frequencies"
    var result = [
      "Spectrogram of \(plural(windows, "window")) and \(plural(bands, unit, units))"
        + (clock.rate == nil ? "." : ", \(short(length)) s.")
    ]
    guard let loudest else { return result + ["Nothing is heard."] }
    result.append(
      "It is loudest, \(short((10 * loudest.level).rounded() / 10)) dB, at \(words(ofBand: loudest.band)),"
        + " \(clock.words(ofTime: Double(loudest.window) * clock.step)).")
    return result
  }

  /// Levels down to so many decibels below the loudest are told apart.
  private static let depth = 80.0

  /// Shades over time and frequency, with a scale of decibels at the foot.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    let top = highest.map { $0 >= 2000 ? $0 / 1000 : $0 } ?? Double(max(1, bands - 1))
    let x = ScaleMap(scale: .linear, low: 0, high: max(length, clock.step))
    let y = ScaleMap(scale: .linear, low: 0, high: top)
    var axes = plot
    axes.x.isInteger = clock.rate == nil
    axes.y.isInteger = highest == nil
    let foot = place.height >= 8 ? 1 : 0
    let layout = AxesLayout.place(
      axes, x: x, y: y, width: place.width, height: place.height, top: 1, foot: foot,
      capabilities: place.capabilities)
    scene.frame = layout.frame
    let high = loudest?.level ?? 0
    let least = levels.lazy.filter(\.isFinite).min() ?? high - 1
    let low = max(least < high ? least : high - 1, high - Self.depth)
    draw(layout.frame.area, from: low, to: high, in: &scene)
    let unit =
      highest.map { $0 >= 2000 ? "kHz up" : "Hz up" }
      ?? (facts.isMel ? "mel bands up" : "frequencies up")
    var items = plot.noteItems
    if let loudest { items.append(RowItem(text: "loudest \(words(ofBand: loudest.band))")) }
    items.append(RowItem(text: unit))
    items.append(RowItem(text: clock.rate == nil ? "windows across" : "seconds across"))
    if let highest, bands > 1 {
      items.append(RowItem(text: "bins of \(short(highest / Double(bands - 1))) Hz"))
    }
    // A factor of the axes, without which their numbers say something else, before all else.
    scene.addTitle(plot.title, layout.notes + items)
    if foot > 0 { addScale(from: low - high, at: layout.frame.area.column, to: &scene) }
    return scene
  }

  /// The loudest of all places that share a cell, or half of one.
  private func draw(
    _ area: CellRectangle, from low: Double, to high: Double, in scene: inout Scene
  ) {
    guard windows > 0, bands > 0 else { return }
    let isColored = scene.capabilities.depth >= .palette256 && scene.capabilities.hasSymbols
    let lines = area.height * (isColored ? 2 : 1)
    var values: [Double] = []
    values.reserveCapacity(lines * area.width)
    for line in (0..<lines).untilInterrupted(every: 1) {
      let up = lines - 1 - line
      let from = up * bands / lines
      let rows = from..<max(from + 1, (up + 1) * bands / lines)
      for column in 0..<area.width {
        let start = column * windows / area.width
        var best = -Double.infinity
        for window in start..<max(start + 1, (column + 1) * windows / area.width) {
          for band in rows where levels[window * bands + band] > best {
            best = levels[window * bands + band]
          }
        }
        values.append(min(max(best, low), high))
      }
    }
    guard values.count == lines * area.width else { return }
    scene.addShades(
      values.map { $0 - high }, columns: area.width, rows: lines, cells: area, low: low - high,
      high: 0)
  }

  private func addScale(from low: Double, at column: Int, to scene: inout Scene) {
    let row = scene.height - 1
    let isColored = scene.capabilities.depth >= .palette256 && scene.capabilities.hasSymbols
    let (left, right) = ("\(short(low.rounded())) dB", "0 dB = loudest")
    guard isColored else {
      let signs = scene.capabilities.hasSymbols ? "░▒▓█" : ".:-=+*#%@"
      scene.add(
        TextWidth.truncate("\(left) \(signs) \(right)", to: scene.width - column), row: row,
        column: column)
      return
    }
    scene.add(left, row: row, column: column)
    let start = column + columns(of: left) + 1
    guard start + 16 + 1 + columns(of: right) <= scene.width else { return }
    scene.addShades(
      (0..<16).map { low * (1 - Double($0) / 15) }, columns: 16, rows: 1,
      cells: CellRectangle(column: start, row: row, width: 16, height: 1), low: low, high: 0)
    scene.add(right, row: row, column: start + 17)
  }
}
