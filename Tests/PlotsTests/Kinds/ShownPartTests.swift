import Support
import Testing

@testable import Plots

/// What is read out and told is what the picture shows.
@Suite("Words of what is shown")
struct ShownPartTests {
  private func rows(_ plot: Plot, _ width: Int = 80, _ height: Int = 24) -> [String] {
    PlainText.render(
      Raster.grid(
        PlotLayout.scene(plot, width: width, height: height, capabilities: Capabilities())))
  }

  private func line(_ values: [Double], _ x: Axis = Axis()) -> Plot {
    var plot = Plot(.lines([Series("y", role: .group(0), ys: values)]), title: "y")
    plot.x = x
    return plot
  }

  @Test func `a cell that many entries share reads out the one whose shade it has`() throws {
    var values = [Double](repeating: 0, count: 3600)
    values[34 * 60 + 30] = 100
    let plot = Plot(HeatChart(HeatMap(rows: 60, columns: 60, values: values)), title: "z")
    let scene = PlotLayout.scene(plot, width: 80, height: 24, capabilities: Capabilities())
    let cells = try #require(scene.table).cells
    let readings = (0..<cells.height).flatMap { down in
      (0..<cells.width).compactMap { across in
        plot.reading(in: scene, row: cells.row + down, column: cells.column + across)
      }
    }
    let found = readings.filter { $0.hasPrefix("row 34, column 30: 100") }
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.contains("farthest from the mean in rows ") }, "\(found)")
    #expect(!readings.contains { $0.hasPrefix("row 33, column 30:") })
  }

  @Test func `an entry with a cell of its own is read out without more`() {
    let plot = Plot(HeatChart(HeatMap(rows: 2, columns: 2, values: [1, 2, 3, 4])), title: "z")
    let scene = PlotLayout.scene(plot, width: 80, height: 24, capabilities: Capabilities())
    let readings = (0..<24).flatMap { row in
      (0..<80).compactMap { plot.reading(in: scene, row: row, column: $0) }
    }
    #expect(Set(readings).count == 4 && readings.contains("row 1, column 0: 3"), "\(Set(readings))")
  }

  @Test func `words and title row are of the part between the ends asked for`() {
    let plot = line([1, 2, 3, 4], Axis(domain: .fixed(1, 2)))
    #expect(plot.description.contains("rose from 2 at x 1 to 3 at x 2"), "\(plot.description)")
    #expect(rows(plot)[0].contains("y 3") && !rows(plot)[0].contains("y 4"), "\(rows(plot)[0])")
  }

  @Test func `what has no place on a logarithmic axis is not told as the first`() {
    let plot = line([1, 2, 3], Axis(scale: .log10, domain: .fixed(1, 2)))
    #expect(plot.description.contains("rose from 2 at x 1"), "\(plot.description)")
  }

  @Test func `points outside the ends asked for are told`() {
    var plot = Plot.scatter([PointClass("a", xs: [0, 1, 2, 9], ys: [0, 1, 2, 9])])
    plot.x.domain = .fixed(0, 3)
    #expect(
      plot.description.contains("4 points, 1 of them outside the picture"), "\(plot.description)")
  }

  @Test func `numbers that differ are told apart`() {
    let text = line([1000000.001, 1000000.002]).description
    #expect(text.contains("rose from 1000000.001 at x 0 to 1000000.002"), "\(text)")
    #expect(line([1, 2]).description.contains("rose from 1 at x 0 to 2 at x 1"))
    let spread = Plot.histogram([1000000.001, 1000000.002]).description
    #expect(spread.contains("from 1000000.001 to 1000000.002"), "\(spread)")
  }

  @Test func `names across are shown, as many as have room, and never numbers in their place`() {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    let year = rows(line((1...12).map(Double.init), Axis(scale: .category(months))))
    let names = year.first { $0.contains("January") } ?? ""
    #expect(names.contains("March") && !names.contains { $0.isNumber }, "\(year)")
    let few = rows(line([1, 2, 3], Axis(scale: .category(["alpha beta gam", "b", "c"]))))
    let below = few.first { $0.contains("alpha beta gam") } ?? ""
    #expect(below.contains(" b "), "\(few)")
    let narrow = rows(line((1...12).map(Double.init), Axis(scale: .category(months))), 24, 10)
    #expect(narrow.contains { $0.contains("Janu") }, "\(narrow)")
  }
}
