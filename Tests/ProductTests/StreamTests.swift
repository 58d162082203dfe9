import Glibc
import Testing
import TestSupport
import Support

/// What happens to text on its way out.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct StreamTests {
  private let plot = ["-c", "plot tanh, -2..2"]

  @Test(arguments: [["-c", "1 + 1"], ["-c", "plot tanh, -2..2"], ["--version"], ["--help"]])
  func `a full disk ends with 74`(arguments: [String]) throws {
    let outcome = try Product.run(arguments, output: "/dev/full")
    #expect(outcome.status == 74)
  }

  @Test func `colours come on demand only`() throws {
    let escape = "\u{1B}["
    #expect(try !Product.run(plot).output.contains(escape))
    #expect(try Product.run(["--color=always"] + plot).output.contains(escape))
    #expect(try !Product.run(["--color=never"] + plot).output.contains(escape))
    let none = ["NO_COLOR": "1"]
    #expect(try !Product.run(plot, environment: none).output.contains(escape))
  }

  @Test func `a C locale gets nothing but ASCII`() throws {
    let program = """
      m = model 2 { dense 2, activation=tanh; dense 1 }
      summary m
      plot tanh, -2..2
      """
    let outcome = try Product.run(["-c", program], environment: ["LANG": "C", "LC_ALL": "C"])
    #expect(outcome.status == 0)
    #expect(outcome.output.utf8.allSatisfy { $0 < 0x80 })
    #expect(outcome.error.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func `a dumb terminal gets no control functions`() throws {
    try TemporaryFolder.use { folder in
      let binary = try #require(Product.binary)
      let terminal = try PseudoTerminal(
        [binary], environment: Product.surroundings(folder).merging(["TERM": "dumb"]) { $1 })
      try terminal.wait(forText: "nabla[1]>")
      terminal.type("6 * 7\r")
      try terminal.wait(forText: "42")
      terminal.type("\u{4}")
      #expect(terminal.exitStatus() == 0)
      #expect(!terminal.output.contains(0x1B))
    }
  }

  @Test func `a closed pipe ends quietly with 141`() throws {
    let binary = try #require(Product.binary)
    try TemporaryFolder.use { folder in
      let script =
        "\(binary) -c 'for i in 1..20000 { print(i) }' 2>\(folder)/err | head -n 1; "
        + "test ${PIPESTATUS[0]} = 141 && ! test -s \(folder)/err && echo quiet"
      let terminal = try PseudoTerminal(["/bin/bash", "-c", script])
      #expect(terminal.exitStatus() == 0)
      #expect(terminal.screen.text == "1\nquiet")
    }
  }
}
