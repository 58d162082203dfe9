import Testing

@testable import Plots

/// What the key of scattered points says, and what stands in front.
@Suite struct ScatterKeyTests {
  private func scene(_ plot: Plot, _ width: Int, _ height: Int) -> Scene {
    PlotLayout.scene(
      plot, width: width, height: height, capabilities: Capabilities(depth: .palette256))
  }

  private func cloud(_ label: String, _ count: Int, wide: Double = 1) -> PointClass {
    PointClass(
      label, xs: (0..<count).map { wide * Double(($0 * 37) % 101) },
      ys: (0..<count).map { Double(($0 * 53) % 97) })
  }

  @Test func `points that are drawn as dots have dots in the key`() {
    let many = Plot.scatter((0..<4).map { cloud("c\($0)", 300) })
    let signs = scene(many, 60, 15).texts.map(\.text)
    #expect(signs.filter { $0.contains("⣿") }.count == 4, "\(signs)")
    #expect(!signs.contains { $0.contains("▲") }, "\(signs)")
    let few = Plot.scatter((0..<4).map { cloud("c\($0)", 5) })
    #expect(scene(few, 60, 15).texts.contains { $0.text.contains("▲") })
  }

  @Test func `a name is not cut where there is room for it beside the labels of the axis`() {
    let name = "San Francisco, California"
    let plot = Plot.scatter([cloud(name, 20, wide: 1000), cloud("b", 20, wide: 1000)])
    for width in [90, 100, 120] {
      let texts = scene(plot, width, 20).texts.map(\.text)
      #expect(texts.contains { $0.contains(name) }, "\(width): \(texts)")
    }
  }

  @Test func `few points stand in front of a line, many behind it`() {
    func order(_ count: Int) -> [Bool] {
      var line = cloud("fit", 50)
      line.isCurve = true
      return scene(Plot.scatter([cloud("data", count), line]), 80, 20).marks.compactMap { mark in
        switch mark {
        case .point: false
        case .path(let path): !path.isDots
        default: nil
        }
      }
    }
    #expect(order(30).first == true && order(30).last == false)
    #expect(order(3000).last == true)
  }

  @Test func `curves in a narrow panel keep their names beside their best`() {
    let plot = Plot.loss([
      Series("train", role: .train, ys: [3, 2, 1], firstX: 1),
      Series("validation", role: .validation, ys: [3, 1.5, 2], firstX: 1),
    ])
    let foot = scene(plot, 48, 12).texts.filter { $0.row == 11 }.map(\.text).joined(separator: " ")
    #expect(
      foot.contains("train") && foot.contains("validation") && foot.contains("1.5"), "\(foot)")
  }

  @Test func `values that stand out of calm and noisy stretches are found in both, and no noise`() {
    var ys = (0..<1000).map { index in
      let level = index < 500 ? 10.0 : 0.01
      return level * (1 + 0.3 * Double((index * 7919) % 101) / 101)
    }
    #expect(Spikes.places(of: Series("a", ys: ys)).isEmpty)
    (ys[200], ys[800]) = (90, 0.2)
    #expect(Spikes.places(of: Series("a", ys: ys)) == [200, 800])
    // A single value out of a line that does not move.
    var flat = [Double](repeating: 1, count: 100)
    flat[40] = 2
    #expect(Spikes.places(of: Series("a", ys: flat)) == [40])
  }
}
