import Glibc
import Support
import Workbench

/// A session that can be recovered.
package struct JournaledSession: Sendable {
  /// The newest form of journals that this program reads.
  static let version = 2

  /// The journal.
  package let path: String
  /// When it began, in seconds since 1970.
  package let time: Int
  let process: Int32
  /// Whether it was left in good order, or has come back already.
  package internal(set) var isEnded: Bool
  /// One of the last lines says that it was told to end.
  private let isLeaving: Bool
  /// The first line.
  let begin: JournalEntry?

  /// `nil` for a file that is no journal.
  init?(_ folder: String, _ name: String) {
    guard JournalFile.signature.canName(name) else { return nil }
    let parts = JournalFile.signature.stem(of: name).split(separator: "-")
    guard parts.count == 2, let time = Int(parts[0]), let process = Int32(parts[1]), process > 0
    else { return nil }
    (path, self.time, self.process) = (folder + "/" + name, time, process)
    let ends = Self.ends(of: path)
    begin = ends.first.flatMap { JournalEntry(line: $0) }.flatMap { $0.kind == .begin ? $0 : nil }
    let kinds = ends.last.map { JournalEntry(line: $0)?.kind }
    (isEnded, isLeaving) = (kinds.last == .end, kinds.contains(.leave))
  }

  /// How other journals call it.
  package var name: String {
    String(JournalFile.signature.stem(of: path).split(separator: "/").last ?? "")
  }

  /// Where its runs have kept their state.
  package var runFolder: String { JournalFile.signature.companion(of: path) }

  /// Whether the program that writes it still runs.
  package var isAlive: Bool { isAlive(by: SessionLock.system) }

  func isAlive(by lock: SessionLock.System) -> Bool {
    if begin?.settings["lock"] != "none", begin?.settings["start"] != nil,
      let isHeld = SessionLock.isHeld(path, by: lock)
    {
      return isHeld
    }
    // Without a lock, and in journals of earlier versions.
    guard let boot = begin?.settings["boot"], let start = begin?.settings["start"], !start.isEmpty
    else { return kill(process, 0) == 0 || errno == EPERM }
    return ProcessMark(number: process, boot: boot, start: start).isAlive
  }

  /// Whether it could not be locked, so that on another machine it may be on.
  package var isUnsure: Bool { begin?.settings["lock"] == "none" }

  /// Waits for a session that is about to end, killed or told to: a moment ago it was there.
  package func awaitEnd() {
    guard !isEnded else { return }
    for _ in 0..<1000 where isAlive {
      guard isLeaving || ProcessMark.isEnding(process) else { return }
      poll(nil, 0, 10)
    }
  }

  /// Takes the session for a recovery: as long as the answer is kept nobody else does. `nil` where
  /// somebody has it.
  package func claim() -> SessionClaim? {
    let descriptor = open(path, O_RDWR | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    if SessionLock.take(descriptor) == .held {
      close(descriptor)
      return nil
    }
    return SessionClaim(descriptor)
  }

  /// Larger ones are not read.
  private static let limit = 256 << 20

  /// Its lines, and what is wrong with the first that cannot be read; all after that are left out.
  package func entries() throws(FileError) -> (entries: [JournalEntry], problem: JournalProblem?) {
    var found: [JournalEntry] = []
    let lines = try InputFile.read(path, limit: Self.limit).split(
      separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      guard let entry = JournalEntry(line: line) else {
        let rest = lines[(index + 1)...].count { !$0.isEmpty }
        return (found, rest == 0 ? .cut : .damaged(line: index + 1, lost: rest))
      }
      if let text = entry.settings["journal"], let version = Int(text), version > Self.version {
        return ([], .newer(version, known: Self.version))
      }
      found.append(entry)
    }
    return (found, nil)
  }

  /// What was typed; an input that was cut off in a training has no line of its own.
  package static func inputs(_ entries: [JournalEntry]) -> [String] {
    var found: [String] = []
    var open: String?
    for entry in entries where !entry.source.isEmpty {
      switch entry.kind {
      case .input:
        found.append(entry.source)
        open = nil
      case .train: open = entry.source
      default: break
      }
    }
    return found + [open].compactMap(\.self)
  }

  /// The first line, and the last ones.
  private static func ends(of path: String) -> (first: [UInt8]?, last: [[UInt8]]) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return (nil, []) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let end = lseek(descriptor, 0, SEEK_END)
    var count = pread(descriptor, &bytes, bytes.count, max(0, end - off_t(bytes.count)))
    guard count > 0 else { return (nil, []) }
    let last = bytes[..<count].split(separator: 0x0A).map(Array.init)
    bytes = [UInt8](repeating: 0, count: 1 << 16)
    count = pread(descriptor, &bytes, bytes.count, 0)
    return (bytes[..<max(0, count)].split(separator: 0x0A).first.map(Array.init), last)
  }
}

/// A lost session that is being recovered; nobody else takes it.
package final class SessionClaim {
  private let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Marks the session as taken care of.
  package func markEnded() {
    // Behind a line that a crash has cut.
    let line = Array(("\n" + JournalEntry(.end, time: time(nil)).line + "\n").utf8)
    _ = write(descriptor, line, line.count)
  }
}
