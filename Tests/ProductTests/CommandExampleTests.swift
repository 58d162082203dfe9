import Support
import TestSupport
import Testing

/// Every example of a command in the manual, and every command that README names, at the prompt.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct CommandExampleTests {
  /// These take the whole screen, ask, or end the session; `NotebookTests`, `WalkTests`, `StepPhaseTests` and
  /// others type them.
  private static let elsewhere = [
    "open", "walk", "live", "fg", "wait", "replay", "forget", "watch", "page", "step",
  ]

  private func page() throws -> [String] {
    let outcome = try Product.run(["manual", "nabla.1"])
    return outcome.output.replacing("\\-", with: "-").replacing("\\e", with: "\\")
      .split(separator: "\n").map(String.init)
  }

  @Test func `every example is understood`() throws {
    let examples = try page().filter { $0.hasPrefix("example: :") }.map { $0.dropFirst(9) }
    #expect(examples.count > 15)
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array("1 + 1\n".utf8), to: folder + "/moons.nabla")
      for example in examples {
        let name = example.dropFirst().prefix { $0.isLetter }
        guard !Self.elsewhere.contains(String(name)) else { continue }
        let terminal = try Product.prompt(["--no-init"], in: folder)
        for (number, line) in [
          "x = [[1, 2]]", "d = generated(moons, 40)", "m = model 2 { dense 1, activation=sigmoid }",
          "y = x", "z = 1", "r = train m, d, epochs=9000000 &",
        ].enumerated() {
          terminal.type(line + "\r")
          try terminal.wait(for: "the next prompt") {
            $0.cursorLine.hasPrefix("nabla[\(number + 2)]")
          }
        }
        if name != "pause", ["bg", "continue"].contains(name) {
          terminal.type(":pause r\r")
          try terminal.wait(for: "the pause") { $0.cursorLine.contains("paused") }
        }
        let row = terminal.screen.row
        terminal.type(
          example.replacing("moons.", with: folder + "/moons.")
            .replacing("r.safetensors", with: folder + "/r.safetensors") + "\r")
        try terminal.wait(for: "an answer to \(example)") {
          $0.row != row && $0.cursorLine.hasPrefix("nabla[") || $0.text.contains("y or n")
        }
        for word in ["usage:", "error E", "no command", "no example", "no help", "cannot be"] {
          #expect(!terminal.screen.text.contains(word), "\(terminal.screen.text)")
        }
      }
    }
  }

  @Test func `README names commands, subcommands and targets that there are`() throws {
    func text(_ name: String) throws -> String {
      let path = SourceFiles.root() + "/" + name
      return String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
    }
    let manual = try page()
    let (readme, makefile) = (ReadmeText(try text("README.md")), try text("Makefile"))
    let lines =
      readme.spans
      + readme.blocks.flatMap { block in
        block.language == "sh" ? block.lines : block.inputs.map(\.text)
      }
    #expect(lines.count > 50)
    for line in lines {
      for word in line.split(separator: " ") where word.hasPrefix(":") {
        let name = word.dropFirst().prefix { $0.isLetter }
        // The notebook's own are told by its key card.
        guard name.count > 1 else { continue }
        #expect(manual.contains { $0 == ".B :\(name)" || $0.hasPrefix(".B :\(name) ") }, "\(line)")
      }
      let words = line.split(separator: " ")
      guard words.count > 1 else { continue }
      if words[0] == "make" {
        #expect(makefile.contains("\n\(words[1]):"), "\(line)")
      }
      if words[0] == "nabla", words[1].allSatisfy(\.isLetter) {
        #expect(manual.contains(".SH NABLA \(words[1].uppercased())"), "\(line)")
      }
      for word in words where word.hasPrefix("sessions/") && word.hasSuffix(".md") {
        #expect(throws: Never.self, "\(line)") { try text(String(word)) }
      }
    }
  }
}
