import Testing
import WorkbenchTestSupport

/// Losses, metrics, schedules, initializers, regularizers and optimizers as things to call.
@Suite("Calling specs")
struct SpecCallTests {
  @Test(
    arguments: [
      ("s = piecewise([10, 20], [0.1, 0.01, 0.001]); s(15)", "0.01"),
      ("cosine_decay(0.003, 200, warmup_steps=20)(10)", "0.0015"),
      ("s = exponential_decay(0.1, 10, 0.5); (t -> 2 * s(t))(10)", "0.1"),
      ("shape(he_normal([3, 4]))", "[3, 4]"), ("l2(0.5)([1, 2])", "2.5"),
      ("sgd(0.1)([1, 2], [1, -1])", "[0.9, 2.1]"),
      ("h = huber(2); h([1, 0], [4, 0])", "2"),
      ("f = f1_score(macro); f([0, 1, 2, 2, 1, 0, 2], [0, 2, 2, 2, 1, 0, 1])", "0.722222"),
      ("word_error_rate(\"the cat sat\", \"the bat sat down\")", "0.666667"),
      ("bleu([\"a b c d e\"], [\"a b c d f\"])", "0.66874"),
      (
        "m = model 2 { dense 2, kernel_initializer=s -> 0.5 * eye(2) }; max(abs(m.dense.kernel - 0.5 * eye(2)))",
        "0"
      ),
      ("m = model 2 { dense 3, kernel_initializer=(s -> 0.25) }; mean(m.dense.kernel)", "0.25"),
    ])
  func `a spec called with values computes`(source: String, expected: String) {
    #expect(printed(source) == expected)
  }

  @Test(arguments: [
    "h = huber(sum(uniform([1])))", "h = adam(sum(uniform([1])))", "h = l2(sum(uniform([1])))",
    "h = cosine_decay(sum(uniform([1])), 10)", "h = leaky_relu(sum(uniform([1])))",
  ])
  func `what is drawn in an argument is drawn once`(_ line: String) {
    let once = printed("seed 1; a = sum(uniform([1])); uniform([1])")
    #expect(printed("seed 1; \(line); uniform([1])") == once)
  }

  @Test func `what goes wrong in a function that makes lines is told`() {
    let text = printed(
      """
      fn unit(n) = block { dense [1, 2] + [1, 2, n] }
      m = model 3 { unit 4 }
      """)
    #expect(text.contains("error E0301") && !text.contains("E0307"), "\(text)")
    let fine = printed("fn unit(n) = block { dense n }\nm = model 3 { unit 4; unit 2 }\nsummary m")
    #expect(fine.contains("dense_1") && !fine.contains("error"), "\(fine)")
  }

  @Test func `an initializer of another shape is an error of its layer`() {
    let text = printed("m = model 2 { dense 3, kernel_initializer=s -> zeros([3]) }")
    #expect(text.contains("error E0310"))
  }

  @Test(arguments: [
    ("auc([1])", "auc(y, p)"), ("precision([1])", "precision(y, p)"), ("huber([1])", "huber(y, p)"),
    ("bleu(\"a\")", "bleu(y, p)"), ("accuracy([1])", "accuracy(y, p)"),
    ("word_error_rate(\"a b\")", "word_error_rate(y, p)"), ("mse([1])", "mean_squared_error(y, p)"),
    ("adam([1])", "?adam"), ("adam(\"fast\")", "?adam"),
    ("top_k_accuracy([2])", "top_k_accuracy(y, p)"),
    ("train model 1 { dense 1 }, table([1], [1]), metrics=[auc([1])]", "auc(y, p)"),
  ])
  func `arguments that a spec cannot have are wrong where they are written`(
    _ source: String, _ hint: String
  ) {
    let text = printed(source)
    #expect(text.contains("error E01") && text.contains("`\(hint)`"), "\(text)")
  }
}
