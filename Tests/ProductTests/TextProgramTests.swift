import Support
import TestSupport
import Testing

/// A program that learns a text and writes on, run like a user runs it.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct TextProgramTests {
  private func program(_ folder: String) throws -> String {
    let text = String(repeating: "one two three four. ", count: 20)
    try AtomicFile.write(Array(text.utf8), to: folder + "/t.txt")
    return """
      seed 3
      d = data text("\(folder)/t.txt") { chars 16 }
      m = model [16] { embedding d.vocab, 8; lstm 24, return_sequences=true; dense d.vocab }
      r = train m, d, epochs=12, batch_size=16, optimizer=adam(0.03), loss=sparse_categorical_crossentropy(from_logits=true), metrics=accuracy
      generate m, prompt="one t", length=34, temperature=0
      """
  }

  @Test func `a net learns a text and goes on with it`() throws {
    try TemporaryFolder.use { folder in
      let outcome = try Product.run(["-c", try program(folder)])
      #expect(outcome.status == 0)
      #expect(outcome.output.hasSuffix("\none two three four. one two three four.\n"))
    }
  }

  @Test func `the text is the same with one thread and with three`() throws {
    try TemporaryFolder.use { folder in
      let program = try program(folder) + "\ngenerate m, prompt=\"two\", length=50, temperature=1.5"
      let one = try Product.run(["--threads", "1", "-c", program])
      let three = try Product.run(["--threads", "3", "-c", program])
      #expect(one.output == three.output)
      #expect(one.output.split(separator: "\n").count >= 2)
    }
  }

  @Test func `a character that the text has not is refused, and nothing is printed`() throws {
    try TemporaryFolder.use { folder in
      let outcome = try Product.run(["-c", try program(folder) + "\ngenerate m, prompt=\"Z\""])
      #expect(outcome.status == 1)
      #expect(
        outcome.error.contains("error E0413: prompt= has \"Z\", which the training text has not"))
    }
  }
}
