import Support
import Testing

@testable import Plots

/// Many points, many curves and long words. A debug build draws 10⁶ points here in seconds; `nabla-bench charts` draws
/// 10⁷ with the optimized code, whose time is what counts.
@Suite("Large charts")
struct LargeChartTests {
  private static let count = 400_000

  private func rows(_ plot: Plot, _ width: Int = 80, _ height: Int = 24) -> [String] {
    PlainText.render(
      Raster.grid(
        PlotLayout.scene(plot, width: width, height: height, capabilities: Capabilities())))
  }

  @Test func `one value far outside among many is in the picture, and in the words`() {
    var values = (0..<Self.count).map { Double($0 % 100) }
    values[123_456] = 5_000
    values[300_000] = -7_000
    let plot = Plot(.lines([Series("y", ys: values)]))
    let picture = rows(plot).joined(separator: "\n")
    #expect(picture.contains("▲") && picture.contains("▼") || plot.description.contains("5000"))
    #expect(
      plot.description.contains("5000") || plot.description.contains("5,000"),
      "\(plot.description)")
    #expect(
      plot.description.contains("7000") || plot.description.contains("7,000"),
      "\(plot.description)")
  }

  @Test func `points of many that share a pixel are drawn once, and counted each`() {
    let xs = (0..<Self.count).map { Double($0 % 50) }
    let ys = (0..<Self.count).map { Double($0 % 7) }
    let few = PointClass("a", xs: Array(xs.prefix(700)), ys: Array(ys.prefix(700)))
    let many = PointClass("a", xs: xs, ys: ys)
    let scene = PlotLayout.scene(
      .scatter([many, few]), width: 80, height: 24, capabilities: .plain)
    #expect(scene.marks.count <= 2 * 700, "\(scene.marks.count)")
    let head = rows(.scatter([many])).first ?? ""
    #expect(head.contains("400,000 points"), "\(head)")
    // The picture is that of all of them.
    func body(_ plot: Plot) -> [String] { Array(rows(plot).dropFirst()) }
    #expect(body(.scatter([many])) == body(.scatter([few])))
  }

  @Test func `wrong points of many stay beside right ones`() {
    let places = [Double](repeating: 1, count: 20_000) + [0]
    let many = PointClass("a", xs: places, ys: places, wrong: places.indices.map { $0 == 5 })
    let scene = PlotLayout.scene(
      .scatter([many, PointClass("b", xs: [2], ys: [2])]), width: 80, height: 24,
      capabilities: .plain)
    let wrong = scene.marks.count { mark in
      if case .point(let point) = mark { point.symbol == .wrong } else { false }
    }
    #expect(wrong == 1)
  }

  @Test func `a histogram of many values counts each of them`() {
    let plot = Plot.histogram((0..<Self.count).map { Double($0 % 1000) })
    #expect(rows(plot).first?.contains("n 400,000") == true)
    #expect(plot.description.contains("400,000"), "\(plot.description)")
  }

  @Test(arguments: [(20, 6), (60, 15), (80, 24), (200, 60)])
  func `of five hundred curves some are named, and the rest are counted`(
    _ width: Int, _ height: Int
  ) {
    let series = (0..<500).map { index in
      Series("curve \(index)", role: .group(index), ys: [Double(index), Double(index) * 2])
    }
    let plot = Plot(.lines(series), title: "many")
    let picture = rows(plot, width, height)
    #expect(picture.count == height && picture.allSatisfy { TextWidth.columns(of: $0) <= width })
    #expect(plot.description.contains("49"), "\(plot.description)")
    #expect(SVG.render(plot).contains("</svg>"))
    if width >= 60 { #expect(picture.joined().contains("more"), "\(picture)") }
  }

  @Test(arguments: [
    "wide 損失", "שלום עולם", "\u{202E}reversed", String(repeating: "long ", count: 80),
  ])
  func `labels of any length and direction keep every row in its width`(_ word: String) {
    let plots = [
      Plot(.lines([Series(word, ys: [1, 2]), Series(word + "2", ys: [2, 1])]), title: word),
      Plot(BarChart([1, 2], labels: [word, "b"]), title: word),
      .heat(HeatMap(rows: 1, columns: 2, values: [1, 2], rowLabels: [word]), title: word),
      .scatter([PointClass(word, xs: [1], ys: [2]), PointClass("b", xs: [2], ys: [1])]),
    ]
    for plot in plots {
      for (width, height) in [(20, 6), (60, 15), (80, 24)] {
        for row in rows(plot, width, height) {
          #expect(TextWidth.columns(of: row) <= width, "\(row)")
          // Nothing in a picture turns the direction of a terminal's text.
          #expect(!row.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
        }
      }
    }
  }
}
