import Catalog
import Glibc
import Support

/// Bars side by side for few numbers, such as the probabilities of classes: one row each.
package struct BarChart: NumberChart {
  /// The numbers, the first on top.
  package let values: [Double]
  /// The names of the bars; empty for their places.
  package let labels: [String]

  /// How far each number is from sure, said beside it; empty where that is not known.
  package let errors: [Double]

  /// Bars for these numbers; names beyond their count are left out.
  package init(_ values: [Double], labels: [String] = [], errors: [Double] = []) {
    self.values = values
    self.labels = Array(labels.prefix(values.count))
    self.errors = Array(errors.prefix(values.count))
  }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "bar", .chart, "a vector as one bar for each number, such as the probabilities of classes",
    example: "plot [0.1, 0.7, 0.2], kind=bar")

  /// Only where it is asked for: a vector is a line.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// The numbers of one vector; several vectors, or the columns of a matrix, stand side by side in groups.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let table = tables[0]
    guard tables.count == 1, table.rank <= 1 else {
      return try StackedBars.plot(tables, isStacked: false)
    }
    return Plot(BarChart(table.values, labels: table.rowWords), title: table.label)
  }

  /// The largest number.
  package var headline: String { values.isEmpty ? "no values" : "max \(short(largest ?? .nan))" }

  /// The numbers, under the names of the bars where they have some.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    labels.isEmpty
      ? [ChartColumn("values", values)]
      : values.indices.map { ChartColumn(name($0), [values[$0]]) }
  }

  /// The numbers beside the names of the bars.
  package func fileColumns(of plot: Plot) -> [ChartColumn] {
    labels.isEmpty
      ? dataColumns(of: plot)
      : [ChartColumn("name", words: values.indices.map(name)), ChartColumn("value", values)]
  }

  /// How many numbers there are, the least and the largest; with names each number.
  package var storedText: String? {
    labels.isEmpty
      ? storedRange(of: values)
      : values.indices.map { "\(name($0)): \(short(values[$0], digits: 6))" }
        .joined(separator: "\n")
  }

  /// A logarithmic axis of its values.
  package var options: ChartOptions { .valueScale }

  /// A row for each bar below the title.
  package var wholeRows: Int? { values.count + 1 }

  /// How many bars there are, the first twelve, and the largest where they have no names.
  package func description(of plot: Plot) -> [String] {
    guard let largest, let place = values.firstIndex(of: largest) else {
      return ["Bars without finite values."]
    }
    guard labels.isEmpty else {
      return ["\(plural(values.count, "bar"))."]
        + values.indices.prefix(12).map { "\(name($0)): \(short(values[$0]))." }
    }
    return [
      "\(plural(values.count, "bar")).",
      "From the first on: \(listed(values.map { short($0) })).",
      "The largest value is \(short(largest)), at place \(NumberText.grouped(place)).",
    ]
  }

  private var largest: Double? { values.lazy.filter(\.isFinite).max() }

  /// What stands at the end of a bar; how sure it is where there is room.
  private func text(_ index: Int, in place: Place) -> String {
    let number = short(values[index])
    guard index < errors.count, !errors[index].isNaN, place.width >= 60 else { return number }
    let sign = place.capabilities.hasSymbols ? "±" : "+-"
    return "\(number) \(sign) \(short(errors[index], digits: 2))"
  }

  private func name(_ index: Int) -> String {
    index < labels.count ? clean(labels[index]) : String(index)
  }

  /// Bars start at 0, which stands where those of negative numbers, in the colour of warnings, have room to its left.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    let shown = min(values.count, place.height - 1)
    var facts = plot.noteItems
    if shown < values.count {
      facts.insert(.shown(shown, of: values.count), at: 0)
    }
    scene.addTitle(plot.title, facts + (plot.y.scale == .log10 ? [.needed("log")] : []))
    let names = (0..<shown).map(name)
    let labelWidth = min(
      labels.isEmpty ? place.width : max(8, place.width / 3),
      names.map { columns(of: $0) }.max() ?? 1)
    let texts = (0..<shown).map { text($0, in: place) }
    let bars = BarLengths(
      values.prefix(shown), room: place.width - labelWidth - 2,
      numberWidth: texts.map { columns(of: $0) }.max() ?? 1, isLog: plot.y.scale == .log10)
    // What is pointed at is a row.
    scene.table = SceneTable(
      cells: CellRectangle(column: 0, row: 1, width: place.width, height: max(1, shown)),
      rows: max(1, shown), columns: 1)
    for (row, value) in values.prefix(shown).enumerated() {
      let name = TextWidth.truncate(names[row], to: labelWidth)
      scene.add(name, row: row + 1, before: labelWidth, ink: .faint)
      let length = bars.length(of: value)
      let zero = labelWidth + 1 + bars.zero
      scene.add(
        bars.span(
          of: value, row: row + 1, from: zero, ink: value < 0 ? .alert : .series(1)))
      let end =
        value < 0
        ? zero - length - columns(of: texts[row]) - 1 : zero + length + (length > 0 ? 1 : 0)
      scene.add(texts[row], row: row + 1, column: max(labelWidth + 1, end))
    }
    return scene
  }
}

