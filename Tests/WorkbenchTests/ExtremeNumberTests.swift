import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Numbers that no memory, table or picture has are refused with their place; each of these lines
/// ended the process once, or stands beside one that did.
@Suite("Extreme numbers")
struct ExtremeNumberTests {
  @Test(arguments: [
    ("confusion([0, 1], [nan, 0.9])", "E0118: `p` of confusion must be class numbers"),
    ("confusion([0, 1], [inf, 0.9])", "E0118: `p` of confusion must be class numbers"),
    ("confusion([1e30, 1], [0, 0.9])", "E0118: `y` of confusion must be class numbers"),
    ("confusion([0, 1], [-1, 0])", "E0118: `p` of confusion must be class numbers"),
    ("m = model [8, 4] { lstm 4e18 }", "E0401: `units` of lstm must be a whole number between"),
    ("m = model [8, 4] { lstm 1e13 }", "E0401: `units` of lstm must be from 1 to"),
    ("m = model [8, 4] { lstm 1e12 }", "E0906: m would have"),
    ("m = model [8, 4] { multi_head_attention 4e9, 4e9 }", "E0906: m would have"),
    ("m = model [8, 4] { multi_head_attention 1e12, 1e12 }", "E0906: m would have"),
    ("m = model 2 { repeat_vector 1e12; dense 4 }", "E0310: repeat_vector needs an output of at"),
    ("m = model [1e9, 1e9, 1e9] { flatten; dense 3 }", "E0906: m: one sample of input `input`"),
    (
      "sparse_categorical_crossentropy([1], [[0.2, 0.8]], ignore_class=-9223372036854775808)",
      "E0401: `ignore_class` of sparse_categorical_crossentropy must be a whole number between -2^53"
    ),
    ("grad(x -> x^3, argument=1000)(2)", "E0401: `argument` of grad must be 0, not 1000"),
    ("grad(x -> x^3, argument=5)(2)", "E0401: `argument` of grad must be 0, not 5"),
    ("jacobian((x, y) -> x * y, argument=2)(1, 2)", "E0401: `argument` of jacobian must be"),
    ("grad(relu, argument=98)(1)", "E0401: `argument` of grad must be 0, not 98"),
    ("grad(norm, argument=9)(1)", "E0401: `argument` of grad must be between 0 and"),
    ("value_and_grad(x -> x, argument=9e18)(2)", "E0401: `argument` of value_and_grad must be"),
    ("x = [1, 2, 3]; x[2^62]", "E0305: index 4.61169e+18 is outside every axis"),
    ("random_normal(0, 1)(2^50)", "E0910: random_normal needs about 4.5 PB"),
    (
      "lecun_normal()(ones([1000, 1000]))", "E0402: lecun_normal needs a list of at most 16 extents"
    ),
    ("zeros(ones([100000]))", "E0401: `shape` of zeros must be at most 16 extents"),
    ("reshape([1], ones([100000]))", "E0303: reshape needs a result of at most 16 axes"),
    ("model ones([100000]) { dense 2 }", "E0402: model needs at most 15 extents"),
    ("triplet(range(2000000), zeros([2000000, 2]))", "E0910"),
    ("zeros([0, 9007199254740992, 4096])", "E0910: more than 9·10¹⁸ elements"),
    ("zeros([4e9, 0, 4e9]).T", "E0910"),
    ("zeros([100000, 1, 0]) * zeros([1, 100000, 0])", "E0301"),
    ("model [16385, 3] { lstm 4, activation=relu }", "E0310: lstm needs at most 16,384 steps"),
    ("repeat 2^62 { 1 }", "E0402: repeat needs a whole number up to 2^53"),
    ("topk([1, 2], 1e19)", "E0401: `k` of topk must be a whole number between"),
    (
      "train model 2 { dense 1 }, table([[1, 2]], [1]), batch_size=9e15",
      "E0401: `batch_size` must be at most"
    ),
    (
      "train model 2 { dense 1 }, table([[1, 2]], [1]), epochs=9e15",
      "E0401: `epochs` must be at most"
    ),
  ])
  func `it is refused`(program: String, said: String) {
    let output = printed(program)
    #expect(output.contains("error \(said)"), "\(output)")
    #expect(output.contains("hint: "), "\(output)")
  }

  @Test(arguments: [("1e18", "1e+18"), ("inf", "inf")])
  func `confidences that are no probabilities are refused`(written: String, shown: String) {
    let output = printed("expected_calibration_error([1, 0], [\(written), 0.2])")
    #expect(output.contains("hold \(shown), which is no probability, 0 to 1"), "\(output)")
  }

  @Test func `a metric of confidence survives a training that diverges`() {
    let output = printed(
      """
      d = table([[1e18, 2], [3, -1e18]], [0, 1])
      m = model 2 { dense 1 }
      train m, d, epochs=3, loss=mse, optimizer=sgd(1e18), metrics=[expected_calibration_error]
      """)
    #expect(output.contains("E0605") || output.contains("calibration"), "\(output)")
  }

  @Test func `an expression that is looked at does not train, however deep`() {
    let transcript = Transcript()
    _ = transcript.run(
      """
      d = table([[0, 0], [0, 1]], [0, 1])
      m = model 2 { dense 1, activation=sigmoid }
      before = m.dense.kernel
      fn f() { train m, d, epochs=5 }
      fn g() { h = f(); 3 }
      fn w() { m.dense.bias = [7] }
      fn s() { seed 3; 4 }
      """)
    // As after the file of first lines: nothing can be taken back.
    transcript.interpreter.forgetUndo()
    for (text, act) in [("f()", "train"), ("g()", "train"), ("w()", "assignment"), ("s()", "seed")]
    {
      guard case .failure(let problem) = transcript.interpreter.type(of: text) else {
        Issue.record("\(text) was run")
        continue
      }
      #expect(problem.code == "E0636" && problem.message.contains(act), "\(problem)")
    }
    #expect(transcript.run("sum(abs(before - m.dense.kernel))") == "0")
    #expect(transcript.run("m.dense.bias") == transcript.run("[0.0]"))
    guard case .success(let report) = transcript.interpreter.type(of: "predict m, [[1, 2]]") else {
      Issue.record("a prediction is no effect")
      return
    }
    #expect(report.text().hasPrefix("tensor"))
  }
}
