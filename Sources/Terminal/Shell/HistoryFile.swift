import Glibc
import Support

/// The file of the history: one escaped line an entry, appended under a lock, never rewritten.
///
/// Several shells may append at once; an upgrade cannot empty what nobody rewrites.
struct HistoryFile {
  let path: String

  /// Older entries than these last bytes are not read.
  private static let readLimit = 4 << 20

  func read() throws(FileError) -> [String] {
    // Without O_NONBLOCK a pipe in place of the file would stop the start.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError(path: path, operation: "read") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(path: path, operation: "read", reason: "Not a file", kind: .other)
    }
    let skipped = max(0, Int(status.st_size) - Self.readLimit)
    lseek(descriptor, off_t(skipped), SEEK_SET)
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= Self.readLimit {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileError(path: path, operation: "read") }
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    let lines = bytes.split(separator: 0x0A)
    return lines.dropFirst(skipped > 0 ? 1 : 0).map { Self.unescaped($0) }
  }

  func append(_ entry: String) throws(FileError) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    if !folder.isEmpty { try Directories.make(folder) }
    let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { throw FileError(path: path, operation: "write") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(path: path, operation: "write", reason: "Not a file", kind: .notAFile)
    }
    lock(descriptor)
    var line = Self.escaped(entry) + [0x0A]
    // A writer that was killed half-way must not take this entry with it.
    if !endsWithNewline(descriptor) { line.insert(0x0A, at: 0) }
    guard Glibc.write(descriptor, line, line.count) == line.count else {
      throw FileError(path: path, operation: "write")
    }
  }

  /// Waits at most a tenth of a second: a stopped process must not stop this one. Without the
  /// lock the single write is still whole, because the file is opened for appending.
  private func lock(_ descriptor: Int32) {
    for _ in 0..<50 where flock(descriptor, LOCK_EX | LOCK_NB) != 0 { usleep(2000) }
  }

  private func endsWithNewline(_ descriptor: Int32) -> Bool {
    var last: UInt8 = 0x0A
    let end = lseek(descriptor, 0, SEEK_END)
    if end > 0 { _ = pread(descriptor, &last, 1, end - 1) }
    return last == 0x0A
  }

  /// `\` becomes `\\`, a new line `\n`.
  static func escaped(_ text: String) -> [UInt8] {
    text.utf8.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "\\"): Array("\\\\".utf8)
      case 0x0A: Array("\\n".utf8)
      default: [byte]
      }
    }
  }

  static func unescaped(_ line: some Sequence<UInt8>) -> String {
    var bytes: [UInt8] = []
    var isEscape = false
    for byte in line {
      if isEscape {
        bytes.append(byte == UInt8(ascii: "n") ? 0x0A : byte)
        isEscape = false
      } else if byte == UInt8(ascii: "\\") {
        isEscape = true
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
