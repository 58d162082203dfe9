import Plots
import Testing

@testable import Terminal

/// What a live chart writes from one frame to the next.
@Suite struct LiveFrameTests {
  /// A noisy loss that falls, the same each time.
  private static func loss(at step: Int) -> Double {
    let noise = Double((step &* 2_654_435_761) & 0xFFFF) / 65_536 - 0.5
    return 2.3 * 0.999_7.power(step) * (1 + 0.3 * noise) + 0.04
  }

  /// The bytes of each frame while a run of 20,000 steps goes from the first to the last, 40 steps a frame.
  private static func frames(rows: Int, columns: Int, depth: Capabilities.Depth) -> [Int] {
    var losses = SeriesStore(firstX: 1)
    var presenter = InlinePresenter(depth: depth)
    var shown: Scene?
    var sizes: [Int] = []
    for frame in 1...500 {
      losses.append(contentsOf: (40 * (frame - 1)..<40 * frame).map(loss))
      var plot = Plot.loss(
        [Series("train", role: .train, store: losses)], title: "r",
        progress: Plot.Progress("step", done: 40 * frame, total: 20_000))
      plot.y.includesZero = true
      let grid = Picture.grid(
        of: plot, size: WindowSize(rows: rows, columns: columns), Capabilities(depth: depth),
        after: &shown)
      sizes.append(presenter.present(grid).utf8.count)
    }
    return sizes
  }

  @Test(arguments: [(16, 79), (24, 79)])
  func `a frame of a live chart writes few bytes`(rows: Int, columns: Int) {
    let sizes = Self.frames(rows: rows, columns: columns, depth: .palette256).dropFirst().sorted()
    let median = sizes[sizes.count / 2]
    #expect(median <= 200, "median \(median)")
    // Those in which the scale changes draw the picture anew: few, and none more than a screen.
    let large = sizes.filter { $0 > 400 }
    #expect(large.count <= sizes.count / 40, "\(large)")
    #expect(sizes[sizes.count - 1] <= 2000, "\(large)")
  }
}

extension Double {
  fileprivate func power(_ exponent: Int) -> Double {
    var (result, base, rest) = (1.0, self, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= base }
      base *= base
      rest >>= 1
    }
    return result
  }
}
