import Support
import Testing

@testable import Plots

@Suite struct HostileTests {
  private static let lists: [[Double]] = [
    [], [1], [.nan], [.infinity], [-.infinity, .infinity], [.nan, .nan, .nan], [0, 0, 0],
    [1e300, -1e300], [1e-300, 2e-300], [5e-324, 0], [1.7e308, -1.7e308], [1e15, 1e15 + 1],
    [-1, -2, -3], [0, -0.0], [1, .nan, 2], [.nan, 1, .nan], [3, .infinity, 4, -.infinity],
    (0..<300).map { Double($0 % 7) }, (0..<5000).map { $0 % 3 == 0 ? .nan : Double($0) },
    [Double](repeating: 4, count: 3000), (0..<700).map { _ in .nan },
  ]

  private static let words = [
    "", "a", "\u{1B}[31mred\u{7}", "损失", "é\u{301}👩‍👩‍👧", "\u{202E}abc", "line\nbreak\ttab",
    String(repeating: "long ", count: 60), "\u{0}\u{FFFF}",
  ]

  private static let places: [(Int, Int)] = [
    (-3, 4), (0, 0), (1, 1), (2, 9), (7, 3), (8, 1), (19, 6), (20, 4), (20, 5), (20, 6), (21, 7),
    (40, 12), (80, 24), (33, 50), (160, 50),
  ]

  private static let capabilities = [
    Capabilities(), .plain, Capabilities(glyphs: .quadrant, depth: .sixteen),
    Capabilities(depth: .palette256), Capabilities(depth: .trueColor, isLightBackground: true),
    Capabilities(depth: .palette256, ambiguousWide: true),
  ]

  private static var plots: [Plot] {
    var result: [Plot] = []
    for (index, list) in lists.enumerated() {
      let word = words[index % words.count]
      let other = lists[(index + 5) % lists.count]
      for scale in [Axis.Scale.linear, .log10, .symlog(linear: 0)] {
        var plot = Plot(
          .lines([
            Series(word, role: .train, ys: list),
            Series("b", role: .validation, xs: other, ys: list),
          ]), title: word, x: Axis(word, scale: scale), y: Axis(scale: scale))
        plot.progress = Plot.Progress(word, done: .max, total: .min)
        plot.cursor = other.first
        plot.annotations = [Annotation(x: 0, y: 0, word), Annotation(x: .nan, y: .infinity, word)]
        plot.notes = [word]
        result.append(plot)
      }
      var doubling = Plot.loss([Series(word, role: .train, xs: other, ys: list)])
      doubling.x.domain = .doubling
      result.append(doubling)
      var fixed = Plot.loss([Series(word, role: .train, ys: list)])
      fixed.x.domain = .fixed(.nan, 1)
      fixed.y.domain = .fixed(-.infinity, 1)
      result.append(fixed)
      result.append(.functions([Series(word, xs: other, ys: list)], title: word))
      let points = PointClass(word, xs: list, ys: other, wrong: [true])
      result.append(.scatter([points, points]))
      let field = BoundaryField(
        xs: 0...0, ys: -1e300...1e300, columns: list.count, rows: 1, probabilities: list)
      result.append(.boundary(field, points: [points]))
      result.append(.heat(HeatMap(rows: 1, columns: list.count, values: list, rowLabels: [word])))
      result.append(.heat(HeatMap(rows: list.count, columns: 1, values: list), title: word))
      result.append(.histogram(list, title: word))
      result.append(Plot(BarChart(list, labels: [word, word, ""]), title: word))
      result.append(
        Plot(
          PairsChart(
            [PairsColumn(word, list), PairsColumn("b", other)], classes: [0, 1, -1, 9],
            classNames: [word, "b"]), title: word))
      let truths = other.map { $0 > 0 }
      let curve = ScoreCurve(word, scores: list, truths: truths, answers: truths, threshold: 0.5)
      let shares = CalibrationCurve(word, shares: list, truths: truths)
      let group = SampleGroup(word, list)
      for curves in [[curve], [curve, curve]] {
        result.append(ROCChart.plot(curves, title: word))
        result.append(PrecisionRecallChart.plot(curves, title: word))
        result.append(ThresholdChart.plot(curves, title: word))
      }
      result.append(CalibrationChart.plot([shares], title: word))
      result.append(CalibrationChart.plot([shares, shares], title: word))
      result.append(ResidualChart.plot(truths: list, answers: other, outputs: 1, title: word))
      result.append(ResidualChart.plot(truths: list, answers: list, outputs: 2, title: word))
      let runs = Repetitions(word, [(list, other), (other, list)])
      result.append(Plot(SpreadChart([runs, runs], of: word), title: word, x: Axis(word)))
      result.append(
        Plot(
          BandChart(
            [], low: Series(word, ys: list), high: Series(word, ys: other), name: word)))
      for groups in [[group], [group, SampleGroup("b", other), group]] {
        result.append(ViolinChart.plot(groups, title: word, axis: word))
        result.append(BoxChart.plot(groups, title: word, axis: word))
        result.append(RidgeChart.plot(groups, title: word))
        result.append(Plot(StackedBars(groups, names: [word], isStacked: true), title: word))
        result.append(Plot(StackedBars(groups, names: [word], isStacked: false), title: word))
      }
      result.append(Plot(BarChart(list, labels: [word], errors: other), title: word))
      if let chart = try? CorrelationChart([(word, list), ("b", other)]) {
        result.append(Plot(chart, title: word))
      }
      result.append(
        .images([ImageCell(width: 1, height: list.count, values: list, caption: word)]))
    }
    for size in [0, 1, 2, 14, 15, 40, 120] {
      result.append(
        .confusion(
          ConfusionCounts(
            labels: (0..<size).map { words[$0 % words.count] },
            counts: (0..<size).map { row in (0..<size).map { $0 == row ? .max : -1 } })))
    }
    result += Self.ofPictures
    result.append(.images([]))
    result.append(.scatter([]))
    result.append(.loss([]))
    result.append(.functions([]))
    return result
  }

