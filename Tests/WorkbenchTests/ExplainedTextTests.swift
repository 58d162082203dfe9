import Plots
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Explanations of texts: their words, and nothing that only fills them up.
@Suite("Explained texts")
struct ExplainedTextTests {
  private static let mails =
    "mail,kind\n"
    + (0..<60).map { row in
      row % 2 == 0
        ? "win a prize number \(row) now,spam\n" : "see you at home day \(row),ham\n"
    }.joined()
  private static let start = """
    seed 2
    d = data csv("mails.csv") { words 40 }
    m = model d { embedding d.vocab, 4; global_average_pooling1d; dense 1, activation=sigmoid }
    r = train m, d, epochs=20

    """

  private func outputs(_ program: String) throws -> [Output] {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.mails.utf8), to: folder + "/mails.csv")
      let transcript = Transcript(folder: folder)
      transcript.interpreter.run(Self.start)
      _ = transcript.host.take()
      transcript.interpreter.run(program)
      return transcript.host.take()
    }
  }

  private func text(_ outputs: [Output]) -> String {
    outputs.compactMap { output in
      switch output {
      case .value(let text), .text(let text): text
      case .report(let report): report.text()
      default: nil
      }
    }.joined(separator: "\n")
  }

  @Test(arguments: ["integrated_gradients", "saliency", "occlusion"])
  func `padding is no row, and what it counts for is said`(method: String) throws {
    let output = text(
      try outputs("e = explain m, \"win a prize, you\", method=\(method)\ne\ne.tokens"))
    #expect(output.contains("\n  win ") && output.hasSuffix("win\na\nprize\n(unknown)\nyou"))
    #expect(!output.contains("(padding"), "\(output)")
    if method != "occlusion" {
      #expect(output.contains("in the sum: 35 places behind the text"), "\(output)")
    }
  }

  @Test func `the chart has the words, of a long text the strongest`() throws {
    let mail =
      "win a prize number now see you at home day win a prize number now see you at home day win a prize"
    let all = try outputs("e = explain m, \"\(mail)\"\nplot e")
    let plot = try #require(
      all.compactMap { output -> Plot? in
        if case .plot(let plot) = output { plot } else { nil }
      }.first)
    for height in [12, 16, 40] {
      let rows = PlainText.render(
        Raster.grid(PlotLayout.scene(plot, width: 72, height: height, capabilities: .plain)))
      #expect(rows.contains { $0.contains("prize ") }, "\(rows)")
      #expect(rows[0].contains(" of 23") == (height < 26), "\(rows)")
    }
  }
}
