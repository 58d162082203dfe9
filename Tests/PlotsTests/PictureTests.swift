import Plots
import Testing

/// Small pictures, whole, next to the data that make them.
@Suite struct PictureTests {
  @Test func `a straight line runs from corner to corner`() {
    let plot = Plot(.lines([Series("y", ys: [0, 1, 2, 3, 4])]), title: "line")
    #expect(
      framed(plot, 24, 8, .plain) == """
        |line                 y 4|
        |4 +                  ***|
        |  |             *****   |
        |  |   **********        |
        |0 +***                  |
        |  ++-------------------+|
        |   0                   4|
        | * y                    |
        """)
  }

  @Test func `a gap in the data is a gap in the line and marked on the axis`() {
    let ys: [Double] = (0..<21).map { (8...11).contains($0) ? .nan : 1 }
    var plot = Plot(.lines([Series("y", ys: ys)]))
    plot.showsLegend = false
    plot.y.domain = .fixed(0, 2)
    #expect(
      framed(plot, 23, 6, .plain) == """
        |                    y 1|
        |2 +                    |
        |  |********   *********|
        |0 +                    |
        |  ++-------!!!--------+|
        |   0                 20|
        """)
  }

  @Test func `the front line stands alone in its cells`() {
    let plot = Plot(
      .lines([Series("up", ys: [0, 1]), Series("down", ys: [1, 0])]), title: "cross")
    #expect(
      framed(plot, 24, 8) == """
        |cross               up 1|
        |1 ┤⠉⠒⠢⢄⣀           ⣀⡠⠔⠒⠉|
        |  │     ⠉⠑⠒⠤⣀⡀⣀⠤⠒⠊⠉     |
        |  │     ⣀⡠⠤⠒⠉⠈⠉⠒⠤⢄⣀     |
        |0 ┤⣀⠤⠔⠊⠉           ⠉⠑⠢⠤⣀|
        |  └┬───────────────────┬|
        |   0                   1|
        | ━ up ─ down            |
        """)
  }

  @Test func `a rare spike is marked at the edge, counted and placed`() {
    let ys: [Double] = (0..<1000).map { $0 == 400 ? 90 : Double($0 % 10) }
    let plot = Plot(.lines([Series("y", role: .raw, ys: ys)]), title: "spike")
    #expect(
      framed(plot, 60, 8, .plain) == """
        |spike                                                    y 9|
        |9 +**********************^**********************************|
        |  |*********************************************************|
        |  |*********************************************************|
        |0 +*********************************************************|
        |  ++----------------+----------------+---------------+------|
        |   0               300              600             900     |
        | * y  ^ 1 over (max 90 @400)                                |
        """)
  }

  @Test func `a table of two classes is counted`() {
    let counts = ConfusionCounts(labels: ["no", "yes"], counts: [[50, 2], [7, 41]])
    #expect(
      framed(.confusion(counts), 60, 12, .plain) == """
        |confusion   rows = true, columns = predicted                |
        |                                                            |
        |               no        yes    recall  worst mistakes      |
        |     +-----------------------+                              |
        |  no |         50=         2*|  96.2 %  no>yes  2           |
        | yes |          7*        41=|  85.4 %  yes>no  7           |
        |     +-----------------------+                              |
        |prec         87.7       95.3  %                             |
        |                                                            |
        | = right   * 2 or more, and 1.5 % of its row                |
        |                                                            |
        |                                                            |
        """)
  }

  @Test func `a sparkline stands for a chart without room`() {
    let ys: [Double] = (0..<32).map { 1 - Double($0) / 32 }
    let plot = Plot.loss([Series("train", role: .train, ys: ys)])
    #expect(rows(plot, 19, 1) == ["███▇▇▆▅▅▃▁ 0.0312 ↓"])
    #expect(rows(plot, 19, 1, .plain) == ["###%%*++-. 0.0312 v"])
    #expect(rows(plot, 7, 3) == ["0.0312", "", ""])
  }

  @Test func `four pixels are two half blocks`() {
    let image = ImageCell(width: 2, height: 2, values: [1, 0, 1, 1])
    #expect(
      framed(.images([image]), 20, 5) == """
        |█████               |
        |█████               |
        |█████▄▄▄▄▄          |
        |██████████          |
        |██████████          |
        """)
  }
}
