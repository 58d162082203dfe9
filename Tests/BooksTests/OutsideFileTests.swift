import Support
import TestSupport
import Testing

@testable import Books

/// Sessions that are saved beside other files than those that they read.
@Suite("Files outside of a session's folder")
struct OutsideFileTests {
  @Test func `what lies elsewhere is told with what helps, and nothing else is`() throws {
    try TemporaryFolder.use { folder in
      for part in ["data", "session"] { try Directories.make(folder + "/" + part) }
      for name in ["data/p.csv", "data/q.csv", "session/in.csv"] {
        try AtomicFile.write([0x61], to: folder + "/" + name)
      }
      let target = folder + "/session/s.nabla.md"
      let texts = [
        "d = data csv(\"\(folder)/data/p.csv\", target=\"y\")", "print \"text\"",
        "e = csv(\"\(folder)/session/in.csv\"); f = csv(\"\(folder)/data/p.csv\")",
      ]
      #expect(OutsideFiles.names(in: texts, savedTo: target) == [folder + "/data/p.csv"])
      let remark = OutsideFiles.remark(named: texts, savedTo: target)
      #expect(remark.contains("lies outside of \(folder)/session"), "\(remark)")
      #expect(remark.contains("nabla verify --data"), "\(remark)")
      #expect(OutsideFiles.remark(named: [texts[1]], savedTo: target).isEmpty)
      let both = OutsideFiles.remark(
        named: ["[\"\(folder)/data/p.csv\", \"\(folder)/data/q.csv\"]"], savedTo: target)
      #expect(both.contains("lie outside") && both.contains("copy them there"), "\(both)")
    }
  }
}
