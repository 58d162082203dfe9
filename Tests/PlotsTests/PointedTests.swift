import Support
import Testing

@testable import Plots

/// What tables, bars and the gauge say where somebody points at them, and what tells signs apart without colours.
@Suite("Charts that are pointed at")
struct PointedTests {
  @Test func `each entry of each head of attention says who looks at whom, and how much`() {
    let heads = ["head 0", "head 1"].enumerated().map { index, name in
      AttentionChart.Head(
        name, HeatMap(rows: 2, columns: 2, values: [1, 0, 0.25 + 0.5 * Double(index), 0.5]))
    }
    let plot = Plot(AttentionChart(heads, queries: ["the", "cat"], keys: ["the", "cat"]))
    let page = SVG.render(plot, hasReadout: true)
    #expect(page.contains("head 0: &quot;cat&quot; looks at &quot;the&quot;: 0.25"))
    #expect(page.contains("head 1: &quot;cat&quot; looks at &quot;the&quot;: 0.75"))
    #expect(!SVG.render(plot).contains("looks at"))
  }

  @Test func `the gauge says what is taken, and each bar who holds how much`() {
    let plot = Plot(
      MemoryChart(
        [
          MemoryChart.Holder("x", "tensor", bytes: 40_000),
          MemoryChart.Holder("m", "model", bytes: 10_000),
        ], held: 50_000, limit: 1_000_000))
    let page = SVG.render(plot, hasReadout: true)
    #expect(page.contains("taken, 5.0 %"), "\(page)")
    #expect(page.contains("x, tensor: 40"), "\(page)")
    #expect(page.contains("80.0 % of what is taken"), "\(page)")
  }

  @Test func `each number of a filter says where it stands`() throws {
    let plot = try FilterChart.plot([
      NumberTable("k", extents: [2, 1, 1, 2], values: [0.5, -1, 0.25, 2])
    ])
    let page = SVG.render(plot, hasReadout: true)
    #expect(page.contains("filter 1: row 1, column 0: 2"), "\(page)")
  }

  @Test func `numbers below and above 0 have signs of their own where there are no colours`() {
    let values = [-3, -1, 0, 1, 3].map(Double.init)
    for capabilities in [Capabilities(), .plain] {
      let scale = ShadeScale(low: -3, high: 3)
      let signs = values.map { scale.glyph($0, capabilities) }
      #expect(Set(signs).count == 5, "\(signs)")
      #expect(signs[2] == " ")
      // The scale below the picture has all of them, in their order.
      let legend = scale.legend(capabilities)
      #expect(legend.hasPrefix("-3 ") || legend.hasPrefix("−3 "), "\(legend)")
      for sign in [signs[0], signs[1], signs[3], signs[4]] {
        #expect(legend.unicodeScalars.contains(sign), "\(legend): \(sign)")
      }
    }
    let plain = ShadeScale(low: 1, high: 3)
    #expect(plain.glyph(1, .plain) == " " && plain.glyph(3, .plain) == "@")
  }

  @Test(arguments: [(40, 12), (60, 15)])
  func `a narrow picture of predicted values shows what each shade stands for`(
    _ width: Int, _ height: Int
  ) {
    let edges = [1.0, 2, 3]
    let field = BoundaryField(
      xs: 0...1, ys: 0...1, columns: 2, rows: 2, values: [0.5, 1.5, 2.5, 3.5], edges: edges)
    let groups = ["to 1", "to 2", "to 3", ">= 3"].enumerated().map { index, name in
      PointClass(name, xs: [Double(index) / 4], ys: [0.5])
    }
    let plot = Plot.boundary(field, points: groups, title: "values")
    let scene = PlotLayout.scene(plot, width: width, height: height, capabilities: .plain)
    let area = scene.frame?.area
    let beside = scene.marks.filter { mark in
      guard case .glyphs(let field) = mark, let area else { return false }
      return field.cells.column >= area.column + area.width
        || field.cells.row > area.row + area.height
    }
    // The lowest band is blank.
    #expect(beside.count == 3, "\(PlainText.render(Raster.grid(scene)))")
    let colored = PlotLayout.scene(
      plot, width: width, height: height, capabilities: Capabilities(depth: .palette256))
    let swatches = colored.marks.count { if case .pixels = $0 { true } else { false } }
    #expect(swatches == 5)
  }

  @Test(arguments: [(13, 8), (26, 8), (26, 32), (13, 3)])
  func `a small window shows several maps of a layer, smaller than they are`(
    _ side: Int, _ count: Int
  ) throws {
    let values = (0..<side * side * count).map { Double($0 % 17) }
    let plot = try FilterChart.plot([
      NumberTable("a", extents: [side, side, count], values: values)
    ])
    let scene = PlotLayout.scene(plot, width: 60, height: 15, capabilities: Capabilities())
    #expect(scene.tables.count >= min(count, 8), "\(scene.tables.count)")
    let rows = PlainText.render(Raster.grid(scene))
    #expect(rows.allSatisfy { TextWidth.columns(of: $0) <= 60 })
  }
}
