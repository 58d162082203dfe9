import Glibc
import Support

/// A session that can be recovered.
public struct JournaledSession: Sendable {
  /// The journal.
  public let path: String
  /// When it began, in seconds since 1970.
  public let time: Int
  let process: Int32
  /// Whether it was left in good order.
  public let isEnded: Bool

  /// Whether the program that writes it still runs.
  public var isAlive: Bool { kill(process, 0) == 0 || errno == EPERM }

  /// Where its runs have kept their state.
  public var runFolder: String { String(path.dropLast(6)) + ".files" }

  /// Larger ones are not read.
  private static let limit = 256 << 20

  /// Its lines; one that was cut by a crash, and all after it, are left out.
  public func entries() throws(FileError) -> [JournalEntry] {
    var found: [JournalEntry] = []
    for line in try InputFile.read(path, limit: Self.limit).split(separator: 0x0A) {
      guard let entry = JournalEntry(line: line) else { break }
      found.append(entry)
    }
    return found
  }
}

/// The journals of all sessions of a user.
public enum JournalFolder {
  /// `$XDG_STATE_HOME/nabla/journal`.
  public static var path: String { Directories.state + "/journal" }

  /// How many are kept.
  static let capacity = 10

  /// Newest first.
  public static func sessions(in folder: String = path) -> [JournaledSession] {
    FolderListing.names(in: folder).compactMap { session(folder, $0) }
      .sorted { ($0.time, $0.process) > ($1.time, $1.process) }
  }

  /// Removes what is older than the newest ones, and not being written.
  public static func prune(_ folder: String = path) {
    for session in sessions(in: folder).filter({ !$0.isAlive }).dropFirst(capacity) {
      unlink(session.path)
      for name in FolderListing.names(in: session.runFolder) {
        unlink(session.runFolder + "/" + name)
      }
      rmdir(session.runFolder)
    }
  }

  private static func session(_ folder: String, _ name: String) -> JournaledSession? {
    guard name.hasSuffix(".jsonl") else { return nil }
    let parts = name.dropLast(6).split(separator: "-")
    guard parts.count == 2, let time = Int(parts[0]), let process = Int32(parts[1]), process > 0
    else { return nil }
    return JournaledSession(
      path: folder + "/" + name, time: time, process: process,
      isEnded: lastLine(of: folder + "/" + name).map { JournalEntry(line: $0)?.kind == .end }
        ?? false)
  }

  /// The last line, where it is short: longer ones are no end mark.
  private static func lastLine(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 256)
    let end = lseek(descriptor, 0, SEEK_END)
    let count = pread(descriptor, &bytes, bytes.count, max(0, end - off_t(bytes.count)))
    guard count > 0 else { return nil }
    return bytes[..<count].split(separator: 0x0A).last.map(Array.init)
  }
}
