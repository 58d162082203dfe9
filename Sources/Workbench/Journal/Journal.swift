import Glibc
import Support

/// The journal of one session: one line for each input, on the disk before the next prompt.
///
/// The file comes with the first input, so that looking around leaves none. Runs keep their state in
/// a folder beside it.
public final class Journal {
  /// The file, which comes with the first line.
  public let path: String
  private var descriptor: Int32 = -1
  private let settings: [String: String]
  /// What had run before the session began, for the first line.
  public var prologue: [String]
  /// The first failure; nothing is written after it.
  public private(set) var problem: FileError?
  private var isBegun = false

  public init(folder: String, settings: [String: String], prologue: [String] = []) {
    path = "\(folder)/\(time(nil))-\(getpid()).jsonl"
    self.settings = settings
    self.prologue = prologue
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Where runs keep their state.
  public var runFolder: String { String(path.dropLast(6)) + ".files" }

  /// Seconds since 1970.
  public var now: Int { time(nil) }

  /// Adds a line, and waits until it is on the disk.
  public func append(_ entry: JournalEntry) {
    guard problem == nil else { return }
    do {
      if !isBegun {
        try open()
        var begin = JournalEntry(.begin, time: now)
        begin.settings = settings
        begin.records = prologue
        try write(begin)
        isBegun = true
      }
      try write(entry)
    } catch {
      problem = error
    }
  }

  /// Marks the session as left in good order; without inputs nothing is left behind.
  public func end() {
    guard isBegun else { return }
    append(JournalEntry(.end, time: now))
  }

  /// Marks another session as taken care of.
  public static func markEnded(_ session: JournaledSession) {
    let descriptor = Glibc.open(session.path, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // Behind a line that a crash has cut.
    let line = Array(("\n" + JournalEntry(.end, time: time(nil)).line + "\n").utf8)
    _ = Glibc.write(descriptor, line, line.count)
  }

  private func open() throws(FileError) {
    if let slash = path.lastIndex(of: "/") { try Directories.make(String(path[..<slash])) }
    descriptor = Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError(path: path, operation: "write") }
  }

  private func write(_ entry: JournalEntry) throws(FileError) {
    let bytes = Array(entry.line.utf8) + [0x0A]
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileError(path: path, operation: "write") }
      done += count
    }
    guard fdatasync(descriptor) == 0 else { throw FileError(path: path, operation: "write") }
  }
}
