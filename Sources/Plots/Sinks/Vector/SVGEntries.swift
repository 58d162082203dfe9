// What tables and bars without axes say where somebody points at them.
extension SVGWriter {
  /// Entries of a table that say something, at most.
  private static let mostEntries = 2_500
  /// The same in a picture that is only looked at, where names had to be cut.
  private static let mostCutEntries = 400

  /// A rectangle that nobody sees over each entry of the scene's table, with what the entry holds, its names whole.
  ///
  /// None in a picture that is only looked at (`isAsked` false), unless names in it are cut.
  mutating func addEntries(of plot: Plot, isAsked: Bool) {
    var left = Self.mostEntries
    for table in (scene.table.map { [$0] } ?? []) + scene.tables {
      guard table.rows > 0, table.columns > 0, table.rows <= left,
        table.columns <= left / table.rows
      else { continue }
      left -= table.rows * table.columns
      addEntries(of: table, plot, isAsked: isAsked)
    }
  }

  private mutating func addEntries(of table: SceneTable, _ plot: Plot, isAsked: Bool) {
    if !isAsked {
      let isCut = scene.texts.contains { $0.text.contains("…") }
      guard isCut, table.rows * table.columns <= Self.mostCutEntries else { return }
    }
    let cells = table.cells
    for row in (0..<table.rows).untilInterrupted {
      for column in 0..<table.columns {
        let top = Double(cells.row) + Double(row * cells.height) / Double(table.rows)
        let left = Double(cells.column) + Double(column * cells.width) / Double(table.columns)
        let words = plot.reading(
          in: scene, row: Int(saturating: top), column: Int(saturating: left))
        guard let words else { continue }
        let width = Double(cells.width * SVG.cellWidth) / Double(table.columns)
        let height = Double(cells.height * SVG.cellHeight) / Double(table.rows)
        body += "<rect x=\"\(number(left * Double(SVG.cellWidth)))\" "
        body += "y=\"\(number(top * Double(SVG.cellHeight)))\" width=\"\(number(width))\" "
        body += "height=\"\(number(height))\" fill-opacity=\"0\"" + closed(words, name: "rect")
      }
    }
  }

  /// What a bar lying in a row of a picture without axes stands for; `nil` where nobody asks.
  func words(of span: Span) -> String? {
    guard scene.frame == nil, let plot = asked, span.start.isFinite else { return nil }
    return plot.reading(in: scene, row: span.row, column: Int(saturating: span.start))
  }
}
