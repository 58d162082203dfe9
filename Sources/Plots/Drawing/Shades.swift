/// Colours and characters for numbers.
enum Shades {
  /// Dark to light: viridis (van der Walt and Smith 2015), between 9 of its colours.
  static func sequential(_ share: Double) -> RGB {
    blend(
      [
        0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725,
      ], share)
  }

  /// Blue below, white at the middle, orange above.
  static func diverging(_ share: Double) -> RGB {
    blend([0x2166AC, 0x92C5DE, 0xF7F7F7, 0xFDB863, 0xB35806], share)
  }

  /// From blank to full.
  static func glyph(_ share: Double, _ capabilities: Capabilities) -> Unicode.Scalar {
    guard !share.isNaN else { return "?" }
    let signs = capabilities.hasSymbols ? blocks : letters
    return signs[
      Int(
        share * Double(signs.count - 1), within: 0...(signs.count - 1),
        rounded: .toNearestOrAwayFromZero)]
  }

  /// A number −1…1 around 0, which is blank: the larger it is the fuller, and below 0 in lines, so that the sign is seen
  /// without colours.
  static func signed(_ share: Double, _ capabilities: Capabilities) -> Unicode.Scalar {
    guard !share.isNaN else { return "?" }
    let signs =
      capabilities.hasSymbols
      ? (share < 0 ? lines : blocks) : share < 0 ? minusLetters : plusLetters
    return signs[
      Int(
        abs(share) * Double(signs.count - 1), within: 0...(signs.count - 1),
        rounded: .toNearestOrAwayFromZero)]
  }

  /// The signs of a scale from its lower to its upper end; 0 stands in the middle where the ends lie around it.
  static func legend(isDiverging: Bool, _ capabilities: Capabilities) -> String {
    func text(_ signs: some Sequence<Unicode.Scalar>) -> String {
      signs.map { String(Character($0)) }.joined()
    }
    guard isDiverging else {
      return text((capabilities.hasSymbols ? blocks : letters).dropFirst())
    }
    let (below, above) = capabilities.hasSymbols ? (lines, blocks) : (minusLetters, plusLetters)
    return text(below.dropFirst().reversed()) + " 0 " + text(above.dropFirst())
  }

  private static let lines: [Unicode.Scalar] = [" ", "╌", "─", "═", "━"]
  private static let minusLetters: [Unicode.Scalar] = [" ", "-", "~", "=", "%"]
  private static let plusLetters: [Unicode.Scalar] = [" ", ".", "+", "*", "#"]
  private static let blocks: [Unicode.Scalar] = [" ", "░", "▒", "▓", "█"]
  private static let letters: [Unicode.Scalar] = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]

  private static func blend(_ stops: [UInt32], _ share: Double) -> RGB {
    let place = (share.isNaN ? 0 : min(max(share, 0), 1)) * Double(stops.count - 1)
    let index = Int(place, within: 0...(stops.count - 2))
    return RGB(stops[index + 1]).blended(over: RGB(stops[index]), share: place - Double(index))
  }
}

/// Which shade each number of a range has.
struct ShadeScale {
  private let low: Double
  private let high: Double
  private let isDiverging: Bool

  /// Where `low` is below 0 and `high` above, colours diverge from white at 0.
  init(low: Double, high: Double) {
    self.low = low
    self.high = high
    isDiverging = low < 0 && high > 0
  }

  /// The place of a number on the scale, 0…1; one half where all numbers are equal.
  func share(_ value: Double) -> Double {
    if isDiverging { return (value / max(abs(low), abs(high)) + 1) / 2 }
    return high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0.5
  }

  /// The character of a number where there are no colours.
  func glyph(_ value: Double, _ capabilities: Capabilities) -> Unicode.Scalar {
    isDiverging
      ? Shades.signed(value / max(abs(low), abs(high)), capabilities)
      : Shades.glyph(share(value), capabilities)
  }

  /// The ends and the signs between them, as plain text: `-3 %=~- 0 .+*# 3`.
  func legend(_ capabilities: Capabilities) -> String {
    let most = max(abs(low), abs(high))
    let (from, to) = isDiverging ? (-most, most) : (low, high)
    return "\(short(from)) \(Shades.legend(isDiverging: isDiverging, capabilities)) \(short(to))"
  }

