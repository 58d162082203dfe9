import Language
import Testing
import Workbench
import WorkbenchTestSupport

/// A second training of a model goes on from the weights of the first, and says so.
@Suite("A model trained again")
struct TrainedAgainTests {
  private static let data = """
    d = table([[1], [2], [3]], [1.5, 2.5, 3.5])
    m = model 1 { dense 1 }

    """
  private static func train(_ name: String = "", _ rest: String = "") -> String {
    (name.isEmpty ? "" : "\(name) = ")
      + "train m, d, epochs=2, batch_size=3, optimizer=sgd(0.01), loss=mean_squared_error, "
      + "metrics=[]\(rest)\n"
  }

  private func lines(_ output: String) -> [String] {
    output.split(separator: "\n").map(String.init)
  }

  /// The first text between back-ticks.
  private func typed(_ line: String) -> String {
    line.split(separator: "`", omittingEmptySubsequences: false).dropFirst().first
      .map(String.init) ?? ""
  }

  @Test func `says so in its first line, and the line that it names begins anew`() {
    let transcript = Transcript()
    let first = transcript.run(Self.data + Self.train("r"))
    #expect(!first.contains("goes on"))
    let second = lines(transcript.run(Self.train("s")))
    #expect(
      second.first
        == "note: m goes on from the weights of r (2 epochs); to begin anew: `seed 0; m = model 1 { dense 1 }`"
    )
    let anew = transcript.run(typed(second.first ?? "") + "\n" + Self.train("t"))
    #expect(!anew.contains("goes on"))
    #expect(transcript.run("all(t.loss == r.loss)").hasSuffix("true"))
    #expect(transcript.run("all(s.loss == r.loss)").hasSuffix("false"))
  }

  @Test func `a result that has only a number is called a training`() {
    #expect(
      printed(Self.data + Self.train() + Self.train()).contains(
        "the weights of a training (2 epochs)")
    )
  }

  @Test func `in a loop it is said once`() {
    let output = printed(Self.data + "for lr in [0.1, 0.2, 0.3, 0.4] { \(Self.train()) }")
    #expect(output.components(of: "goes on from the weights").count == 1, "\(output)")
    let fresh = printed(
      Self.data + "for lr in [0.1, 0.2] { seed 1; m = model 1 { dense 1 }; \(Self.train()) }")
    #expect(!fresh.contains("goes on"))
  }

  @Test func `undo takes it back with the weights`() {
    let transcript = Transcript()
    _ = transcript.run(Self.data)
    _ = transcript.run(Self.train("r"))
    #expect(transcript.interpreter.undo())
    #expect(!transcript.run(Self.train("r")).contains("goes on"))
    #expect(transcript.run(Self.train("s")).contains("the weights of r"))
    #expect(transcript.interpreter.undo())
    #expect(transcript.run(Self.train("q")).contains("the weights of r"))
  }

  @Test func `copies and what was resumed have the training of their weights`() {
    let transcript = Transcript()
    _ = transcript.run(Self.data + Self.train("r") + "c = copy m; s = resume r, epochs=3")
    #expect(
      transcript.run("train c, d").contains("note: c goes on from the weights of r (2 epochs)"))
    #expect(transcript.run("train s.model, d").contains("goes on from the weights of s (5 epochs)"))
  }

  @Test func `other defaults are no line to begin anew with`() {
    let output = printed(Self.data + Self.train("r") + "set compat=pytorch\n" + Self.train("s"))
    #expect(output.contains("m goes on from the weights of r (2 epochs); to begin anew, write"))
  }

  @Test func `a model that stands in another was trained with it`() {
    let output = printed(
      """
      d = table([[1], [2]], [1.5, 2.5])
      e = model 1 { dense 2 }
      m = model 1 { e; dense 1 }
      r = train m, d, epochs=2
      train e, table([[1], [2]], [[1, 2], [3, 4]])
      """)
    #expect(output.contains("note: e goes on from the weights of r (2 epochs)"), "\(output)")
  }

  @Test func `a comparison says whose start another training had made`() {
    let output = printed(Self.data + Self.train("r") + Self.train("s") + "compare [r, s]")
    #expect(
      output.contains(
        "s went on from weights that r (2 epochs) had made: its curve does not compare with one that began anew"
      ), "\(output)")
    let fresh = printed(
      Self.data + Self.train("r") + "seed 0; m = model 1 { dense 1 }\n" + Self.train("s")
        + "compare [r, s]")
    #expect(!fresh.contains("went on from"))
    let alike = printed(
      Self.data + Self.train("r") + "a = copy m; b = copy m\n" + "s = train a, d; t = train b, d\n"
        + "compare [s, t]")
    #expect(!alike.contains("went on from"))
  }

  @Test func `weights that were set by hand since are said, and a model set anew says nothing`() {
    let one = "m.dense.bias = [1]\n"
    let some = printed(Self.data + Self.train("r") + one + Self.train("s"))
    #expect(
      some.contains("the weights of r (2 epochs), and from `dense.bias` as you set it"), "\(some)")
    let all = printed(Self.data + Self.train("r") + one + "m.dense.kernel = [[2]]\n" + Self.train())
    #expect(!all.contains("goes on"), "\(all)")
    let undone = Transcript()
    _ = undone.run(Self.data + Self.train("r"))
    let bias = undone.run("print m.dense.bias[0]")
    let again = undone.run(one + "m.dense.bias = [\(bias)]\n" + Self.train())
    #expect(again.contains("goes on from the weights of r (2 epochs)"), "\(again)")
  }
}

extension String {
  /// What stands between the places where `text` stands, without the first part.
  fileprivate func components(of text: String) -> [Substring] {
    var (parts, rest) = ([Substring](), self[...])
    while let range = rest.firstRange(of: text) {
      rest = rest[range.upperBound...]
      parts.append(rest)
    }
    return parts
  }
}
