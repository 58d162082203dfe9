import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// Rows that look back at others: those that can be asked about are told apart and audited.
@Suite("Audits of rows in time")
struct AuditedTimeTests {
  private static let sales =
    "day,season,shop,sold\n"
    + (0..<60).map {
      "\($0),\($0 % 20 < 10 ? "dry" : "wet"),\($0 % 3 == 0 ? "A" : "B"),\(10 + $0 % 7)\n"
    }.joined()
  private static let names = """
    seed 1
    d = data csv("sales.csv", target="sold") { lag "sold", rows=[1, 2]; drop "shop"; split 80%, 20%, shuffle=false }
    m = model d { dense 1 }
    r = train m, d, epochs=2
    k = data csv("sales.csv", target="sold")

    """

  private func ran(_ line: String) throws -> String {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.sales.utf8), to: folder + "/sales.csv")
      let transcript = Transcript(folder: folder)
      let said = transcript.run(Self.names)
      #expect(!said.contains("error E"), "\(said)")
      return transcript.run(line)
    }
  }

  @Test func `rows without an answer are left out of their groups`() throws {
    let output = try ran("a = audit m, k, by=\"season\"\na.n")
    // 60 rows, of which the first two, both dry, are looked back at.
    #expect(output.hasSuffix("{dry: 28, wet: 30}"), "\(output)")
  }

  @Test func `so they are by a column that the model does not see`() throws {
    let output = try ran("a = audit m, k, by=\"shop\"\na.n")
    #expect(output.hasSuffix("{A: 19, B: 39}"), "\(output)")
    let part = try ran("a = audit m, d.test, by=\"season\"\na.n.dry + a.n.wet == len(d.test)")
    #expect(part.hasSuffix("true"), "\(part)")
  }

  @Test func `a row without an answer is told from one that is not there`() throws {
    let early = try ran("explain m, k, row=1")
    #expect(early.contains("E0573: there is no answer for row 1"), "\(early)")
    #expect(early.contains("hint: rows count from 2 to 59: `row=2`"), "\(early)")
    let late = try ran("explain m, k, row=60")
    #expect(late.contains("E0573: there is no row 60"), "\(late)")
    #expect(late.contains("hint: rows count from 2 to 59"), "\(late)")
  }

  @Test func `windows are refused with what to type`() throws {
    let output = try ran(
      """
      w = data csv("sales.csv", target="sold") { drop "shop"; split 80%, 20%; windows 3 }
      n = model w { flatten; dense 1 }
      audit n, w.test, by="season"
      """)
    #expect(output.contains("E0574") && output.contains("hint: `evaluate`"), "\(output)")
  }
}
