import Support
import TestSupport
import Testing

/// What a command answers to the shell.
@Suite struct ExitStatusTests {
  @Test func `each number has one meaning`() {
    let told = Support.ExitStatus.told
    #expect(Set(told.map(\.code)).count == told.count)
    #expect(Set(told.map(\.meaning)).count == told.count)
    #expect(told.map(\.code) == told.map(\.code).sorted())
    #expect(Support.ExitStatus.ended(signal: 15).code == 143)
  }

  @Test func `the worst of several counts, a signal most`() {
    #expect(Support.ExitStatus.worst([.failed, .usage, .unreadable]) == .usage)
    #expect(Support.ExitStatus.worst([.interrupted, .closedPipe, .writeFailed]) == .closedPipe)
    #expect(Support.ExitStatus.worst([]) == .ok)
  }

  @Test func `README tells the same`() throws {
    let path = SourceFiles.root() + "/README.md"
    let readme = String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
    let told = "Exit status: \(Support.ExitStatus.summary)."
    #expect(readme.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(told))
  }
}
