/// One thing drawn in the plot area.
package enum Mark: Sendable, Equatable {
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
  /// A bar lying in one row of cells.
  case span(Span)
  /// What lies between two lines, behind all lines.
  case area(Area)
  /// The line around a box.
  case outline(Outline)
  /// A line along rows and columns of cells.
  case link(Link)
  /// A straight line in any direction.
  case stroke(Stroke)
}

/// A place in the plot area, (0, 0) lower left, (1, 1) upper right.
package struct UnitPoint: Sendable, Equatable {
  /// The place across.
  package var x: Double
  /// The place up.
  package var y: Double

  /// A place; NaN for a gap in a line.
  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  static let gap = UnitPoint(.nan, .nan)
}

/// A line through points.
package struct Path: Sendable, Equatable {
  /// The corners; NaN lifts the pen.
  package var points: [UnitPoint]
  /// The colour.
  package var ink: Ink
  /// The character that stands for the line in ASCII.
  package var sign: Unicode.Scalar
  /// How it is dashed.
  package var pattern: Series.Pattern = .solid
  /// How many dots it is wide, from 1 on.
  package var thickness = 1
  /// Whether its points stand alone, each a dot wherever there is room for one.
  package var isDots = false
}

/// A sign at a place.
package struct PointMark: Sendable, Equatable {
  /// The place.
  package var place: UnitPoint
  /// What it says.
  package var symbol: Symbol
  /// The colour.
  package var ink: Ink
  /// Whether colours of sign and background change places: a wrong answer.
  package var isReverse = false
}

/// A thin line over the whole area, in empty cells only.
package enum Rule: Sendable, Equatable {
  /// At a place across.
  case vertical(Double)
  /// At a height.
  case horizontal(Double)
}

/// Coloured pixels on a box of cells, two a cell one above the other.
package struct PixelField: Sendable, Equatable {
  /// The cells.
  package var cells: CellRectangle
  /// The colours, row by row from the top: [2 · height · fineness × width · fineness].
  package var colors: [RGB]
  /// Into how many parts a pixel is cut across and down; 1 where cells are all there is.
  package var fineness = 1

  /// Pixels across.
  var across: Int { cells.width * fineness }
  /// Pixels from the top to the foot.
  var down: Int { cells.height * 2 * fineness }

  /// The fineness with which `wanted` pixels are told apart in so many cells; vector pictures have up to eighths.
  static func fineness(for wanted: Int, in cells: Int, _ capabilities: Capabilities) -> Int {
    guard capabilities.drawsShapes else { return 1 }
    return [1, 2, 4].first { cells * $0 >= wanted } ?? 8
  }
}

/// A character a cell on a box of cells.
package struct GlyphField: Sendable, Equatable {
  /// The cells.
  package var cells: CellRectangle
  /// The characters, row by row from the top: [height × width].
  package var glyphs: [Unicode.Scalar]
  /// The colour of each; one for all where there is only one.
  package var inks: [Ink]
}

/// A bar standing on the lower axis.
package struct Bar: Sendable, Equatable {
  /// The first cell column inside the area.
  package var column: Int
  /// Columns, at least 1.
  package var width: Int
  /// The height, 0…1.
  package var height: Double
  /// The colour.
  package var ink: Ink
}

/// A bar lying in one row of cells; places are those of the whole picture, whether or not there are axes.
package struct Span: Sendable, Equatable {
  /// The row, 0 at the top.
  package var row: Int
  /// Where it begins, in columns; terminals round it to a whole one.
  package var start: Double
  /// Where it ends, in columns; terminals show eighths of one, and at least one of what is not empty.
  package var end: Double
  /// The colour.
  package var ink: Ink
  /// What fills it where there is no colour, counted from 0.
  package var texture = 0
}
