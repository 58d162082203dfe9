import Support

/// A confusion matrix with its numbers: where the table's parts stand.
struct ConfusionTable {
  let counts: ConfusionCounts
  let place: Place
  let labelWidth: Int
  let pitch: Int
  let top: Int
  let hasRecall: Bool
  let hasBorder: Bool
  let hasPrecision: Bool

  /// `nil` where the numbers have no room.
  init?(_ counts: ConfusionCounts, in place: Place) {
    let size = counts.labels.count
    let digits = counts.counts.joined().reduce(1) { max($0, String($1).count) }
    let names = counts.labels.map { columns(of: clean($0)) }.max() ?? 1
    labelWidth = max(2, min(names, 12))
    let needed = max(digits + 1, 3)
    // Frame and flags take four columns beside the numbers.
    let room = place.width - labelWidth - 4
    guard size * needed <= room, size + 2 <= place.height else { return nil }
    let withRecall = room - 9
    hasRecall = size * needed <= withRecall
    var pitch = max(needed, min(max(5, names + 1), (hasRecall ? withRecall : room) / size))
    // Few classes stand wider, so that no half of the picture is blank; the worst keep their room.
    if hasRecall { pitch = max(pitch, min((withRecall - 22) / size, 18)) }
    hasBorder = size + 4 <= place.height
    hasPrecision = size + 5 <= place.height && pitch >= 5
    top = size + 7 <= place.height ? 2 : 1
    self.pitch = pitch
    self.counts = counts
    self.place = place
  }

  private var symbols: Bool { place.capabilities.hasSymbols }
  private var left: Int { labelWidth + 2 }
  private var right: Int { left + 1 + counts.labels.count * pitch + 1 }
  private var first: Int { top + (hasBorder ? 2 : 1) }

  func draw(into scene: inout Scene) {
    let size = counts.labels.count
    scene.table = SceneTable(
      cells: CellRectangle(column: left + 1, row: first, width: size * pitch, height: size),
      rows: size,
      columns: size)
    for (index, label) in counts.labels.enumerated() {
      let name = TextWidth.truncate(clean(label), to: pitch - 1)
      scene.add(name, row: top, column: end(index) - columns(of: name))
      drawRow(index, into: &scene)
    }
    if hasRecall { scene.add("recall", row: top, column: right + 3) }
    if hasBorder {
      let line = String(repeating: symbols ? "─" : "-", count: right - left - 1)
      let corners = symbols ? ["┌", "┐", "└", "┘"] : ["+", "+", "+", "+"]
      scene.add(corners[0] + line + corners[1], row: top + 1, column: left, ink: .faint)
      scene.add(corners[2] + line + corners[3], row: first + size, column: left, ink: .faint)
    }
    if hasPrecision {
      let row = first + size + 1
      scene.add("prec", row: row, before: labelWidth + 1, ink: .faint)
      let shares = (0..<size).map { counts.precision(of: $0) }
      // Narrow columns have no room for a decimal of 100 beside a blank.
      let decimals = pitch < 6 && shares.contains { $0 >= 0.9995 } ? 0 : 1
      for (index, share) in shares.enumerated() {
        let text =
          share.isNaN
          ? (symbols ? "–" : "-") : NumberText.fixed(share * 100, decimals: decimals)
        scene.add(text, row: row, column: end(index) - columns(of: text))
      }
      scene.add("%", row: row, column: right + 1)
    }
    drawWorst(into: &scene)
    let foot = first + size + (hasPrecision ? 3 : 2)
    if hasBorder, foot < place.height {
      let right = symbols ? "■" : "="
      scene.add(
        " \(right) right   * 2 or more, and 1.5 % of its row", row: foot, column: 0, ink: .faint)
      if place.width < 60, foot + 1 < place.height {
        scene.add(" rows = true, columns = predicted", row: foot + 1, column: 0, ink: .faint)
      }
    }
  }

  /// One past the last digit of a column.
  private func end(_ index: Int) -> Int { left + 1 + (index + 1) * pitch }

  private func drawRow(_ truth: Int, into scene: inout Scene) {
    let row = first + truth
    let name = TextWidth.truncate(clean(counts.labels[truth]), to: labelWidth)
    scene.add(name, row: row, before: labelWidth + 1)
    let border = symbols ? "│" : "|"
    scene.add(border, row: row, column: left, ink: .faint)
    let all = counts.counts[truth].reduce(0, +)
    for (predicted, count) in counts.counts[truth].enumerated() {
      let isRight = predicted == truth
      // A single mistake is more than that of any row of few, and tells nothing.
      let isFlagged = !isRight && count > 1 && Double(count) >= 0.015 * Double(all)
      let text = count == 0 ? (symbols ? "·" : ".") : String(count)
      if place.capabilities.drawsShapes, count > 0 {
        addShade(
          Double(count) / Double(max(1, all)), isRight: isRight, row: row, column: predicted,
          to: &scene)
      }
      let flag = isRight ? (symbols ? "■" : "=") : isFlagged ? "*" : ""
      // On a tint the words keep their own colour.
      let isTinted = place.capabilities.drawsShapes && count > 0
      scene.add(
        text + flag, row: row, column: end(predicted) - columns(of: text),
        ink: isTinted
          ? .text : isRight ? .series(3) : isFlagged ? .alert : count == 0 ? .faint : .text)
    }
    scene.add(border, row: row, column: right, ink: .faint)
    if hasRecall {
      let text = percent(counts.recall(of: truth))
      scene.add(TextWidth.rightAligned(text, to: 8), row: row, column: right + 1)
    }
  }

  /// The share of the row as a tint behind its number, where shapes are drawn.
  private func addShade(
    _ share: Double, isRight: Bool, row: Int, column: Int, to scene: inout Scene
  ) {
    let tone = Palette.rgb(isRight ? 3 : 2, isLight: place.capabilities.isLightBackground)
      .blended(over: RegionPalette.ground(place.capabilities), share: 0.08 + 0.42 * share)
    // The flag stands behind the last digit.
    let start = Double(end(column) - pitch + 1)
    scene.marks.append(
      .span(Span(row: row, start: start + 0.1, end: start + Double(pitch) - 0.1, ink: .color(tone)))
    )
  }

  private func drawWorst(into scene: inout Scene) {
    // Each in the row of its true class, of which it says what the class is taken for most.
    let names = counts.worstOfRows.map { mistake in
      let truth = TextWidth.truncate(clean(counts.labels[mistake.truth]), to: 8)
      let predicted = TextWidth.truncate(clean(counts.labels[mistake.predicted]), to: 8)
      return (
        row: mistake.truth, text: "\(truth)\(symbols ? "→" : ">")\(predicted)",
        count: String(mistake.count)
      )
    }
    let widest = names.map { columns(of: $0.text) }.max() ?? 0
    let digits = names.map(\.count.count).max() ?? 0
    let column = right + 11
    guard hasRecall, !names.isEmpty, column + widest + 2 + digits <= place.width else { return }
    let head = column + 14 <= place.width ? "worst mistakes" : "worst"
    scene.add(head, row: top, column: column)
    for entry in names {
      let text =
        TextWidth.padded(entry.text, to: widest + 2)
        + TextWidth.rightAligned(entry.count, to: digits)
      scene.add(text, row: first + entry.row, column: column)
    }
  }
}
