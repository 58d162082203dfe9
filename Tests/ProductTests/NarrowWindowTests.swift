import Support
import TestSupport
import Testing

/// Windows of every width: what is shown breaks between words, never where the window ends.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct NarrowWindowTests {
  private static let program = """
    d = generated(moons, 40)
    long_name_of_a_model = model 2 { first_hidden: dense 3, activation=tanh; dense 1, activation=sigmoid }
    w = normal([4, 9])
    """

  @Test(arguments: [40, 60, 80, 110])
  func `no row is broken by the window`(columns: Int) throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array((Self.program + "\n").utf8), to: folder + "/p.nabla")
      let variables = Product.surroundings(folder)
      let terminal = try PseudoTerminal(
        [try #require(Product.binary), "--no-init"], environment: variables, rows: 120,
        columns: columns)
      try terminal.wait(forLine: "nabla[1]>")
      terminal.type(":load \(folder)/p.nabla\r")
      try terminal.wait(for: "the program") { $0.cursorLine == "nabla[2]>" }
      terminal.type("m = long_name_of_a_model\r")
      try terminal.wait(forLine: "nabla[3]>")
      var number = 3
      for (line, word) in [
        ("summary m", "first_hidden"), (":keys", "C-c pauses it"),
        (":list", "long_name_of_a_model"),
        ("w", "tensor[4, 9]"), ("d", "samples"), (":help", ":watch"), (":help watch", "expression"),
        (":explain E0307", "E0307"), ("?dense", "activation"), (":who", "model 2 -> 1"),
        ("cost m, batch_size=8", "training"), ("trace m, d.x[0:2]", "first_hidden"),
      ] {
        terminal.type("\u{C}")
        try terminal.wait(for: "a clear screen") {
          $0.row == 0 && $0.cursorLine == "nabla[\(number)]>"
        }
        terminal.type(line + "\r")
        if !line.hasPrefix(":") && !line.hasPrefix("?") { number += 1 }
        try terminal.wait(for: "the answer to \(line)") {
          $0.row > 0 && $0.cursorLine == "nabla[\(number)]>"
        }
        let rows = terminal.screen.lines
        for row in rows.dropFirst() {
          #expect(TextWidth.columns(of: row) < columns, "\(line)\n\(terminal.screen.text)")
        }
        let shown = rows.dropFirst().joined(separator: " ").split(separator: " ")
          .joined(separator: " ")
        #expect(shown.contains(word), "\(line)\n\(terminal.screen.text)")
      }
      terminal.type("\u{4}")
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test(arguments: [40, 60, 80, 110])
  func `a step in numbers fits`(columns: Int) throws {
    try TemporaryFolder.use { folder in
      let terminal = try PseudoTerminal(
        [try #require(Product.binary), "--no-init"], environment: Product.surroundings(folder),
        rows: 120, columns: columns)
      try terminal.wait(forLine: "nabla[1]>")
      for (number, line) in [
        "d = generated(moons, 40)", "m = model 2 { dense 5; dense 1 }",
        "r = train m, d, epochs=9000000, loss=mse &",
      ].enumerated() {
        terminal.type(line + "\r")
        try terminal.wait(for: "the next prompt") {
          $0.cursorLine.hasPrefix("nabla[\(number + 2)]")
        }
      }
      terminal.type(":pause r\r")
      try terminal.wait(forText: "r is paused at step")
      terminal.type("\u{C}:step\r")
      for (key, text) in [
        ("f", "[dense_1]"), ("l", "loss = "), ("b", "backward: "), ("u", "change of the"),
      ] {
        try terminal.wait(for: "the question") { $0.cursorLine.hasPrefix("-- Enter") }
        terminal.type(key)
        try terminal.wait(forText: text)
      }
      try terminal.wait(for: "the question") { $0.cursorLine.hasPrefix("-- Enter the next") }
      terminal.type("q")
      try terminal.wait(for: "the prompt") { $0.cursorLine.hasSuffix(">") }
      let rows = terminal.screen.lines
      let start = try #require(rows.firstIndex { $0.hasPrefix("step ") })
      for row in rows[start...].prefix(while: { !$0.hasPrefix("nabla[") }) {
        #expect(TextWidth.columns(of: row) < columns, "\(terminal.screen.text)")
      }
      terminal.type(":stop r\r:quit\r")
      _ = terminal.exitStatus()
    }
  }
}
