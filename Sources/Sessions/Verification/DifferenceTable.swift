import Support

/// What differs between two outputs, line by line: where, as it is stored, as it is now.
///
/// Of curves a line is an epoch, and a curve of several columns says of which; elsewhere lines count
/// from 1 within the stored output.
package struct DifferenceTable: Equatable, Sendable {
  /// A place with both sides; empty where there is nothing on that side.
  package struct Row: Equatable, Sendable {
    /// The number of a line or an epoch, and the column: `8 loss`.
    package var place: String
    /// As it is stored.
    package var stored: String
    /// As it was computed.
    package var now: String
  }

  /// What the places are: `epoch` or `line`.
  package let heading: String
  /// In the order of the output.
  package let rows: [Row]

  /// All that differs between two outputs; what agrees by the rule is left out.
  package init(_ item: OutputsComparison.Item) {
    let (stored, computed) = (item.stored?.body ?? "", item.computed?.body ?? "")
    if item.stored?.kind == .curve, let first = StoredTable(stored),
      let second = StoredTable(computed), first.names == second.names, !first.names.isEmpty
    {
      heading = first.names[0]
      rows = first.differences(from: second, item.rule)
    } else {
      heading = "line"
      rows = lineDifferences(stored, computed, item)
    }
  }

  /// Three columns with their headings, at most so many rows, in lines of at most so many columns of
  /// the terminal; no lines where nothing differs.
  package func lines(columns: Int = 78, limit: Int = 12) -> [String] {
    if rows.isEmpty { return [] }
    let shown = rows.prefix(rows.count == limit + 1 ? limit + 1 : limit)
    let places = max(heading.count, shown.map { TextWidth.columns(of: $0.place) }.max() ?? 0)
    let room = max(8, (columns - places - 4) / 2)
    let widest =
      ([6] + shown.map { TextWidth.columns(of: Sanitizer.visible($0.stored)) }).max() ?? 6
    let width = min(room, widest)
    func line(_ place: String, _ stored: String, _ now: String) -> String {
      let parts = [
        TextWidth.rightAligned(place, to: places),
        TextWidth.padded(TextWidth.truncate(Sanitizer.visible(stored), to: width), to: width),
        TextWidth.truncate(Sanitizer.visible(now), to: max(room, columns - places - 4 - width)),
      ]
      var text = parts.joined(separator: "  ")
      while text.last == " " { text.removeLast() }
      return text
    }
    let rest = rows.count - shown.count
    return [line(heading, "stored", "now")] + shown.map { line($0.place, $0.stored, $0.now) }
      + (rest > 0 ? ["… \(NumberText.count(rest, "more line")) that differ"] : [])
  }
}

extension StoredTable {
  /// The numbers that do not agree, by the first column, which numbers the rows.
  fileprivate func differences(
    from other: StoredTable, _ rule: ComparisonRule
  ) -> [DifferenceTable.Row] {
    guard let own = columns.first, let theirs = other.columns.first else { return [] }
    var rows: [DifferenceTable.Row] = []
    let places = Dictionary(zip(theirs, theirs.indices), uniquingKeysWith: { first, _ in first })
    for (row, epoch) in own.enumerated() {
      for (column, name) in names.enumerated().dropFirst() {
        let place =
          NumberText.general(epoch) + (names.count > 2 ? " " + Sanitizer.visible(name) : "")
        let stored = columns[column][row]
        guard let found = places[epoch] else {
          rows.append(.init(place: place, stored: NumberText.general(stored), now: ""))
          continue
        }
        let now = other.columns[column][found]
        let isSame =
          rule.tier == .exact
          ? stored == now || (stored.isNaN && now.isNaN)
          : rule.inColumn(name).agrees(stored, now)
        if isSame { continue }
        rows.append(
          .init(
            place: place, stored: NumberText.general(stored), now: NumberText.general(now)))
      }
    }
    let known = Set(own)
    for (row, epoch) in theirs.enumerated() where !known.contains(epoch) {
      for (column, name) in other.names.enumerated().dropFirst() {
        rows.append(
          .init(
            place: NumberText.general(epoch)
              + (names.count > 2 ? " " + Sanitizer.visible(name) : ""),
            stored: "", now: NumberText.general(other.columns[column][row])))
      }
    }
    return rows
  }
}

/// Lines beside one another where there are as many; otherwise what was taken away and added.
private func lineDifferences(
  _ stored: String, _ computed: String, _ item: OutputsComparison.Item
) -> [DifferenceTable.Row] {
  func lines(_ text: String) -> [String] {
    text.isEmpty
      ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
  let (left, right) = (lines(stored), lines(computed))
  let comparison = LineComparison(
    rule: item.rule, of: item.stored ?? item.computed ?? StoredOutput(.text, ""))
  if left.count == right.count {
    return zip(left, right).enumerated().compactMap { index, pair in
      comparison.difference(stored: pair.0, computed: pair.1) == nil
        ? nil : .init(place: String(index + 1), stored: pair.0, now: pair.1)
    }
  }
  // Outputs are cut at 200 lines; a file may hold what it likes.
  guard left.count <= 1000, right.count <= 1000 else { return [] }
  let changes = right.difference(from: left)
  let removed = Set(
    changes.removals.compactMap { change -> Int? in
      guard case .remove(let offset, _, _) = change else { return nil }
      return offset
    })
  let added = Set(
    changes.insertions.compactMap { change -> Int? in
      guard case .insert(let offset, _, _) = change else { return nil }
      return offset
    })
  var rows: [DifferenceTable.Row] = []
  var (row, column) = (0, 0)
  while row < left.count || column < right.count {
    let isGone = row < left.count && removed.contains(row)
    let isNew = column < right.count && added.contains(column)
    if isGone || isNew {
      rows.append(
        .init(
          place: isGone ? String(row + 1) : "", stored: isGone ? left[row] : "",
          now: isNew ? right[column] : ""))
    }
    if isGone || !isNew { row += 1 }
    if isNew || !isGone { column += 1 }
  }
  return rows
}
