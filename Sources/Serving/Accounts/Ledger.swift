import Glibc
import Support

/// A file to which a line is put for each answer that has a price, before the answer is sent.
///
/// Lines are whole whenever the process ends: each batch of them is one write to the end of the file, and what a full disk
/// took only half is cut off again. What could not be written is kept, tried again with the next answer and told by
/// whoever asks; nothing is forgotten up to a million lines.
final class Ledger {
  private let path: String
  private let descriptor: Int32
  private var waiting: [LedgerLine] = []
  private var lost = 0
  private var reason = ""
  /// What takes bytes: the system, unless a test stands for a full disk.
  var system: (Int32, UnsafeRawPointer?, Int) -> Int = Glibc.write
  static let mostWaiting = 1_000_000

  /// Opens a ledger, or begins one where nothing is; refuses a file that is something else. A last line without an end,
  /// which a failing machine may leave, is cut off.
  init(_ path: String) throws(ServingProblem) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0o644)
    guard descriptor >= 0 else {
      throw .ledger(FileError(path: path, operation: "write"))
    }
    do throws(ServingProblem) {
      try begin()
    } catch {
      Glibc.close(descriptor)
      throw error
    }
  }

  deinit { Glibc.close(descriptor) }

  /// Lines that no disk has taken, and why; `nil` where there are none.
  var unwritten: (lines: Int, reason: String)? {
    waiting.isEmpty && lost == 0 ? nil : (waiting.count + lost, reason)
  }

  func append(_ lines: [LedgerLine]) {
    guard !lines.isEmpty else { return }
    let room = Self.mostWaiting - waiting.count
    waiting += lines.prefix(room)
    lost += max(0, lines.count - room)
    write()
  }

  /// Tries once more, and has the disk keep what it has taken.
  func close() {
    write()
    fsync(descriptor)
  }

  private func write() {
    // In parts, so that what waited for room on a full disk need not find it at once.
    while !waiting.isEmpty {
      let part = waiting.prefix(1_024)
      guard put(Array(part.map(\.text).joined().utf8)) else { return }
      waiting.removeFirst(part.count)
    }
  }

  /// All of it, or nothing.
  private func put(_ bytes: [UInt8]) -> Bool {
    let size = lseek(descriptor, 0, SEEK_END)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        system(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if count > 0 {
        done += count
      } else if count == 0 || errno != EINTR {
        reason = count == 0 ? "nothing was written" : String(cString: strerror(errno))
        if done > 0, size >= 0 { _ = ftruncate(descriptor, size) }
        return false
      }
    }
    return true
  }

  private func begin() throws(ServingProblem) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .noLedger(path)
    }
    guard status.st_size > 0 else {
      guard put(Array(LedgerLine.header.utf8)) else {
        throw .ledger(FileError(path: path, operation: "write"))
      }
      return
    }
    let header = Array(LedgerLine.header.utf8)
    var start = [UInt8](repeating: 0, count: header.count)
    let count = start.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard count == header.count, start == header else { throw .noLedger(path) }
    cutLastLine(Int(status.st_size))
  }

  private func cutLastLine(_ size: Int) {
    var tail = [UInt8](repeating: 0, count: min(size, 4_096))
    let start = size - tail.count
    let count = tail.withUnsafeMutableBytes {
      pread(descriptor, $0.baseAddress, $0.count, off_t(start))
    }
    guard count == tail.count, let end = tail.lastIndex(of: UInt8(ascii: "\n")),
      end + 1 < tail.count
    else { return }
    _ = ftruncate(descriptor, off_t(start + end + 1))
  }
}
