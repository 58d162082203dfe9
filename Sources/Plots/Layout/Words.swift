import Support

/// A user's text made safe for a picture: one row, nothing that steers a terminal.
func clean(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
  let oneRow = text.map { $0.isNewline || $0 == "\t" ? " " : $0 }
  return Sanitizer.visible(String(oneRow))
}

/// A number for a read-out: three significant digits, and never fewer than stand before the point, up to 10¹⁵.
func short(_ number: Double, digits: Int = 3) -> String {
  // 1000001 is not 1e+06, which says that it is its neighbour.
  if number == number.rounded() || abs(number) >= 1000 {
    return NumberText.general(number, digits: max(digits, 6))
  }
  return NumberText.significant(number, digits: digits)
}

extension Axis {
  /// A position in words: a date on an axis of time, a name on one of names, else a number.
  func told(_ value: Double, digits: Int = 6) -> String {
    switch scale {
    case .time:
      let text = TimeText.of(value.rounded())
      return text.isEmpty ? short(value, digits: digits) : text
    case .category(let names):
      let place = Int(saturating: value.rounded())
      return Double(place) == value && names.indices.contains(place)
        ? clean(names[place]) : short(value, digits: digits)
    default: return short(value, digits: digits)
    }
  }

  /// The same after the axis's name, `step 5`; dates and names say themselves what they are.
  func place(_ value: Double) -> String {
    switch scale {
    case .time, .category: told(value)
    default: "\(clean(title.isEmpty ? "x" : title)) \(told(value))"
    }
  }
}

/// A share as a percentage: `98.7 %`.
func percent(_ share: Double, decimals: Int = 1) -> String {
  share.isNaN ? "–" : NumberText.fixed(share * 100, decimals: decimals) + " %"
}

/// `1 value`, `2 values`.
func plural(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  NumberText.count(count, one, many)
}

/// What a session says of many values that nobody would read.
func storedRange(of values: [Double]) -> String {
  let least = values.min().map(NumberText.general) ?? "none"
  let most = values.max().map(NumberText.general) ?? "none"
  return "\(values.count) values, min \(least), max \(most)"
}

/// Words at a place of a row: the title, or an explanation at the foot.
struct RowItem: Sendable, Equatable {
  /// The sign before the words, such as a marker; may be empty.
  var sign = ""
  /// The sign's colour.
  var ink = Ink.text
  /// The words.
  var text: String
  /// Whether it belongs closely to the item before.
  var isJoined = false
  /// Whether sign and words touch: `▲4`.
  var isTight = false

  /// Whether it says what changes how the picture is read: it stays where the title has to give way.
  var isNeeded = false

  /// Words without which the picture would be misread.
  static func needed(_ text: String) -> RowItem { RowItem(text: text, isNeeded: true) }

  /// How many of all are drawn, which what is drawn does not tell.
  static func shown(_ count: Int, of all: Int, _ what: String = "") -> RowItem {
    .needed("\(NumberText.grouped(count)) of \(NumberText.grouped(all))\(what)")
  }

  /// Columns between sign and words.
  var inner: Int { isTight || sign.isEmpty || text.isEmpty ? 0 : 1 }

  /// Columns of sign and words.
  var width: Int { columns(of: sign) + inner + columns(of: text) }
}

extension Scene {
  /// Sets items in a row from `column` on, as many as fit; returns the column after the last.
  @discardableResult
  mutating func add(_ items: [RowItem], row: Int, column: Int) -> Int {
    var column = column
    for (index, item) in items.enumerated() {
      let gap = index == 0 ? 0 : item.isJoined ? 1 : 2
      guard column + gap + item.width <= width else { break }
      column += gap
      add(item.sign, row: row, column: column, ink: item.ink)
      column += columns(of: item.sign) + item.inner
      add(item.text, row: row, column: column)
      column += columns(of: item.text)
    }
    return column
  }

  /// Sets the title row: the name at the left, facts at the right, as many of the first as fit.
  ///
  /// Needed facts go last: the title gives way to them down to a few letters.
  mutating func addTitle(_ title: String, _ facts: [RowItem], row: Int = 0) {
    var name = TextWidth.truncate(clean(title), to: width)
    var kept = facts
    while !kept.isEmpty {
      let needed = rowWidth(kept)
      if kept.allSatisfy(\.isNeeded) {
        let room = max(min(8, width / 3), width - needed - 2)
        if columns(of: name) > room { name = TextWidth.truncate(name, to: room) }
      }
      let used = columns(of: name)
      if used + (used > 0 ? 2 : 0) + needed <= width {
        add(kept, row: row, column: width - needed)
        break
      }
      kept.remove(at: kept.lastIndex { !$0.isNeeded } ?? kept.count - 1)
    }
    if kept.isEmpty { name = TextWidth.truncate(clean(title), to: width) }
    add(name, row: row, column: 0, ink: .strong)
  }
}

extension Plot {
  /// What is told in the title row beside what the chart itself says: what must not be left out comes first.
  var noteItems: [RowItem] {
    cautions.map { .needed(clean($0)) }
      + notes.map { RowItem(text: clean($0)) }
  }
}

extension Plot {
  /// What the axes of a plane show, where they have names.
  var axisNames: [RowItem] {
    // Not what stands beside its axis.
    let names = [(x.showsTitle ? "" : x.title, "across"), (y.showsTitle ? "" : y.title, "up")]
      .filter { !$0.0.isEmpty }
    return names.isEmpty
      ? [] : [RowItem(text: names.map { "\(clean($0.0)) \($0.1)" }.joined(separator: ", "))]
  }
}

extension Plot {
  /// The same before there is a frame.
  var scaleItems: [RowItem] {
    [(y.scale, "y"), (x.scale, "x")].compactMap { scale, name in
      switch scale {
      case .log10: .needed("log \(name)")
      case .symlog: .needed("symlog \(name)")
      default: nil
      }
    }
  }

  /// Which axes are not even, in the words of the title row: `log y`, `symlog x`.
  func scaleNames(_ frame: Frame?) -> [RowItem] {
    guard let frame else { return [] }
    func name(_ map: ScaleMap, _ axis: String) -> [RowItem] {
      switch map.scale {
      case .log10: [.needed("log \(axis)")]
      case .symlog: [.needed("symlog \(axis)")]
      default: []
      }
    }
    // Of both in one word: the second of two would be the first to have no room.
    if frame.x.scale == frame.y.scale, frame.x.scale == .log10 {
      return [.needed("log x and y")]
    }
    return name(frame.y, "y") + name(frame.x, "x")
  }
}

/// Columns of items set in a row.
func rowWidth(_ items: [RowItem]) -> Int {
  items.enumerated().reduce(0) { sum, entry in
    sum + entry.element.width + (entry.offset == 0 ? 0 : entry.element.isJoined ? 1 : 2)
  }
}
