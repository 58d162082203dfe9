import Support

/// A table drawn on a box of cells, an entry on an equal share of it.
package struct SceneTable: Sendable, Equatable {
  /// The cells.
  package var cells: CellRectangle
  /// Entries below one another.
  package var rows: Int
  /// Entries side by side.
  package var columns: Int

  /// The entry that a cell of the picture shows; `nil` outside. Where entries share a cell, the first.
  package func entry(row: Int, column: Int) -> (row: Int, column: Int)? {
    let (down, across) = (row - cells.row, column - cells.column)
    guard rows > 0, columns > 0, (0..<cells.height).contains(down),
      (0..<cells.width).contains(across)
    else { return nil }
    return (down * rows / cells.height, across * columns / cells.width)
  }
}

extension Scene {
  /// What the lower axis spans; `nil` without axes.
  package var horizontalRange: ClosedRange<Double>? { frame.map { $0.x.low...$0.x.high } }

  /// What the left axis spans; `nil` without axes.
  package var verticalRange: ClosedRange<Double>? { frame.map { $0.y.low...$0.y.high } }

  /// Whether the left axis is logarithmic.
  package var isLogarithmic: Bool { frame?.y.scale == .log10 }

  /// The distance on the lower axis from one column of dots to the next, in the middle; 0 without axes.
  package var dotStride: Double {
    guard let frame else { return 0 }
    let dots = Double(max(1, frame.area.width * capabilities.dots.columns))
    return frame.x.value(0.5 + 0.5 / dots) - frame.x.value(0.5 - 0.5 / dots)
  }

  /// The values at the middle of a cell inside the axes; `nil` outside them.
  package func values(row: Int, column: Int) -> (x: Double, y: Double)? {
    guard let frame, let unit = unit(row: row, column: column) else { return nil }
    return (frame.x.value(unit.x), frame.y.value(unit.y))
  }

  /// The middle of a cell in the unit square of the axes; `nil` outside.
  func unit(row: Int, column: Int) -> UnitPoint? {
    guard let area = frame?.area else { return nil }
    let (down, across) = (row - area.row, column - area.column)
    guard (0..<area.height).contains(down), (0..<area.width).contains(across) else { return nil }
    return UnitPoint(
      (Double(across) + 0.5) / Double(area.width), 1 - (Double(down) + 0.5) / Double(area.height))
  }

  /// The words at a cell, else all of its row; `nil` where there are none.
  func words(row: Int, column: Int) -> String? {
    let texts = texts.filter { $0.row == row }.sorted { $0.column < $1.column }
    let here = texts.first { $0.column <= column && column < $0.column + columns(of: $0.text) }
    return here?.text ?? (texts.isEmpty ? nil : texts.map(\.text).joined(separator: " "))
  }

  /// Where a reader's pointer starts, and what it stays inside of: the axes' area, a table's cells, else the rows in which something stands.
  package var pointerArea: CellRectangle {
    table?.cells ?? frame?.area ?? Self.around(tables)
      ?? CellRectangle(column: 0, row: 0, width: width, height: max(1, min(height, rowsUsed)))
  }

  /// The box around several tables; `nil` for none.
  private static func around(_ tables: [SceneTable]) -> CellRectangle? {
    guard let left = tables.map(\.cells.column).min(), let top = tables.map(\.cells.row).min(),
      let right = tables.map({ $0.cells.column + $0.cells.width }).max(),
      let bottom = tables.map({ $0.cells.row + $0.cells.height }).max()
    else { return nil }
    return CellRectangle(column: left, row: top, width: right - left, height: bottom - top)
  }
}

extension Plot {
  /// What stands at a cell of the picture that was laid out as `scene`: stored values, in words; `nil` where nothing does.
  package func reading(in scene: Scene, row: Int, column: Int) -> String? {
    chart.reading(of: self, in: scene, row: row, column: column)
  }
}

extension Chart {
  /// The place in the values of both axes, under their names; without axes the words that stand there.
  package func reading(of plot: Plot, in scene: Scene, row: Int, column: Int) -> String? {
    guard let (x, y) = scene.values(row: row, column: column) else {
      return scene.words(row: row, column: column)
    }
    func name(_ axis: Axis, _ fallback: String) -> String {
      axis.title.isEmpty ? fallback : clean(axis.title)
    }
    return "\(name(plot.x, "x")) \(short(x))   \(name(plot.y, "y")) \(short(y))"
  }
}
