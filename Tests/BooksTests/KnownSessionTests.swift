import Sessions
import Support
import TestSupport
import Testing

@testable import Books

/// Which sessions somebody has agreed to.
@Suite struct KnownSessionTests {
  @Test func `a session is known by its programs, whatever stands around them`() throws {
    try TemporaryFolder.use { folder in
      let known = KnownSessions(path: folder + "/state/known-sessions")
      let one = try SessionDocument.parse(Array("```nabla\n1\n```\n".utf8), name: "a")
      let other = try SessionDocument.parse(Array("```nabla\n2\n```\n".utf8), name: "a")
      #expect(!known.contains(one))
      known.add(one)
      known.add(one)
      #expect(known.contains(one) && !known.contains(other))
      let stored = "Prose.\n\n```nabla\n1\n```\n\n```nabla-out value\n1\n```\n"
      #expect(known.contains(try SessionDocument.parse(Array(stored.utf8), name: "b")))
      let text = try InputFile.read(folder + "/state/known-sessions", limit: 1000)
      #expect(text.count == 65)
    }
  }

  @Test func `a file that is something else knows nothing, and nothing ends`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/known-sessions"
      try AtomicFile.write([0xFF, 0x00, 0x0A] + Array("no digest\n".utf8), to: path)
      let one = try SessionDocument.parse(Array("1\n".utf8), name: "a")
      #expect(!KnownSessions(path: path).contains(one))
      KnownSessions(path: folder).add(one)
    }
  }
}
