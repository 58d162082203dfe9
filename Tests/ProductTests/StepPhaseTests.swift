import Support
import TestSupport
import Testing

/// `:step`, phase by phase, as a learner presses its keys.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct StepPhaseTests {
  private static let program = [
    "d = generated(moons, 40)", "m = model 2 { dense 3, activation=tanh; dense 1 }",
    "r = train m, d, epochs=9000000, loss=mse, batch_size=8 &",
  ]

  private func held(_ folder: String, rows: Int, columns: Int) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      [try #require(Product.binary), "--no-init"], environment: Product.surroundings(folder),
      rows: rows, columns: columns)
    try terminal.wait(forLine: "nabla[1]>")
    for (number, line) in Self.program.enumerated() {
      terminal.type(line + "\r")
      try terminal.wait(for: "the next prompt") {
        $0.cursorLine.hasPrefix("nabla[\(number + 2)]")
      }
    }
    terminal.type(":pause r\r")
    try terminal.wait(forText: "r is paused at step")
    try terminal.wait(for: "the prompt") { $0.cursorLine.hasPrefix("nabla[4]") }
    return terminal
  }

  private func press(_ key: String, until text: String, _ terminal: PseudoTerminal) throws {
    terminal.type(key)
    try terminal.wait(for: "`\(text)`", seconds: 60) {
      $0.text.contains(text) && $0.cursorLine.hasPrefix("-- Enter")
    }
  }

  @Test(arguments: [(24, 80), (40, 120)])
  func `a step is walked by phases, and weights move at the update alone`(
    rows: Int, columns: Int
  ) throws {
    try TemporaryFolder.use { folder in
      let terminal = try held(folder, rows: rows, columns: columns)
      try press(":step\r", until: "forward: x -> [dense] -> dense_1 -> loss", terminal)
      #expect(terminal.screen.text.contains("dense: y = tanh(x @ kernel + bias)"))
      try press("f", until: "x -> dense -> [dense_1] -> loss", terminal)
      try press("\r", until: "loss = mean((y - t)^2)", terminal)
      try press("b", until: "x <- dense <- [dense_1] <- loss", terminal)
      try press("b", until: "x <- [dense] <- dense_1 <- loss", terminal)
      // Leaving half-way: the run stands where it stood.
      terminal.type("q")
      try terminal.wait(forText: "no weight has moved: r is held before step")
      try press(":step\r", until: "forward: x -> [dense] -> dense_1 -> loss", terminal)
      try press("u", until: "change of the weight", terminal)
      try press("\r", until: "forward: x -> [dense]", terminal)
      terminal.type("\u{3}")
      try terminal.wait(for: "the prompt") { $0.cursorLine.hasPrefix("nabla[4]") }
      terminal.type(":stop r\r:quit\r")
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test func `without anybody at the keys all phases are told in words`() throws {
    let result = try Product.run(
      [], input: Self.program.joined(separator: "\n") + "\n:step r\n:stop r\n")
    let places = ["forward: x", "loss: x", "backward: x", "update: x"].map {
      result.output.firstRange(of: $0)?.lowerBound
    }
    #expect(
      !places.contains(nil) && places.compactMap(\.self) == places.compactMap(\.self).sorted())
    #expect(result.output.contains("change of the weight"), "\(result.output)")
  }
}
