import Testing
import Workbench
import WorkbenchTestSupport

@Suite("Training at the prompt")
struct TrainingVerbTests {
  static let xor = """
    seed 5
    xor = table([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
    m = model 2 { hidden: dense 2, activation=tanh; dense 1, activation=sigmoid }

    """

  @Test func `xor is solved and predicted`() {
    let program =
      Self.xor + """
        r = train m, xor, epochs=400, batch_size=4, optimizer=adam(0.05), loss=binary_crossentropy, metrics=accuracy
        all((predict(m, xor.x) > 0.5) == [[0], [1], [1], [0]])
        len(r.loss)
        """
    let lines = printed(program).split(separator: "\n")
    #expect(lines[0].hasPrefix("run r: m on xor, 400 epochs, 400 steps, loss 0.00"))
    #expect(lines.dropFirst() == ["true", "400"])
  }

  @Test func `what was left out is chosen and said`() {
    let output = printed(Self.xor + "train m, xor")
    #expect(
      output.hasPrefix(
        "note: train m, xor, epochs=1, batch_size=32, optimizer=adam, loss=binary_crossentropy, metrics=accuracy\nrun: m on xor, 1 epoch, 1 step, loss "
      ))
  }

  @Test func `a run says what its bits depend on, and at the end the hash of its weights`() {
    func asides(seed: Int) -> [String] {
      let transcript = Transcript()
      transcript.interpreter.run("seed \(seed)\n" + Self.xor.dropFirst("seed 5".count))
      _ = transcript.host.take()
      transcript.interpreter.run("train m, xor")
      return transcript.host.take().compactMap { output in
        if case .aside(let text) = output { text } else { nil }
      }
    }
    let (first, again, other) = (asides(seed: 3), asides(seed: 3), asides(seed: 4))
    #expect(first.count == 2)
    #expect(first[0].hasSuffix(" kernels, float32, seed 3"))
    let hash = first[1].components(after: "weights ")
    #expect(hash.count == 16)
    #expect(hash == again[1].components(after: "weights "))
    #expect(hash != other[1].components(after: "weights "))
  }

  @Test func `zero kernels stay twins and are warned of`() {
    let output = printed(
      """
      xor = table([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
      z = model 2 { dense 2, activation=tanh, kernel_initializer=zeros; dense 1, activation=sigmoid, kernel_initializer=zeros }
      r = train z, xor, epochs=50, batch_size=4, optimizer=adam(0.05), loss=binary_crossentropy, metrics=accuracy
      z.dense.kernel
      """)
    #expect(output.contains("warning W0010: the kernel of `dense` starts at zero"))
    #expect(output.hasSuffix("loss 0.6931, accuracy 0.5000\ntensor[2, 2]\n  0  0\n  0  0"))
  }

  @Test func `labels outside 0 to 1 are warned of with binary cross-entropy`() {
    let output = printed(
      """
      d = table([[0, 1], [1, 0], [1, 1]], [0, 4, 9])
      m = model 2 { dense 1, activation=sigmoid }
      train m, d, epochs=1, batch_size=3, optimizer=adam, loss=binary_crossentropy, metrics=accuracy
      """)
    #expect(
      output.hasPrefix(
        """
        warning W0001: labels go from 0 to 9, but `binary_crossentropy` wants 0..1
          3 | train m, d, epochs=1, batch_size=3, optimizer=adam, loss=binary_crossentropy, metrics=accuracy
            |                                                     ^^^^^^^^^^^^^^^^^^^^^^^^
        hint: ten classes? `dense 10, activation=softmax`; yes or no? `relabel y -> y == 0`
        """))
  }

  @Test func `strict makes a warning an error and trains nothing`() {
    let output = printed(
      """
      set strict=true
      d = table([[0, 1], [1, 0]], [0, 9])
      m = model 2 { dense 1, activation=sigmoid }
      train m, d, loss=binary_crossentropy
      """)
    #expect(output.contains("error W0001: "))
    #expect(!output.contains("run"))
  }

  @Test func `a condition ends the run`() {
    let output = printed(
      Self.xor
        + "r = train m, xor, epochs=400, batch_size=4, optimizer=adam(0.05), until=loss < 0.1\nr.epochs < 400\nr.loss[-1] < 0.1"
    )
    #expect(output.hasSuffix("the condition holds\ntrue\ntrue"))
  }

  @Test func `a divergent run stops, names the layer and keeps good weights`() {
    let transcript = Transcript()
    let output = transcript.run(
      """
      set dtype=float32
      d = table([[1], [2], [3]], [1.5, 2.5, 3.5])
      m = model 1 { dense 1 }
      r = train m, d, epochs=200, batch_size=3, optimizer=sgd(1e9), loss=mean_squared_error
      """)
    #expect(output.contains("error E0605: step "))
    #expect(output.contains("`dense`") || output.contains("`loss`"))
    #expect(transcript.run("all(m.dense.kernel * 0 == 0)") == "true")
  }

  @Test func `undo of a training puts the weights back`() {
    let transcript = Transcript()
    _ = transcript.run(Self.xor)
    let before = transcript.run("m.hidden.kernel")
    _ = transcript.run("r = train m, xor, epochs=5")
    #expect(transcript.run("m.hidden.kernel") != before)
    #expect(transcript.interpreter.undo())
    #expect(transcript.run("m.hidden.kernel") == before)
  }

  @Test func `the same program gives the same weights with one and with three threads`() {
    let program =
      Self.xor + "r = train m, xor, epochs=20, batch_size=4\nm.hidden.kernel\nm.dense.kernel"
    #expect(Transcript(threads: 1).run(program) == Transcript(threads: 3).run(program))
  }

  @Test func `gradients of a model agree with differences`() {
    let output = printed(Self.xor + "c = check m, xor\nc.passes\nc.worst_error < 0.000001")
    #expect(output == "true\ntrue")
  }

  @Test func `a model of twelve thousand million parameters is refused with its estimate`() {
    let output = printed("m = model 30000 { dense 400000; dense 10 }")
    #expect(
      output.hasPrefix(
        "error E0906: m would have 12,004,400,010 parameters: training needs about 192 GB"))
  }

  @Test func `shapes that do not fit are told before the first step`() {
    let output = printed(
      "d = generated(xor, 20)\nm = model 3 { dense 1, activation=sigmoid }\ntrain m, d")
    #expect(
      output.contains("error E0309: m takes samples [batch, 3] but the data are [batch, 2]"))
  }
}

extension String {
  /// What follows the last occurrence of some words.
  fileprivate func components(after words: String) -> Substring {
    ranges(of: words).last.map { self[$0.upperBound...] } ?? ""
  }
}
