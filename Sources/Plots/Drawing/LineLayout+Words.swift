import Support

extension LineLayout {
  /// The right half of the title row.
  var facts: [RowItem] {
    var items = notes
    // What was measured last: where a smooth line ends depends on the width of the picture.
    let values = curves.compactMap { curve in
      curve.series.lastShown(on: plot.x).map {
        RowItem(text: "\(clean(curve.series.label)) \(short($0))")
      }
    }
    let progress = plot.progress.map { progress in
      let total = progress.total.map { "/\($0)" } ?? ""
      return RowItem(text: "\(clean(progress.unit)) \(progress.done)\(total)")
    }
    if place.width < 60 {
      items += progress.map { [$0] } ?? (place.width < 39 ? Array(values.prefix(1)) : values)
    } else {
      items += values
      if let progress { items.append(progress) }
    }
    return items + plot.scaleNames(frame) + curves.map(\.series).absences(on: plot.x)
      + plot.noteItems
  }

  /// The row that explains the marks, or reads out what stands under the cursor.
  func addFoot(to scene: inout Scene) {
    let row = place.height - 1
    if let cursor = plot.cursor {
      // As much of each as has room.
      let texts = [Detail.range, .line, .measured].map { readOut(at: cursor, $0) }
      let fitting = texts.first { 1 + rowWidth($0) <= place.width } ?? texts[2]
      scene.add(fitting, row: row, column: 1)
      return
    }
    let names = shortened(legend + foot)
    // Each sign in the picture has its number, as long as there is room.
    let full =
      place.width < 60
      ? []
      : [bests.count, 1].map { names + signs(isShort: false, bests: $0) }
        .first { 1 + rowWidth($0) <= place.width } ?? []
    if !full.isEmpty {
      scene.add(full, row: row, column: 1)
    } else {
      let brief = signs(isShort: true)
      let both = names + brief
      let fits = 1 + rowWidth(both) <= place.width
      if !fits, areEqual {
        // Of several equals nobody knows which is which without their names.
        let kept = shortened(legend + foot, always: true)
        let rest = kept + brief
        scene.add(1 + rowWidth(rest) <= place.width ? rest : kept, row: row, column: 1)
      } else {
        scene.add(fits ? both : brief.isEmpty ? names : brief, row: row, column: fits ? 1 : 0)
      }
    }
  }

  private var legend: [RowItem] {
    let smoothed = curves.filter { $0.weight > 0 }
    var items: [RowItem] = []
    for curve in curves {
      let sign = Curve.sign(curve.series, slot: curve.slot, in: place)
      let label = TextWidth.truncate(clean(curve.series.label), to: 24)
      if labelColumns > 0 {
        // Its name stands at its end.
        guard curve.weight > 0, items.isEmpty else { continue }
        let weights = Set(smoothed.map { weightText($0.weight) })
        let mean = "EMA" + (weights.count == 1 ? weights.first ?? "" : "")
        items.append(RowItem(text: "bands raw, lines \(mean)"))
        continue
      }
      if curve.weight > 0 {
        let band = place.capabilities.dots.rows == 4 ? "⣿" : "."
        let mean = "EMA" + weightText(curve.weight)
        if smoothed.count == 1 {
          items.append(RowItem(sign: band, ink: .band(curve.slot), text: "raw", isJoined: true))
        }
        items.append(
          RowItem(
            sign: sign, ink: .series(curve.slot),
            text: smoothed.count == 1 ? mean : "\(label) \(mean)", isJoined: true))
      } else {
        items.append(RowItem(sign: sign, ink: .series(curve.slot), text: label, isJoined: true))
      }
    }
    return items
  }

  /// Whether the curves are several equals, such as runs or functions, and not a training with its validation.
  private var areEqual: Bool {
    curves.count > 1
      && curves.allSatisfy { if case .group = $0.series.role { true } else { false } }
  }

  /// As many names as have room, and how many more there are.
  private func shortened(_ names: [RowItem], always: Bool = false) -> [RowItem] {
    guard always || place.width >= 60, 1 + rowWidth(names) > place.width else { return names }
    var kept = names
    while kept.count > 1 {
      kept.removeLast()
      let more = RowItem(text: "and \(names.count - kept.count) more", isJoined: true)
      if 1 + rowWidth(kept + [more]) <= place.width { return kept + [more] }
    }
    return kept
  }

