import CNcurses
import CTerminal
import Glibc
import Plots

/// Cells on an ncurses screen; the library finds out what changed.
final class NcursesSink {
  private let screen: CursesScreen
  private var pairs: [Colors: Int32] = [:]
  /// Characters that ncurses would take for more or fewer columns than they have: drawn over its
  /// picture.
  private var overlays: [(row: Int, column: Int, text: Character)] = []

  private struct Colors: Hashable {
    var foreground: Int32
    var background: Int32
  }

  init(_ screen: CursesScreen) { self.screen = screen }

  /// Shows the grid from the upper left corner; what lies beyond the window is cut.
  func present(_ grid: CellGrid, cursor: (row: Int, column: Int)? = nil) {
    let window = nabla_screen_window()
    let size = screen.size
    werase(window)
    // Of what was drawn over it ncurses knows nothing: such rows are drawn whole.
    var rows = Set(overlays.map(\.row))
    overlays = []
    for row in 0..<min(grid.height, size.rows) {
      put(grid, row: row, columns: min(grid.width, size.columns), on: window)
    }
    if let cursor { screen.placeCursor(row: cursor.row, column: cursor.column) }
    rows.formUnion(overlays.map(\.row))
    for row in rows where row < size.rows { wredrawln(window, Int32(row), 1) }
    refresh()
    screen.draw(over: overlays)
  }

  private func put(
    _ grid: CellGrid, row: Int, columns: Int, on window: UnsafeMutablePointer<WINDOW>
  ) {
    var column = 0
    var run: [wchar_t] = []
    while column < columns {
      let first = grid[row, column]
      let start = column
      run.removeAll(keepingCapacity: true)
      while column < columns {
        let cell = grid[row, column]
        guard cell.scalar == "\0" || looksLike(cell, first) else { break }
        // The second half of a wide character is not written; blank braille is a blank.
        if let cluster = grid.clusters[row * grid.width + column] {
          let isWide = column + 1 < columns && grid[row, column + 1].scalar == "\0"
          run += letters(cluster, isWide ? 2 : 1, row, column)
        } else if cell.scalar != "\0" {
          run.append(wchar_t(bitPattern: cell.scalar == "\u{2800}" ? 32 : cell.scalar.value))
        }
        column += 1
      }
      guard !run.isEmpty else {
        column += 1
        continue
      }
      let attributes = nabla_attributes(
        first.attributes.contains(.bold) ? 1 : 0, first.attributes.contains(.dim) ? 1 : 0,
        first.attributes.contains(.reverse) ? 1 : 0, 0)
      _ = nabla_put_run(
        window, Int32(row), Int32(start), run, Int32(run.count), attributes, pair(of: first))
    }
  }

  /// What ncurses is given for a character of several code points: itself where that has the same
  /// columns for the library, else blanks, and it is drawn over them.
  private func letters(_ cluster: Character, _ columns: Int, _ row: Int, _ column: Int) -> [wchar_t]
  {
    let letters = cluster.unicodeScalars.map { wchar_t(bitPattern: $0.value) }
    let widths = letters.map { max(0, Int(nabla_character_width($0))) }
    // A base and at most four marks are one cell of the library.
    if widths[0] == columns, widths.dropFirst().allSatisfy({ $0 == 0 }), letters.count <= 5 {
      return letters
    }
    overlays.append((row, column, cluster))
    return [wchar_t](repeating: 32, count: columns)
  }

  private func looksLike(_ left: Cell, _ right: Cell) -> Bool {
    left.foreground == right.foreground && left.background == right.background
      && left.attributes == right.attributes
  }

  /// Without colours `alloc_pair` would read through a null pointer: it is not asked then.
  private func pair(of cell: Cell) -> Int32 {
    guard screen.hasColor else { return 0 }
    let colors = Colors(
      foreground: index(of: cell.foreground), background: index(of: cell.background))
    if colors.foreground < 0, colors.background < 0 { return 0 }
    if let known = pairs[colors] { return known }
    let pair = max(0, alloc_pair(colors.foreground, colors.background))
    pairs[colors] = pair
    return pair
  }

  private func index(of color: CellColor) -> Int32 {
    let count = nabla_screen_colors()
    switch color {
    case .standard: return -1
    case .sixteen(let number), .palette(let number):
      // With eight colours the bright ones are their dark counterparts.
      return Int32(number) < count ? Int32(number) : Int32(number) % max(1, count)
    case .rgb(let color):
      // ncurses has no true colour on common terminals: the nearest of the 6 × 6 × 6 cube.
      guard count >= 256 else { return -1 }
      let red = Int32(color.red) * 5 + 127
      let green = Int32(color.green) * 5 + 127
      let blue = Int32(color.blue) * 5 + 127
      return 16 + 36 * (red / 255) + 6 * (green / 255) + blue / 255
    }
  }
}
