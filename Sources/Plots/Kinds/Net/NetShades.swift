import Support

/// The colours and characters of what units answer: blue below 0, orange above.
enum NetShades {
  /// The colour of a value −1…1, in eight steps, so that neighbouring cells share one.
  static func color(_ value: Double, _ capabilities: Capabilities) -> RGB {
    guard !value.isNaN else { return Palette.alert(isLight: capabilities.isLightBackground) }
    let share = (min(abs(value), 1) * 8).rounded() / 8
    return Palette.rgb(value < 0 ? 1 : 2, isLight: capabilities.isLightBackground)
      .blended(over: RegionPalette.ground(capabilities), share: share * 0.9)
  }

  /// The character of a value −1…1 where there are no colours: from blank at −1 to full at 1.
  static func glyph(_ value: Double, _ capabilities: Capabilities) -> Unicode.Scalar {
    Shades.glyph(value.isNaN ? .nan : (min(max(value, -1), 1) + 1) / 2, capabilities)
  }

  /// The ink of a weight or value by its sign.
  static func ink(_ value: Double, isWeak: Bool = false) -> Ink {
    let slot = value < 0 ? 1 : 2
    return isWeak ? .band(slot) : .series(slot)
  }
}

extension Scene {
  /// Values −1…1 on a box of cells; `value` gives them by shares 0…1 across and from the top, `wanted` of them across
  /// where pixels can be so fine.
  mutating func addValues(
    in cells: CellRectangle, wanted: Int = 0, _ value: (_ x: Double, _ y: Double) -> Double
  ) {
    guard cells.width > 0, cells.height > 0 else { return }
    let isColored = capabilities.depth >= .palette256 && capabilities.hasSymbols
    let fineness =
      isColored ? PixelField.fineness(for: wanted, in: cells.width, capabilities) : 1
    let lines = cells.height * (isColored ? 2 * fineness : 1)
    let places = cells.width * fineness
    var colors: [RGB] = []
    var glyphs: [Unicode.Scalar] = []
    var inks: [Ink] = []
    for line in 0..<lines {
      for column in 0..<places {
        let found = value(
          (Double(column) + 0.5) / Double(places), (Double(line) + 0.5) / Double(lines))
        if isColored {
          colors.append(NetShades.color(found, capabilities))
        } else if capabilities.depth == .sixteen {
          glyphs.append(Shades.glyph(abs(found), capabilities))
          inks.append(NetShades.ink(found))
        } else {
          glyphs.append(NetShades.glyph(found, capabilities))
          inks.append(.text)
        }
      }
    }
    marks.append(
      isColored
        ? .pixels(PixelField(cells: cells, colors: colors, fineness: fineness))
        : .glyphs(GlyphField(cells: cells, glyphs: glyphs, inks: inks)))
  }

  /// How often each value occurs, as bars from the left to the right; not in the colour of what is below 0.
  mutating func addSpread(_ counts: [Double], in cells: CellRectangle) {
    guard cells.width > 0, cells.height > 0, !counts.isEmpty else { return }
    let most = counts.max() ?? 0
    let signs: [Unicode.Scalar] =
      capabilities.hasSymbols
      ? [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] : [" ", ".", ":", "#"]
    let parts = signs.count - 1
    var glyphs = [Unicode.Scalar](repeating: " ", count: cells.width * cells.height)
    for column in 0..<cells.width {
      let range = column * counts.count / cells.width..<(column + 1) * counts.count / cells.width
      let value = range.isEmpty ? counts[range.lowerBound] : range.map { counts[$0] }.max() ?? 0
      let units = most > 0 ? value / most * Double(cells.height * parts) : 0
      let filled = value > 0 ? max(1, Int(saturating: units.rounded())) : 0
      for row in 0..<cells.height {
        let here = min(parts, filled - (cells.height - 1 - row) * parts)
        if here > 0 { glyphs[row * cells.width + column] = signs[here] }
      }
    }
    marks.append(.glyphs(GlyphField(cells: cells, glyphs: glyphs, inks: [.text])))
  }
}

extension NetPicture.Unit {
  /// Draws what it shows on a box of cells.
  func draw(in cells: CellRectangle, on scene: inout Scene) {
    switch look {
    case .plane(let columns, let rows, let values):
      let scale = Self.scale(values)
      scene.addValues(in: cells) { x, y in
        let column = Int(x * Double(columns), within: 0...max(0, columns - 1))
        let row = Int((1 - y) * Double(rows), within: 0...max(0, rows - 1))
        let index = row * columns + column
        return values.indices.contains(index) ? values[index] / scale : .nan
      }
    case .picture(let width, let height, let values):
      let scale = Self.scale(values)
      let fineness = PixelField.fineness(for: width, in: cells.width, scene.capabilities)
      scene.addValues(in: cells, wanted: width) { x, y in
        Self.mean(
          values, width: width, height: height, x: x, y: y, across: cells.width * fineness,
          down: cells.height * 2 * fineness) / scale
      }
    case .spread(let counts): scene.addSpread(counts, in: cells)
    case .nothing: break
    }
  }

  /// What counts as 1: the largest distance from 0.
  private static func scale(_ values: [Double]) -> Double {
    let most = values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    return most > 0 ? most : 1
  }

  /// The mean of the pixels that share a place of fewer.
  private static func mean(
    _ values: [Double], width: Int, height: Int, x: Double, y: Double, across: Int, down: Int
  ) -> Double {
    guard width > 0, height > 0, values.count == width * height else { return .nan }
    func span(_ share: Double, _ count: Int, _ places: Int) -> ClosedRange<Int> {
      let half = 0.5 / Double(max(1, places))
      let first = Int((share - half) * Double(count) + 1e-6, within: 0...(count - 1))
      let last = Int((share + half) * Double(count) - 1e-6, within: first...(count - 1))
      return first...last
    }
    var (sum, count) = (0.0, 0.0)
    for row in span(y, height, down) {
      for column in span(x, width, across) {
        sum += values[row * width + column]
        count += 1
      }
    }
    return sum / count
  }
}
