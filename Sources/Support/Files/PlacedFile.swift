import Glibc

/// An open file whose bytes are read where they lie, for files that are not held in memory as a whole.
package final class PlacedFile: Sendable {
  // The descriptor's number never changes, and `pread` moves no position.
  private let number: Int32
  /// As the caller named it.
  package let path: String
  /// Its length when it was opened, in bytes.
  package let byteCount: Int

  /// Opens a file; folders, pipes, devices and sockets are refused.
  package init(_ path: String) throws(FileError) {
    let operation = "read"
    guard isUsableName(path) else { throw .badName(path, operation: operation) }
    let number = open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { throw FileError(path: path, operation: operation) }
    var status = stat()
    let isFile = fstat(number, &status) == 0 && fileType(status) == UInt32(S_IFREG)
    guard isFile else {
      close(number)
      throw .notAFile(path, operation: operation, fileType(status))
    }
    (self.number, self.path) = (number, path)
    byteCount = Int(status.st_size)
  }

  deinit { close(number) }

  /// Puts bytes of the file into memory of as many. Ends with an error where the file has become shorter and where
  /// the thread's interrupt is raised; the memory holds anything then.
  package func read(
    _ place: Range<Int>, into target: UnsafeMutableRawBufferPointer
  ) throws(FileError) {
    precondition(place.count == target.count, "as many bytes as there is memory for")
    var done = 0
    while done < place.count {
      if Interrupt.isRaised { throw FileError(path: path, operation: "read", code: EINTR) }
      let piece = UnsafeMutableRawBufferPointer(
        rebasing: target[done..<min(done + 1 << 23, place.count)])
      let got = pread(number, piece.baseAddress, piece.count, off_t(place.lowerBound + done))
      if got < 0, errno == EINTR { continue }
      guard got > 0 else {
        if got < 0 { throw FileError(path: path, operation: "read") }
        throw FileError(
          path: path, operation: "read", reason: "It became shorter while it was read", kind: .other
        )
      }
      done += got
    }
  }

  /// Bytes of the file; throws as the other way of reading does.
  package func read(_ place: Range<Int>) throws(FileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: place.count)
    var failure: FileError?
    bytes.withUnsafeMutableBytes { target in
      do throws(FileError) { try read(place, into: target) } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }
}
