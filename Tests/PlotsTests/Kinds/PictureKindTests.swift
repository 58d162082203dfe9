import Support
import Testing

@testable import Plots

/// Charts of pictures, sounds, nets and attention against their data.
@Suite("Pictures, sounds, nets and attention") struct PictureKindTests {
  @Test func `answers of a model are marked, and wrong ones have the colour of warnings`() {
    let scene = PlotLayout.scene(
      Samples.predictions, width: 80, height: 24, capabilities: Capabilities(depth: .trueColor))
    let wrong = scene.texts.filter { $0.ink == .alert }
    #expect(wrong.map(\.text) == ["4 ✗ 9 0.61", "cat ✗ 猫猫猫…"])
    #expect(wrong.allSatisfy { TextWidth.columns(of: $0.text) <= 14 })
    #expect(Samples.predictions.description.contains("3 of 5 answers are right."))
  }

  @Test func `small pictures use the screen`() {
    let small = (0..<10).map { index in
      ImageCell(
        width: 8, height: 8, values: (0..<64).map { Double($0 * index % 7) / 7 },
        caption: "\(index)")
    }
    let scene = PlotLayout.scene(
      .images(small), width: 120, height: 40, capabilities: Capabilities(depth: .trueColor))
    let cells = scene.marks.compactMap { mark -> CellRectangle? in
      if case .pixels(let field) = mark { field.cells } else { nil }
    }
    #expect(cells.count == 10 && cells[0].width == 24 && cells[0].height == 12)
  }

  @Test func `boxes lie where the data have them, on every level of signs and as vectors`() {
    for capabilities in [Capabilities(), .plain, Capabilities(depth: .trueColor)] {
      let scene = PlotLayout.scene(Samples.boxes, width: 80, height: 24, capabilities: capabilities)
      let outlines = scene.marks.compactMap { mark -> Outline? in
        if case .outline(let outline) = mark { outline } else { nil }
      }
      #expect(outlines.count == 3 && outlines.map(\.isDashed) == [false, false, true])
      #expect(scene.texts.contains { $0.text.hasPrefix("red cell 0.87") })
    }
    let picture = SVG.render(Samples.boxes)
    #expect(picture.contains("stroke-dasharray=\"4 3\"") && picture.contains("platelet"))
    #expect(Samples.boxes.description.contains("2 true boxes: 1 platelet, 1 red cell."))
    #expect(Samples.boxes.description.contains("1 predicted box: 1 red cell."))
  }

  @Test func `the least and the largest number of each column of a wave are drawn`() throws {
    var samples = [Double](repeating: 0, count: 100_000)
    samples[54_321] = 1
    samples[54_322] = -0.25
    let plot = Plot(WaveChart(samples, SoundFacts(rate: 50_000)), title: "click")
    let scene = PlotLayout.scene(plot, width: 80, height: 24, capabilities: Capabilities())
    var ys: [Double] = []
    for case .path(let path) in scene.marks { ys = path.points.map(\.y).filter(\.isFinite) }
    #expect(ys.max() == 1 && ys.min() == 0.375)
    #expect(plot.description.contains("Wave of 2 s, 100,000 samples at 50,000 a second."))
    #expect(plot.description.contains("most at 1.09 s"))
  }

  @Test func `a spectrogram is loudest where its numbers are largest`() {
    #expect(Samples.spectrogram.description.contains("It is loudest, 0 dB, at 500 Hz, 0 s."))
    let cells = rows(Samples.spectrogram, 80, 24)
    #expect(cells[0].contains("kHz up") && cells[23].contains("0 dB = loudest"))
  }

  @Test func `a net has a line for each weight that counts, and says which units are dead`() {
    let scene = PlotLayout.scene(
      Samples.layers, width: 80, height: 24, capabilities: Capabilities(depth: .trueColor))
    let strokes = scene.marks.count { if case .stroke = $0 { true } else { false } }
    #expect((8...12).contains(strokes))
    #expect(scene.texts.contains { $0.text == "dead 1 / 4" })
    #expect(Samples.layers.description.contains("Units that no sample wakes: 1 of 4 in hidden."))
    #expect(Samples.layers.description.contains("Network of 2 layers with 17 weights."))
  }

  @Test func `ways around layers have lanes of their own`() {
    let drawn = rows(Samples.residual, 80, 24)
    #expect(drawn.count { $0.contains("■") } == 5 && drawn.count { $0.contains("◆") } == 2)
    #expect(Samples.residual.description.contains("1 way leads around layers."))
    let picture = SVG.render(Samples.residual)
    #expect(picture.contains("<polyline") && isWellFormed(picture))
  }

  @Test func `the strongest look is told by its words`() throws {
    let chart = try #require(Samples.attention.chart as? AttentionChart)
    let map = chart.heads[0].shares
    #expect(map.values[0] == 1)
    #expect(Samples.attention.description.contains("from \"the\" to \"the\", 1."))
    let drawn = rows(Samples.attention, 80, 24)
    #expect(drawn[1].contains("cat") && drawn[3].hasPrefix("cat "))
    // Nothing looks ahead.
    #expect(drawn[2].contains("·"))
  }

  @Test func `filters are white at 0, and as many as there are`() {
    let plot = Samples.filters
    let scene = plot.map {
      PlotLayout.scene($0, width: 80, height: 24, capabilities: Capabilities(depth: .trueColor))
    }
    let fields = scene?.marks.count { if case .pixels = $0 { true } else { false } }
    #expect(fields == 9)
    #expect(plot?.description.contains("8 filters of 5×5 numbers.") == true)
    #expect(ShadeScale(low: -2, high: 1).tone(0) == RGB(0xF7F7F7))
  }

  @Test func `shapes that have no such chart are refused`() {
    let cube = NumberTable(
      "x", extents: [2, 2, 2, 2, 2], values: [Double](repeating: 0, count: 32))
    #expect(throws: ChartFault.self) { try SpectrogramChart.plot([cube]) }
    #expect(throws: ChartFault.self) { try WaveChart.plot([cube]) }
    #expect(throws: ChartFault.self) { try NetworkChart.plot([cube]) }
    #expect(throws: ChartFault.self) { try AttentionChart.plot([cube]) }
    #expect(throws: ChartFault.self) { try FilterChart.plot([cube]) }
    let scalar = NumberTable("x", extents: [], values: [1])
    #expect(throws: ChartFault.self) { try PCAChart.plot([scalar]) }
    let labels = NumberTable("y", extents: [3], values: [0, 1, 2])
    let points = NumberTable("x", extents: [4, 2], values: [Double](repeating: 0, count: 8))
    #expect(throws: ChartFault.self) { try PCAChart.plot([points, labels]) }
  }
}
