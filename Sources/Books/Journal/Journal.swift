import Glibc
import Support
import Synchronization
import Workbench

/// The journal of one session: one line for each input, on the disk before the next prompt, and one
/// for each training when it begins.
///
/// The file comes with the first line, so that looking around leaves none, and is locked until the
/// process ends. Runs keep their state in a folder beside it.
package final class Journal: Sendable {
  /// The file, which comes with the first line.
  package let path: String
  private let settings: [String: String]
  private let state: Mutex<State>
  private let lock: SessionLock.System
  private let writer: Writer

  /// `write` of the system, or what a test puts in its place.
  typealias Writer = @Sendable (Int32, UnsafeRawPointer?, Int) -> Int

  private struct State {
    var descriptor: Int32 = -1
    /// What had run before the session began, for the first line.
    var prologue: [String]
    /// The first failure.
    var problem: FileError?
    /// Why the file has no lock.
    var lockProblem: String?
    var isBegun = false
    /// Lines that are not in the file yet, and how long the file is without them.
    var pending: [UInt8] = []
    var length = 0
    /// Whether so much could not be written that the rest would have a gap before it.
    var isGivenUp = false
    /// Of a session that came back in this one: its name, and with what it began.
    var recovered: [String: String] = [:]
    /// Names of kept runs.
    var runs: Set<String> = []
    /// States of runs that could not be written, by their files.
    var unkept: [String: @Sendable () throws -> Void] = [:]
  }

  /// A journal in that folder, with what the session began with: its settings, and what had run before.
  package convenience init(folder: String, settings: [String: String], prologue: [String] = []) {
    self.init(
      folder: folder, settings: settings, prologue: prologue, lock: SessionLock.system)
  }

  init(
    folder: String, settings: [String: String], prologue: [String] = [],
    lock: @escaping SessionLock.System = SessionLock.system,
    writer: @escaping Writer = { Glibc.write($0, $1, $2) }
  ) {
    // Sessions of other machines may have a process of the same number.
    var second = time(nil)
    let kind = JournalFile.signature
    func name() -> String { "\(folder)/\(second)-\(getpid())" + kind.suffix }
    while InputFile.exists(name()) || InputFile.exists(kind.companion(of: name())) { second += 1 }
    path = name()
    let own = ProcessMark.own
    self.settings = settings.merging(
      ["journal": "\(JournaledSession.version)", "boot": own.boot, "start": own.start]
    ) { given, _ in given }
    (self.lock, self.writer) = (lock, writer)
    state = Mutex(State(prologue: prologue))
  }

  deinit {
    let descriptor = state.withLock { $0.descriptor }
    if descriptor >= 0 { Glibc.close(descriptor) }
  }

  /// Where runs keep their state.
  package var runFolder: String { JournalFile.signature.companion(of: path) }

  /// Seconds since 1970.
  package var now: Int { time(nil) }

  /// The first failure; what could not be written is tried again with the next line.
  package var problem: FileError? { state.withLock { $0.problem } }

  /// Whether all that was to be written is.
  package var isWhole: Bool {
    state.withLock { $0.pending.isEmpty && $0.unkept.isEmpty && !$0.isGivenUp }
  }

  /// Takes the failure as told: one that comes later is another.
  package func forgetProblem() { state.withLock { $0.problem = nil } }

  /// Why it cannot be told that this session is alive.
  package var lockProblem: String? { state.withLock { $0.lockProblem } }

  /// Adds a line, and waits until it is on the disk.
  package func append(_ entry: JournalEntry) { append([entry]) }

  /// Adds lines, of which all are there or none where they are the first.
  package func append(_ entries: [JournalEntry]) {
    // A line is whole or not there, whatever the user asks for meanwhile.
    Interrupt.ignoring {
      state.withLock { state in
        for entry in entries { state.pending += Self.bytes(entry) }
        write(&state, isSynced: true)
      }
      for (path, write) in state.withLock({ $0.unkept }) { keep(path, write) }
    }
  }

  /// Writes the state of a run; what cannot be written, on a full disk, is tried again with the next
  /// line, and told once.
  func keep(_ path: String, _ write: @escaping @Sendable () throws -> Void) {
    do {
      try write()
      state.withLock { $0.unkept[path] = nil }
    } catch {
      state.withLock { state in
        state.unkept[path] = write
        if state.problem == nil, let error = error as? FileError { state.problem = error }
      }
    }
  }

  /// Adds a line that the next one takes to the disk, or `flush`; nobody waits.
  package func announce(_ entry: JournalEntry) {
    Interrupt.ignoring { state.withLock { $0.pending += Self.bytes(entry) } }
  }

  /// Gives all lines to the system, so that they outlive the process.
  package func flush() {
    state.withLock { state in
      if !state.pending.isEmpty { write(&state, isSynced: false) }
    }
  }

  /// A name for the kept state of a run of this identity, which no other run has.
  func runName(_ identity: String) -> String {
    state.withLock { state in
      var number = 1
      while !state.runs.insert("\(identity)-\(number)").inserted { number += 1 }
      return "\(identity)-\(number)"
    }
  }

  /// Takes over all that the journal of a lost session has; answers whether it is on the disk.
  ///
  /// The state of its runs comes first, then all lines at once: whatever happens on the way, one of
  /// the two journals is whole.
  package func adopt(
    _ session: JournaledSession, _ entries: [JournalEntry], unfinished: JournalEntry?
  ) -> Bool {
    let names = FolderListing.names(in: session.runFolder).filter(SafetensorsFile.signature.canName)
    if !names.isEmpty {
      do throws(FileError) {
        try Directories.make(runFolder)
        for name in names {
          let (from, to) = (session.runFolder + "/" + name, runFolder + "/" + name)
          guard link(from, to) != 0 else { continue }
          try AtomicFile.write(InputFile.read(from, limit: 16 << 30), to: to)
        }
      } catch {
        state.withLock { $0.problem = error }
        return false
      }
    }
    let kinds: Set<JournalEntry.Kind> = [
      .input, .undo, .discard, .dropped, .forget, .train, .trained,
    ]
    let begin = entries.first { $0.kind == .begin }
    let own: Set = ["journal", "boot", "start", "lock", "version"]
    var recovered = (begin?.settings ?? [:]).filter { !own.contains($0.key) }
    recovered["recovered"] = session.name
    state.withLock { state in
      (state.prologue, state.recovered) = (begin?.records ?? [], recovered)
      state.runs.formUnion(names.map { SafetensorsFile.signature.stem(of: $0) })
      state.runs.formUnion(entries.compactMap { $0.facts["run"] })
    }
    append(entries.filter { kinds.contains($0.kind) } + [unfinished].compactMap(\.self))
    return problem == nil
  }

  /// Marks the session as left in good order; without inputs nothing is left behind.
  package func end() { close(.end) }

  /// Marks the session as told to end.
  package func leave() { close(.leave) }

  private func close(_ kind: JournalEntry.Kind) {
    guard state.withLock({ $0.isBegun || !$0.pending.isEmpty }) else { return }
    append(JournalEntry(kind, time: now))
  }
}

