import Glibc

/// Standard output or error, with every write checked: Swift's `print` ignores a full disk.
///
/// Unbuffered: a caller that writes much joins its text first, and the order of the two streams on
/// one terminal is that of the calls.
package struct StandardStream: Sendable {
  /// What results are written to.
  package static let output = StandardStream(descriptor: STDOUT_FILENO, name: "standard output")
  /// What is no result is written to it: errors, progress.
  package static let error = StandardStream(descriptor: STDERR_FILENO, name: "standard error")

  /// The number of the open file.
  package let descriptor: Int32
  /// How messages name the stream.
  package let name: String

  /// A stream that is open already; it is not closed here.
  package init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// Whether a person's terminal is at the other end.
  package var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Writes all of the text; a closed pipe is `.closedPipe` where SIGPIPE is ignored.
  package func write(_ text: String) throws(FileError) {
    var text = text
    let code = text.withUTF8 { writeAll(descriptor, UnsafeRawBufferPointer($0)) }
    if code != 0 { throw FileError(path: name, operation: "write", code: code) }
  }

  /// Writes all of the bytes.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    let code = bytes.withUnsafeBytes { writeAll(descriptor, $0) }
    if code != 0 { throw FileError(path: name, operation: "write", code: code) }
  }
}