  /// The colour of a number; that of warnings for what is none.
  func tone(_ value: Double) -> RGB {
    if value.isNaN { return Palette.alert(isLight: false) }
    return isDiverging ? Shades.diverging(share(value)) : Shades.sequential(share(value))
  }
}

extension Scene {
  /// A table of numbers on a box of cells, each number on an equal share of it.
  mutating func addShades(
    _ values: [Double], columns: Int, rows: Int, cells: CellRectangle, low: Double, high: Double
  ) {
    guard columns > 0, rows > 0, values.count == columns * rows else { return }
    let scale = ShadeScale(low: low, high: high)
    let isColored = capabilities.depth >= .palette256 && capabilities.hasSymbols
    let lines = cells.height * (isColored ? 2 : 1)
    var colors: [RGB] = []
    var glyphs: [Unicode.Scalar] = []
    let middle = usualValue(values)
    for line in 0..<lines {
      // Half a field is not drawn, and who asked for it has stopped asking.
      if Interrupt.isRaised { break }
      let across = block(line, of: lines, over: rows)
      for column in 0..<cells.width {
        let value = values[
          extreme(
            values, rows: across, columns: block(column, of: cells.width, over: columns),
            width: columns, middle: middle)]
        if isColored {
          colors.append(scale.tone(value))
        } else {
          glyphs.append(scale.glyph(value, capabilities))
        }
      }
    }
    if isColored {
      marks.append(.pixels(PixelField(cells: cells, colors: colors)))
    } else {
      marks.append(.glyphs(GlyphField(cells: cells, glyphs: glyphs, inks: [.series(1)])))
    }
  }
}

/// The entries that share one place of fewer: at least one.
private func block(_ place: Int, of places: Int, over count: Int) -> Range<Int> {
  let first = place * count / max(1, places)
  return first..<max(first + 1, (place + 1) * count / max(1, places))
}

/// The mean of the finite entries; 0 without any.
private func usualValue(_ values: [Double]) -> Double {
  let usual = values.lazy.filter(\.isFinite)
    .reduce((sum: 0.0, count: 0.0)) { ($0.sum + $1, $0.count + 1) }
  return usual.count > 0 ? usual.sum / usual.count : 0
}

extension SceneTable {
  /// What a cell of the picture shows of a table, several entries of which may share it; `nil` outside.
  struct Shown {
    /// The entry whose shade the cell has.
    let row: Int, column: Int
    /// All that share the cell.
    let rows: Range<Int>, columns: Range<Int>

    /// `, farthest from the mean in rows 33 to 35`; empty where the entry has the cell for itself.
    var share: String {
      func part(_ range: Range<Int>, _ word: String) -> String? {
        range.count > 1 ? "\(word) \(range.lowerBound) to \(range.upperBound - 1)" : nil
      }
      let parts = [part(rows, "rows"), part(columns, "columns")].compactMap(\.self)
      return parts.isEmpty ? "" : ", farthest from the mean in \(parts.joined(separator: ", "))"
    }
  }

  /// The entry that a cell shows, as `Scene.addShades` chooses it.
  func shown(_ values: [Double], row: Int, column: Int) -> Shown? {
    guard entry(row: row, column: column) != nil, values.count == rows * columns else { return nil }
    let down = block(row - cells.row, of: cells.height, over: rows)
    let across = block(column - cells.column, of: cells.width, over: columns)
    let place = extreme(
      values, rows: down, columns: across, width: columns, middle: usualValue(values))
    return Shown(row: place / columns, column: place % columns, rows: down, columns: across)
  }
}

/// What stands for a block of entries: one that is no number, else the farthest from the table's
/// mean, so that a single row that differs is seen however many share a cell.
private func extreme(
  _ values: [Double], rows: Range<Int>, columns: Range<Int>, width: Int, middle: Double
) -> Int {
  var result = rows.lowerBound * width + columns.lowerBound
  for row in rows {
    for column in columns {
      let place = row * width + column
      if values[place].isNaN { return place }
      if abs(values[place] - middle) > abs(values[result] - middle) { result = place }
    }
  }
  return result
}
