import Catalog
import Support

/// What each place of a sequence looks at: one table a head, rows ask, columns are looked at.
package struct AttentionChart: NumberChart {
  /// One head of one layer.
  package struct Head: Sendable, Equatable {
    /// Which one: `attention, head 0`.
    package var name: String
    /// Shares, row by row: [queries × keys]; each row adds up to 1.
    package var shares: HeatMap

    /// A head with its shares.
    package init(_ name: String, _ shares: HeatMap) { (self.name, self.shares) = (name, shares) }
  }

  /// Layer after layer.
  package let heads: [Head]
  /// The words of the rows; empty for numbers.
  package let queries: [String]
  /// The words of the columns; empty for numbers.
  package let keys: [String]

  /// A chart of these heads.
  package init(_ heads: [Head], queries: [String] = [], keys: [String] = []) {
    (self.heads, self.queries, self.keys) = (heads, queries, keys)
  }

  /// Its name after `kind=`, what it shows and an example.
  package static let signature = Signature(
    "attention", .chart, "what each place of a sequence looks at, one table for each head",
    example: "plot softmax(normal([2, 5, 5])), kind=attention")

  /// Only on request: any square table could be one.
  package static func fit(_ table: NumberTable) -> ChartFit { .onRequest }

  /// [queries, keys], [heads, queries, keys], or the first sample of [samples, heads, queries, keys].
  package static func plot(_ tables: [NumberTable]) throws -> Plot {
    let heads = try tables.flatMap { table -> [Head] in
      let extents = Array(table.extents.suffix(3))
      guard (2...4).contains(table.rank), table.values.count > 0 else {
        throw ChartFault.shape(kind: "attention", extents: table.extents)
      }
      let count = extents.count == 3 ? extents[0] : 1
      let (rows, columns) = (extents[extents.count - 2], extents[extents.count - 1])
      let size = rows * columns
      return (0..<count).map { head in
        Head(
          count == 1 ? "" : "head \(head)",
          HeatMap(
            rows: rows, columns: columns,
            values: Array(table.values[head * size..<(head + 1) * size])))
      }
    }
    return Plot(AttentionChart(heads), title: tables.map(\.label).joined(separator: ", "))
  }

  /// How many heads there are.
  package var headline: String { plural(heads.count, "head") }

  /// The shares of each head.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    heads.map { ChartColumn($0.name.isEmpty ? "shares" : $0.name, $0.shares.values) }
  }

  /// The size and the largest share of each head.
  package var storedText: String? {
    heads.map {
      "\($0.name) \($0.shares.rows) x \($0.shares.columns): \(storedRange(of: $0.shares.values))"
    }
    .joined(separator: "\n")
  }

  func word(_ words: [String], _ place: Int, _ what: String) -> String {
    place < words.count ? "\"\(clean(words[place]))\"" : "\(what) \(place)"
  }

  /// How many heads there are, and what each of the first four looks at most.
  package func description(of plot: Plot) -> [String] {
    guard let first = heads.first, first.shares.rows > 0 else { return ["No attention."] }
    var result = [
      "Attention of \(plural(heads.count, "head")) over \(plural(first.shares.rows, "query", "queries"))"
        + " and \(plural(first.shares.columns, "place"))."
    ]
    for head in heads.prefix(4) {
      let map = head.shares
      guard let top = map.range?.upperBound, let place = map.values.firstIndex(of: top) else {
        continue
      }
      let name =
        head.name.isEmpty ? "The strongest look" : "In \(clean(head.name)) the strongest look"
      result.append(
        "\(name) is from \(word(queries, place / map.columns, "query")) to"
          + " \(word(keys, place % map.columns, "place")), \(short(top, digits: 2)).")
      let others = looks(of: map)
      let who = map.rows > 12 ? "Each of the first 12 of \(map.rows)" : "Each"
      if map.rows > 1, !others.isEmpty {
        result.append("\(who) looks most at: \(listed(others)).")
      }
    }
    return result
  }

  /// Where each of the first twelve queries looks most: `"the" at "cat" (0.46)`.
  private func looks(of map: HeatMap) -> [String] {
    guard map.columns > 0 else { return [] }
    return (0..<min(map.rows, 12)).compactMap { row in
      let shares = map.values[row * map.columns..<(row + 1) * map.columns]
      guard let most = shares.filter(\.isFinite).max(), let place = shares.firstIndex(of: most)
      else { return nil }
      return "\(word(queries, row, "query")) at"
        + " \(word(keys, place - row * map.columns, "place")) (\(short(most, digits: 2)))"
    }
  }

  /// One head with words on both sides, or several side by side.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    var facts = [RowItem(text: plural(heads.count, "head"))]
    facts.append(RowItem(text: "rows ask, columns are looked at"))
    facts += plot.noteItems
    scene.addTitle(plot.title, facts)
    let heads = heads.filter { $0.shares.rows > 0 }
    guard !heads.isEmpty else {
      scene.add("no attention", row: place.height / 2, column: max(0, place.width / 2 - 6))
      return scene
    }
    AttentionLayout(heads, queries: queries.map(clean), keys: keys.map(clean), in: place)
      .draw(in: &scene)
    return scene
  }
}

/// Where the tables of heads lie.
private struct AttentionLayout {
  let heads: [AttentionChart.Head]
  let queries: [String]
  let keys: [String]
  let place: Place
  /// Columns of the words at the left of each row of tables.
  private let labels: Int
  /// Columns of a key, and rows that all queries take.
  private let cell: Int
  private let rows: Int
  private let across: Int
  private let down: Int
  private let hasNames: Bool

