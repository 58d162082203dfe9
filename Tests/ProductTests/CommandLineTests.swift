import Testing
import TestSupport
import Support

/// The ways to start the program, and what it leaves with.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct CommandLineTests {
  @Test(arguments: [
    ("sigmoid(2)", "0.880797\n"), ("-3 + 1", "-2\n"), ("a = 2; a * 3", "6\n"), ("", ""),
  ])
  func `a text on the command line runs whatever it begins with`(program: String, answer: String)
    throws
  {
    let outcome = try Product.run(["-c", program])
    #expect(outcome.status == 0)
    #expect(outcome.output == answer)
    #expect(outcome.error == "")
  }

  @Test func `words of the command line are explained at the prompt`() throws {
    let help = try Product.run(["--help"]).output
    let listed = try #require(help.split(separator: "SUBCOMMANDS:").last)
      .split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }.filter { $0 != "See" }
    #expect(listed.count > 15)
    let said = try Product.run([], input: listed.map { "?\($0)\n" }.joined())
    #expect(!(said.output + said.error).contains("no help for"), "\(said)")
    #expect(said.output.contains("nabla convert m.keras m.onnx"), "\(said.output)")
    #expect(try Product.run(["run", "--help"]).output.contains("beside itself"))
  }

  @Test func `more digits are shown where they are asked for, and six are saved`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/digits.nabla.md"
      let outcome = try Product.run(
        [], input: ":set digits 17\n1/3\nprint 1/3, [0.5, 1/3]\n:set digits 99\n:save \(path)\n")
      #expect(
        outcome.output.hasPrefix(
          "0.33333333333333331\n0.33333333333333331 [0.5, 0.33333333333333331]\n"))
      #expect(outcome.error.contains("digits is a whole number from 6 to 17"))
      let saved = String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
      #expect(saved.contains("\n0.333333\n") && !saved.contains("0.3333333"))
      #expect(try Product.run(["verify", path]).status == 0)
    }
  }

  @Test func `a hyphen reads the program from standard input`() throws {
    let outcome = try Product.run(["-"], input: "tanh(2)")
    #expect(outcome.status == 0)
    #expect(outcome.output == "0.964028\n")
  }

  @Test func `a file runs`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/sum.nabla"
      try AtomicFile.write(Array("x = [1, 2, 3]\r\nsum(x)\r\n".utf8), to: path)
      let outcome = try Product.run([path])
      #expect(outcome.status == 0)
      #expect(outcome.output == "6\n")
    }
  }

  @Test func `lines of a pipe run one by one, without prompts and colours`() throws {
    let outcome = try Product.run([], input: "a = [1,\n  2]\nsum(a)\n:who\na * 2\n")
    #expect(outcome.status == 0)
    #expect(!outcome.output.contains("nabla["))
    #expect(!outcome.output.contains("\u{1B}") && !outcome.error.contains("\u{1B}"))
    #expect(outcome.output.hasPrefix("3\n"))
  }

  @Test(arguments: [["--help"], ["run", "--help"], ["verify", "-h"], ["walk", "--help"]])
  func `help goes to standard output`(arguments: [String]) throws {
    let outcome = try Product.run(arguments)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("USAGE: nabla"))
    #expect(outcome.error == "")
  }

  @Test func `help of the command line names the options of the prompt`() throws {
    let help = try Product.run(["--help"]).output
    for option in ["--threads", "--data", "--color", "--plain", "--seed", "--no-init", "-c"] {
      #expect(help.contains(option))
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `a completion script names the subcommands and options`(shell: String) throws {
    let outcome = try Product.run(["completions", shell])
    #expect(outcome.status == 0)
    for word in ["verify", "walk", "threads", "plain"] { #expect(outcome.output.contains(word)) }
    #expect(outcome.error == "")
  }

  @Test func `an unknown shell is a usage error that names the known ones`() throws {
    let outcome = try Product.run(["completions", "tcsh"])
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("bash") && outcome.error.contains("fish"))
  }

  @Test func `the version is one line`() throws {
    let outcome = try Product.run(["--version"])
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("nabla ") && outcome.output.split(separator: "\n").count == 1)
  }

  @Test(arguments: [
    ["--nonsense"], ["-c"], ["--threads", "0"], ["--threads", "many"], ["--color=red"],
    ["run"], ["verify"], ["walk", "a", "b"], ["a.nabla", "b.nabla"],
  ])
  func `a usage mistake is told on standard error`(arguments: [String]) throws {
    let outcome = try Product.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.output == "")
    #expect(outcome.error.contains("Usage: nabla"))
    #expect(!outcome.error.contains("Usage: nabla prompt"))
  }

  @Test(arguments: ["/nonexistent/file.nabla", "/tmp", "/proc/self/mem"])
  func `a file that cannot be read ends with 2`(path: String) throws {
    let outcome = try Product.run([path])
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.error.hasPrefix("error E05"))
    #expect(outcome.error.contains(path) && outcome.error.contains("\nhint: "))
  }

  @Test(arguments: [
    ["--memory", "\u{1B}]0;x\u{7}", "-c", "1"], ["--\u{1B}]0;x\u{7}"], ["--seed", "\u{1B}[31m"],
    ["completions", "\u{1B}]0;x\u{7}"],
  ])
  func `a usage mistake shows no control characters raw`(arguments: [String]) throws {
    let outcome = try Product.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("<U+001B>"))
    #expect(!(outcome.error + outcome.output).contains { $0 == "\u{1B}" || $0 == "\u{7}" })
  }

  @Test func `a file that is no UTF-8 ends with 2`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/picture.nabla"
      try AtomicFile.write([0x78, 0xFF, 0xFE, 0x00], to: path)
      let outcome = try Product.run([path])
      #expect(outcome.status == 2)
      #expect(outcome.error.contains("is not UTF-8 text\nhint: save it as UTF-8"))
    }
  }

  @Test func `the first wrong value ends a program with 1`() throws {
    let outcome = try Product.run(["-c", "1 + 1\n[1, 2, 3][5]\n3"])
    #expect(outcome.status == 1)
    #expect(outcome.output == "2\n")
    #expect(outcome.error.contains("index 5 is outside axis 0"))
  }

  @Test func `nothing runs where a word is unknown`() throws {
    let outcome = try Product.run(["-c", "1 + 1\nsigmiod(2)\nx = dens"])
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(outcome.error.contains("did you mean `sigmoid`?"))
  }

  @Test func `other threads give the same numbers`() throws {
    let program = """
      seed 3; d = data generated(circle, 300); m = model 2 { dense 16, activation=tanh; dense 1, activation=sigmoid }
      r = train m, d, epochs=3, optimizer=adam, loss=binary_crossentropy; sum(predict(m, d.x)); m.dense.kernel
      """
    let one = try Product.run(["--threads", "1", "-c", program])
    let two = try Product.run(["--threads", "2", "-c", program])
    #expect(one.output == two.output)
    #expect(one.status == 0, "\(one.error)")
  }
}
