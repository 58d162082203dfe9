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

  /// What one frame wrote, and whether the lower axis became another.
  private struct Frame {
    var bytes: Int
    var isRescaled: Bool
  }

  /// The frames of a run of 20,000 steps from the first to the last, 40 steps a frame; the first, which draws all, is left out.
  private static func frames(rows: Int, columns: Int) -> [Frame] {
    var losses = SeriesStore(firstX: 1)
    var presenter = InlinePresenter(depth: .palette256)
    var shown: Scene?
    let frames = (1...500).map { frame in
      losses.append(contentsOf: (40 * (frame - 1)..<40 * frame).map(loss))
      var plot = Plot.loss(
        [Series("train", role: .train, store: losses)], title: "r",
        progress: Plot.Progress("step", done: 40 * frame, total: 20_000))
      plot.y.includesZero = true
      let before = shown?.horizontalRange
      let grid = Picture.grid(
        of: plot, size: WindowSize(rows: rows, columns: columns),
        Capabilities(depth: .palette256), after: &shown)
      return Frame(
        bytes: presenter.present(grid).utf8.count, isRescaled: before != shown?.horizontalRange)
    }
    return Array(frames.dropFirst())
  }

  @Test func `a frame of other height takes the place of the one before`() {
    var presenter = InlinePresenter(depth: .none)
    _ = presenter.present(Picture.line("step 0/600", columns: 40))
    let second = presenter.present(
      Picture.stacked([
        Picture.line("chart", columns: 40), Picture.line("step 9/600", columns: 40),
      ]))
    #expect(second.contains("\u{1B}[1A\r\u{1B}[Jchart\r\nstep 9/600\r\n"), "\(second)")
    // In another window nothing of it can be reached.
    presenter.startAnew()
    #expect(!presenter.present(Picture.line("a", columns: 40)).contains("\u{1B}[J"))
  }

  /// The goals are for a lower axis that stands; one that doubles is drawn anew.
  @Test(arguments: [(16, 79), (24, 79)])
  func `a frame of a live chart writes few bytes`(rows: Int, columns: Int) {
    let frames = Self.frames(rows: rows, columns: columns)
    let usual = frames.filter { !$0.isRescaled }.map(\.bytes).sorted()
    #expect(usual.count > 480)
    #expect(usual[usual.count / 2] <= 200)
    #expect(usual[usual.count * 99 / 100] <= 400, "\(usual.suffix(8))")
    #expect(frames.allSatisfy { $0.bytes <= 2000 })
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