  init(_ heads: [AttentionChart.Head], queries: [String], keys: [String], in place: Place) {
    (self.heads, self.queries, self.keys, self.place) = (heads, queries, keys, place)
    let wide = heads.map(\.shares.columns).max() ?? 1
    let high = heads.map(\.shares.rows).max() ?? 1
    hasNames = heads.contains { !$0.name.isEmpty }
    // Title and scale; of each table its name and the words of its columns.
    let room = place.height - 2
    let widest = (0..<high).map { TextWidth.columns(of: Self.label(queries, $0)) }.max() ?? 1
    let labels = min(widest, 12, place.width / 4) + 1
    let chrome = (hasNames ? 1 : 0) + 1
    var best = (cell: 1, rows: max(1, min(high, room - chrome)), across: 1, down: 1, shown: 0)
    // Where not all queries have a row, several share one rather than that heads are left out.
    let isShort = high + chrome > room && room - chrome >= 3
    let tableRows = isShort ? room - chrome : high
    for cell in stride(from: heads.count == 1 ? 8 : 6, through: 1, by: -1) {
      let across = max(0, (place.width - labels + 2) / (wide * cell + 2))
      let down = max(0, room / (tableRows + chrome))
      guard across > 0, down > 0 else { continue }
      let shown = min(heads.count, across * down)
      if shown > best.shown { best = (cell, tableRows, across, down, shown) }
    }
    self.labels = best.shown > 0 ? labels : 0
    (cell, rows, across, down) = (best.cell, best.rows, best.across, best.down)
  }

  private static func label(_ words: [String], _ index: Int) -> String {
    index < words.count ? words[index] : "\(index)"
  }

  func draw(in scene: inout Scene) {
    let shown = Array(heads.prefix(max(1, across * down)))
    let chrome = (hasNames ? 1 : 0) + 1
    let wide = heads.map(\.shares.columns).max() ?? 1
    let width = min(wide * cell, place.width - labels)
    for (index, head) in shown.enumerated() {
      let left = labels + index % across * (width + 2)
      let top = 1 + index / across * (rows + chrome)
      if hasNames {
        scene.add(
          TextWidth.truncate(clean(head.name), to: width), row: top, column: left, ink: .strong)
      }
      addKeys(of: head, row: top + chrome - 1, left: left, in: &scene)
      let own = head.shares.columns * cell <= width ? head.shares.columns * cell : width
      scene.addShades(
        head.shares.values, columns: head.shares.columns, rows: head.shares.rows,
        cells: CellRectangle(
          column: left, row: top + chrome, width: own,
          height: min(rows, place.height - top - chrome)),
        low: 0, high: 1)
      addMasked(head, left: left, top: top + chrome, in: &scene)
      scene.tables.append(
        SceneTable(
          cells: CellRectangle(
            column: left, row: top + chrome, width: own,
            height: min(rows, place.height - top - chrome)),
          rows: head.shares.rows, columns: head.shares.columns))
      if index % across == 0, labels > 0 {
        let drawn = min(head.shares.rows, rows)
        for row in 0..<drawn {
          // Where several share a row, the first of them.
          let query = drawn < head.shares.rows ? row * head.shares.rows / drawn : row
          let text = TextWidth.truncate(Self.label(queries, query), to: labels - 1)
          scene.add(text, row: top + chrome + row, before: labels - 1)
        }
      }
    }
    let symbols = scene.capabilities.hasSymbols
    let isColored = scene.capabilities.depth >= .palette256 && symbols
    // Apart from the rows, of which it is none, where there is room.
    let end = 1 + (shown.count + across - 1) / across * (rows + chrome)
    let row = min(place.height - 1, end + 1)
    var text = isColored ? "" : ShadeScale(low: 0, high: 1).legend(scene.capabilities) + "   "
    if isColored {
      scene.add("0", row: row, column: 0)
      scene.addShades(
        (0..<16).map { Double($0) / 15 }, columns: 16, rows: 1,
        cells: CellRectangle(column: 2, row: row, width: 16, height: 1), low: 0, high: 1)
      text = "1   "
    }
    if heads.count > shown.count { text += "\(shown.count) of \(heads.count) heads   " }
    scene.add(
      TextWidth.truncate(text, to: place.width - (isColored ? 19 : 0)), row: row,
      column: isColored ? 19 : 0)
  }

  /// The words of the columns; where each has less room than three letters, the first letter.
  private func addKeys(
    of head: AttentionChart.Head, row: Int, left: Int, in scene: inout Scene
  ) {
    guard cell >= 3 || keys.isEmpty && cell >= 2 else {
      guard !keys.isEmpty, head.shares.columns * cell <= place.width - labels else { return }
      for (column, word) in keys.prefix(head.shares.columns).enumerated() {
        guard let letter = word.first, TextWidth.columns(of: String(letter)) <= cell else {
          continue
        }
        scene.add(String(letter), row: row, column: left + column * cell, ink: .faint)
      }
      return
    }
    for column in 0..<head.shares.columns {
      let text = TextWidth.truncate(Self.label(keys, column), to: cell - 1)
      scene.add(text, row: row, column: left + column * cell, ink: .faint)
    }
  }

  /// A point where nothing may be looked at.
  private func addMasked(_ head: AttentionChart.Head, left: Int, top: Int, in scene: inout Scene) {
    let map = head.shares
    guard map.columns * cell <= place.width - labels, map.rows <= rows,
      scene.capabilities.depth < .palette256 || !scene.capabilities.hasSymbols
    else { return }
    for row in 0..<map.rows {
      for column in 0..<map.columns where map.values[row * map.columns + column] == 0 {
        scene.add("·", row: top + row, column: left + column * cell, ink: .faint)
      }
    }
  }
}
