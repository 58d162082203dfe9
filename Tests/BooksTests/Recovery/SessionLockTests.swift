import Glibc
import Support
import Testing
import TestSupport

@testable import Books
@testable import Workbench

/// Who is alive is told by a lock, never by the number of a process.
@Suite("Locks of sessions")
struct SessionLockTests {
  private func journal(_ folder: String, lock: @escaping SessionLock.System) -> Journal {
    let journal = Journal(folder: folder, settings: [:], lock: lock)
    journal.append(JournalEntry(.input, time: 1))
    return journal
  }

  @Test func `a session is alive as long as its journal is open`() throws {
    try TemporaryFolder.use { folder in
      var living: Journal? = journal(folder, lock: SessionLock.system)
      let session = try #require(JournalFolder.sessions(in: folder).first)
      #expect(living?.lockProblem == nil && session.isAlive && session.claim() == nil)
      living = nil
      // The process of that number is this one, and alive.
      #expect(!session.isAlive)
      let claim = try #require(session.claim())
      // Who recovers it has it for himself.
      #expect(session.claim() == nil && session.isAlive)
      claim.markEnded()
      #expect(JournalFolder.sessions(in: folder).first?.isEnded == true)
    }
  }

  @Test func `where nothing can be locked the process is known by its start`() throws {
    try TemporaryFolder.use { folder in
      let refuse: SessionLock.System = { _, _ in
        errno = ENOLCK
        return -1
      }
      let living = journal(folder, lock: refuse)
      #expect(living.lockProblem == "No locks available")
      let session = try #require(JournalFolder.sessions(in: folder).first)
      #expect(session.isUnsure && session.isAlive)
      // Another process with the same number, or the same after the machine started anew.
      for (key, value) in [("start", "1"), ("boot", "another")] {
        var begin = try #require(session.begin)
        begin.settings[key] = value
        let name = folder + "/1-\(getpid()).jsonl"
        try AtomicFile.write(Array((begin.line + "\n").utf8), to: name)
        #expect(JournalFolder.sessions(in: folder).last?.isAlive == false)
      }
    }
  }

  @Test func `a lock that is refused for now is asked for again`() {
    let locks = Locks()
    #expect(SessionLock.take(0, by: locks.interruptedOnce) == .taken)
    #expect(SessionLock.take(0, by: { _, _ in Locks.fail(EWOULDBLOCK) }) == .held)
  }

  @Test func `a process that is dying is told from one that is not`() {
    #expect(!ProcessMark.isEnding(getpid()))
    #expect(ProcessMark.own.isAlive && !ProcessMark(number: getpid(), boot: "", start: "").isAlive)
  }

  @Test func `what a killed recovery has left goes`() throws {
    try TemporaryFolder.use { folder in
      try Directories.make(folder + "/5-4194400.files")
      try AtomicFile.write([1], to: folder + "/5-4194400.files/a.safetensors")
      try AtomicFile.write([1], to: folder + "/5-4194400.jsonl.new")
      let own = "\(folder)/5-\(getpid()).files"
      try Directories.make(own)
      JournalFolder.prune(folder)
      #expect(FolderListing.names(in: folder) == ["5-\(getpid()).files"])
    }
  }

  @Test func `a session that came back in another is not offered again`() throws {
    try TemporaryFolder.use { folder in
      let session = PromptSession(folder)
      session.type("a = 1")
      try session.copy(to: folder + "/journal")
      let lost = try #require(JournalFolder.sessions(in: folder + "/journal").last)
      #expect(!lost.isEnded)
      // Killed before it could mark the lost one: the new journal is whole, and says so.
      let again = PromptSession(folder)
      #expect(again.journal.adopt(lost, try lost.entries().entries, unfinished: nil))
      let found = try #require(JournalFolder.sessions(in: folder + "/journal").last)
      #expect(found.name == lost.name && found.isEnded)
    }
  }
}

/// What the system may answer.
private final class Locks: Sendable {
  static func fail(_ code: Int32) -> Int32 {
    errno = code
    return -1
  }

  let calls = Counter()
  var interruptedOnce: SessionLock.System {
    { [calls] _, _ in calls.next() == 1 ? Locks.fail(EINTR) : 0 }
  }
}

private final class Counter: @unchecked Sendable {
  // Sendable: one thread uses it.
  private var count = 0
  func next() -> Int {
    count += 1
    return count
  }
}
