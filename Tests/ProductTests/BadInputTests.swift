import Testing
import TestSupport
import Support

/// Every mistake gives one clear message with a hint; the next line finds all values as they were.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct BadInputTests {
  /// Lines before and after the mistake, as a pipe into the prompt.
  private func answer(to mistake: String, environment: [String: String] = [:]) throws -> Outcome {
    let lines = """
      keep = 41
      xor = table([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
      m = model 2 { dense 2, activation=tanh; dense 1, activation=sigmoid }
      \(mistake)
      keep + 1

      """
    return try Product.run([], input: lines, environment: environment)
  }

  @Test(arguments: [
    ("sigmiod(2)", "there is no function called `sigmiod`", "did you mean `sigmoid`?"),
    ("n = model 2 { dens 3 }", "there is no layer called `dens`", "did you mean `dense`?"),
    ("keeb", "there is no value called `keeb`", "did you mean `keep`?"),
    ("relu(2, 3)", "relu takes 1 value, not 2", "count"),
    ("mean([1, 2], axes=0)", "mean has no argument `axes`", "did you mean `axis`?"),
    ("dense 3", "there is no command called `dense`", "layers stand in a model"),
    ("[1, 2, 3] + [1, 2]", "`+` cannot combine shapes [3] and [2]", "must be equal or 1"),
    ("[[1, 2, 3]] @ [[1, 2]]", "`@` cannot multiply [1, 3] and [1, 2]", "the last axis"),
    ("[[1, 2], [3]]", "the rows have different lengths: 2 and 1", "equally long"),
    ("[1, 2, 3][5]", "index 5 is outside axis 0, which has 3 entries", "from -3 to 2"),
    (
      "predict m, [[1, 2, 3]]", "m takes samples [batch, 2] but the data are [batch, 3]",
      "2 numbers"
    ),
    ("train m, [1, 2]", "`data` of train must be a data set, not tensor[2]", "table(x, y)"),
    ("train m", "train needs `data`: a data set", "table(x, y)"),
    ("train m, xor, epochs=0", "must be at least 1, not 0", "?train"),
    ("train m, xor, optimizer=adamm", "unknown optimizer `adamm`", "did you mean `adam`?"),
    ("\"abc", "this text is never closed", "put `\"` at its end"),
    (")", "`)` closes nothing", "remove it"),
    ("serve 3", "`model` of serve must be a model, not 3", "m = model"),
    ("zeros([100000, 100000])", "zeros needs about", "make fewer numbers"),
    ("load \"/tmp\"", "cannot read \"/tmp\": Is a directory", "name a file inside"),
    ("csv(\"/tmp\", target=\"y\")", "cannot read \"/tmp\": Is a directory", "name a file inside"),
    ("csv(\"/none.csv\")", "cannot read \"/none.csv\": No such file", "check the name"),
    (
      "big = model 10000000 { dense 1000 }", "would have 10,000,001,000 parameters",
      "smaller layers"
    ),
  ])
  func `a mistake gets one message and a hint`(mistake: String, message: String, hint: String)
    throws
  {
    let outcome = try answer(to: mistake)
    #expect(outcome.error.contains(message), "\(outcome.error)")
    #expect(outcome.error.count(of: "error E") == 1, "\(outcome.error)")
    let hints = outcome.error.split(separator: "\n").filter { $0.hasPrefix("hint: ") }
    #expect(hints.count == 1 && hints.allSatisfy { hint.isEmpty || $0.contains(hint) }, "\(hints)")
    #expect(outcome.output.hasSuffix("42\n"))
    #expect(outcome.status == 0)
  }

  @Test func `a bracket that is never closed ends at two empty lines, or before a command`() throws
  {
    for end in ["\n\n", ":version"] {
      let outcome = try answer(to: "sum([1, 2\n" + end)
      #expect(outcome.error.contains("`(` is never closed"), "\(outcome.error)")
      #expect(outcome.output.hasSuffix("42\n"))
    }
  }

  @Test(arguments: ["(", "[", "{", "-", "not ", "f(", "x -> "])
  func `ten thousand of anything nested is refused`(opening: String) throws {
    let outcome = try answer(to: "y = " + String(repeating: opening, count: 10_000) + "1")
    #expect(outcome.error.contains("error E09") || outcome.error.contains("error E02"))
    #expect(outcome.error.contains("hint: "))
    #expect(outcome.error.utf8.count < 2000)
    #expect(outcome.output.hasSuffix("42\n"))
  }

  @Test func `a line of ten megabytes is left out`() throws {
    let outcome = try answer(to: "y = " + String(repeating: "1+", count: 5_000_000) + "1")
    #expect(
      outcome.error.contains("error E0901: an input is longer than the limit of 1,048,576 bytes"))
    #expect(outcome.error.contains("hint: put data into a file"))
    #expect(outcome.output.hasSuffix("42\n"))
  }

  @Test func `an open bracket before ten megabytes of lines takes a moment only`() throws {
    let lines = String(repeating: "2, 3,\n", count: 1_700_000)
    let outcome = try answer(to: "y = [\n" + lines + "1]\n\n")
    #expect(outcome.error.contains("error E0901"))
    #expect(outcome.output.hasSuffix("42\n"))
  }

  @Test func `labels outside 0..1 are told before the training`() throws {
    let outcome = try answer(
      to: "ten = table([[0, 1], [1, 0]], [0, 9]); train m, ten, epochs=2, loss=binary_crossentropy")
    #expect(outcome.error.contains("labels go from 0 to 9, but `binary_crossentropy` wants 0..1"))
    #expect(outcome.error.contains("hint: "))
    #expect(outcome.output.hasSuffix("42\n"))
  }

  @Test func `a learning rate of 1e9 ends the training with the layer named`() throws {
    let outcome = try answer(
      to: "l = model 2 { dense 9; dense 1 }; "
        + "train l, xor, epochs=99, optimizer=sgd(1e9), loss=mean_squared_error")
    #expect(outcome.error.contains("the first value that is not finite came out of"))
    #expect(
      outcome.error.contains(
        "hint: learning_rate 1000000000: make the model again, then `optimizer=sgd(0.001)`"))
    #expect(outcome.output.hasSuffix("42\n"))
  }

  @Test(arguments: ["/proc/m.safetensors", "/etc/passwd/m.safetensors", "/none/m.safetensors"])
  func `a place that takes no files is told`(path: String) throws {
    let outcome = try answer(to: "save m, \"\(path)\"")
    #expect(outcome.error.contains("cannot write \"\(path)\""), "\(outcome.error)")
    #expect(outcome.error.contains("hint: "))
    #expect(outcome.output.hasSuffix("42\n"))
  }

  @Test func `a data file that is cut short is told`() throws {
    try TemporaryFolder.use { folder in
      let names = [
        "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz",
        "t10k-labels-idx1-ubyte.gz",
      ]
      for (index, name) in names.enumerated() {
        let bytes = try InputFile.read(Product.fixtures + "/mnist/" + name, limit: 1 << 24)
        let kept = index == 0 ? Array(bytes.prefix(bytes.count / 2)) : bytes
        try AtomicFile.write(kept, to: folder + "/" + name)
      }
      let outcome = try Product.run(
        ["--data", folder], input: "keep = 41\nd = data mnist { rescale 1/255 }\nkeep + 1\n")
      #expect(outcome.error.contains("error E05"), "\(outcome.error)")
      #expect(outcome.error.contains(names[0]) && outcome.error.contains("hint: "))
      #expect(outcome.output == "42\n")
    }
  }
}

extension String {
  fileprivate func count(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(part) { count += 1 }
      rest.removeFirst()
    }
    return count
  }
}
