import Testing

@testable import Plots

/// What a window of a long curve shows, and what it says of values outside.
@Suite struct WindowTests {
  private static let ys: [Double] = (0..<20_000).map { index in
    index % 3_333 == 17 ? 1.4 : index % 4_444 == 33 ? -1.4 : Samples.noise(index, salt: 77)
  }

  @Test func `the highest and the lowest drawn row of every window are those of its extremes`()
    throws
  {
    for turn in 0..<40 {
      let first = Int((Samples.noise(turn, salt: 5) + 1) * 8_000)
      let last = min(19_999, first + 400 + Int((Samples.noise(turn, salt: 6) + 1) * 1_800))
      var plot = Plot(.lines([Series("y", role: .raw, ys: Self.ys)]))
      plot.x.domain = .fixed(Double(first), Double(last))
      plot.y.domain = .fixed(-1.5, 1.5)
      let scene = PlotLayout.scene(plot, width: 80, height: 24, capabilities: Capabilities())
      let area = try #require(scene.frame?.area)
      let grid = Raster.grid(scene)
      let lit = (area.row..<area.row + area.height).filter { row in
        (area.column..<area.column + area.width).contains { grid[row, $0].owner > 0 }
      }
      let dots = Double(area.height * 4 - 1)
      func row(_ value: Double) -> Int { area.row + Int(((1.5 - value) / 3 * dots).rounded()) / 4 }
      let window = Self.ys[first...last]
      #expect(lit.first == window.max().map(row), "\(first) to \(last)")
      #expect(lit.last == window.min().map(row), "\(first) to \(last)")
    }
  }

  @Test func `each value outside is counted, marked at its edge and told with the farthest`() throws
  {
    var ys = (0..<4_000).map { 1 + 0.1 * Samples.noise($0) }
    for index in [100, 2_000, 3_500] { ys[index] = 50 + Double(index) }
    ys[700] = .infinity
    let plot = Plot(.lines([Series("loss", role: .raw, ys: ys)]), title: "loss")
    let layout = LineLayout(
      plot, [Series("loss", role: .raw, ys: ys)],
      in: Place(width: 80, height: 24, capabilities: Capabilities()))
    #expect(layout.outside[0].over == 4 && layout.outside[0].under == 0)
    let rows = rows(plot, 80, 24)
    #expect(rows.last?.contains("▲ 4 over") == true)
    #expect(rows.filter { $0.contains("▲") }.count == 2)
    #expect(plot.description.contains("4 values lie above the chart"))
    var all = plot
    all.y.outliers = .fit
    #expect(!rows.isEmpty && !framed(all, 80, 24).contains("3 over"))
  }

  @Test func `a run of NaN shorter than a column is marked on the axis`() {
    var ys = [Double](repeating: 1, count: 5_000)
    ys[2_500] = .nan
    let rows = rows(Plot(.lines([Series("y", role: .raw, ys: ys)])), 80, 24)
    #expect(rows.contains { $0.contains("└") && $0.contains("×") })
  }
}
