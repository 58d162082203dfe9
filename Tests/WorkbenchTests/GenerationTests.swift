import Engine
import Learning
import Support
import Testing
import TestSupport
import Workbench
import WorkbenchTestSupport

@Suite("Generating text")
struct GenerationTests {
  /// A folder with a text of a few characters that repeat.
  private func with(
    _ text: String = String(repeating: "abcd", count: 30), _ body: (Transcript) throws -> Void
  ) throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(text.utf8), to: folder + "/t.txt")
      try body(Transcript(folder: folder))
    }
  }

  private static let trained = """
    seed 2
    d = data text("t.txt") { chars 8 }
    m = model [8] { embedding d.vocab, 8; lstm 16, return_sequences=true; dense d.vocab, activation=softmax }
    r = train m, d, epochs=10, batch_size=16, optimizer=adam(0.05), loss=sparse_categorical_crossentropy, metrics=accuracy

    """

  @Test func `a net that has learnt a pattern goes on with it`() throws {
    try with { transcript in
      _ = transcript.run(Self.trained)
      #expect(
        transcript.run("generate m, prompt=\"bc\", length=10, temperature=0") == "bcdabcdabcda")
      #expect(
        transcript.run("generate m, prompt=\"abcdabcdabcdab\", length=3, temperature=0")
          == "abcdabcdabcdabcda")
      #expect(transcript.run("generate m, prompt=\"a\", length=4, top_k=1") == "abcda")
      #expect(transcript.run("generate m, prompt=\"a\", length=4, top_p=0.01") == "abcda")
    }
  }

  @Test func `logits generate like their softmax`() throws {
    try with { transcript in
      let rest = "embedding d.vocab, 4; lstm 5, return_sequences=true; dense d.vocab"
      _ = transcript.run(
        """
        d = data text("t.txt") { chars 8 }
        a = model [8] { \(rest) }
        b = model [8] { \(rest); activation softmax }
        b.embedding.embeddings = a.embedding.embeddings
        b.lstm.kernel = a.lstm.kernel
        b.lstm.recurrent_kernel = a.lstm.recurrent_kernel
        b.dense.kernel = a.dense.kernel
        """)
      let first = transcript.run("seed 1\ns = generate a, prompt=\"a\", length=20, data=d\ns")
      #expect(first.count == 21)
      #expect(
        transcript.run("seed 1\ns = generate b, prompt=\"a\", length=20, data=d\ns") == first)
      #expect(
        transcript.run("seed 2\ns = generate b, prompt=\"a\", length=20, data=d\ns") != first)
    }
  }

  @Test func `words are generated with blanks between them`() throws {
    try with(String(repeating: "one two, three. ", count: 20)) { transcript in
      _ = transcript.run(
        """
        d = data text("t.txt") { words 4 }
        m = model [4] { embedding d.vocab, 8; lstm 16, return_sequences=true; dense d.vocab, activation=softmax }
        r = train m, d, epochs=20, batch_size=8, optimizer=adam(0.05), loss=sparse_categorical_crossentropy, metrics=accuracy
        """)
      #expect(
        transcript.run("generate m, prompt=\"one two\", length=4, temperature=0")
          == "one two, three. one")
    }
  }

  @Test func `a model trained in steps knows the text too`() throws {
    try with { transcript in
      let output = transcript.run(
        """
        d = data text("t.txt") { chars 8 }
        m = model [8] { embedding d.vocab, 8; lstm 8, return_sequences=true; dense d.vocab }
        r = train d, epochs=1, batch_size=16 { step m, optimizer=adam, loss=(x, y) -> sparse_categorical_crossentropy(y, m(x), from_logits=true) }
        s = generate m, prompt="ab", length=5
        s
        """)
      #expect(output.split(separator: "\n").last?.count == 7)
      #expect(!output.contains("E0610"))
    }
  }

  @Test func `marks are filled from both sides`() throws {
    try with { transcript in
      let output = transcript.run(
        """
        seed 3
        d = data text("t.txt") { chars 8; mask 20% }
        m = model [8] { embedding d.vocab, 16; bidirectional { lstm 16, return_sequences=true }; dense d.vocab, activation=softmax }
        r = train m, d, epochs=30, batch_size=16, optimizer=adam(0.02), loss=sparse_categorical_crossentropy(ignore_class=-1)
        s = generate m, prompt="ab?dab?d", fill="?"
        s
        generate m, prompt="c_a", fill="_"
        generate m, prompt="abcdabcdabcdab*dabcd", fill="*"
        generate m, prompt="abcd", fill="*"
        generate m, prompt="abcd"
        """)
      #expect(
        output.contains("abcdabcd\ncda\nabcdabcdabcdabcdabcd\nerror E0412: the prompt has no \"*\"")
      )
    }
  }

  @Test func `the vocabulary is saved with the model`() throws {
    try with("ünï|cödé,1:2\n\"☃\" " + String(repeating: "abcd", count: 30)) { transcript in
      _ = transcript.run(Self.trained + "save m, \"m.safetensors\"")
      let made = transcript.run("seed 1\ns = generate m, prompt=\"ünï\", length=30\ns")
      #expect(made.count >= 33)
      let loaded = transcript.run(
        "n = load \"m.safetensors\"\nseed 1\ns = generate n, prompt=\"ünï\", length=30\ns")
      #expect(loaded == made)
    }
  }

  @Test func `a text that the vocabulary has not is refused by name`() throws {
    try with { transcript in
      _ = transcript.run(Self.trained)
      #expect(
        transcript.run("generate m, prompt=\"abxd\"") == """
          error E0413: prompt= has "x", which the training text has not
            1 | generate m, prompt="abxd"
              | ^^^^^^^^
          hint: it knows characters: abcd
          """)
    }
  }

  @Test(arguments: [
    ("generate m", "E0116"), ("generate m, prompt=\"\"", "E0412"),
    ("generate m, prompt=3", "E0118"), ("generate m, prompt=\"a\", top_k=0", "E0401"),
    ("generate m, prompt=\"a\", top_p=0", "E0401"),
    ("generate m, prompt=\"a\", temperature=-1", "E0401"),
    ("generate m, prompt=\"a\", length=0", "E0401"),
    ("generate m, prompt=\"a?\", fill=\"?\"", "E0612"),
    ("generate m, source=\"a\"", "E0613"), ("generate m, prompt=\"a\", data=m", "E0118"),
    ("generate m, prompt=\"a\", data=e", "E0118"),
    ("generate other, prompt=\"a\"", "E0610"), ("generate other, prompt=\"a\", data=d", "E0611"),
  ])
  func `what cannot be generated is explained`(line: String, code: String) throws {
    try with { transcript in
      _ = transcript.run(Self.trained + "other = model 2 { dense 1 }\ne = generated(xor, 8)")
      #expect(transcript.run(line).hasPrefix("error \(code): "), "\(line)")
    }
  }

  @Test func `a translation ends at its end token and never beyond its target`() {
    let output = printed(
      """
      seed 1
      pairs = data generated(number_names, 40) { tokens characters, source=4, target=40 }
      m = model source=[4], target=[40] {
        from source; embedding pairs.source_vocab, 8; memory: position_embedding
        from target; embedding pairs.target_vocab, 8; position_embedding
        residual { multi_head_attention 2, 4, value=memory }
        dense pairs.target_vocab
      }
      r = train m, pairs, epochs=1, loss=sparse_categorical_crossentropy(from_logits=true, ignore_class=0)
      t = generate m, source="7"
      t
      generate m, source="12345"
      """)
    #expect(output.contains("error E0412: source= has 5 tokens, the model's input holds 4"))
  }

  @Test func `Ctrl-C keeps what was made`() throws {
    try with { transcript in
      _ = transcript.run(Self.trained)
      guard case .model(let model)? = transcript.interpreter["m"] else { return }
      var asked = 0
      let made = try TextGenerator(
        model, model.vocabularies, .greedy,
        stream: RandomStream(seed: 1, purpose: .sample, name: "test", occurrence: 0),
        isInterrupted: {
          asked += 1
          return asked > 3
        }
      ).continued("a", length: 100)
      #expect(made.text == "abcd")
      #expect(made.wasInterrupted)
    }
  }
}
