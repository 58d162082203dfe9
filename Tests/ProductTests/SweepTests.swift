import Glibc
import Testing
import TestSupport

/// A sweep at a terminal: a line says how far it is, and Ctrl-C keeps what is finished.
@Suite(.enabled(if: Product.isThere, Product.skipReason), .serialized)
struct SweepTests {
  @Test func `a line says how far it is, and Ctrl-C keeps what is finished`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try Product.prompt(in: folder)
      terminal.type("d = generated(moons, 100)\r")
      try terminal.wait(forLine: "nabla[2]>")
      terminal.type(
        "s = sweep n in [1, 100000000] { train model 2 { dense 3; dense 1, activation=sigmoid }, d, epochs=n }\r"
      )
      try terminal.wait(for: "the line about it") {
        $0.cursorLine.hasPrefix("sweep: 1 of 2 done") && $0.cursorLine.contains("best accuracy")
      }
      terminal.type("\u{3}")
      try terminal.wait(forLine: "nabla[3]>")
      #expect(!terminal.screen.text.contains("sweep: 1 of 2"))
      #expect(terminal.screen.text.contains("stopped: 1 of 2 trainings is finished and kept"))
      terminal.type("s\r")
      try terminal.wait(forLine: "nabla[4]>")
      #expect(terminal.screen.text.contains("stopped by you: 1 of 2 trainings"))
      terminal.type("len(s.best.loss)\r")
      try terminal.wait(for: "the best run") { $0.lines.contains("1") }
      terminal.signal(SIGKILL)
      _ = terminal.exitStatus()
    }
  }
}
