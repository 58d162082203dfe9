import Support
import Testing

@testable import Plots

@Suite struct PropertyTests {
  @Test func `every row of cells is exactly as wide as the picture`() {
    for (name, plot) in Samples.all {
      for (width, height) in [(20, 5), (33, 9), (80, 24), (121, 41)] {
        for capabilities in [Capabilities(depth: .palette256), .plain] {
          let grid = Raster.grid(
            PlotLayout.scene(plot, width: width, height: height, capabilities: capabilities))
          for row in 0..<height {
            var columns = 0
            for column in 0..<width where grid[row, column].scalar != "\0" {
              let isWide = column + 1 < width && grid[row, column + 1].scalar == "\0"
              columns += isWide ? 2 : 1
            }
            #expect(columns == width, "\(name) row \(row)")
          }
        }
      }
    }
  }

  @Test func `a label stands in the row where its value is drawn`() {
    for (low, high) in [(0.0, 1.0), (-3, 17), (0.02, 0.9), (-1e-4, 5e-4), (1000, 90_000)] {
      for glyphs in [Capabilities.Glyphs.braille, .quadrant, .ascii] {
        for height in [6, 9, 12, 24, 40] {
          let capabilities = Capabilities(glyphs: glyphs)
          let axis = Axis(domain: .fixed(low, high))
          let room = TickRoom(
            direction: .up, cells: height - 3, hasSymbols: glyphs != .ascii, allowsNote: true)
          let map = ScaleMap(scale: .linear, low: low, high: high)
          for tick in ticks(of: axis, over: map, in: room).ticks {
            var plot = Plot(
              .lines([Series("c", role: .reference, ys: [tick.value, tick.value])]), y: axis)
            plot.showsLegend = false
            let lines = rows(plot, 60, height, capabilities)
            let signs: [Character] = glyphs == .ascii ? ["+"] : ["┤"]
            let labelled = lines.dropLast(2).first {
              $0.contains(signs[0]) && $0.trimmed.hasPrefix(tick.label + " ")
            }
            #expect(labelled != nil, "\(tick.label)")
            // The line fills its row: nothing but the label, the axis and the line.
            let drawn = labelled?.split(separator: signs[0]).last?.count ?? 0
            #expect(drawn > 30, "\(tick.label) at \(height) rows")
          }
        }
      }
    }
  }

  @Test func `the highest and the lowest sample are lit whatever falls together`() {
    for turn in 0..<20 {
      let ys = (0..<4000).map { Samples.noise($0, salt: turn) }
      var plot = Plot(.lines([Series("y", role: .raw, ys: ys)]))
      plot.y.domain = .fixed(-1.5, 1.5)
      let scene = PlotLayout.scene(plot, width: 80, height: 24, capabilities: Capabilities())
      let grid = Raster.grid(scene)
      guard let area = scene.frame?.area else { return }
      let lit = (area.row..<area.row + area.height).filter { row in
        (area.column..<area.column + area.width).contains { grid[row, $0].owner > 0 }
      }
      let dots = Double(area.height * 4 - 1)
      func row(_ value: Double) -> Int {
        area.row + Int(((1.5 - value) / 3 * dots).rounded()) / 4
      }
      #expect(lit.first == ys.max().map(row))
      #expect(lit.last == ys.min().map(row))
    }
  }

  @Test func `a dot's colour never lies`() {
    let first = Series("a", role: .reference, ys: (0..<200).map { Samples.noise($0 / 9) })
    let second = Series("b", role: .reference, ys: (0..<200).map { Samples.noise($0 / 7, salt: 3) })
    func grid(_ series: [Series]) -> CellGrid {
      var plot = Plot(.lines(series))
      plot.y.domain = .fixed(-1, 1)
      plot.showsLegend = false
      return Raster.grid(
        PlotLayout.scene(
          plot, width: 80, height: 24, capabilities: Capabilities(depth: .palette256)))
    }
    let both = grid([first, second])
    let alone = [grid([first]), grid([second])]
    for row in 1..<22 {
      for column in 8..<80 where both[row, column].owner > 0 {
        let owner = Int(both[row, column].owner)
        #expect(both[row, column].scalar == alone[owner - 1][row, column].scalar)
      }
    }
  }

  @Test func `columns with nothing but NaN have no dots`() {
    let ys: [Double] = (0..<3000).map { (1000..<2000).contains($0) ? .nan : 1 }
    let plot = Plot(.lines([Series("y", role: .raw, ys: ys)]))
    let scene = PlotLayout.scene(plot, width: 80, height: 24, capabilities: Capabilities())
    let grid = Raster.grid(scene)
    guard let area = scene.frame?.area else { return }
    for column in 0..<area.width {
      let share = Double(column) / Double(area.width - 1)
      let isInside = share > 0.35 && share < 0.65
      let isLit = (area.row..<area.row + area.height).contains {
        grid[$0, area.column + column].owner > 0
      }
      if isInside { #expect(!isLit) }
      if share < 0.3 || share > 0.7 { #expect(isLit) }
    }
  }

  @Test func `a live picture keeps its range until values leave it or use little of it`() {
    func scene(_ ys: [Double], after previous: Scene?) -> Scene {
      PlotLayout.scene(
        Plot(.lines([Series("y", role: .reference, ys: ys)])), width: 60, height: 16,
        capabilities: Capabilities(), previous: previous)
    }
    let first = scene([0, 10], after: nil)
    let second = scene([0, 8], after: first)
    #expect(second.frame?.y == first.frame?.y)
    #expect(scene([0, 12], after: second).frame?.y.high ?? 0 >= 12)
    #expect(scene([0, 4], after: second).frame?.y.high ?? 9 < 5)
  }

  @Test func `a chart of a grown store is the chart of the whole list`() {
    let values = (0..<3000).map { 2 + Samples.noise($0) }
    var store = SeriesStore()
    for value in values { store.append(value) }
    let grown = Plot.loss([Series("train", role: .train, store: store)])
    let whole = Plot.loss([Series("train", role: .train, ys: values)])
    #expect(framed(grown, 80, 24) == framed(whole, 80, 24))
  }
}

extension String {
  fileprivate var trimmed: Substring { drop { $0 == " " } }
}
