import Books
import Glibc
import Testing

@testable import Terminal

@Suite struct PlainReaderTests {
  /// What a reader makes of these bytes.
  private func results(_ bytes: [UInt8]) -> [PlainReader.Result] {
    let file = tmpfile()
    let descriptor = file.map { fileno($0) } ?? -1
    _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    lseek(descriptor, 0, SEEK_SET)
    defer { if let file { fclose(file) } }
    var reader = PlainReader(
      descriptor: descriptor,
      isComplete: { text in text.count { $0 == "{" } <= text.count { $0 == "}" } },
      standsAlone: ShellInput.standsAlone)
    var results: [PlainReader.Result] = []
    repeat { results.append(reader.read()) } while results.last != .endOfInput
    return results
  }

  @Test func `lines are inputs, and unfinished ones go on`() {
    #expect(
      results(Array("a\r\nm {\n b\n}\nlast".utf8))
        == [.text("a"), .text("m {\n b\n}"), .text("last"), .endOfInput])
  }

  @Test func `what is unfinished at the end is handed over as it is`() {
    #expect(results(Array("m {".utf8)) == [.text("m {"), .endOfInput])
  }

  @Test func `nothing gives nothing`() {
    #expect(results([]) == [.endOfInput])
  }

  @Test func `a line over the limit is refused, and the next one is read`() {
    let long = [UInt8](repeating: 0x61, count: PlainReader.limit + 1)
    #expect(
      results(long + Array("\nb\n".utf8))
        == [.tooLong(limit: PlainReader.limit), .text("b"), .endOfInput])
  }

  @Test func `a command ends what is unfinished`() {
    #expect(
      results(Array("f({\n1\n:who\n2".utf8))
        == [.text("f({\n1"), .text(":who"), .text("2"), .endOfInput])
  }

  @Test func `the end of a slice is no command`() {
    #expect(!ShellInput.standsAlone("  :3]"))
    #expect(ShellInput.standsAlone(" ?dense"))
  }

  @Test func `a list of very many lines is one input, asked about rarely`() {
    let lines = String(repeating: "1,\n", count: 50_000)
    #expect(
      results(Array("a = {\n\(lines)1}\nb\n".utf8))
        == [.text("a = {\n\(lines)1}"), .text("b"), .endOfInput])
  }
}
