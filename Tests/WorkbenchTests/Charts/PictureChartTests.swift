import Plots
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Pictures with answers and boxes, sounds, nets and attention, from lines of the language.
@Suite("Charts of samples and of models") struct PictureChartTests {
  private static let digits = """
    seed 1
    d = data digits { take 60; rescale 1/255 }
    m = model d { flatten; dense 10, activation=softmax }
    train m, d, epochs=3
    """

  private func plot(_ lines: String, in folder: String = ".") throws -> Plot {
    let transcript = Transcript(folder: folder)
    transcript.interpreter.run(lines)
    let outputs = transcript.host.take()
    return try #require(
      outputs.lazy.compactMap { output in
        if case .plot(let plot) = output { plot } else { nil }
      }.first, "\(outputs)")
  }

  private func said(_ lines: String) -> String { Transcript().run(lines) }

  @Test func `a model and pictures are pictures with its answers`() throws {
    let plot = try plot(Self.digits + "\nplot m, d")
    let grid = try #require(plot.chart as? ImageGrid)
    #expect(grid.cells.count == 10 && grid.cells.allSatisfy { $0.isRight != nil })
    for cell in grid.cells {
      #expect(
        cell.caption.contains(cell.isRight == true ? " ✓ 0." : " ✗ ")
          || cell.caption.hasSuffix("1.00"))
    }
  }

  @Test func `a range chooses samples, both ends included, and wrong ones come on request`() throws
  {
    let three = try plot(Self.digits + "\nplot m, d, 7..9")
    #expect((three.chart as? ImageGrid)?.cells.count == 3)
    let alone = try plot("d = data digits { take 20 }; plot d, 3..3")
    #expect((alone.chart as? ImageGrid)?.cells.count == 1)
    let wrong = try plot(
      "seed 1; d = data digits { take 60; rescale 1/255 }; m = model d { flatten; dense 10 }; plot m, d, wrong=true"
    )
    let cells = try #require((wrong.chart as? ImageGrid)?.cells)
    #expect(cells.count == 10 && cells.allSatisfy { $0.isRight == false })
    #expect(wrong.cautions.contains { $0.hasSuffix("of 60 wrong") })
    #expect(said(Self.digits + "\nplot d, 50..99").contains("E0637"))
    #expect(said("d = data digits { take 9 }; plot d, 0..1.5").contains("E0637"))
    for inputs in ["[1, 2]", "[[1, 2], [3, 4]]"] {
      let said = said("d = table(\(inputs), [3, 4]); plot d, 0..1")
      #expect(said.contains("holds no pictures"), "\(said)")
    }
  }

  @Test func `boxes of annotations and of predictions are drawn`() throws {
    try TemporaryFolder.use { folder in
      try Directories.make(folder + "/pics")
      try Directories.make(folder + "/pics/boxes")
      for name in ["a", "b"] {
        try AtomicFile.write(
          Array("P5 20 10 255\n".utf8) + [UInt8](repeating: 90, count: 200),
          to: "\(folder)/pics/\(name).pgm")
        try AtomicFile.write(
          Array(
            """
            <annotation><filename>\(name).pgm</filename><size><width>20</width><height>10</height></size>
            <object><name>cell</name><bndbox><xmin>2</xmin><ymin>1</ymin><xmax>10</xmax><ymax>6</ymax></bndbox></object>
            </annotation>
            """.utf8), to: "\(folder)/pics/boxes/\(name).xml")
      }
      let read = "d = data images(\"pics\", boxes=\"boxes\")\n"
      let plot = try plot(read + "plot d", in: folder)
      let cells = try #require((plot.chart as? ImageGrid)?.cells)
      #expect(cells.count == 2 && cells.allSatisfy { $0.boxes.map(\.label) == ["cell"] })
      #expect(
        abs(cells[0].boxes[0].left - 0.1) < 0.06 && abs(cells[0].boxes[0].bottom - 0.6) < 0.06)
      let guessed = try self.plot(
        read + "plot d, [[1, 0, 0.9, 0.1, 0.1, 0.5, 0.6], [1, 0, 0.4, 2, 1, 9, 6]]", in: folder)
      let boxes = try #require((guessed.chart as? ImageGrid)?.cells.first?.boxes)
      #expect(boxes.map { $0.score ?? -1 } == [-1, 0.9, 0.4])
      // Corners are pixels, since one exceeds 1.5.
      #expect(boxes[2].left == 0.1 && boxes[2].bottom == 0.6)
      #expect(
        Transcript(folder: folder).run(read + "plot d, [[7, 0, 0.9, 0, 0, 1, 1]]").contains("E0639")
      )
      let model = try self.plot(
        read + "m = model d { flatten; dense 5; reshape [1, 5] }; plot m, d", in: folder)
      #expect((model.chart as? ImageGrid)?.cells.count == 2)
    }
  }

  @Test func `sounds are waves and spectrograms with their rate`() throws {
    let wave = try #require(
      try plot("plot sin(range(4000)), kind=wave, rate=8000").chart as? WaveChart)
    #expect(wave.facts.rate == 8000 && wave.samples.count == 4000)
    #expect(try plot("plot sin(range(4000)), rate=8000").chart is WaveChart)
    let found = try plot("plot sin(range(4000) * 2 * pi / 8), kind=spectrogram, rate=8000")
    #expect(found.description.contains("at 1000 Hz"), "\(found.description)")
    #expect(said("plot [[1, 2]], kind=wave, rate=0").contains("E"))
    #expect(said("d = data digits { take 9 }; plot d, kind=wave").contains("holds no sounds"))
  }

  @Test func `samples are points of a plane, a colour for each class`() throws {
    let plot = try plot("d = data digits { take 60; rescale 1/255; flatten }; plot d, kind=pca")
    let chart = try #require(plot.chart as? PCAChart)
    #expect(chart.points.classes.count == 10 && plot.x.title.hasPrefix("PC1 "))
    let labels = try self.plot("plot [[1, 2, 3], [2, 3, 1], [0, 0, 1]], [0, 1, 0], kind=pca")
    #expect((labels.chart as? PCAChart)?.points.classes.map(\.label) == ["0", "1"])
    #expect(said("m = model 2 { dense 1 }; plot m, kind=tsne").contains("E0640"))
    let words = try self.plot(
      "m = model [4] { embedding 9, 3; flatten; dense 1 }; plot m, kind=pca")
    #expect((words.chart as? PCAChart)?.points.classes.first?.count == 9)
  }

  @Test func `a model alone is a network, and data tell which units never wake`() throws {
    let lines =
      "m = model 2 { hidden: dense 3, activation=relu; dense 1 }; d = generated(xor, 30)\n"
    let alone = try #require(try plot(lines + "plot m").chart as? NetworkChart)
    #expect(alone.network.boxes.map(\.name) == ["input", "hidden", "dense"])
    #expect(alone.network.boxes[1].weights.count == 6 && alone.network.boxes[1].silent == nil)
    let fed = try #require(
      try plot(lines + "m.hidden.bias = [0, 0, -100]; plot m, d, kind=network").chart
        as? NetworkChart)
    #expect((fed.network.boxes[1].silent ?? 0) >= 1)
    let forked = try #require(
      try plot("m = model 4 { residual { dense 4 }; dense 1 }; plot m").chart as? NetworkChart)
    #expect(forked.network.arrows.contains { $0.isShortcut })
  }

  @Test func `a trace keeps what attention looks at and what layers give`() throws {
    let lines = """
      seed 1
      m = model [5] { embedding 9, 4; multi_head_attention 2, 2, use_causal_mask=true; flatten; dense 1 }
      t = trace m, [[1, 2, 3, 4, 5]]

      """
    let chart = try #require(try plot(lines + "plot t").chart as? AttentionChart)
    #expect(chart.heads.count == 2)
    for head in chart.heads {
      for row in 0..<5 {
        let shares = head.shares.values[row * 5..<row * 5 + 5]
        #expect(
          abs(shares.reduce(0, +) - 1) < 1e-5 && shares.dropFirst(row + 1).allSatisfy { $0 < 1e-8 })
      }
    }
    let shapes = said(lines + "print shape(t.attention), shape(t.embedding)")
    #expect(shapes.contains("[1, 2, 5, 5]") && shapes.contains("[1, 5, 4]"), "\(shapes)")
    #expect(try plot(lines + "plot t.attention[0], kind=attention").chart is AttentionChart)
  }

  @Test func `kernels and what they make of a picture are tables white at 0`() throws {
    let lines = """
      seed 1
      d = data digits { take 4; rescale 1/255; reshape [28, 28, 1] }
      m = model d { conv2d 6, 3, activation=relu; flatten; dense 10 }
      t = trace m, d.x[0:1]

      """
    let kernel = try #require(try plot(lines + "plot m.conv2d.kernel").chart as? FilterChart)
    #expect(kernel.tiles.count == 6)
    let maps = try #require(try plot(lines + "plot t.conv2d").chart as? FilterChart)
    #expect(maps.tiles.count == 6 && maps.headline == "6 maps")
  }
}
