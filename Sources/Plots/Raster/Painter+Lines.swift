import Support

// Boxes and the lines between them, which need no axes.
extension Painter {
  /// Straight lines first, then those along cells, then boxes in front of both.
  mutating func paintLines() {
    paintStrokes()
    paintLinks()
    for case .outline(let outline) in scene.marks { paint(outline) }
  }

  /// All straight lines share one canvas over the whole picture; light ones lie behind heavy ones.
  private mutating func paintStrokes() {
    var strokes: [Stroke] = []
    for case .stroke(let stroke) in scene.marks { strokes.append(stroke) }
    guard !strokes.isEmpty, grid.width > 0, grid.height > 0 else { return }
    strokes.sort { $0.weight < $1.weight }
    var canvas = DotCanvas(columns: grid.width, rows: grid.height, dots: capabilities.dots)
    var inks: [Ink] = []
    let (across, down) = (Double(grid.width), Double(grid.height))
    for index in strokes.indices.untilInterrupted {
      let stroke = strokes[index]
      let place: Int
      if let known = inks.firstIndex(of: stroke.ink) {
        place = known
      } else {
        guard inks.count < 250 else { continue }
        inks.append(stroke.ink)
        place = inks.count - 1
      }
      let points = [stroke.from, stroke.to].map { UnitPoint($0.x / across, 1 - $0.y / down) }
      canvas.draw(points, owner: UInt8(place + 1), pattern: stroke.pattern)
    }
    for row in 0..<grid.height {
      for column in 0..<grid.width {
        let owner = canvas.owners[row * grid.width + column]
        guard owner > 0 else { continue }
        var cell = Palette.style(inks[Int(owner) - 1], capabilities)
        cell.scalar = DotGlyphs.scalar(
          canvas.masks[row * grid.width + column], capabilities.glyphs, sign: ".")
        cell.background = grid[row, column].background
        cell.owner = owner
        grid[row, column] = cell
      }
    }
  }

  /// Lines that meet in a cell become one sign that has the arms of all.
  private mutating func paintLinks() {
    var arms: [Int: (mask: Int, ink: Ink)] = [:]
    var heads: [(place: Int, mask: Int, ink: Ink)] = []
    for case .link(let link) in scene.marks {
      let corners = link.corners.map {
        (row: Int(saturating: $0.y.rounded(.down)), column: Int(saturating: $0.x.rounded(.down)))
      }
      for (a, b) in zip(corners, corners.dropFirst()) {
        guard abs(a.row) < 2000, abs(b.row) < 2000, abs(a.column) < 4000, abs(b.column) < 4000
        else { continue }
        add(from: a, to: b, link.ink, to: &arms)
      }
      if link.hasHead, let last = corners.last, corners.count > 1 {
        let before = corners[corners.count - 2]
        let mask =
          last.row > before.row
          ? Arm.down
          : last.row < before.row ? Arm.up : last.column < before.column ? Arm.left : Arm.right
        if grid.contains(row: last.row, column: last.column) {
          heads.append((last.row * grid.width + last.column, mask, link.ink))
        }
      }
    }
    for (place, arm) in arms {
      put(Arm.glyph(arm.mask, capabilities.hasSymbols), place, arm.ink)
    }
    for head in heads { put(Arm.head(head.mask, capabilities.hasSymbols), head.place, head.ink) }
  }

  private func add(
    from a: (row: Int, column: Int), to b: (row: Int, column: Int), _ ink: Ink,
    to arms: inout [Int: (mask: Int, ink: Ink)]
  ) {
    func add(_ row: Int, _ column: Int, _ mask: Int) {
      guard grid.contains(row: row, column: column) else { return }
      let place = row * grid.width + column
      arms[place] = ((arms[place]?.mask ?? 0) | mask, ink)
    }
    if a.row == b.row {
      let (first, last) = (min(a.column, b.column), max(a.column, b.column))
      for column in first...last {
        add(
          a.row, column, (column > first ? Arm.left : 0) | (column < last ? Arm.right : 0))
      }
    } else {
      let (first, last) = (min(a.row, b.row), max(a.row, b.row))
      for row in first...last {
        add(row, a.column, (row > first ? Arm.up : 0) | (row < last ? Arm.down : 0))
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar, _ place: Int, _ ink: Ink) {
    var cell = Palette.style(ink, capabilities)
    cell.scalar = scalar
    grid[place / grid.width, place % grid.width] = cell
  }

  private mutating func paint(_ outline: Outline) {
    let cells = outline.cells
    let symbols = capabilities.hasSymbols
    let style = Palette.style(outline.ink, capabilities)
    let (right, bottom) = (cells.column + cells.width - 1, cells.row + cells.height - 1)
    let rows = max(0, cells.row)..<max(0, min(bottom + 1, grid.height), cells.row)
    let columns = max(0, cells.column)..<max(0, min(right + 1, grid.width), cells.column)
    for row in rows where row < grid.height {
      for column in columns where column < grid.width {
        let isAcross = row == cells.row || row == bottom
        let isDown = column == cells.column || column == right
        guard isAcross || isDown else {
          if outline.isFilled { grid[row, column] = Cell() }
          continue
        }
        var cell = style
        cell.background = outline.isFilled ? .standard : grid[row, column].background
        if isAcross && isDown {
          let mask =
            (row == cells.row ? Arm.down : Arm.up)
            | (column == cells.column ? Arm.right : Arm.left)
          cell.scalar = Arm.glyph(mask, symbols)
        } else if isAcross {
          cell.scalar = symbols ? (outline.isDashed ? "╌" : "─") : (outline.isDashed ? "." : "-")
        } else {
          cell.scalar = symbols ? (outline.isDashed ? "╎" : "│") : (outline.isDashed ? ":" : "|")
        }
        grid[row, column] = cell
      }
    }
  }
}

/// The ways out of a cell.
private enum Arm {
  static let (up, down, left, right) = (1, 2, 4, 8)

  private static let signs: [Unicode.Scalar] = [
    " ", "│", "│", "│", "─", "┘", "┐", "┤", "─", "└", "┌", "├", "─", "┴", "┬", "┼",
  ]

  /// The sign that has these arms.
  static func glyph(_ mask: Int, _ symbols: Bool) -> Unicode.Scalar {
    if symbols { return signs[mask & 15] }
    return mask & 12 == 0 ? "|" : mask & 3 == 0 ? "-" : "+"
  }

  /// The sign of an end that leads this way.
  static func head(_ mask: Int, _ symbols: Bool) -> Unicode.Scalar {
    switch mask {
    case up: symbols ? "▲" : "^"
    case down: symbols ? "▼" : "v"
    case left: symbols ? "◀" : "<"
    default: symbols ? "▶" : ">"
    }
  }
}
