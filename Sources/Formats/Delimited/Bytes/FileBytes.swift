import Glibc
import Support

/// A file as a source; folders, pipes, devices and sockets are refused.
package final class FileBytes: ByteSource {
  private let path: String
  private let descriptor: Int32
  /// When it was opened.
  package let byteCount: Int?

  /// Opens the file at `path`.
  package init(_ path: String) throws(DelimitedFault) {
    self.path = path
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw .file(
        FileError(
          path: path, operation: "read",
          reason: path.isEmpty ? "The name is empty" : "The name holds a zero byte",
          kind: .badName))
    }
    // Without O_NONBLOCK a pipe that nobody writes to would hold the program for ever.
    descriptor = open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(FileError(path: path, operation: "read")) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      byteCount = nil
      throw .file(FileError(path: path, operation: "read"))
    }
    byteCount = Int(exactly: status.st_size)
    let type = status.st_mode & UInt32(S_IFMT)
    if type == UInt32(S_IFDIR) {
      throw .file(FileError(path: path, operation: "read", code: EISDIR))
    }
    guard type == UInt32(S_IFREG) else {
      throw .file(
        FileError(
          path: path, operation: "read", reason: "It is no file, but a pipe or a device",
          kind: .notAFile))
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  package func read(into space: UnsafeMutableRawBufferPointer) throws(DelimitedFault) -> Int {
    while true {
      let count = Glibc.read(descriptor, space.baseAddress, space.count)
      if count >= 0 { return count }
      if errno != EINTR { throw .file(FileError(path: path, operation: "read")) }
    }
  }

  package func restart() throws(DelimitedFault) {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw .file(FileError(path: path, operation: "read"))
    }
  }

  /// Whether the file begins like one of gzip.
  package func isCompressed() throws(DelimitedFault) -> Bool {
    var head = [UInt8](repeating: 0, count: 2)
    let count = head.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, 2, 0) }
    guard count >= 0 else { throw .file(FileError(path: path, operation: "read")) }
    return count == 2 && Gzip.isCompressed(head)
  }
}
