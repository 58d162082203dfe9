import Glibc
import Support
import TestSupport
import Testing

/// The line in the user's own editor: C-x C-e.
@Suite("The line in an editor")
struct EditorTests {
  private func started(_ script: String, _ folder: String) throws -> PseudoTerminal {
    let editor = folder + "/editor"
    try AtomicFile.write(Array("#!/bin/sh\n\(script)\n".utf8), to: editor)
    chmod(editor, 0o700)
    let terminal = try PseudoTerminal(
      [BuiltProduct.path("terminal-probe")],
      environment: ["XDG_STATE_HOME": folder, "VISUAL": editor, "PATH": "/usr/bin:/bin"], rows: 24,
      columns: 80)
    try terminal.wait(for: "prompt") { $0.cursorLine == "nabla[1]>" }
    return terminal
  }

  @Test func `it comes back as the editor left it, to be run or changed`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try started("printf 'edited %s' \"$(cat \"$1\")\" > \"$1\"", folder)
      terminal.type("half\u{18}\u{5}")
      try terminal.wait(forLine: "nabla[1]> edited half")
      terminal.type(" more\r")
      try terminal.wait(forText: "echo <edited half more>")
    }
  }

  @Test func `an editor that fails leaves the line as it was`() throws {
    try TemporaryFolder.use { folder in
      let terminal = try started("printf lost > \"$1\"; exit 1", folder)
      terminal.type("half\u{18}\u{5}")
      try terminal.wait(for: "the line again") { $0.cursorLine == "nabla[1]> half" }
      terminal.type("\r")
      try terminal.wait(forText: "echo <half>")
    }
  }
}
