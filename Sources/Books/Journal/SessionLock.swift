import Glibc
import Support

/// Tells who is alive: a session holds a lock on its journal as long as its process lives.
///
/// The system takes it back however the process ends, and keeps it while one is suspended. Numbers of
/// processes tell neither: after a restart of the machine others have them.
enum SessionLock {
  /// What became of an attempt to take it.
  enum Outcome: Equatable {
    case taken
    /// Another process has it.
    case held
    /// The file system knows no locks; with the system's words.
    case unknown(String)
  }

  /// `flock`, or what a test puts in its place.
  typealias System = @Sendable (Int32, Int32) -> Int32

  static let system: System = { flock($0, $1) }

  /// Takes the lock of an open file without waiting for it.
  static func take(_ descriptor: Int32, shared: Bool = false, by lock: System = system) -> Outcome {
    while lock(descriptor, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
      switch errno {
      case EINTR: continue
      case EWOULDBLOCK: return .held
      default: return .unknown(String(cString: strerror(errno)))
      }
    }
    return .taken
  }

  /// Whether somebody holds the lock of a file; `nil` where that cannot be known.
  static func isHeld(_ path: String, by lock: System = system) -> Bool? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    switch take(descriptor, shared: true, by: lock) {
    case .taken: return false
    case .held: return true
    case .unknown: return nil
    }
  }
}

/// A process, so that it is known again: its number alone may be another's by now.
struct ProcessMark: Equatable {
  var number: Int32
  /// The start of the machine, and that of the process since then.
  var boot: String
  var start: String

  static var own: ProcessMark { ProcessMark(of: getpid()) }

  /// What has this number now.
  init(of number: Int32) {
    self.number = number
    boot = Self.text("/proc/sys/kernel/random/boot_id").filter { $0 != "\n" }
    start = Self.fields(of: number).count > 19 ? String(Self.fields(of: number)[19]) : ""
  }

  init(number: Int32, boot: String, start: String) {
    (self.number, self.boot, self.start) = (number, boot, start)
  }

  /// Whether the process is still there.
  var isAlive: Bool { self == ProcessMark(of: number) && !start.isEmpty }

  /// Whether a process has been told to die, and has only not come to it: until then its files are open.
  static func isEnding(_ number: Int32) -> Bool {
    let fields = fields(of: number)
    if let state = fields.first, state == "Z" || state == "X" { return true }
    // The flag PF_EXITING.
    if fields.count > 6, let flags = UInt64(fields[6]), flags & 4 != 0 { return true }
    return text("/proc/\(number)/status").split(separator: "\n").contains { line in
      guard line.hasPrefix("SigPnd:") || line.hasPrefix("ShdPnd:"),
        let pending = line.split(separator: "\t").last.flatMap({ UInt64($0, radix: 16) })
      else { return false }
      return pending & (1 << UInt64(SIGKILL - 1)) != 0
    }
  }

  /// From the state of the process on: its name before may hold anything.
  private static func fields(of number: Int32) -> [Substring] {
    let line = text("/proc/\(number)/stat")
    guard let end = line.lastIndex(of: ")") else { return [] }
    return line[line.index(after: end)...].split(separator: " ")
  }

  private static func text(_ path: String) -> String {
    String(decoding: (try? InputFile.read(path, limit: 1 << 16)) ?? [], as: UTF8.self)
  }
}
