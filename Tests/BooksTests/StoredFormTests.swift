import Plots
import Testing
import Workbench
import WorkbenchTestSupport

@testable import Books

/// What is kept of a session, as files have it.
@Suite("Stored form")
struct StoredFormTests {
  @Test(arguments: Charts.all.indices)
  func `a chart of every kind is stored with its data and a picture`(index: Int) throws {
    let transcript = Transcript()
    transcript.interpreter.run("seed 1; " + Charts.all[index].signature.example)
    let plots = transcript.host.take().compactMap { output in
      if case .plot(let plot) = output { plot } else { nil }
    }
    let stored = PlotForm(try #require(plots.last), fingerprint: "m2-f32").stored
    #expect(!stored.body.isEmpty && stored.view?.isEmpty == false)
  }

  /// Times differ from run to run; what is stored of them must not.
  @Test func `what a clock decided is kept as three dots, in tables and in charts`() {
    let transcript = Transcript()
    func stored() -> [String] {
      transcript.interpreter.run(
        """
        seed 1
        d = generated(gauss, 60)
        m = model 2 { dense 1, activation=sigmoid }
        t = compare [m], d, device=device(price=1$ / 1h), requests=1M, price=0.02$ / 1k
        t
        plot t
        plot t, kind=line
        """)
      return StoredForm.outputs(of: transcript.host.take(), fingerprint: "m2-f32").map(\.body)
    }
    let first = stored()
    #expect(first == stored())
    #expect(first[0].contains("  m      ") && first[0].contains("  ...  "), "\(first[0])")
    #expect(first.count == 3 && first[1].hasSuffix("\n...") && first[2].hasSuffix("\n..."))
  }

  @Test func `a session and a journal begin as files of their kinds do`() {
    let session = SavedSession.empty("x.nabla.md", .init()).bytes
    let journal = Array(JournalEntry(.begin, time: 7).line.utf8)
    #expect(SessionFile.signature.isBeginning(of: session))
    #expect(!JournalFile.signature.isBeginning(of: session))
    #expect(JournalFile.signature.isBeginning(of: journal))
    #expect(!SessionFile.signature.isBeginning(of: journal))
    #expect(
      SessionFile.signature.canName("x.nabla.md") && JournalFile.signature.canName("1-2.jsonl"))
  }
}
