import Catalog
import Support

/// What holds memory, against what there may be: a gauge, and a bar for each holder.
package struct MemoryChart: Chart {
  /// Who holds how much.
  package struct Holder: Sendable, Equatable {
    /// Its name.
    package let name: String
    /// What sort of thing it is.
    package let kind: String
    /// Its size.
    package let bytes: Int

    /// A holder of so many bytes.
    package init(_ name: String, _ kind: String, bytes: Int) {
      (self.name, self.kind, self.bytes) = (name, kind, bytes)
    }
  }

  /// The largest first.
  package let holders: [Holder]
  /// What is held in all, in bytes; it may be more than the holders have.
  package let held: Int
  /// What may be held, in bytes.
  package let limit: Int

  /// Holders, largest first whatever their order here.
  package init(_ holders: [Holder], held: Int, limit: Int) {
    self.holders = holders.enumerated().sorted {
      ($1.element.bytes, $0.offset) < ($0.element.bytes, $1.offset)
    }.map(\.element)
    (self.held, self.limit) = (max(0, held), max(0, limit))
  }

  /// Its name, what it shows and an example.
  package static let signature = Signature(
    "memory", .chart, "what holds memory, in bars, and how much of it is taken",
    example: "x = zeros([100, 100]); plot memory")

  private var share: Double { limit > 0 ? Double(held) / Double(limit) : .nan }

  /// How much is taken.
  package var headline: String { "\(Self.size(held)) of \(Self.size(limit))" }

  /// The bytes of each holder.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    [ChartColumn("bytes", holders.map { Double($0.bytes) })]
  }

  /// What is taken differs from machine to machine: only the holders are kept.
  package var storedText: String? {
    holders.map { "\(clean($0.name)): \(clean($0.kind)), \(Self.size($0.bytes))" }
      .joined(separator: "\n")
  }

  /// How much is taken, and who holds most.
  package func description(of plot: Plot) -> [String] {
    var result = ["\(Self.size(held)) of \(Self.size(limit)) are taken, \(percent(share))."]
    for holder in holders.prefix(3) {
      result.append(
        "\(clean(holder.name)), \(clean(holder.kind)), holds \(Self.size(holder.bytes)).")
    }
    if holders.count > 3 { result.append("\(plural(holders.count - 3, "further holder")).") }
    return result
  }

  private static func size(_ bytes: Int) -> String { ByteCount.rounded(bytes) }

  /// The gauge, then a bar for each holder as long as there are rows; the others together in the last.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    scene.addTitle(
      plot.title.isEmpty ? "memory" : plot.title,
      [RowItem(text: headline), RowItem(text: percent(share))]
        + plot.noteItems)
    let width = place.width
    addGauge(row: 1, column: 1, width: width - 2, to: &scene)
    let top = Self.top(height: place.height)
    let rows = max(0, place.height - top)
    let shown = shown(rows: rows)
    // What is pointed at is a row: the gauge, or a holder.
    scene.table = SceneTable(
      cells: CellRectangle(column: 0, row: 1, width: width, height: max(1, top - 1 + shown.count)),
      rows: max(1, top - 1 + shown.count), columns: 1)
    guard !shown.isEmpty else {
      if rows > 0 { scene.add("nothing is held by a name", row: top, column: 1, ink: .faint) }
      return scene
    }
    let names = shown.map { TextWidth.truncate(clean($0.name), to: max(6, width / 4)) }
    let nameWidth = names.map { columns(of: $0) }.max() ?? 0
    let kinds = width >= 50 ? shown.map { TextWidth.truncate(clean($0.kind), to: 14) } : []
    let kindWidth = kinds.map { columns(of: $0) }.max().map { $0 + 1 } ?? 0
    let sizes = shown.map { Self.size($0.bytes) }
    let sizeWidth = sizes.map { columns(of: $0) }.max() ?? 0
    let start = 1 + nameWidth + 1 + kindWidth
    let room = max(1, width - start - sizeWidth - 2)
    let largest = Double(max(1, shown.map(\.bytes).max() ?? 1))
    for (index, holder) in shown.enumerated() {
      scene.add(names[index], row: top + index, column: 1, ink: .strong)
      if !kinds.isEmpty {
        scene.add(kinds[index], row: top + index, column: 2 + nameWidth, ink: .faint)
      }
      let bar = Self.span(
        Double(holder.bytes) / largest, row: top + index, column: start, room: room,
        ink: .series(1))
      scene.add(bar)
      let end = start + bar.glyphs(scene.capabilities, width: place.width).glyphs.count
      scene.add(sizes[index], row: top + index, column: end + 1)
    }
    return scene
  }

  /// The row of the first holder.
  private static func top(height: Int) -> Int { height >= 8 ? 3 : 2 }

  /// The holders that have a row; the last row is for all others together.
  private func shown(rows: Int) -> [Holder] {
    guard holders.count > rows, rows > 0 else { return Array(holders.prefix(rows)) }
    let rest = holders.dropFirst(rows - 1)
    let bytes = rest.reduce(0) { saturatingSum($0, $1.bytes) }
    return Array(holders.prefix(rows - 1)) + [Holder("\(rest.count) more", "", bytes: bytes)]
  }

  /// How much is taken, in the row of the gauge; below it who holds how much, and what part of all that is.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    let top = Self.top(height: scene.height)
    // The row below the gauge is empty where there is room for it.
    if 1..<top ~= row { return "\(headline) taken, \(percent(share))" }
    let shown = shown(rows: max(0, scene.height - top))
    guard shown.indices.contains(row - top) else { return nil }
    let holder = shown[row - top]
    let kind = holder.kind.isEmpty ? "" : ", \(clean(holder.kind))"
    let part = held > 0 ? ", \(percent(Double(holder.bytes) / Double(held))) of what is taken" : ""
    return "\(clean(holder.name))\(kind): \(Self.size(holder.bytes))\(part)"
  }

  /// Full up to what is taken; in the colour of warnings from nine tenths on.
  private func addGauge(row: Int, column: Int, width: Int, to scene: inout Scene) {
    guard width > 4 else { return }
    let used = share.isFinite ? min(max(share, 0), 1) : 0
    let ink: Ink = used >= 0.9 ? .alert : .series(3)
    var filled = 0
    if held > 0 {
      let bar = Self.span(used, row: row, column: column, room: width, ink: ink)
      scene.add(bar)
      filled = bar.glyphs(scene.capabilities, width: scene.width).glyphs.count
      if scene.capabilities.drawsShapes {
        return scene.add(
          Span(row: row, start: bar.end, end: Double(column + width), ink: .band(3)))
      }
    }
    scene.add(
      String(repeating: scene.capabilities.hasSymbols ? "░" : ".", count: max(0, width - filled)),
      row: row, column: column + filled, ink: .faint)
  }

  /// A bar as long as its share of the room; what is not nothing is seen.
  private static func span(_ share: Double, row: Int, column: Int, room: Int, ink: Ink) -> Span {
    let length = share.isFinite ? min(max(share, 0), 1) * Double(room) : 0
    return Span(
      row: row, start: Double(column), end: Double(column) + max(length, 0.125), ink: ink)
  }
}
