import Support
import TestSupport
import Testing
import Workbench
import WorkbenchTestSupport

/// `distill`: a training with a teacher.
@Suite("Distilled models")
struct DistillVerbTests {
  private static let begin = """
    seed 3
    d = data generated(gauss, 120) { split 80%, 20% }
    big = model 2 { dense 16, activation=tanh; dense 2, activation=softmax }
    small = model 2 { dense 2, activation=tanh; dense 2, activation=softmax }
    r = train big, d, epochs=5, optimizer=adam(0.05)

    """

  @Test func `it gives a run and says how student and teacher answer`() {
    let transcript = Transcript()
    _ = transcript.run(Self.begin)
    let output = transcript.run("s = distill small, big, d, temperature=4, alpha=0.7, epochs=3")
    for words in [
      "distill small, big, d, epochs=3", "temperature=4, alpha=0.7", "run s: small on d, 3 epochs",
      "student and teacher on the 24 rows for test", "student small", "teacher big",
    ] { #expect(output.contains(words), "\(words): \(output)") }
    #expect(!transcript.run("s.loss").contains("error E"))
    #expect(!transcript.run("t = resume s, epochs=2").contains("error E"))
  }

  @Test func `a sweep says nothing of weights where only the teacher was trained`() {
    let transcript = Transcript()
    _ = transcript.run(Self.begin)
    let fresh = "model 2 { dense 2, activation=tanh; dense 2, activation=softmax }"
    let said = transcript.run(
      "sweep a in [0, 0.5] { distill \(fresh), big, d, alpha=a, epochs=1 }")
    #expect(!said.contains("goes on from the weights"), "\(said)")
    let again = transcript.run(
      "k = train small, d, epochs=1\nsweep a in [0, 0.5] { distill small, big, d, alpha=a, epochs=1 }"
    )
    #expect(again.ranges(of: "goes on from the weights that small has").count == 1, "\(again)")
  }

  @Test func `it is train with a teacher`() {
    func kernel(_ line: String) -> String {
      let transcript = Transcript()
      _ = transcript.run(Self.begin + line)
      return transcript.run("small.dense.kernel")
    }
    let short = kernel(
      "s = distill small, big, d, temperature=2, alpha=0.5, epochs=2, optimizer=sgd(0.5)")
    #expect(
      short
        == kernel(
          "s = train small, d, teacher=big, temperature=2, alpha=0.5, epochs=2, optimizer=sgd(0.5)")
    )
    #expect(short != kernel("s = train small, d, epochs=2, optimizer=sgd(0.5)"))
  }

  @Test func `a file of the run asks for its teacher`() throws {
    try TemporaryFolder.use { folder in
      let first = Transcript(folder: folder)
      _ = first.run(
        Self.begin
          + "s = distill small, big, d, alpha=0.5, epochs=4, until=loss < 1000\nsave s, \"s.safetensors\""
      )
      let other = Transcript(folder: folder)
      _ = other.run(Self.begin)
      let missing = other.run("t = resume \"s.safetensors\", small, d")
      #expect(missing.contains("teacher"), "\(missing)")
      let line = other.run("t = resume \"s.safetensors\", small, d, teacher=big")
      #expect(line.contains("4 epochs"), "\(line)")
      let whole = Transcript()
      _ = whole.run(Self.begin + "s = distill small, big, d, alpha=0.5, epochs=4")
      #expect(other.run("t.loss\nt.model.dense.kernel") == whole.run("s.loss\nsmall.dense.kernel"))
    }
  }

  @Test func `a teacher of numbers counts by its distance, without a temperature`() {
    let transcript = Transcript()
    let output = transcript.run(
      """
      x = linspace(0, 1, 20)
      n = table(x, 3 * x)
      a = model 1 { dense 4, activation=tanh; dense 1 }
      b = model 1 { dense 1 }
      s = distill b, a, n, alpha=0.5, epochs=2
      """)
    #expect(output.contains("alpha=0.5") && !output.contains("temperature="), "\(output)")
    #expect(!output.contains("error E"), "\(output)")
  }

  @Test(arguments: [
    ("s = distill small, big, d, epochs=1", "a training with a teacher"),
    ("k = prune small, sparsity=50%; s = train k, d", "zeros that a pruned model keeps"),
  ])
  func `what no other program does is not written as one`(line: String, words: String) throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run(Self.begin + line)
      let output = transcript.run("export s, \"s.py\", framework=pytorch")
      #expect(output.contains("error ") && output.contains(words), "\(output)")
    }
  }

  @Test(arguments: [
    ("k = model 2 { dense 3, activation=softmax }; distill small, k, d", "E0845"),
    ("k = model 3 { dense 2, activation=softmax }; distill small, k, d", "E0845"),
    ("distill small, small, d", "E0846"),
    ("k = model 2 { small }; distill small, k, d", "E0846"),
  ])
  func `teachers that cannot teach are told`(line: String, code: String) {
    let transcript = Transcript()
    _ = transcript.run(Self.begin)
    #expect(transcript.run(line).contains("error \(code): "), "\(transcript.run(line))")
  }
}
