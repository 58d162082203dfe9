/// A chart laid out for a size: what stands where, before it becomes cells or vectors.
///
/// Marks lie in the unit square of the plot area, (0, 0) at the lower left; texts and the area itself
/// count in cells, (0, 0) at the upper left.
public struct Scene: Sendable, Equatable {
  /// Columns of the whole picture.
  public let width: Int
  /// Rows of the whole picture.
  public let height: Int
  /// What the place that shows it can do.
  public let capabilities: Capabilities
  /// The axes around the plot area, where there are any.
  public internal(set) var frame: Frame?
  /// The drawing, back to front.
  public internal(set) var marks: [Mark] = []
  /// The words.
  public internal(set) var texts: [SceneText] = []

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

/// Words at a cell.
public struct SceneText: Sendable, Equatable {
  /// The row, 0 at the top.
  public let row: Int
  /// The column of the first character.
  public let column: Int
  /// The words, one row.
  public let text: String
  /// Their colour.
  public let ink: Ink
  /// Whether colours of text and background change places.
  public let isReverse: Bool
}

/// A box of cells.
public struct CellRectangle: Sendable, Equatable {
  /// The leftmost column.
  public var column: Int
  /// The topmost row.
  public var row: Int
  /// Columns, at least 0.
  public var width: Int
  /// Rows, at least 0.
  public var height: Int

  /// A box; negative sizes count as 0.
  public init(column: Int, row: Int, width: Int, height: Int) {
    self.column = column
    self.row = row
    self.width = max(0, width)
    self.height = max(0, height)
  }
}
