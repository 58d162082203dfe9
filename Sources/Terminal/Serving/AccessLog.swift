import Glibc
import Support
import Synchronization

/// A file to which the lines of an access log go, or standard error.
///
/// A line that no disk takes is lost, which is told once until the disk takes lines again: what counts for money stands in
/// the ledger. Behind a line that was taken only half the next one begins anew.
final class AccessLog: Sendable {
  private let descriptor: Int32
  private let notice: @Sendable (String) -> Void
  private let end = Mutex((isTorn: false, isBehind: false))

  /// `-` is standard error. `notice` hears why lines are lost.
  init(_ path: String, notice: @escaping @Sendable (String) -> Void) throws(FileError) {
    self.notice = notice
    guard path != "-" else {
      descriptor = 2
      return
    }
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0o640)
    guard descriptor >= 0 else { throw FileError(path: path, operation: "write") }
  }

  deinit { if descriptor > 2 { close(descriptor) } }

  /// Puts a line behind the others.
  func take(_ line: String) {
    let reason: String? = end.withLock { end in
      let bytes = Array(((end.isTorn ? "\n" : "") + line + "\n").utf8)
      let (taken, failure) = bytes.withUnsafeBytes {
        (write(descriptor, $0.baseAddress, $0.count), errno)
      }
      if taken > 0 { end.isTorn = bytes[taken - 1] != UInt8(ascii: "\n") }
      let wasBehind = end.isBehind
      end.isBehind = taken < bytes.count
      guard end.isBehind, !wasBehind else { return nil }
      return taken < 0 ? String(cString: strerror(failure)) : "only a part of one was taken"
    }
    if let reason { notice("the access log takes no more lines: \(reason)") }
  }
}
