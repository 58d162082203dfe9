import Catalog
import Support

/// Each column against each other one, as small pictures of points; on the diagonal how each is spread.
package struct PairsChart: NumberChart {
  /// The columns in the order of rows and columns of the picture, all of as many values.
  package let columns: [PairsColumn]
  /// The class of each value; empty where there are none.
  package let classes: [Int]
  /// The names of the classes.
  package let classNames: [String]

  /// A chart of columns; `classes` gives one number from 0 on for each value, or none at all.
  package init(_ columns: [PairsColumn], classes: [Int] = [], classNames: [String] = []) {
    (self.columns, self.classes, self.classNames) = (columns, classes, classNames)
  }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "pairs", .chart, "each column of a matrix or a table against each other one",
    example: "plot normal([200, 3]), kind=pairs")

  /// Only where it is asked for: a matrix is shades.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// The first columns of the first table, which must be a matrix; a second table [n] has the class of each row.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let table = tables[0]
    guard table.rank == 2, table.extents[1] > 1, table.extents[0] > 1 else {
      throw ChartFault.shape(kind: "pairs", extents: table.extents)
    }
    let width = table.extents[1]
    let columns = try (0..<min(width, limit)).map { column in
      PairsColumn(
        // A number alone would be read as one of the axis.
        "column \(column)",
        try Interrupt.map(table.extents[0]) { table.values[$0 * width + column] })
    }
    let groups = classes(of: tables, rows: table.extents[0])
    var plot = Plot(
      PairsChart(columns, classes: groups.codes, classNames: groups.names),
      title: "\(table.label): pairs")
    if width > limit { plot.cautions.append("\(limit) of \(width) columns") }
    return plot
  }

  /// The places of the classes of rows among their names; none where there is no second table of whole numbers, or are
  /// more than eight of them.
  private static func classes(
    of tables: [NumberTable], rows: Int
  ) -> (names: [String], codes: [Int]) {
    guard tables.count == 2, tables[1].values.count == rows else { return ([], []) }
    let labels = tables[1]
    let found = Set(labels.values).sorted()
    guard (2...8).contains(found.count), found.allSatisfy({ Int(whole: $0) != nil }) else {
      return ([], [])
    }
    let places = Dictionary(uniqueKeysWithValues: found.enumerated().map { ($1, $0) })
    let names = found.map { number -> String in
      let place = Int(whole: number) ?? 0
      return labels.classes.indices.contains(place) ? labels.classes[place] : "\(place)"
    }
    return (names, labels.values.map { places[$0] ?? 0 })
  }

  /// So many columns can still be told apart on a screen.
  package static let limit = 6

  /// More points than dots of a small picture; every so-manieth is drawn.
  private static let points = 4_000

  /// How many columns there are.
  package var headline: String { "\(columns.count) columns" }

  /// The columns.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    columns.map { ChartColumn($0.name, $0.values) }
  }

  /// The range of each column.
  package var storedText: String? {
    columns.map { "\(clean($0.name)): \(storedRange(of: $0.values))" }.joined(separator: "\n")
  }

  /// How many columns there are, the range of each, and how the six pairs that go together most do.
  package func description(of plot: Plot) -> [String] {
    ["Pairs of \(plural(columns.count, "column"))."]
      + columns.map { column in
        let summary = SampleSummary(of: column.values, in: column.values.indices)
        return summary.finiteCount == 0
          ? "\(clean(column.name)): no finite value."
          : "\(clean(column.name)) from \(short(summary.minimum)) to \(short(summary.maximum))."
      } + strongest
  }

  private var strongest: [String] {
    var pairs: [(names: String, r: Double)] = []
    for (index, one) in columns.enumerated() where !Interrupt.isRaised {
      for other in columns[(index + 1)...] {
        let r = correlation(one.values[...], other.values[...])
        if !r.isNaN { pairs.append(("\(clean(one.name)) and \(clean(other.name))", r)) }
      }
    }
    guard !pairs.isEmpty else { return [] }
    let most = pairs.sorted { abs($0.r) > abs($1.r) }.prefix(6)
    return [
      "Correlations: "
        + most.map { "\($0.names) \(NumberText.fixed($0.r, decimals: 2))" }.joined(separator: ", ")
        + "."
    ]
  }

  /// Small pictures in rows and columns, with their names beside and below, and a key where there are classes.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    let rows = columns.map(\.values.count).min() ?? 0
    let gaps = Absent.rows(in: columns.map(\.values))
    let told =
      gaps == 0
      ? []
      : [RowItem.needed("gaps in \(NumberText.grouped(gaps)) of \(NumberText.grouped(rows)) rows")]
    scene.addTitle(plot.title, told + plot.noteItems)
    let hasKey = classNames.count > 1 && place.height >= 10
    let names = columns.map { TextWidth.truncate(clean($0.name), to: min(12, place.width / 5)) }
    let count = max(1, columns.count)
    let hasTicks = (place.height - 1 - AxesLayout.rowsBelow) / count >= 4 && place.width >= 40
    let ends = hasTicks ? columns.map(\.ends) : []
    let gutter =
      ((names + ends.flatMap(\.self)).map { TextWidth.columns(of: $0) }.max() ?? 0) + 2
    let area = CellRectangle(
      column: gutter, row: 1, width: max(1, (place.width - gutter) / count) * count,
      height: max(1, place.height - 1 - AxesLayout.rowsBelow - (hasKey ? 1 : 0)))
    let unit = ScaleMap(scale: .linear, low: 0, high: 1)
    let middles = (0..<columns.count).map { (Double($0) + 0.5) / Double(count) }
    // The ends of each column stand where they are, its name between them.
    let left = names.indices.flatMap { row -> [Frame.Label] in
      let panel = Panel(row: row, column: 0, of: count)
      let name = Frame.Label(text: names[row], position: 1 - middles[row])
      guard let end = hasTicks ? ends[row] : nil, end.count == 2 else { return [name] }
      return [
        .init(text: end[1], position: panel.place(0, 1).y), name,
        .init(text: end[0], position: panel.place(0, 0).y),
      ]
    }
    let side = area.width / count
    let bottom = names.indices.map { column -> Frame.Label in
      let end = hasTicks ? ends[column] : []
      let whole = "\(names[column]): \(end.joined(separator: " to "))"
      let fits = end.count == 2 && TextWidth.columns(of: whole) + 2 <= side
      return .init(text: fits ? whole : names[column], position: middles[column])
    }
    scene.frame = Frame(area: area, left: left.reversed(), bottom: bottom, x: unit, y: unit)
    for row in 0..<columns.count {
      for column in 0..<columns.count where !Interrupt.isRaised {
        let panel = Panel(row: row, column: column, of: count)
        row == column
          ? addSpread(columns[row], panel, to: &scene)
          : addPoints(columns[column], columns[row], panel, to: &scene)
      }
    }
    for line in 1..<max(2, count) {
      scene.marks.append(.rule(.vertical(Double(line) / Double(count))))
      scene.marks.append(.rule(.horizontal(Double(line) / Double(count))))
    }
    if hasKey { addKey(to: &scene) }
    return scene
  }

  private func addPoints(
    _ x: PairsColumn, _ y: PairsColumn, _ panel: Panel, to scene: inout Scene
  ) {
    let stride = max(1, min(x.values.count, y.values.count) / Self.points)
    for slot in 0..<max(1, classNames.count) {
      var points: [UnitPoint] = []
      for index in Swift.stride(from: 0, to: min(x.values.count, y.values.count), by: stride)
      where classes.isEmpty || (index < classes.count && classes[index] == slot) {
        guard let across = x.unit(index), let up = y.unit(index) else { continue }
        points += [panel.place(across, up), .gap]
      }
      scene.marks.append(
        .path(
          Path(points: points, ink: .series(slot + 1), sign: Symbol.line(slot + 1), isDots: true)))
    }
  }

  /// The outline of a histogram of sixteen equal intervals, the highest one full.
  private func addSpread(_ column: PairsColumn, _ panel: Panel, to scene: inout Scene) {
    var counts = [Int](repeating: 0, count: 16)
    for index in column.values.indices {
      if let share = column.unit(index) { counts[Int(share * 16, within: 0...15)] += 1 }
    }
    let most = Double(max(1, counts.max() ?? 1))
    let points = counts.enumerated().flatMap { bin, count in
      [
        panel.place(Double(bin) / 16, Double(count) / most),
        panel.place(Double(bin + 1) / 16, Double(count) / most),
      ]
    }
    scene.marks.append(.path(Path(points: points, ink: .faint, sign: "-")))
  }

  private func addKey(to scene: inout Scene) {
    let sign = scene.capabilities.hasSymbols ? "•" : nil
    scene.add(
      classNames.enumerated().map { slot, name in
        RowItem(
          sign: sign ?? String(Character(Symbol.line(slot + 1))), ink: .series(slot + 1),
          text: TextWidth.truncate(clean(name), to: 20))
      }, row: scene.height - 1, column: 1)
  }
}

