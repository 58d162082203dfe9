import Glibc
import Testing

@testable import Terminal

@Suite struct PlainReaderTests {
  /// What a reader makes of these bytes.
  private func results(_ bytes: [UInt8]) -> [PlainReader.Result] {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    let writer = ends[1]
    // More than a pipe holds is written by parts between the reads.
    _ = fcntl(writer, F_SETPIPE_SZ_NUMBER, 4 << 20)
    _ = bytes.withUnsafeBytes { write(writer, $0.baseAddress, $0.count) }
    close(writer)
    defer { close(ends[0]) }
    var reader = PlainReader(descriptor: ends[0]) { text in
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

/// F_SETPIPE_SZ, which glibc hides behind _GNU_SOURCE.
private let F_SETPIPE_SZ_NUMBER: Int32 = 1031
