import Glibc
import Support

/// A file to which the lines of an access log go, or standard error.
///
/// A line that no disk takes is lost: what counts for money stands in the ledger.
final class AccessLog: Sendable {
  private let descriptor: Int32

  /// `-` is standard error.
  init(_ path: String) throws(FileError) {
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
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
  }
}
