import Plots
import Testing

/// Whole pictures against files; `RECORD_SNAPSHOTS=1` writes them anew and fails.
@Suite struct GoldenTests {
  @Test(arguments: Samples.all.map(\.name))
  func `each kind looks as recorded`(name: String) throws {
    let plot = try #require(Samples.all.first { $0.name == name }?.plot)
    var text = ""
    for (width, height) in [(80, 24), (40, 12), (20, 6)] {
      text += "braille \(width)x\(height)\n" + framed(plot, width, height) + "\n\n"
      text += "ascii \(width)x\(height)\n" + framed(plot, width, height, .plain) + "\n\n"
    }
    text += "braille 120x40\n" + framed(plot, 120, 40) + "\n\n"
    let colored = Capabilities(depth: .palette256)
    let grid = Raster.grid(
      PlotLayout.scene(plot, width: 80, height: 24, capabilities: colored))
    text += "256 colours 80x24\n" + framed(grid) + "\n\n" + styleMap(grid) + "\n\n"
    text += plot.description + "\n"
    try compare(text, with: "\(name).txt")
  }

  @Test(arguments: ["loss", "functions", "boundary", "live_net"])
  func `vector pictures are as recorded`(name: String) throws {
    let plot = try #require(Samples.all.first { $0.name == name }?.plot)
    let text = SVG.render(plot, width: 480, height: 288)
    #expect(isWellFormed(text))
    try compare(text, with: "\(name).svg")
  }

  @Test func `a net is as recorded in the windows that people have`() throws {
    var text = ""
    for (width, height) in [(60, 15), (100, 30), (120, 40), (200, 60)] {
      text += "braille \(width)x\(height)\n" + framed(Samples.net, width, height) + "\n\n"
    }
    text += "ascii 100x30\n" + framed(Samples.net, 100, 30, .plain) + "\n\n"
    var large = Samples.net
    if var chart = large.chart as? NetChart {
      chart.focus = NetPicture.Place(layer: 1, unit: 2)
      chart.isLarge = true
      chart.pointer = (0.25, 0.75)
      large.chart = chart
    }
    text += "one unit 80x24\n" + framed(large, 80, 24) + "\n\n"
    try compare(text, with: "live_net-windows.txt")
  }

  private func compare(_ text: String, with file: String) throws {
    try GoldenText.compare(text, with: file)
  }
}
