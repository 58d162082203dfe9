/// A place of the picture in cells from its upper left corner; halves of cells have meaning in vectors.
package struct CellPoint: Sendable, Equatable {
  /// Columns from the left edge.
  package var x: Double
  /// Rows from the upper edge.
  package var y: Double

  /// A place, (0, 0) at the upper left corner of the first cell.
  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// The line around a box.
package struct Outline: Sendable, Equatable {
  /// The upper left corner.
  package var from: CellPoint
  /// The lower right corner.
  package var to: CellPoint
  /// The colour.
  package var ink: Ink
  /// Whether the line is broken: what is guessed and not known.
  package var isDashed = false
  /// Whether what is inside is covered, so that lines behind a box do not shine through.
  package var isFilled = false

  /// The cells that the line runs through, at least one.
  var cells: CellRectangle {
    let left = Int(saturating: from.x.rounded(.down))
    let top = Int(saturating: from.y.rounded(.down))
    let right = max(left, Int(saturating: to.x.rounded(.up)) - 1)
    let bottom = max(top, Int(saturating: to.y.rounded(.up)) - 1)
    return CellRectangle(column: left, row: top, width: right - left + 1, height: bottom - top + 1)
  }
}

/// A line through corners, along rows and columns of cells; it may end in a head.
package struct Link: Sendable, Equatable {
  /// The corners, each in the row or the column of the one before.
  package var corners: [CellPoint]
  /// The colour.
  package var ink: Ink
  /// Whether it is broken: a way around others.
  package var isDashed = false
  /// Whether a head shows where it leads to.
  package var hasHead = true
}

/// A straight line in any direction.
package struct Stroke: Sendable, Equatable {
  /// Where it begins.
  package var from: CellPoint
  /// Where it ends.
  package var to: CellPoint
  /// The colour.
  package var ink: Ink
  /// How heavy it is, 0 (barely seen) to 1.
  package var weight: Double
  /// How it is dashed.
  package var pattern: Series.Pattern = .solid
}
