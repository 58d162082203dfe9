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
