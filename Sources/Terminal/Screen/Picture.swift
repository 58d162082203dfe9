import Plots
import Support

/// Plots as cells, and words in cells: what inline charts and the full screen share.
enum Picture {
  static func grid(of plot: Plot, size: WindowSize, _ capabilities: Capabilities) -> CellGrid {
    Raster.grid(
      PlotLayout.scene(plot, width: size.columns, height: size.rows, capabilities: capabilities))
  }

  /// The same of a picture that was shown before: it keeps its vertical range while that does.
  static func grid(
    of plot: Plot, size: WindowSize, _ capabilities: Capabilities, after previous: inout Scene?
  ) -> CellGrid {
    let scene = PlotLayout.scene(
      plot, width: size.columns, height: size.rows, capabilities: capabilities, previous: previous)
    previous = scene
    return Raster.grid(scene)
  }

  /// The grids below one another, as wide as the widest.
  static func stacked(_ grids: [CellGrid]) -> CellGrid {
    var all = CellGrid(
      width: grids.map(\.width).max() ?? 0, height: grids.reduce(0) { $0 + $1.height })
    var top = 0
    for grid in grids {
      for row in 0..<grid.height {
        for column in 0..<grid.width { all[top + row, column] = grid[row, column] }
      }
      top += grid.height
    }
    return all
  }

  /// Two grids beside one another, the second from a column on.
  static func side(by left: CellGrid, _ right: CellGrid, at column: Int) -> CellGrid {
    var all = CellGrid(width: column + right.width, height: max(left.height, right.height))
    for (grid, start) in [(left, 0), (right, column)] {
      for row in 0..<grid.height {
        for index in 0..<grid.width { all[row, start + index] = grid[row, index] }
      }
    }
    return all
  }

  /// One row of words, cut to its width.
  static func line(
    _ text: String, columns: Int, attributes: Cell.Attributes = [], isASCII: Bool = false
  ) -> CellGrid {
    var grid = CellGrid(width: columns, height: 1)
    for column in 0..<columns where !attributes.isEmpty {
      grid[0, column] = Cell(" ", attributes: attributes)
    }
    var column = 0
    for character in Sanitizer.visible(text) {
      let width = TextWidth.columns(of: character)
      guard width > 0, let scalar = character.unicodeScalars.first else { continue }
      if column + width > columns { break }
      let shown: Unicode.Scalar = isASCII && !scalar.isASCII ? asciiForm(of: scalar) : scalar
      grid[0, column] = Cell(shown, attributes: attributes)
      if width == 2 { grid[0, column + 1] = Cell(shown == scalar ? "\0" : " ") }
      column += width
    }
    return grid
  }

  private static func asciiForm(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "…": "."
    case "—", "–": "-"
    case "·": "-"
    default: "?"
    }
  }
}
