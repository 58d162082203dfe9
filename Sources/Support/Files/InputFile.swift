import Glibc

/// Reads whole files, up to a limit that the caller states.
package enum InputFile {
  /// The bytes of the file at `path`; longer files, folders, pipes, devices and sockets are refused.
  ///
  /// `takesStreams` is for programs: what the shell has opened for this one, `/dev/stdin` and `<(…)`,
  /// is read to its end. Ends with an error where the thread's interrupt is raised.
  package static func read(
    _ path: String, limit: Int, takesStreams: Bool = false
  ) throws(FileError) -> [UInt8] {
    let operation = "read"
    let limit = min(limit, MemoryBudget.current.available)
    guard isUsableName(path) else { throw .badName(path, operation: operation) }
    // Without O_NONBLOCK a pipe that nobody writes to would hold the program for ever.
    guard let file = FileDescriptor(path, O_RDONLY | O_NOCTTY | O_NONBLOCK) else {
      throw FileError(path: path, operation: operation)
    }
    guard let status = file.status() else { throw FileError(path: path, operation: operation) }
    let type = fileType(status)
    if type == UInt32(S_IFDIR) { throw FileError(path: path, operation: operation, code: EISDIR) }
    let isRegular = type == UInt32(S_IFREG)
    if !isRegular, !takesStreams || !isOpened(path) {
      throw .notAFile(path, operation: operation, type)
    }
    if isRegular, Int(status.st_size) > limit { throw tooLarge(path, limit) }
    if !isRegular { _ = fcntl(file.number, F_SETFL, fcntl(file.number, F_GETFL) & ~O_NONBLOCK) }

    if isRegular, let bytes = try whole(file, Int(status.st_size), path) { return bytes }
    return try stream(file, limit, path)
  }

  /// A file of that length, read into place; `nil` where it has grown or shrunk meanwhile and is read anew.
  private static func whole(
    _ file: borrowing FileDescriptor, _ length: Int, _ path: String
  ) throws(FileError) -> [UInt8]? {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: length + 1) { target, count in
      guard let start = target.baseAddress else { return }
      askForLargePages(UnsafeMutableRawBufferPointer(target))
      // One byte more than there should be: a file that grows shows it.
      while count <= length, !Interrupt.isRaised {
        let piece = min(length + 1 - count, 1 << 23)
        let got = Glibc.pread(file.number, start + count, piece, off_t(count))
        if got == 0 { return }
        if got < 0 {
          if errno == EINTR { continue }
          failure = errno
          return
        }
        count += got
      }
    }
    if Interrupt.isRaised { throw FileError(path: path, operation: "read", code: EINTR) }
    if failure != 0 { throw FileError(path: path, operation: "read", code: failure) }
    return bytes.count == length ? bytes : nil
  }

  /// Pages of 2 MB come many times as fast as those of 4 kB; where there are none the advice does nothing.
  private static func askForLargePages(_ memory: UnsafeMutableRawBufferPointer) {
    guard memory.count >= 1 << 22, let start = memory.baseAddress else { return }
    let first = start.alignedUp(toMultipleOf: 4096)
    madvise(first, (memory.count - (first - start)) & ~4095, MADV_HUGEPAGE)
  }

  /// Bytes up to their end, at most `limit`.
  private static func stream(
    _ file: borrowing FileDescriptor, _ limit: Int, _ path: String
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 17)
    while true {
      let count = chunk.withUnsafeMutableBytes { Glibc.read(file.number, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(path: path, operation: "read")
      }
      // The file may grow while it is read; the limit holds all the same.
      if bytes.count + count > limit { throw tooLarge(path, limit) }
      if Interrupt.isRaised { throw FileError(path: path, operation: "read", code: EINTR) }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// The first bytes of a file; `nil` for what is no file, and what cannot be read.
  package static func head(of path: String, _ count: Int) -> [UInt8]? {
    pieces(of: path, count) { _ in [0] }
  }

  /// The first and the last bytes of a file; `nil` for what is no file, and what cannot be read.
  package static func ends(of path: String, _ count: Int) -> [UInt8]? {
    pieces(of: path, count) { [0, max(0, $0 - count)] }
  }

  private static func pieces(
    of path: String, _ count: Int, at offsets: (_ size: Int) -> [Int]
  ) -> [UInt8]? {
    guard isUsableName(path), let file = FileDescriptor(path, O_RDONLY | O_NOCTTY | O_NONBLOCK),
      let status = file.status(), fileType(status) == UInt32(S_IFREG)
    else { return nil }
    var found: [UInt8] = []
    for offset in offsets(Int(status.st_size)) {
      var bytes = [UInt8](repeating: 0, count: count)
      let got = pread(file.number, &bytes, count, off_t(offset))
      found += bytes[..<max(0, got)]
    }
    return found
  }

  /// Whether a file or folder of that name exists.
  package static func exists(_ path: String) -> Bool {
    isUsableName(path) && access(path, F_OK) == 0
  }

  /// Whether the name stands for a folder.
  package static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return isUsableName(path) && stat(path, &status) == 0
      && fileType(status) == UInt32(S_IFDIR)
  }

  /// Whether a folder stands at the path, and no link to one.
  package static func isFolderItself(_ path: String) -> Bool {
    var status = stat()
    return isUsableName(path) && lstat(path, &status) == 0
      && fileType(status) == UInt32(S_IFDIR)
  }

  /// Whether the name stands for something that was opened for this program.
  private static func isOpened(_ path: String) -> Bool {
    path == "/dev/stdin" || path.hasPrefix("/dev/fd/") || path.hasPrefix("/proc/self/fd/")
  }

  private static func tooLarge(_ path: String, _ limit: Int) -> FileError {
    FileError(
      path: path, operation: "read",
      reason: "The file is longer than \(NumberText.grouped(limit)) bytes",
      kind: .tooLarge(limit: limit))
  }
}