  /// Sounds, nets, looks and boxes of the same lists.
  private static var ofPictures: [Plot] {
    lists.enumerated().flatMap { index, list -> [Plot] in
      let word = words[index % words.count]
      var cell = ImageCell(width: 4, height: 4, values: [Double](repeating: 0.5, count: 16))
      let edges = list + [0.2, 0.1, 0.9, 0.8]
      cell.boxes = [
        ImageBox(
          word, left: edges[0], top: edges[1], right: edges[2], bottom: edges[3], kind: -7,
          score: edges[0])
      ]
      let table = NumberTable(word, extents: [list.count, 1], values: list)
      var box = Network.Box(.layer, word, words: word, extents: [list.count], parameters: .max)
      box.measure(list)
      box.silent = -3
      let net = Network(
        (0..<40).map { _ in box },
        (0..<80).map { Network.Arrow(from: $0 % 9, to: $0 / 2, isShortcut: $0 % 3 == 0) })
      let map = HeatMap(rows: 1, columns: list.count, values: list)
      return [
        .images([cell], title: word), Plot(WaveChart(list, SoundFacts(rate: index)), title: word),
        Plot(
          SpectrogramChart(
            windows: 1, bands: list.count, values: list, SoundFacts(rate: 8_000, hop: index)),
          title: word),
        Plot(NetworkChart(net), title: word),
        Plot(
          AttentionChart([.init(word, map), .init("", map)], queries: [word], keys: [word, word]),
          title: word),
      ]
        + [
          try? PCAChart.plot([table]), try? NetworkChart.plot([table]),
          try? FilterChart.plot([table]),
          list.count < 30 ? try? TSNEChart.plot([table]) : nil,
        ].compactMap { $0 }
    }
  }

  @Test func `no data, size or label traps, and every row has its width`() {
    for (turn, plot) in Self.plots.enumerated() {
      for (index, (width, height)) in Self.places.enumerated() {
        // Two of the six at each size; over the plots all meet.
        for offset in 0..<2 {
          let place = (turn + index + 3 * offset) % Self.capabilities.count
          let capabilities = Self.capabilities[place]
          let grid = Raster.grid(
            PlotLayout.scene(plot, width: width, height: height, capabilities: capabilities))
          #expect(grid.width == max(0, width) && grid.height == max(0, height))
          for row in PlainText.render(grid) {
            #expect(TextWidth.columns(of: row) <= max(0, width))
            #expect(!row.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
            if capabilities.glyphs == .ascii {
              #expect(row.utf8.allSatisfy { $0 < 0x80 })
            }
          }
          let isMono = capabilities.depth == .none
          let text = ANSIText.render(grid, depth: capabilities.depth).joined()
          if isMono { #expect(!text.contains("\u{1B}")) }
        }
      }
    }
  }

  @Test func `descriptions and vector pictures take the same data`() {
    for plot in Self.plots {
      #expect(!plot.description.isEmpty)
      #expect(!plot.description.unicodeScalars.contains { $0.value < 0x20 })
      let text = SVG.render(plot)
      #expect(isWellFormed(text), "\(plot.title)")
    }
  }

  @Test func `huge and tiny sizes are cut`() {
    let scene = PlotLayout.scene(
      Samples.loss, width: .max, height: .min, capabilities: Capabilities())
    #expect(scene.width == 1000 && scene.height == 0)
    #expect(SVG.render(Samples.loss, width: .max, height: -5).contains("</svg>"))
  }
}

/// Whether tags match and attributes are quoted; enough XML for what is written here.
func isWellFormed(_ text: String) -> Bool {
  var open: [Substring] = []
  var ids: Set<Substring> = []
  var rest = text[...]
  while let start = rest.firstIndex(of: "<") {
    if rest[..<start].contains(">") { return false }
    guard let end = rest[start...].firstIndex(of: ">") else { return false }
    let tag = rest[rest.index(after: start)..<end]
    rest = rest[rest.index(after: end)...]
    if tag.contains("<") || tag.count(where: { $0 == "\"" }) % 2 == 1 { return false }
    let name = tag.prefix { $0 != " " && $0 != "/" }
    if let range = tag.firstRange(of: " id=\"") {
      guard ids.insert(tag[range.upperBound...].prefix { $0 != "\"" }).inserted else {
        return false
      }
    }
    if tag.hasPrefix("?") || tag.hasSuffix("/") { continue }
    if tag.hasPrefix("/") {
      guard open.popLast() == tag.dropFirst() else { return false }
    } else {
      open.append(name)
    }
  }
  return open.isEmpty
}
