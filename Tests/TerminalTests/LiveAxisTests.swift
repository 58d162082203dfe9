import Plots
import Testing

@testable import Terminal

/// What the lower axis of a training's curves counts, and what stands below them.
@Suite struct LiveAxisTests {
  private final class MeasuredFeed: StillFeed {
    func snapshot(since: Int) -> LiveSnapshot {
      var snapshot = LiveSnapshot(
        epoch: 2, epochs: 4, step: 20, totalSteps: 40,
        curves: [LiveCurve("train", (1...20).map { 1 / Double($0) }.dropFirst(since) + [])],
        validation: [(10, 0.3), (20, 0.2)])
      snapshot.companion = LineChart.Companion(
        [Series("train", role: .raw, xs: [10, 20], ys: [0.5, 0.9])], title: "accuracy", y: Axis(),
        best: .highest)
      // The second epoch was three times as slow.
      snapshot.times = [(10, 1), (20, 4)]
      return snapshot
    }
    func requestStop() {}
  }

  @Test func `a training is drawn over steps, epochs or seconds, and places lead back to steps`()
    throws
  {
    var record = LiveRecord(title: "r")
    record.update(from: MeasuredFeed())
    func xs(_ axis: LiveAxis) throws -> (train: [Double], validation: [Double]) {
      let plot = record.plot(over: axis)
      let series = try #require(plot.curveChart).series
      #expect(plot.x.title == axis.title)
      return (series[0].ys.indices.map { series[0].x(at: $0) }, series[1].xs ?? [])
    }
    #expect(try xs(.step).validation == [10, 20])
    #expect(try xs(.epoch).validation == [1, 2])
    #expect(abs(try xs(.epoch).train[4] - 0.5) < 1e-12)
    #expect(try xs(.time).validation == [1, 4])
    #expect(try xs(.time).train[4] == 0.5 && xs(.time).train[14] == 2.5)
    let time = LiveAxisMap(.time, record.snapshot)
    #expect(time.step(at: 2.5) == 15 && time.step(at: 0.5) == 5 && time.step(at: 9) == 20)
    #expect(LiveAxisMap(.epoch, record.snapshot).step(at: 1.5) == 15)
  }

  @Test func `a metric stands below the loss where a training has one and there is room`() {
    var record = LiveRecord(title: "r")
    record.update(from: MeasuredFeed())
    func lines(_ rows: Int) -> [String] {
      PlainText.render(
        Picture.grid(
          of: record.plot(companionRows: 18), size: WindowSize(rows: rows, columns: 80),
          Capabilities()))
    }
    #expect(lines(24).contains { $0.hasPrefix("accuracy") })
    #expect(!lines(16).contains { $0.hasPrefix("accuracy") })
  }
}