extension Journal {
  private static func bytes(_ entry: JournalEntry) -> [UInt8] { Array(entry.line.utf8) + [0x0A] }

  private func write(_ state: inout State, isSynced: Bool) {
    guard !state.isGivenUp else { return state.pending = [] }
    do throws(FileError) {
      if state.isBegun {
        try put(state.pending, at: state.length, state.descriptor, isSynced)
      } else {
        try begin(&state)
      }
      state.length += state.pending.count
      state.pending = []
    } catch {
      // What is half written goes, so that the next line does not stand behind it.
      if state.isBegun { _ = ftruncate(state.descriptor, off_t(state.length)) }
      if state.problem == nil { state.problem = error }
      if state.pending.count > 16 << 20 { (state.pending, state.isGivenUp) = ([], true) }
    }
  }

  /// Makes the file, which is locked and whole when it gets its name.
  private func begin(_ state: inout State) throws(FileError) {
    if let slash = path.lastIndex(of: "/") { try Directories.make(String(path[..<slash])) }
    let new = JournalFile.signature.stem(of: path) + JournalFile.newSuffix
    unlink(new)
    let descriptor = Glibc.open(new, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError(path: path, operation: "write") }
    var settings = settings
    if case .unknown(let reason) = SessionLock.take(descriptor, by: lock) {
      settings["lock"] = "none"
      state.lockProblem = reason
    }
    settings.merge(state.recovered) { $1 }
    var begin = JournalEntry(.begin, time: now)
    begin.settings = settings
    begin.records = state.prologue
    let first = Self.bytes(begin)
    do throws(FileError) {
      try put(first + state.pending, at: 0, descriptor, true)
      guard rename(new, path) == 0 else { throw FileError(path: path, operation: "write") }
    } catch {
      Glibc.close(descriptor)
      unlink(new)
      throw error
    }
    (state.descriptor, state.isBegun, state.length) = (descriptor, true, first.count)
  }

  private func put(
    _ bytes: [UInt8], at start: Int, _ descriptor: Int32, _ isSynced: Bool
  ) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        writer(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileError(path: path, operation: "write") }
      done += count
    }
    guard !isSynced || fdatasync(descriptor) == 0 else {
      throw FileError(path: path, operation: "write")
    }
  }
}
