import Plots

/// A picture that is redrawn in place, in the normal flow of the terminal's text.
///
/// A pure value: it remembers the last frame and answers with the text to write. The cursor rests in
/// column 0 of the row below the picture.
struct InlinePresenter {
  private var shown: CellGrid?
  let depth: Capabilities.Depth

  init(depth: Capabilities.Depth) { self.depth = depth }

  /// What turns the last frame into this one; only changed cells, unless the size is another; below it
  /// where its width is.
  mutating func present(_ grid: CellGrid) -> String {
    defer { shown = grid }
    var text = ANSIText.difference(from: shown, to: grid, depth: depth)
    // A picture of other height takes the place of the last one: nothing of it stays above.
    if let shown, shown.width == grid.width, shown.height != grid.height, shown.height > 0 {
      text = "\u{1B}[\(shown.height)A\r\u{1B}[J" + text
    }
    return text.isEmpty ? "" : "\u{1B}[?25l" + text + "\u{1B}[?25h"
  }

  /// What takes the last frame off the screen, so that something can be said in its place; the next one starts below.
  mutating func erase() -> String {
    defer { shown = nil }
    guard let shown, shown.height > 0 else { return "" }
    return "\u{1B}[\(shown.height)A\r\u{1B}[J"
  }

  /// The frame on the screen can no longer be reached: the next one starts below.
  mutating func startAnew() { shown = nil }
}
