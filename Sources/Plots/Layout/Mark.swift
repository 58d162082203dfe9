/// One thing drawn in the plot area.
public enum Mark: Sendable, Equatable {
  /// A line through points; a point that is not a number lifts the pen.
  case path(Path)
  /// A sign at a place.
  case point(PointMark)
  /// A thin line over the whole area, in empty cells only.
  case rule(Rule)
  /// Coloured pixels, two a cell one above the other.
  case pixels(PixelField)
  /// A character a cell.
  case glyphs(GlyphField)
  /// A bar standing on the lower axis.
  case bar(Bar)
}

/// A place in the plot area, (0, 0) lower left, (1, 1) upper right.
public struct UnitPoint: Sendable, Equatable {
  /// The place across.
  public var x: Double
  /// The place up.
  public var y: Double

  /// A place; NaN for a gap in a line.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  static let gap = UnitPoint(.nan, .nan)
}

/// A line through points.
public struct Path: Sendable, Equatable {
  /// The corners; NaN lifts the pen.
  public var points: [UnitPoint]
  /// The colour.
  public var ink: Ink
  /// The character that stands for the line in ASCII.
  public var sign: Unicode.Scalar
  /// How it is dashed.
  public var pattern: Series.Pattern = .solid
  /// Whether its points stand alone, each a dot wherever there is room for one.
  public var isDots = false
}

/// A sign at a place.
public struct PointMark: Sendable, Equatable {
  /// The place.
  public var place: UnitPoint
  /// What it says.
  public var symbol: Symbol
  /// The colour.
  public var ink: Ink
  /// Whether colours of sign and background change places: a wrong answer.
  public var isReverse = false
}

/// A thin line over the whole area, in empty cells only.
public enum Rule: Sendable, Equatable {
  /// At a place across.
  case vertical(Double)
  /// At a height.
  case horizontal(Double)
}

/// Coloured pixels on a box of cells, two a cell one above the other.
public struct PixelField: Sendable, Equatable {
  /// The cells.
  public var cells: CellRectangle
  /// The colours, row by row from the top: [2 · height × width].
  public var colors: [RGB]
}

/// A character a cell on a box of cells.
public struct GlyphField: Sendable, Equatable {
  /// The cells.
  public var cells: CellRectangle
  /// The characters, row by row from the top: [height × width].
  public var glyphs: [Unicode.Scalar]
  /// The colour of each; one for all where there is only one.
  public var inks: [Ink]
}

/// A bar standing on the lower axis.
public struct Bar: Sendable, Equatable {
  /// The first cell column inside the area.
  public var column: Int
  /// Columns, at least 1.
  public var width: Int
  /// The height, 0…1.
  public var height: Double
  /// The colour.
  public var ink: Ink
}
