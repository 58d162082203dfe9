import Plots
import Testing

@testable import Terminal

@Suite struct LiveViewTests {
  private let snapshot = LiveSnapshot(
    epoch: 2, epochs: 5, step: 812, totalSteps: 2000, metrics: [("accuracy", 0.981)],
    samplesPerSecond: 12345.4, secondsLeft: 42)

  @Test func `the progress line names epoch, step, loss, metrics, time left and speed`() {
    #expect(
      ProgressLine.text(snapshot, loss: 0.0071, columns: 120)
        == "epoch 2/5  step 812/2000  loss 0.0071  accuracy 0.9810  0:42 left  12,345 samples/s")
  }

  @Test func `a short line leaves out what matters least`() {
    #expect(
      ProgressLine.text(snapshot, loss: 0.5, columns: 40)
        == "epoch 2/5  step 812/2000  loss 0.5000")
    #expect(ProgressLine.text(snapshot, loss: 0.5, columns: 5) == "epoc…")
  }

  @Test func `a loss that the run reports itself is not shown twice`() {
    let reported = LiveSnapshot(epoch: 1, step: 2, metrics: [("loss", 0.25)], isFinished: true)
    #expect(
      ProgressLine.text(reported, loss: 0.5, columns: 80)
        == "epoch 1  step 2  loss 0.2500  finished")
  }

  @Test func `a run that somebody ended is stopped, not finished`() {
    var stopped = LiveSnapshot(epoch: 1, step: 2, metrics: [("loss", 0.25)], isFinished: true)
    stopped.wasStopped = true
    #expect(
      ProgressLine.text(stopped, loss: 0.5, columns: 80) == "epoch 1  step 2  loss 0.2500  stopped")
    // Said once, where the head begins with it.
    #expect(
      ProgressLine.text(stopped, loss: 0.5, columns: 80, state: "stopped, q returns ")
        == "stopped, q returns   epoch 1  step 2  loss 0.2500")
  }

  @Test func `of a run that has ended nothing is left out`() {
    let names = ["accuracy", "val_loss", "val_accuracy", "f1_score"]
    let metrics: [(name: String, value: Double)] = names.map { (name: $0, value: 0.5) }
    let ended = LiveSnapshot(epoch: 8, epochs: 8, step: 10, metrics: metrics, isFinished: true)
    let lines = ProgressLine.lines(ended, loss: 0.5, columns: 70)
    #expect(lines.count == 2 && lines.allSatisfy { $0.count <= 70 }, "\(lines)")
    #expect(lines[1].hasSuffix("f1_score 0.5000  finished"))
    let running = LiveSnapshot(epoch: 8, epochs: 9, step: 10, metrics: metrics)
    #expect(ProgressLine.lines(running, loss: 0.5, columns: 70).count == 1)
  }

  @Test func `durations are read at a glance`() {
    #expect(ProgressLine.duration(9.6) == "0:10")
    #expect(ProgressLine.duration(725) == "12:05")
    #expect(ProgressLine.duration(12_000) == "3 h 20 min")
    #expect(ProgressLine.duration(187_200) == "2 d 4 h")
    #expect(ProgressLine.duration(.nan) == "?")
  }

  @Test func `the record collects losses look by look`() {
    final class Feed: StillFeed {
      var all = [1.0, 0.5]
      func snapshot(since: Int) -> LiveSnapshot {
        LiveSnapshot(curves: [LiveCurve("train", Array(all[since...]))])
      }
      func requestStop() {}
    }
    let feed = Feed()
    var record = LiveRecord(title: "loss")
    record.update(from: feed)
    feed.all += [0.25]
    record.update(from: feed)
    #expect(record.lossCount == 3)
    #expect(record.newestLoss == 0.25)
  }

  @Test func `each step of a training has a curve of its own`() {
    final class Feed: StillFeed {
      var count = 2
      func snapshot(since: Int) -> LiveSnapshot {
        let new = (since..<count).map(Double.init)
        return LiveSnapshot(curves: [LiveCurve("D", new), LiveCurve("G", new.map { -$0 })])
      }
      func requestStop() {}
    }
    let feed = Feed()
    var record = LiveRecord(title: "r")
    record.update(from: feed)
    feed.count = 5
    record.update(from: feed)
    #expect(record.lossCount == 5)
    #expect(record.newestLoss == nil)
    #expect(record.plot().description.contains("D"))
  }

  @Test func `words stand in cells, wide ones in two`() {
    let grid = Picture.line("a损b", columns: 3)
    #expect(grid[0, 0].scalar == "a")
    #expect(grid[0, 1].scalar == "损" && grid[0, 2].scalar == "\0")
    #expect(Picture.line("stopping…", columns: 9, isASCII: true)[0, 8].scalar == ".")
  }
}

/// A feed that nobody controls.
protocol StillFeed: LiveFeed {}

extension StillFeed {
  func requestPause() {}
  func proceed() {}
  func changeLearningRate(to rate: Double) -> String? { nil }
  func leave(_ way: LiveLeave) {}
}