  /// Best value, values outside and gaps.
  private func signs(isShort: Bool, bests most: Int = 1) -> [RowItem] {
    var items: [RowItem] = []
    func add(_ symbol: Symbol, _ ink: Ink, _ long: String, _ brief: String) {
      let sign = String(Character(symbol.glyph(place.capabilities)))
      items.append(
        RowItem(
          sign: sign, ink: ink, text: isShort ? brief : long, isJoined: isShort, isTight: isShort))
    }
    for best in bests.prefix(most) {
      let owner = bests.count > 1 ? " \(TextWidth.truncate(clean(best.label), to: 16))" : ""
      add(
        .best, .series(best.slot),
        "best \(short(best.value)) @\(plot.x.told(best.x))\(owner)",
        "\(short(best.value, digits: 2))@\(plot.x.told(best.x))")
    }
    let over = outside.reduce(0) { $0 + $1.over }
    if over > 0 { add(.over, .alert, "\(over) over \(extreme(isHigh: true))", "\(over)") }
    let under = outside.reduce(0) { $0 + $1.under }
    if under > 0 { add(.under, .alert, "\(under) under \(extreme(isHigh: false))", "\(under)") }
    let gaps = curves.reduce(0) { $0 + $1.series.summary(over: frame.x).nanCount }
    if gaps > 0 { add(.notANumber, .alert, "\(gaps) NaN", "\(gaps)") }
    return items
  }

  /// `(max 9.5 @700)`: the value farthest outside.
  private func extreme(isHigh: Bool) -> String {
    guard let (value, x) = farthest(isHigh: isHigh) else { return "" }
    return "(\(isHigh ? "max" : "min") \(short(value)) @\(plot.x.told(x)))"
  }

  /// The largest or smallest value that all curves have in the picture's width, infinite ones included, and where it is.
  func farthest(isHigh: Bool) -> (value: Double, x: Double)? {
    var result: (value: Double, x: Double)?
    for curve in curves {
      let summary = curve.series.summary(over: frame.x)
      let infinite =
        isHigh ? summary.positiveInfinityCount > 0 : summary.negativeInfinityCount > 0
      let value =
        infinite
        ? (isHigh ? .infinity : -.infinity) : isHigh ? summary.maximum : summary.minimum
      let isFarther = result.map { isHigh ? value > $0.value : value < $0.value } ?? true
      guard isFarther else { continue }
      guard let index = curve.series.firstIndex(of: value, over: frame.x) else { continue }
      result = (value, curve.series.x(at: index))
    }
    return result
  }

  /// Beside the measured value what the smooth line says, and of several in its column of dots the least and the largest.
  private func more(of curve: Curve, at cursor: Double, _ detail: Detail) -> String {
    let line = curve.line.ys[curve.line.nearestIndex(to: cursor)]
    let mean = "EMA\(weightText(curve.weight)) \(short(line, digits: 5))"
    guard detail == .range else { return mean }
    let series = curve.series
    let dots = Double(max(1, frame.area.width * place.capabilities.dots.columns))
    let half = 0.5 / dots
    let unit = frame.x.unit(cursor)
    let range = series.indices(from: frame.x.value(unit - half), to: frame.x.value(unit + half))
    let summary = series.store.summary(of: range)
    guard summary.finiteCount > 1 else { return mean }
    return mean + ", min \(short(summary.minimum)) max \(short(summary.maximum)) of \(range.count)"
  }

  /// What is read out of a smoothed curve: the value measured there alone, the line, or all of its column.
  private enum Detail {
    case measured, line, range
  }

  /// The stored values nearest to the cursor, not what the pixels say.
  private func readOut(at cursor: Double, _ detail: Detail) -> [RowItem] {
    var items = [RowItem(text: "\(clean(plot.x.title)) \(plot.x.told(cursor))")]
    for curve in curves where curve.series.isSorted && curve.series.count > 0 {
      let series = curve.series
      var text = "\(clean(series.label)) "
      text += short(series.ys[series.nearestIndex(to: cursor)], digits: 5)
      if curve.weight > 0, detail != .measured {
        text += " (\(more(of: curve, at: cursor, detail)))"
      }
      let ink = Ink.series(curve.slot)
      items.append(
        RowItem(sign: Curve.sign(curve.series, slot: curve.slot, in: place), ink: ink, text: text))
    }
    return items
  }
}

extension Series {
  /// What is known about all samples.
  var summary: SampleSummary { store.summary(of: 0..<count) }

  /// The sample of a sorted, not empty series whose position is nearest to `x`.
  func nearestIndex(to x: Double) -> Int {
    let next = min(count - 1, firstIndex(atOrAfter: x))
    guard next > 0 else { return next }
    return x - self.x(at: next - 1) <= self.x(at: next) - x ? next - 1 : next
  }
}

/// `.98`, and `.998` where two digits would round to 1.
private func weightText(_ weight: Double) -> String {
  String(NumberText.fixed(weight, decimals: weight >= 0.985 ? 3 : 2).dropFirst())
}
