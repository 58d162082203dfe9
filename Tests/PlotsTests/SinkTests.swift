import Glibc
import Support
import TestSupport
import Testing

@testable import Plots

@Suite struct SinkTests {
  private func grid(_ plot: Plot, _ width: Int = 60, _ height: Int = 14) -> CellGrid {
    Raster.grid(
      PlotLayout.scene(
        plot, width: width, height: height, capabilities: Capabilities(depth: .palette256)))
  }

  private func live(_ count: Int, title: String = "loss 损失") -> Plot {
    var plot = Plot.loss(
      [Series("train", role: .train, ys: Array(Samples.lossSeries[0].ys.prefix(count)))],
      title: title, progress: Plot.Progress(done: count, total: 2000))
    plot.y.scale = .log10
    return plot
  }

  @Test func `changes written over the old picture give the new one`() {
    // The screen of the tests asks the C library how wide a character is.
    setlocale(LC_CTYPE, "C.UTF-8")
    var screen = TerminalScreen(rows: 24, columns: 60)
    var old: CellGrid?
    for count in stride(from: 1, to: 2000, by: 37) {
      let new = grid(live(count, title: count % 2 == 0 ? "loss 损失" : "损失 x"))
      screen.feed(Array(ANSIText.difference(from: old, to: new, depth: .palette256).utf8))
      #expect(Array(screen.lines.prefix(14)) == PlainText.render(new))
      #expect(screen.row == 14 && screen.column == 0)
      expectColors(of: new, on: screen)
      old = new
    }
  }

  private func expectColors(of grid: CellGrid, on screen: TerminalScreen) {
    for row in 0..<grid.height {
      for column in 0..<grid.width {
        let cell = grid[row, column]
        guard !cell.isBlank, cell.scalar != "\0" else { continue }
        let codes = screen.place(row, column).style.split(separator: ";")
        let index = codes.lastIndex(of: "38")
        let shown = index.flatMap { $0 + 2 < codes.count ? codes[$0 + 2] : nil }
        let isReset = codes.lastIndex(of: "39").map { $0 > index ?? -1 } ?? false
        switch cell.foreground {
        case .palette(let color): #expect(shown.map(String.init) == String(color))
        default: #expect(shown == nil || isReset)
        }
      }
    }
  }

  @Test func `equal pictures need no bytes`() {
    let picture = grid(Samples.loss)
    #expect(ANSIText.difference(from: picture, to: picture, depth: .palette256).isEmpty)
  }

  @Test func `a live frame is small`() {
    var sizes: [Int] = []
    var old = grid(live(500), 80, 16)
    for count in stride(from: 510, to: 1990, by: 10) {
      let new = grid(live(count), 80, 16)
      sizes.append(ANSIText.difference(from: old, to: new, depth: .palette256).utf8.count)
      old = new
    }
    sizes.sort()
    #expect(sizes[sizes.count / 2] <= 200)
  }

  @Test func `without colours there is no escape sequence in a printed picture`() {
    for (_, plot) in Samples.all {
      let text = ANSIText.render(grid(plot), depth: .none).joined()
      #expect(!text.contains("\u{1B}"))
    }
  }

  @Test func `each row of a coloured picture ends with the terminal's own colours`() {
    for (_, plot) in Samples.all {
      for row in ANSIText.render(grid(plot), depth: .palette256) where row.contains("\u{1B}") {
        var rest = row[...]
        var last: Substring = ""
        while let start = rest.firstIndex(of: "\u{1B}") {
          rest = rest[start...].dropFirst()
          last = rest.prefix { $0 != "m" }
        }
        #expect(["[0", "[39", "[49", "[39;49"].contains(last))
      }
    }
  }

  @Test func `the vector picture has the labels of the text`() {
    let scene = PlotLayout.scene(
      Samples.loss, width: 80, height: 24,
      capabilities: Capabilities(depth: .trueColor, isLightBackground: true))
    let text = SVG.render(Samples.loss, width: 640, height: 384)
    for label in (scene.frame?.left ?? []) + (scene.frame?.bottom ?? []) {
      #expect(text.contains(">\(label.text)</text>"))
    }
    #expect(text.contains("<title id=\"title\">loss</title>"))
    #expect(isWellFormed(text))
  }

  @Test func `a loss is told in words with the numbers of its data`() {
    let text = Samples.loss.description
    let train = Samples.lossSeries[0].ys
    let val = Samples.lossSeries[1].ys
    #expect(
      text.contains("from \(short(train[0])) at step 0 to \(short(train[1999])) at step 1999"))
    #expect(text.contains("lowest, \(short(val.min() ?? 0)), at step 2000"))
    #expect(text.contains("3 values lie above the chart, the largest 9.5 at step 700."))
    #expect(text.contains("30 values are not a number (900 to 929)."))
  }

  @Test func `a confusion matrix is told in words`() {
    #expect(
      Plot.confusion(ConfusionCounts(labels: ["no", "yes"], counts: [[50, 2], [7, 41]])).description
        == "confusion. Confusion matrix of 2 classes. 91 of 100 samples are right: accuracy 91.00 %."
        + " Most often mistaken: yes as no (7), no as yes (2). Found of each class: no 96.2 % and yes 85.4 %."
        + " The lowest recall is 85.4 %, of class"
        + " yes.")
  }
}
