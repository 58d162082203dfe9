import Glibc
import Synchronization
import Testing

@testable import Terminal

@Suite("Access logs")
struct AccessLogTests {
  private final class Told: Sendable {
    let texts = Mutex<[String]>([])
  }

  /// `/dev/full` takes nothing, as a full disk does.
  @Test func `a full disk is told once, and answers go on`() throws {
    let told = Told()
    let log = try AccessLog("/dev/full") { text in told.texts.withLock { $0.append(text) } }
    for _ in 0..<5 { log.take("200 /v1/models") }
    let texts = told.texts.withLock { $0 }
    #expect(texts == ["the access log takes no more lines: No space left on device"])
  }

  @Test func `lines stand one behind the other, and nothing is told`() throws {
    let told = Told()
    let log = try AccessLog("/dev/null") { text in told.texts.withLock { $0.append(text) } }
    log.take("200 /v1/models")
    #expect(told.texts.withLock { $0.isEmpty })
  }
}