/// How long bars are, in cells, and where their 0 stands.
struct BarLengths {
  /// Cells to the left of 0.
  let zero: Int
  private let reach: Double
  private let room: Int
  /// The power of ten below the least at which logarithmic bars begin; `nil` for even ones.
  private let ground: Double?

  /// Bars of these values in `room` cells, with a number of `numberWidth` cells at the end of each.
  ///
  /// Logarithmic ones begin a power of ten below the least; what is not above 0 has none.
  init(_ values: some Collection<Double>, room: Int, numberWidth: Int, isLog: Bool = false) {
    if isLog {
      let positive = values.filter { $0 > 0 && $0.isFinite }.map { log10($0) }
      let low = ((positive.min() ?? 0) - 1e-9).rounded(.down)
      (zero, ground, reach) = (0, low, max((positive.max() ?? 0) - low, 1e-9))
      self.room = max(1, room - numberWidth)
      return
    }
    ground = nil
    let finite = values.filter(\.isFinite)
    let (low, high) = (min(0, finite.min() ?? 0), max(0, finite.max() ?? 0))
    // Numbers stand at the far ends of both sides.
    let sides = low < 0 && high > 0 ? 2 : 1
    let cells = max(1, room - sides * (numberWidth + 1) + 1)
    let share = low < 0 ? (high > 0 ? -low / (high - low) : 1) : 0
    let left = Int(share * Double(cells), within: 0...cells, rounded: .up)
    zero = low < 0 ? left + numberWidth + 1 : 0
    reach = max(-low, high)
    self.room = max(1, high >= -low ? cells - left : left)
  }

  /// The cells of a bar; none for what is not finite.
  func length(of value: Double) -> Int {
    Int(share(of: value) * Double(room), within: 0...room, rounded: .up)
  }

  /// The part of the longest bar, 0…1; 0 for what has no bar.
  private func share(of value: Double) -> Double {
    guard value.isFinite, reach > 0 else { return 0 }
    guard let ground else { return abs(value) / reach }
    return value > 0 ? max(0, (log10(value) - ground) / reach) : 0
  }

  /// The bar of a value that begins at the column of 0; empty for what is not finite.
  func span(of value: Double, row: Int, from zero: Int, ink: Ink, texture: Int = 0) -> Span {
    let length = share(of: value) * Double(room)
    // To the left a terminal has whole cells only.
    let left = Double(self.length(of: value))
    return Span(
      row: row, start: Double(zero) - (value < 0 ? left : 0),
      end: Double(zero) + (value < 0 ? 0 : length), ink: ink, texture: texture)
  }
}

extension Scene {
  /// A bar, unless it is empty.
  mutating func add(_ span: Span) {
    if span.end > span.start { marks.append(.span(span)) }
  }
}
