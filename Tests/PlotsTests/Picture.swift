import Plots
import Support

/// A chart as framed rows, so that blanks at the ends show.
func framed(
  _ plot: Plot, _ width: Int, _ height: Int, _ capabilities: Capabilities = Capabilities()
)
  -> String
{
  let grid = Raster.grid(
    PlotLayout.scene(plot, width: width, height: height, capabilities: capabilities))
  return framed(grid)
}

/// Cells as framed rows.
func framed(_ grid: CellGrid) -> String {
  PlainText.render(grid).map { "|\(TextWidth.padded($0, to: grid.width))|" }
    .joined(separator: "\n")
}

/// The plain rows of a chart.
func rows(_ plot: Plot, _ width: Int, _ height: Int, _ capabilities: Capabilities = Capabilities())
  -> [String]
{
  PlainText.render(
    Raster.grid(PlotLayout.scene(plot, width: width, height: height, capabilities: capabilities)))
}

/// One letter a cell for its colours and attributes, and what the letters mean.
func styleMap(_ grid: CellGrid) -> String {
  var letters: [String: Character] = [:]
  var key: [String] = []
  var lines: [String] = []
  for row in 0..<grid.height {
    var line = "|"
    for column in 0..<grid.width {
      let cell = grid[row, column]
      let isPlain = cell.foreground == .standard || cell.isBlank
      if isPlain, cell.background == .standard, cell.attributes.isEmpty {
        line.append(cell.isBlank ? " " : ".")
        continue
      }
      let name = "\(cell.foreground) on \(cell.background) attributes \(cell.attributes.rawValue)"
      if letters[name] == nil {
        let next = Character(Unicode.Scalar(UInt8(97 + letters.count % 26)))
        letters[name] = next
        key.append("\(next): \(name)")
      }
      line.append(letters[name] ?? "?")
    }
    lines.append(line + "|")
  }
  return (lines + key).joined(separator: "\n")
}