/// One column of a picture of pairs.
package struct PairsColumn: Sendable, Equatable {
  /// Its name.
  package let name: String
  /// The values; those that are not finite are left out.
  package let values: [Double]
  private let low: Double
  private let high: Double

  /// A column of these values.
  package init(_ name: String, _ values: [Double]) {
    (self.name, self.values) = (name, values)
    let summary = SampleSummary(of: values, in: values.indices)
    (low, high) = summary.finiteCount > 0 ? (summary.minimum, summary.maximum) : (0, 1)
  }

  /// The least and the largest value as words; none where no value is finite.
  var ends: [String] {
    let summary = SampleSummary(of: values, in: values.indices)
    return summary.finiteCount == 0 ? [] : [low, high].map { short($0, digits: 2) }
  }

  /// Where a value lies between the least and the largest, 0…1; `nil` where it is not finite.
  func unit(_ index: Int) -> Double? {
    guard values[index].isFinite else { return nil }
    return high > low ? (values[index] / 2 - low / 2) / (high / 2 - low / 2) : 0.5
  }
}

/// One small picture of the square, with room around what is drawn in it.
private struct Panel {
  let row: Int
  let column: Int
  let count: Int

  init(row: Int, column: Int, of count: Int) {
    (self.row, self.column, self.count) = (row, column, count)
  }

  func place(_ across: Double, _ up: Double) -> UnitPoint {
    let side = 1 / Double(count)
    return UnitPoint(
      side * (Double(column) + 0.06 + 0.88 * across),
      1 - side * (Double(row) + 0.94 - 0.88 * up))
  }
}
