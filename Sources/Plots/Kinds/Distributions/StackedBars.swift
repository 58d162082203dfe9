import Catalog
import Support

/// Several numbers for each of several names, as bars on one another or side by side.
package struct StackedBars: NumberChart {
  /// The names of the groups of bars; empty for their places.
  package let names: [String]
  /// What each bar of a group stands for, with one number for each name.
  package let parts: [SampleGroup]
  /// Whether the bars of a group make one bar.
  package let isStacked: Bool

  /// Bars of these numbers.
  package init(_ parts: [SampleGroup], names: [String] = [], isStacked: Bool) {
    (self.parts, self.names, self.isStacked) = (parts, names, isStacked)
  }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "stacked_bar", .chart, "bars on one another, one part for each vector or column of a matrix",
    example: "plot [[3, 1], [2, 4], [5, 2]], kind=stacked_bar")

  /// Only where it is asked for.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// The columns of a matrix, or several vectors, on one another.
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    try plot(tables, isStacked: true)
  }

  /// More parts than signs can tell apart.
  static let limit = 12

  /// The same, on one another or side by side.
  static func plot(_ tables: [NumberTable], isStacked: Bool) throws -> Plot {
    let parts = try SampleGroup.groups(of: tables)
    let isMatrix = tables.count == 1 && tables[0].rank == 2
    guard isMatrix || tables.allSatisfy({ $0.rank <= 1 }), parts.count <= limit else {
      throw ChartFault.shape(
        kind: isStacked ? "stacked bars" : "bars",
        extents: (tables.first { $0.rank > 1 } ?? tables[0]).extents)
    }
    return Plot(
      StackedBars(parts, names: tables[0].rowWords, isStacked: isStacked),
      title: tables.map(\.label).joined(separator: ", "))
  }

  /// How many groups of bars there are.
  private var count: Int { parts.map(\.values.count).max() ?? 0 }

  private func name(_ index: Int) -> String {
    index < names.count ? clean(names[index]) : String(index)
  }

  private func value(_ part: Int, _ index: Int) -> Double {
    index < parts[part].values.count ? parts[part].values[index] : .nan
  }

  /// The sum of what can be stacked: numbers above 0.
  private func total(_ index: Int) -> Double {
    parts.indices.reduce(0) { sum, part in
      let value = value(part, index)
      return value > 0 && value.isFinite ? sum + value : sum
    }
  }

  /// Whether a group has numbers that cannot be stacked, so that the bar is not their sum.
  private func hasUnstacked(_ index: Int) -> Bool {
    parts.indices.contains { part in
      let value = value(part, index)
      return !(value >= 0) || value.isInfinite
    }
  }

  /// The largest number, or sum.
  package var headline: String {
    let most = (0..<count).flatMap { index in
      isStacked ? [total(index)] : parts.indices.map { value($0, index) }.filter(\.isFinite)
    }.max()
    return most.map { "max \(short($0))" } ?? "no values"
  }

  /// The numbers of each part.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    parts.map { ChartColumn($0.name, $0.values) }
  }

  /// The numbers of each part beside the names of the groups.
  package func fileColumns(of plot: Plot) -> [ChartColumn] {
    (names.isEmpty ? [] : [ChartColumn("name", words: (0..<count).map(name))])
      + dataColumns(of: plot)
  }

  /// As many as show all bars.
  package var storedRows: Int { count * (isStacked ? 1 : parts.count + 1) + 2 }

  /// A logarithmic axis of values that stand beside one another: sums of logarithms are no sums.
  package var options: ChartOptions { isStacked ? [] : .valueScale }

  /// Title, groups and key.
  package var wholeRows: Int? { count * (isStacked ? 1 : parts.count) + 3 }

  /// The parts, and the numbers of the first six groups.
  package func description(of plot: Plot) -> [String] {
    guard count > 0 else { return ["Bars without values."] }
    // Few numbers are all told; of many as many parts as a reader can hold, and how many more there are.
    let most = parts.count * count <= 48 ? parts.count : 6
    let told = count <= 12 ? count : 6
    let further = parts.count > most ? ", and \(parts.count - most) more" : ""
    let what = parts.prefix(most).map { clean($0.name) }.joined(separator: ", ") + further
    return ["\(plural(count, "group")) of \(isStacked ? "stacked " : "")bars: \(what)."]
      + (0..<told).map { index in
        let numbers = parts.indices.prefix(most).map { short(value($0, index)) }
        return "\(name(index)): \(numbers.joined(separator: ", "))\(further)"
          + (isStacked
            ? ", \(hasUnstacked(index) ? "what is stacked" : "together") \(short(total(index)))."
            : ".")
      }
      + (count > told ? ["\(plural(count - told, "further group"))."] : [])
  }

  /// Rows of bars with a key at the foot; numbers stand at the ends of bars.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    guard count > 0, !parts.isEmpty else { return place.empty("no values", plot) }
    var scene = place.scene
    let hasKey = parts.count > 1 && place.height >= 6
    let room = place.height - 1 - (hasKey ? 1 : 0)
    let pitch = isStacked ? 1 : parts.count + (count * (parts.count + 1) <= room + 1 ? 1 : 0)
    let shown = min(count, max(1, (room + (isStacked || pitch == parts.count ? 0 : 1)) / pitch))
    let labels = (0..<shown).map(name)
    let labelWidth = min(max(8, place.width / 3), labels.map { columns(of: $0) }.max() ?? 1)
    for (index, label) in labels.enumerated() {
      let text = TextWidth.truncate(label, to: labelWidth)
      scene.add(text, row: 1 + index * pitch, before: labelWidth, ink: .faint)
    }
    if isStacked {
      addStacks(shown, from: labelWidth + 1, to: &scene)
    } else {
      addGroups(
        shown, pitch: pitch, from: labelWidth + 1, room: room, isLog: plot.y.scale == .log10,
        to: &scene)
    }
    var facts = plot.noteItems
    if shown < count {
      facts.insert(.shown(shown, of: count), at: 0)
    }
    let below =
      isStacked
      ? parts.reduce(0) { $0 + $1.values.count { !($0 >= 0) || $0.isInfinite } } : 0
    if below > 0 { facts.append(.needed("* without \(below) not above 0")) }
    if plot.y.scale == .log10 { facts.append(.needed("log")) }
    scene.addTitle(plot.title, facts)
    let used = isStacked ? shown : shown * pitch - (pitch > parts.count ? 1 : 0)
    if hasKey { addKey(row: min(place.height - 1, used + 2), to: &scene) }
    return scene
  }

  private func addStacks(_ shown: Int, from left: Int, to scene: inout Scene) {
    let totals = (0..<shown).map(total)
    // A bar without all of its numbers is not their sum, and says so.
    let texts = totals.enumerated().map { short($1) + (hasUnstacked($0) ? "*" : "") }
    let widest = texts.map { columns(of: $0) }.max() ?? 1
    let length = Double(max(1, scene.width - left - widest - 1))
    let most = totals.max() ?? 0
    for index in 0..<shown {
      var sum = 0.0
      for part in parts.indices {
        let value = value(part, index)
        guard value > 0, value.isFinite, most > 0, most.isFinite else { continue }
        let start = Double(left) + sum / most * length
        sum += value
        // Whole cells between parts, so that none covers another's part of a cell.
        let end = Double(left) + sum / most * length
        let isShape = scene.capabilities.drawsShapes
        scene.add(
          Span(
            row: 1 + index, start: isShape ? start : start.rounded(),
            end: isShape ? end : max(end.rounded(), start.rounded()), ink: .series(part + 1),
            texture: part))
      }
      let end =
        left
        + Int((sum / max(most, .leastNormalMagnitude) * length).rounded(), within: 0...scene.width)
      scene.add(texts[index], row: 1 + index, column: min(end + 1, scene.width - widest))
    }
  }

  private func addGroups(
    _ shown: Int, pitch: Int, from left: Int, room: Int, isLog: Bool, to scene: inout Scene
  ) {
    let values = (0..<shown).flatMap { index in parts.indices.map { value($0, index) } }
    let texts = values.map { short($0) }
    let bars = BarLengths(
      values, room: scene.width - left - 1,
      numberWidth: texts.map { columns(of: $0) }.max() ?? 1, isLog: isLog)
    for (place, value) in values.enumerated() {
      let (index, part) = (place / parts.count, place % parts.count)
      let row = 1 + index * pitch + part
      guard row <= room else { break }
      let zero = left + bars.zero
      let length = bars.length(of: value)
      scene.add(
        bars.span(of: value, row: row, from: zero, ink: .series(part + 1), texture: part))
      let end =
        value < 0
        ? zero - length - columns(of: texts[place]) - 1 : zero + length + (length > 0 ? 1 : 0)
      scene.add(texts[place], row: row, column: max(left, end))
    }
  }

  private func addKey(row: Int, to scene: inout Scene) {
    let items = parts.enumerated().map { part, group in
      RowItem(
        sign: Span.sign(part, scene.capabilities), ink: .series(part + 1),
        text: TextWidth.truncate(clean(group.name), to: 20))
    }
    scene.add(items, row: row, column: 1)
  }
}
