import Plots
import Support
import Testing

@Suite struct NetChartTests {
  private let chart = Samples.net.chart as? NetChart ?? NetChart(NetPicture(layers: []))

  @Test func `the words name what matters, what is dead and what moves, with numbers of the data`()
  {
    let words = Samples.net.description
    #expect(
      words.contains(
        "2 inputs and 3 layers, 6 units: hidden (relu) 3, more (tanh) 2, output (sigmoid) 1."))
    #expect(words.contains("Of hidden #2 matters most: #2 = relu(−1·x1 + 1·x2 − 0.25)."))
    #expect(words.contains("No sample wakes hidden #3."))
    #expect(words.contains("output has a gradient of 2 and a step of 0.05 of its length."))
  }

  @Test func `the data are the weights and what each unit matters`() {
    let columns = Samples.net.dataColumns
    #expect(columns.map(\.name).prefix(2) == ["hidden weights", "hidden matters"])
    #expect(columns[0].values == [1, -1, 0.2, 0.5, 1, -0.4])
    #expect(columns[1].values == [0.5, 1.5, 0])
  }

  @Test func `a click finds the unit that is drawn there, and nothing beside it`() throws {
    let grid = rows(chart, 100, 30)
    let row = try #require(
      grid.firstIndex { $0.contains("#3 dead") || $0.contains("3 off") || $0.contains("#3") })
    let column = try #require(
      grid[row].firstRange(of: "#3").map {
        grid[row].distance(from: grid[row].startIndex, to: $0.lowerBound)
      })
    #expect(
      chart.unit(row: row, column: column, width: 100, height: 30)
        == NetPicture.Place(layer: 1, unit: 3))
    #expect(chart.unit(row: 0, column: 99, width: 100, height: 30) == nil)
  }

  @Test func `of a wide layer those that matter most are drawn, and the rest are counted`() {
    let units = (1...64).map {
      NetPicture.Unit(
        $0, "#\($0)", look: .spread([1, 2, 3]), matter: $0 == 40 ? 9 : Double($0) / 100)
    }
    let wide = NetChart(
      NetPicture(layers: [
        NetPicture.Layer("input", units: [NetPicture.Unit(1, "x1", look: .spread([1]))]),
        NetPicture.Layer("hidden", kind: "relu", count: 512, units: units),
      ]))
    let text = rows(wide, 100, 30).joined(separator: "\n")
    #expect(text.contains("#40") && text.contains("#64") && !text.contains("#1 "))
    #expect(text.contains("more") && text.contains("×512"))
  }

  @Test func `hostile nets are drawn at every size without a trap`() {
    let odd: [Double] = [.nan, .infinity, -.infinity, 1e300, -1e-300, 0]
    let units = odd.enumerated().map { index, value in
      NetPicture.Unit(
        index + 1, "\u{1B}[31m漢字" + String(repeating: "w", count: 400),
        look: .plane(columns: 3, rows: 2, values: [value, value, 1, 2, 3, value]), matter: value,
        isDead: index == 2, bias: value)
    }
    let nets = [
      NetPicture(layers: []),
      NetPicture(layers: [NetPicture.Layer("", units: [])]),
      NetPicture(
        layers: [
          NetPicture.Layer("a", units: units), NetPicture.Layer("b", count: 1 << 40, units: units),
        ],
        wires: odd.map { NetPicture.Wire(layer: 0, from: 1, to: 9, weight: $0) }
          + odd.map { NetPicture.Wire(layer: 0, from: 1, to: 2, weight: $0) },
        movements: odd.map { NetPicture.Movement("m", gradient: $0, ratio: $0) },
        field: BoundaryField(
          xs: 0...1, ys: 0...1, columns: 2, rows: 2, probabilities: [0, .nan, 1, 0.5])),
      NetPicture(
        layers: (0..<40).map { NetPicture.Layer("l\($0)", units: units) },
        curves: [Series("train", ys: [.nan])]),
    ]
    for net in nets {
      for (width, height) in [(20, 6), (40, 12), (60, 15), (80, 24), (120, 40), (200, 60)] {
        for capabilities in [
          Capabilities.plain, Capabilities(), Capabilities(depth: .trueColor),
          Capabilities(depth: .sixteen),
        ] {
          var chart = NetChart(net, focus: NetPicture.Place(layer: 1, unit: 3))
          for isLarge in [false, true] {
            chart.isLarge = isLarge
            let grid = Raster.grid(
              PlotLayout.scene(
                Plot(chart), width: width, height: height, capabilities: capabilities))
            #expect(grid.width == width && grid.height == height)
          }
        }
      }
      #expect(SVG.render(Plot(NetChart(net))).hasSuffix("</svg>\n"))
      #expect(!Plot(NetChart(net)).description.contains("\u{1B}"))
    }
  }

  private func rows(_ chart: NetChart, _ width: Int, _ height: Int) -> [String] {
    PlainText.render(
      Raster.grid(
        PlotLayout.scene(
          Plot(chart), width: width, height: height, capabilities: Capabilities())))
  }
}
