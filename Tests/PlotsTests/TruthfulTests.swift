import Support
import Testing

@testable import Plots

/// What a picture says and what is so: lines far outside, medians of fewer runs, factors of axes, values under the pointer.
@Suite("Charts say what is so")
struct TruthfulTests {
  /// The places of all lines of a vector picture.
  private func corners(_ picture: String) -> [(x: Double, y: Double)] {
    picture.split(separator: "<path d=\"").dropFirst().flatMap { part -> [(x: Double, y: Double)] in
      let data = part.prefix { $0 != "\"" }.replacing("h0", with: "")
      return data.split { "ML".contains($0) }.compactMap { place in
        let numbers = place.split(separator: " ").compactMap { Double($0) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
      }
    }
  }

  private func text(_ plot: Plot, _ width: Int) -> [String] {
    PlainText.render(
      Raster.grid(PlotLayout.scene(plot, width: width, height: 16, capabilities: .plain)))
  }

  private func line(_ ys: [Double], _ change: (inout Plot) -> Void) -> Plot {
    var plot = Plot(.lines([Series("a", ys: ys)]))
    change(&plot)
    return plot
  }

  @Test(arguments: [1e9, -1e9, 1e300, -1e300, 1e5])
  func `a line that leads far out ends beside the picture, on its own side`(far: Double) {
    let plot = line([1, 2, far, 2, 1]) { $0.y.domain = .fixed(0, 5) }
    let places = corners(SVG.render(plot))
    #expect(places.count >= 6)
    // Programs that draw count pixels in 24 bits; a picture beside this one is enough.
    #expect(places.allSatisfy { abs($0.x) < 3000 && abs($0.y) < 3000 }, "\(places)")
    let ys = places.map(\.y)
    let (first, farthest) = (ys[0], far > 0 ? ys.min() ?? 0 : ys.max() ?? 0)
    #expect(far > 0 ? farthest < first - 300 : farthest > first + 50, "\(places)")
  }

  @Test func `what has no logarithm falls out at the foot`() {
    for ys in [[5.0, 3, 0, 4, 8], [-1, 0, 2, 4]] {
      let plot = line(ys) { $0.y.scale = .log10 }
      let places = corners(SVG.render(plot))
      #expect(places.allSatisfy { abs($0.y) < 3000 }, "\(places)")
      #expect(places.allSatisfy { $0.y > -100 }, "\(places)")
    }
    let steep = line((0...80).map { Double($0 * $0 * $0 * $0) }) { $0.y.domain = .fixed(0, 5) }
    #expect(corners(SVG.render(steep)).allSatisfy { abs($0.y) < 3000 })
  }

  @Test func `places of all samples lie near their picture`() {
    for (name, plot) in Samples.all {
      #expect(
        corners(SVG.render(plot)).allSatisfy { abs($0.x) < 5000 && abs($0.y) < 5000 }, "\(name)")
    }
  }

  @Test func `where a run ends its median ends, and what is left goes on dashed under its count`()
    throws
  {
    let runs: [(xs: [Double], ys: [Double])] = [
      ([1, 2], [0.5, 0.4]), ([1, 2, 3, 4], [0.9, 0.8, 0.8, 0.7]),
    ]
    let found = Repetitions("loss", runs)
    #expect(found.reach == 2 && found.parts.all == 0..<2 && found.parts.fewer == 2..<4)
    #expect(found.fewer == "1")
    let plot = Plot(SpreadChart([found]))
    let text = text(plot, 72)
      .joined(separator: "\n")
    #expect(text.contains("1 of 2 runs"), "\(text)")
    // No line joins the two medians: between the second and the third place stands nothing.
    let scene = PlotLayout.scene(plot, width: 72, height: 16, capabilities: .plain)
    let paths = scene.marks.compactMap { if case .path(let path) = $0 { path } else { nil } }
    #expect(paths.count == 2 && paths[0].ink == paths[1].ink && paths[1].pattern == .dashed)
    let columns = plot.chart.fileColumns(of: plot)
    #expect(columns.last?.name == "runs" && columns.last?.values == [2, 2, 1, 1])
    #expect(plot.description.contains("fell from 0.7 at x 1 to 0.6 at x 2"))
    #expect(plot.description.contains("Behind that, dashed, 1 of 2 runs go on, to 0.7 at x 4."))
    // Runs of one length are as they were.
    let equal = Repetitions("loss", [([1, 2], [1, 2]), ([1, 2], [3, 4])])
    #expect(equal.fewer == nil && equal.parts.fewer.isEmpty)
    #expect(Repetitions("loss", [([1], [.nan])]).fewer == nil)
  }

  @Test func `the number beside a curve is what was measured, whatever the width`() {
    var state: UInt64 = 5
    let ys = (0..<240).map { step -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return 0.6 + 0.2 * Double(state >> 40) / 16_777_216 - Double(step) / 2000
    }
    let last = short(ys[239])
    let plot = Plot.loss(
      [Series("train", role: .train, ys: ys, firstX: 1)], title: "r",
      progress: .init("step", done: 240, total: 240))
    for width in [60, 72, 80, 120, 200] {
      let head = text(plot, width)[0]
      #expect(head.contains("train \(last)"), "\(head)")
    }
  }

  @Test func `a factor of an axis is told wherever it is used`() {
    let points = PointClass("a", xs: [1e-6, 2e-6, 3e-6], ys: [1, 2, 3])
    let scatter = Plot.scatter([points], title: "s")
    let sound = Plot(
      SpectrogramChart(
        windows: 3, bands: 2, values: [1, 2, 3, 4, 5, 6], SoundFacts(rate: 44_100, hop: 4)),
      title: "t")
    for plot in [scatter, sound] {
      let text = text(plot, 72)
      #expect(text[0].contains("x1e-6"), "\(text.joined(separator: "\n"))")
    }
  }

