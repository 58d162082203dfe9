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
    var reader = PlainReader(descriptor: descriptor) { text in
      text.count { $0 == "{" } <= text.count { $0 == "}" }
    }
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
}
