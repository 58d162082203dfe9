/// A chart laid out for a size: what stands where, before it becomes cells or vectors.
///
/// Marks lie in the unit square of the plot area, (0, 0) at the lower left; texts and the area itself
/// count in cells, (0, 0) at the upper left.
package struct Scene: Sendable, Equatable {
  /// Columns of the whole picture.
  package let width: Int
  /// Rows of the whole picture.
  package let height: Int
  /// What the place that shows it can do.
  package let capabilities: Capabilities
  /// The axes around the plot area, where there are any.
  package internal(set) var frame: Frame?
  /// Where marks lie that need no axes; `frame` comes before it.
  package internal(set) var canvas: CellRectangle?
  /// The largest weight of the past in smooth lines, 0 where they are as they were measured; `nil` where no line is ever
  /// smoothed.
  package internal(set) var smoothing: Double?
  /// Scenes that stand in this one, each at the place of its upper left cell.
  package internal(set) var insets: [Inset] = []
  /// The drawing, back to front.
  package internal(set) var marks: [Mark] = []
  /// The table of numbers that is drawn, where that is what the picture is.
  package internal(set) var table: SceneTable?
  /// The tables of numbers that stand side by side, where there are several kinds of them to point at.
  package internal(set) var tables: [SceneTable] = []
  /// The words.
  package internal(set) var texts: [SceneText] = []

  /// An empty picture; sizes below 0 count as 0.
  init(width: Int, height: Int, capabilities: Capabilities) {
    self.width = max(0, width)
    self.height = max(0, height)
    self.capabilities = capabilities
  }

  /// Adds words; what does not fit into the row is cut off by the raster.
  mutating func add(
    _ text: String, row: Int, column: Int, ink: Ink = .text, isReverse: Bool = false
  ) {
    guard !text.isEmpty else { return }
    texts.append(SceneText(row: row, column: column, text: text, ink: ink, isReverse: isReverse))
  }
}

extension Scene {
  /// Adds words that end before a column, in letters of any width.
  mutating func add(_ text: String, row: Int, before end: Int, ink: Ink = .text) {
    guard !text.isEmpty else { return }
    texts.append(
      SceneText(
        row: row, column: max(0, end - columns(of: text)), text: text, ink: ink, isReverse: false,
        isTrailing: true))
  }

  /// A scene that stands in another one.
  package struct Inset: Sendable, Equatable {
    /// The column of its left edge.
    package let column: Int
    /// The row of its upper edge.
    package let row: Int
    /// What is shown there.
    package internal(set) var scene: Scene
  }
}

/// Words at a cell.
package struct SceneText: Sendable, Equatable {
  /// The row, 0 at the top.
  package let row: Int
  /// The column of the first character.
  package let column: Int
  /// The words, one row.
  package let text: String
  /// Their colour.
  package let ink: Ink
  /// Whether colours of text and background change places.
  package let isReverse: Bool
  /// Whether it ends where it ends, whatever the widths of its letters: a name at the right of its column.
  package var isTrailing = false
}

/// A box of cells.
package struct CellRectangle: Sendable, Equatable {
  /// The leftmost column.
  package var column: Int
  /// The topmost row.
  package var row: Int
  /// Columns, at least 0.
  package var width: Int
  /// Rows, at least 0.
  package var height: Int

  /// A box; negative sizes count as 0.
  package init(column: Int, row: Int, width: Int, height: Int) {
    self.column = column
    self.row = row
    self.width = max(0, width)
    self.height = max(0, height)
  }
}
