import Support
import Testing

@testable import Plots

/// What vector pictures have room for and cells have not.
@Suite struct VectorShapeTests {
  private func scene(_ plot: Plot, _ width: Int, _ height: Int, isVector: Bool = true) -> Scene {
    PlotLayout.scene(
      plot, width: width, height: height,
      capabilities: isVector ? SVG.capabilities : Capabilities(depth: .palette256))
  }

  @Test func `a picture has all of its pixels, however few cells it takes`() {
    let cell = ImageCell(width: 28, height: 28, values: (0..<784).map { Double($0 % 28) / 28 })
    let plot = Plot.images([ImageCell](repeating: cell, count: 10))
    for isVector in [true, false] {
      let fields = scene(plot, 97, 30, isVector: isVector).marks.compactMap { mark in
        if case .pixels(let field) = mark { field } else { nil }
      }
      #expect(fields.count == 10)
      #expect(fields.allSatisfy { $0.colors.count == $0.across * $0.down })
      #expect(fields.allSatisfy { isVector ? $0.across >= 28 : $0.fineness == 1 })
    }
  }

  @Test func `medians and counts of groups stand below one another`() {
    let groups = [
      SampleGroup("a", (0..<21).map { Double($0) - 10.25 }),
      SampleGroup("b", (0..<1200).map { Double($0) / 300 }),
    ]
    for plot in [BoxChart.plot(groups, title: "g"), ViolinChart.plot(groups, title: "g")] {
      for width in [56, 97] {
        let texts = scene(plot, width, 20).texts
        let facts = texts.filter { $0.text.hasPrefix("median") }
        #expect(facts.count == 2 && Set(facts.map { $0.text.count }).count == 1, "\(facts)")
        #expect(facts.contains { $0.text.hasSuffix("n     21") }, "\(facts)")
      }
    }
  }

  @Test func `whiskers end beside the axes of a vector picture, not on them`() {
    let plot = BoxChart.plot([SampleGroup("a", (0...20).map(Double.init))], title: "g")
    guard let x = scene(plot, 80, 12).frame?.x else { Issue.record("no axes"); return }
    #expect(x.unit(0) > 0.01 && x.unit(20) < 0.99)
  }

  @Test func `legends of panels are parted from the titles below`() {
    let line = Plot.loss([Series("train", role: .train, ys: [3, 2, 1])])
    let panels = scene(Plot(PanelChart([line, line, line, line], columns: 2)), 97, 30).insets
    #expect(panels.count == 4)
    #expect(panels[2].row == panels[0].row + panels[0].scene.height + 1)
  }

  @Test func `pairs say from where to where each column goes`() {
    let columns = ["age", "fare"].enumerated().map { place, name in
      PairsColumn(name, (0..<50).map { Double($0 * (place + 2)) })
    }
    let frame = scene(Plot(PairsChart(columns), title: "t"), 80, 24, isVector: false).frame
    #expect(frame?.bottom.map(\.text) == ["age: 0 to 98", "fare: 0 to 147"])
    #expect(frame?.left.map(\.text) == ["0", "fare", "147", "0", "age", "98"])
  }

  @Test func `equal curves keep their names in a narrow picture`() {
    let names = ["first_run", "second_run", "third_run"]
    let plot = Plot.loss(
      names.enumerated().map { index, name in
        Series(name, role: .group(index), ys: [3, 2, 1 + Double(index)], firstX: 1)
      })
    let foot = scene(plot, 34, 11).texts.filter { $0.row == 10 }.map(\.text)
    #expect(foot.contains("first_run"), "\(foot)")
    #expect(foot.contains { $0.contains("more") } || foot.contains("third_run"), "\(foot)")
  }

  @Test func `a run and its validation share a colour`() {
    var (train, measured) = (
      Series("r", role: .group(0), ys: [3, 2]), Series("r val", role: .group(0), ys: [3, 2])
    )
    (train.slot, measured.slot) = (1, 1)
    #expect(Curve.slots([train, measured, Series("s", role: .group(1), ys: [1])]) == [1, 1, 2])
  }
}
