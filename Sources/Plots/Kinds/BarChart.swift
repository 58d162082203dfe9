import Catalog
import Support

/// Bars side by side for few numbers, such as the probabilities of classes: one row each.
package struct BarChart: NumberChart {
  /// The numbers, the first on top.
  package let values: [Double]

  /// Bars for these numbers.
  package init(_ values: [Double]) { self.values = values }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "bar", .chart, "a vector as one bar for each number, such as the probabilities of classes",
    example: "plot [0.1, 0.7, 0.2], kind=bar")

  /// Only where it is asked for: a vector is a line.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// The numbers of the first table, which must have at most one axis.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let table = tables[0]
    guard table.rank <= 1 else { throw ChartFault.shape(kind: "bar", extents: table.extents) }
    return Plot(BarChart(table.values), title: table.label)
  }

  /// The largest number.
  package var headline: String { values.isEmpty ? "no values" : "max \(short(largest ?? .nan))" }

  /// The numbers.
  package func dataColumns(of plot: Plot) -> [ChartColumn] { [ChartColumn("values", values)] }

  /// How many numbers there are, the least and the largest.
  package var storedText: String? { storedRange(of: values) }

  /// How many bars there are, and the largest.
  package func description(of plot: Plot) -> [String] {
    guard let largest, let place = values.firstIndex(of: largest) else {
      return ["Bars without finite values."]
    }
    return [
      "\(plural(values.count, "bar")).",
      "The largest value is \(short(largest)), at place \(NumberText.grouped(place)).",
    ]
  }

  private var largest: Double? { values.lazy.filter(\.isFinite).max() }

  /// Bars start at 0; those of negative numbers are drawn in the colour of warnings.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    let shown = min(values.count, place.height - 1)
    var facts = plot.notes.map { RowItem(text: clean($0)) }
    if shown < values.count {
      facts.insert(RowItem(text: "\(shown) of \(NumberText.grouped(values.count))"), at: 0)
    }
    scene.addTitle(plot.title, facts)
    let finite = values.prefix(shown).filter(\.isFinite)
    let reach = finite.map(abs).max() ?? 0
    let labelWidth = String(max(0, shown - 1)).count
    let numberWidth = values.prefix(shown).map { columns(of: short($0)) }.max() ?? 1
    let room = max(1, place.width - labelWidth - numberWidth - 2)
    let sign: Character = place.capabilities.hasSymbols ? "█" : "#"
    for (row, value) in values.prefix(shown).enumerated() {
      scene.add(
        TextWidth.rightAligned(String(row), to: labelWidth), row: row + 1, column: 0, ink: .faint)
      let share = value.isFinite && reach > 0 ? abs(value) / reach : 0
      let length = Int(share * Double(room), within: 0...room, rounded: .up)
      scene.add(
        String(repeating: sign, count: length), row: row + 1, column: labelWidth + 1,
        ink: value < 0 ? .alert : .series(1))
      scene.add(short(value), row: row + 1, column: labelWidth + 1 + length + (length > 0 ? 1 : 0))
    }
    return scene
  }
}