  @Test func `both logarithmic axes are named`() {
    var plot = line([0.001, 1000, 1e6]) { $0.y.scale = .log10 }
    plot.chart = LineChart([Series("a", xs: [1, 10, 100], ys: [0.001, 1000, 1e6])])
    plot.x.scale = .log10
    let text = text(plot, 72)
    #expect(text[0].contains("log x and y"), "\(text[0])")
  }

  @Test func `the words of stacked bars leave no part out unsaid`() {
    let parts = [[1.0, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2, 2, 2, 2, 2, 2]]
    let few = Plot(
      StackedBars(
        (0..<8).map { index in SampleGroup("\(index)", parts.map { $0[index] }) },
        names: [], isStacked: true))
    #expect(few.description.contains("1, 2, 3, 4, 5, 6, 7, 8, together 36"), "\(few.description)")
    let many = Plot(
      StackedBars([SampleGroup("a", (0..<20).map(Double.init))], names: [], isStacked: true))
    #expect(many.description.contains("14 further groups"), "\(many.description)")
  }

  /// What is read out of the middle of a picture, and of a place of it.
  private func reading(_ plot: Plot, across: Double, up: Double) -> String {
    let scene = PlotLayout.scene(plot, width: 80, height: 24, capabilities: Capabilities())
    guard let area = scene.frame?.area else { return "" }
    return plot.reading(
      in: scene, row: area.row + Int((1 - up) * Double(area.height - 1), within: 0...99),
      column: area.column + Int(across * Double(area.width - 1), within: 0...99)) ?? ""
  }

  @Test func `charts that judge say what was measured there, not where the pointer is`() throws {
    // Four answers, of which two are true.
    let curve = ScoreCurve("", scores: [0.1, 0.4, 0.35, 0.8], truths: [false, false, true, true])
    let threshold = ThresholdChart.plot([curve], title: "t")
    for up in [0.1, 0.9] {
      // From 0.5 on one of the two true ones is found, and nothing else.
      #expect(
        reading(threshold, across: 0.5, up: up).hasSuffix(
          ": precision 1.000   recall 0.500   F1 0.667"))
    }
    let roc = reading(ROCChart.plot([curve], title: "r"), across: 0.02, up: 0.52)
    #expect(
      roc == "score >= 0.8: true positive rate 0.500   false positive rate 0.000   precision 1.000",
      "\(roc)")
    let pair = reading(PrecisionRecallChart.plot([curve], title: "p"), across: 0.98, up: 0.65)
    #expect(pair.contains("score >= 0.35: precision 0.667   recall 1.000"), "\(pair)")
    let calibration = CalibrationChart.plot(
      [CalibrationCurve("", shares: [0.45, 0.45, 0.45], truths: [true, false, false])], title: "c")
    let bin = reading(calibration, across: 0.46, up: 0.9)
    #expect(bin == "0.4 to 0.5: predicted 0.450   true 0.333   n 3", "\(bin)")
  }

  @Test func `contours say the value under the pointer`() {
    // The value is x: the same in each row.
    let chart = ContourChart(
      [0, 1, 2, 0, 1, 2, 0, 1, 2], columns: 3, rows: 3, xs: 0...2, ys: 0...2)
    let said = reading(Plot(chart), across: 0.5, up: 0.3)
    let value = said.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? .nan
    #expect(said.hasPrefix("value ") && abs(value - 1) < 0.05, "\(said)")
  }

  @Test func `files of planes have places, and those of panels say whose a column is`() {
    let field = BoundaryField(
      xs: 0...1, ys: 2...4, columns: 2, rows: 2, probabilities: [0.1, 0.9, 0.2, 0.8])
    let plane = Plot.boundary(field, points: [PointClass("a", xs: [0.5], ys: [3])])
    #expect(
      plane.csv.hasPrefix(
        "x,y,class,confidence,point x,point y,point class\n0,2,0,0.9,0.5,3,a\n1,2,1,0.9,"))
    let contour = Plot(
      ContourChart([5, 6, 7, 8], columns: 2, rows: 2, xs: 0...1, ys: 2...4))
    #expect(contour.csv == "x,y,values\n0,2,5\n1,2,6\n0,4,7\n1,4,8\n")
    let panels = Plot(
      PanelChart(
        ["r", "s"].map { name in
          Plot(.lines([Series("train", ys: [1, 2])]), title: name)
        }))
    #expect(panels.csv.contains("r train") && panels.csv.contains("s train"), "\(panels.csv)")
  }

  @Test func `a class that is a number is told apart from what counts its points`() {
    let plot = Plot.scatter([PointClass("0", xs: [1, 2], ys: [1, 2])])
    #expect(reading(plot, across: 0.9, up: 0.9).hasPrefix("0, point 1: (2, 2)"))
  }

  @Test func `a chart that has no room but for a line of signs keeps its name`() {
    let name = "h=8, lr=0.03, units=16"
    let plot = line([1, 2, 3]) { $0.title = name }
    let scene = PlotLayout.scene(plot, width: 34, height: 3, capabilities: .plain)
    #expect(PlainText.render(Raster.grid(scene)).joined().contains(name))
  }

  @Test func `names of classes keep their numbers where they are cut`() {
    #expect(NetChart.shortened("class 3", to: 7) == "class 3")
    #expect(NetChart.shortened("class 3", to: 6) == "cla… 3")
    #expect(NetChart.shortened("class 12", to: 3) == "12")
    #expect(NetChart.shortened("versicolor", to: 6) == "versi…")
    #expect(NetChart.shortened("a b", to: 2) == "a…")
  }
}
