import Support
import Testing
import TestSupport
import Workbench
import WorkbenchTestSupport

@Suite("Texts at the prompt")
struct TextDataTests {
  private func run(_ program: String, on text: String = "so it goes, so it went\n") throws -> String
  {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(text.utf8), to: folder + "/poem.txt")
      return Transcript(folder: folder).run(program)
    }
  }

  @Test func `a text prints its windows and its vocabulary`() throws {
    #expect(
      try run("poem = data text(\"poem.txt\") { split 70%, 30%; chars 4 }\npoem") == """
        data poem: poem.txt
          split  samples  x             y
          train       12  [4] int 0..7  [4] int 0..7
          test         3  [4] int 0..8  [4] int 0..8
          vocab  9: 8 characters, unknown
        """)
  }

  @Test func `pairs print both inputs`() throws {
    #expect(
      printed(
        "pairs = data generated(number_names, 10, below=10) { tokens characters, target=8 }\npairs"
      ) == """
        data pairs: number_names
          split  samples  source         target         y
          train       10  [1] int 1..10  [8] int 0..17  [8] int 0..17
          vocab  source 11: 10 characters, padding
                 target 18: 15 characters, padding, start, end
        """)
  }

  @Test func `fields tell the vocabulary, and rows are taken one by one`() throws {
    let poem = "poem = data text(\"poem.txt\") { chars 4; mask 15% }\n"
    #expect(
      try run(
        poem
          + "print poem.vocab, len(poem.x)\nprint poem.x[0]\nprint poem.x[1:3, -1]\nprint poem.y[-1, 0]"
      )
        == "12 19\n[8, 7, 1, 5]\n[9, 1]\n10")
    #expect(try run(poem + "print poem.characters") == "\n ,eginostw")
    let pairs =
      "pairs = data generated(number_names, 10, below=10) { tokens characters, source=3, target=30 }\n"
    #expect(printed(pairs + "print pairs.source_vocab, pairs.target_vocab > 3") == "11 true")
  }

  @Test func `all windows of a long text are more than a tensor may have`() throws {
    let long = String(repeating: "0123456789", count: 100_000)
    let poem = "poem = data text(\"poem.txt\") { chars 4096 }\n"
    #expect(try run(poem + "print poem.x[-1, 0:3]", on: long) == "[3, 4, 5]")
    #expect(try run(poem + "poem.x", on: long).hasPrefix("error E0"))
  }

  @Test func `fields that are not there name those that are`() {
    #expect(
      printed("generated(gaussian_ring, 8).y").contains(
        "data set gaussian_ring has no `y`"))
    #expect(printed("generated(xor, 8).vocab").contains("there is x, y and train"))
  }

  @Test func `a saved model remembers what its numbers stand for`() throws {
    let program = """
      poem = data text("poem.txt") { chars 4 }
      m = model [4] { reshape [4, 1]; dense poem.vocab, activation=softmax }
      train m, poem
      save m, "m.safetensors"
      n = load "m.safetensors"
      other = data text("m.txt") { chars 4 }
      evaluate n, other
      """
    let output = try TemporaryFolder.use { folder in
      try AtomicFile.write(Array("so it goes, so it went\n".utf8), to: folder + "/poem.txt")
      try AtomicFile.write(Array("another text".utf8), to: folder + "/m.txt")
      return Transcript(folder: folder).run(program)
    }
    #expect(
      output.contains("n has learnt 11 characters, but other gives its 9 other numbers"),
      "\(output)")
  }

  @Test func `a model of several inputs is called with all of them, in order or by name`() {
    let program = """
      pairs = data generated(number_names, 6, below=6) { tokens characters, source=2, target=8 }
      t = model source=[2], target=[8] { from target; dense 3 }
      whole = t(pairs.x)
      """
    let transcript = Transcript()
    #expect(transcript.run(program) == "")
    #expect(transcript.run("shape(whole)") == "[6, 3]")
    for call in [
      "t(pairs.x[0], pairs.x[1])", "t(target=pairs.x[1], source=pairs.x[0])",
      "t(pairs.x[0], target=pairs.x[1])", "predict(t, pairs)",
    ] {
      #expect(transcript.run("max(abs(\(call) - whole))") == "0", "\(call)")
    }
    #expect(transcript.run("t(pairs.x[0])").contains("t takes 2 values, not 1"))
    #expect(transcript.run("t(pairs.x[0], memory=1)").contains("t has no argument `memory`"))
    #expect(transcript.run("t(pairs.x[0], source=1)").contains("error E01"))
    #expect(
      transcript.run("t(pairs.x[1], pairs.x[0])").contains(
        "t takes [batch, 2] as input `source` but the data have [batch, 8]"))
  }
}
