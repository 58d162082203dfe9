import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What TensorBoard reads of our logs.
@Suite("Logs in TensorBoard", .enabled(if: Peers.areThere, Peers.skipReason))
struct TensorBoardPeerTests {
  private static let program = """
    seed 1
    d = data generated(gauss, 200) { split 70%, 15%, 15% }
    m = model 2 { dense 4, activation=relu; residual { dense 4, activation=tanh }; out: dense 1, activation=sigmoid }
    r = train m, d, epochs=3, validation=d.validation, log="logs/a", log_every=1
    s = resume r, epochs=2
    t = sweep h in [2, 4], rate in [0.1, 0.01] {
      train model 2 { dense h; dense 1, activation=sigmoid }, d, epochs=2, optimizer=sgd(rate), log="logs/s"
    }
    """

  @Test func `its reader finds the curves, histograms, the graph and the table of a sweep`() throws
  {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      let said = transcript.run(Self.program)
      #expect(!said.contains("error"), "\(said)")
      guard case .run(let run)? = transcript.interpreter["s"] else {
        Issue.record("no run")
        return
      }
      let printed = try Peers.run("tensorboard_read.py", [folder + "/logs"], in: folder)
      let line = try #require(printed.split(separator: "\n").last { $0.hasPrefix("{") })
      let found = try JSON.read(Array(line.utf8))
      let names = (found.members ?? []).map(\.name)
      #expect(names.count == 15 && names.contains("a/validation"), "\(names)")

      let train = try #require(found["a/train"])
      let losses = try #require(run.series("loss"))
      #expect(Self.numbers(train["scalars"]?["epoch_loss"]).map { $0[0] } == [1, 2, 3, 4, 5])
      #expect(
        Self.numbers(train["scalars"]?["epoch_loss"]).map { $0[1] }
          == losses.map { Double(Float($0)) })
      let validation = Self.numbers(found["a/validation"]?["scalars"]?["epoch_loss"])
      #expect(
        validation.map { $0[1] } == (run.series("val_loss") ?? []).map { Double(Float($0)) })
      let steps = Self.numbers(train["scalars"]?["batch_loss"]).map { $0[0] }
      #expect(steps == (1...25).map(Double.init), "\(steps)")

      for tag in ["dense/kernel", "dense/kernel/gradient", "out/bias"] {
        let histograms = Self.numbers(train["histograms"]?[tag])
        #expect(histograms.map { $0[0] } == [1, 2, 3, 4, 5], "\(tag)")
        #expect(histograms.allSatisfy { $0[1] == $0[2] && $0[1] > 0 })
      }
      let boxes = (train["graph"]?.items ?? []).compactMap { $0.items?.first?.string }
      #expect(boxes == ["input", "dense", "dense_1", "residual", "out"], "\(boxes)")
      let join = train["graph"]?.items?[3].items
      #expect(join?[2].items?.compactMap(\.string) == ["dense_1", "dense"])
      #expect((train["texts"]?.items ?? []).contains { $0.string?.contains("train m, d") == true })

      let one = found["s/h=4,rate=0.01"]?["hyperparameters"]?.items ?? []
      #expect(one.count == 2 && one[0]["values"]?["h"]?.double == 4)
      #expect(one.first?["values"]?["rate"]?.double == 0.01 && one.last?["status"]?.double == 1)
    }
  }

  private static func numbers(_ list: JSON?) -> [[Double]] {
    (list?.items ?? []).map { ($0.items ?? []).compactMap(\.double) }
  }
}
