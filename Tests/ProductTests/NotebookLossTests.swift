import Books
import Glibc
import Support
import TestSupport
import Testing
import Workbench

/// What a signal, a crash or another program must not take from a notebook.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct NotebookLossTests {
  @Test(arguments: [SIGKILL, SIGTERM, SIGHUP])
  func `what was not saved comes back after a signal`(signal: Int32) throws {
    try TemporaryFolder.use { folder in
      let terminal = try NotebookRobot.open(NotebookRobot.sample, in: folder)
      terminal.type("j\r\u{5}00\u{1B}")
      try terminal.wait(for: "the end of editing") {
        $0.text.contains("x = 200") && $0.text.contains("COMMAND")
      }
      terminal.type("b\r# new\u{1B}")
      try terminal.wait(forText: "[2] # new")
      terminal.type(":run all\r")
      try terminal.wait(forText: "2000")
      terminal.signal(signal)
      #expect(terminal.exitStatus() == 128 + signal)
      #expect(try NotebookRobot.file(folder) == NotebookRobot.sample)
      let again = try NotebookRobot.open(nil, in: folder)
      try again.wait(forText: "were not saved: r)estore them")
      again.type("r")
      try again.wait(forText: "[2] # new")
      again.type("s")
      try again.wait(forText: "saved ")
      again.type("q")
      #expect(again.exitStatus() == 0)
      #expect(try NotebookRobot.file(folder).contains("x = 200\n"))
    }
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func `a training goes on after a signal from where it was`(signal: Int32) throws {
    try TemporaryFolder.use { folder in
      let terminal = try NotebookRobot.open(NotebookRobot.training, in: folder, rows: 40)
      terminal.type("j\u{5}")
      try terminal.wait(forText: "epoch ")
      terminal.signal(signal)
      #expect(terminal.exitStatus() == 128 + signal)
      let again = try NotebookRobot.open(nil, in: folder, rows: 40)
      again.type("\u{1B}")
      again.type("gj")
      again.type("k")
      again.type("j\u{5}")
      try again.wait(forText: "it goes on from step")
      // What is stopped before its first step is not paused.
      try again.wait(forText: "epoch ")
      again.type("\u{3}")
      try again.wait(forText: "c)ontinue")
      again.type("dy")
      try again.wait(forText: "COMMAND")
      again.type(":q!\r")
      #expect(again.exitStatus() == 0)
      #expect(FolderListing.names(in: folder + "/state/nabla/notebooks").isEmpty)
    }
  }

  @Test func `a file that changed on disk is noticed before it is written`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try NotebookRobot.open(NotebookRobot.sample, in: folder)
      terminal.type("Gb\rz\u{1B}")
      try terminal.wait(forText: "[3] z")
      let other = NotebookRobot.sample.replacing("Two lines", with: "Three lines")
      try AtomicFile.write(Array(other.utf8), to: folder + "/a.nabla.md")
      terminal.type("s")
      try terminal.wait(forText: "o)verwrite  r)eload")
      terminal.type("x")
      #expect(try NotebookRobot.file(folder) == other)
      terminal.type("sr")
      try terminal.wait(forText: "Three lines")
      terminal.type("q")
      #expect(terminal.exitStatus() == 0)
      #expect(try NotebookRobot.file(folder) == other)
    }
  }
}
