import Testing
import Workbench
import WorkbenchTestSupport

@Suite("Predicting and tracing")
struct PredictionTests {
  private static let dropped = """
    seed 4
    m = model 3 { dense 8, activation=relu; dropout 0.5; dense 2 }
    x = [[1, 2, 3], [-1, 0.5, 2]]

    """

  @Test func `draws have a mean and a deviation`() {
    let output = printed(
      Self.dropped
        + "p = predict m, x, samples=20\nshape(p.mean)\nshape(p.std)\nmin(p.std) > 0")
    #expect(output == "[2, 2]\n[2, 2]\ntrue")
  }

  @Test func `the report names samples and passes`() {
    let output = printed(
      "seed 1\nm = model 1 { dropout 0.5; dense 1 }\npredict m, [[1]], samples=1")
    #expect(
      output.hasPrefix("predictions of m: 1 sample, 1 pass with dropout\nmean tensor[1, 1]\n"))
    #expect(output.hasSuffix("std tensor[1, 1]\n  0"))
  }

  /// The mean of inverted dropout over many masks is the prediction without it, for a linear model;
  /// its deviation for one input of weight 1 and rate 1/2 is 1.
  @Test func `many masks average to the plain prediction`() {
    let output = printed(
      """
      m = model 1 { dropout 0.5; dense 1, kernel_initializer=ones }
      p = predict m, [[1]], samples=10000
      abs(p.mean[0, 0] - 1) < 0.05
      abs(p.std[0, 0] - 1) < 0.05
      """)
    #expect(output == "true\ntrue")
  }

  @Test func `samples beyond one run of the plan have masks of their own`() {
    let output = printed(
      """
      m = model 1 { dropout 0.5; dense 1, kernel_initializer=ones }
      p = predict m, ones([600, 1]), samples=3
      any(p.mean[0:200] != p.mean[256:456])
      """)
    #expect(output == "true")
  }

  @Test func `the same program draws the same masks, its next line others`() {
    let program = Self.dropped + "p = predict m, x, samples=3\np.mean"
    #expect(printed(program) == printed(program))
    #expect(
      printed(
        Self.dropped
          + "p = predict m, x, samples=3\nq = predict m, x, samples=3\nany(p.mean != q.mean)")
        == "true")
  }

  @Test func `a model without anything random says that all draws are equal`() {
    let output = printed("m = model 1 { dense 1 }\np = predict m, [[1]], samples=5\nmax(p.std)")
    #expect(
      output == """
        warning W0015: m has no layer that draws: all passes are equal, std is 0
          2 | p = predict m, [[1]], samples=5
            |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^
        hint: put `dropout 0.2` into the model, or leave samples= out
        0
        """)
  }

  @Test(arguments: ["0", "1.5", "-3", "\"many\""])
  func `a number of passes is a whole number from 1 on`(count: String) {
    let output = printed("m = model 1 { dense 1 }\npredict m, [[1]], samples=\(count)")
    #expect(output.hasPrefix("error E0"))
    #expect(output.contains("`samples` of predict must be "))
  }

  @Test func `several inputs come by name`() {
    let output = printed(
      """
      m = model a=[2], b=[2] { add { path { from a }; path { from b } } }
      predict m, a=[[1, 2]], b=[[10, 20]]
      predict m, b=[[10, 20]], a=[[1, 2]], samples=1
      predict m, a=[[1, 2]]
      predict m, a=[[1, 2]], c=[[1, 2]]
      """)
    #expect(output.hasPrefix("tensor[1, 2]\n  11  22\n"))
    #expect(output.contains("mean tensor[1, 2]\n  11  22\n"))
    #expect(output.contains("error E0309: m takes 2 inputs: a and b"))
  }

  @Test func `a name that is no input is an unknown argument`() {
    let output = printed("m = model 1 { dense 1 }\npredict m, [[1]], smaples=5")
    #expect(output.hasPrefix("error E0104: predict has no argument `smaples`"))
    #expect(output.contains("did you mean `samples`?"))
  }

  /// relu of [1, −1] times 1 is [1, 0]; twice that plus 1 is [3, 1].
  @Test func `a trace shows each layer's statistics`() {
    let output = printed(
      """
      m = model 1 { r: activation relu; d: dense 1, kernel_initializer=constant(2), bias_initializer=ones }
      t = trace m, [[1], [-1]]
      t
      t.zeros
      """)
    #expect(
      output == """
        trace of m on 2 samples
          layer  kind        shape    mean     std     min     max  zeros
          r      activation  [1]    0.5000  0.5000  0.0000  1.0000    50%
          d      dense       [1]    2.0000  1.0000  1.0000  3.0000     0%
        [0.5, 0]
        """)
  }

  @Test func `a trace goes into structures and models used as layers`() {
    let output = printed(
      """
      inner = model 2 { dense 2 }
      m = model 2 { residual { dense 2; activation tanh }; inner; dense 1 }
      t = trace m, [1, 2]
      t.layers
      """)
    #expect(output == "dense\nactivation\nresidual\ninner.dense\ndense_1")
  }

  @Test func `values that are no numbers show in a trace`() {
    let output = printed(
      "m = model 1 { dense 1 }\nm.dense.bias = [nan]\nt = trace m, [1]\nt.max\nt.min")
    #expect(output == "[nan]\n[nan]")
  }

  @Test func `small shares read as shares, and small numbers keep their exponents`() {
    let model =
      "m = model 2 { dense 3, activation=softmax }\nm.dense.kernel = [[7, 0, -7], [7, 0, -7]]\n"
    let told = printed(model + "predict m, [[1, 1], [0.1, 0.1]]")
    #expect(told.contains("<0.00001") && told.contains(">0.99999"), "\(told)")
    #expect(!told.contains("e-"), "\(told)")
    let numbers = printed(
      "n = model 1 { dense 2 }\nn.dense.kernel = [[0.001, 0.0000001]]\npredict n, [[1]]")
    #expect(numbers.contains("e-07"), "\(numbers)")
  }

  @Test(arguments: ["predict m, 5", "m(5)"])
  func `numbers without brackets are told how a sample is written`(line: String) {
    let output = printed("m = model 1 { dense 1 }\n\(line)")
    #expect(output.contains("E0309") && output.contains("`[[5]]` is one"), "\(output)")
    #expect(!printed("m = model 1 { dense 1 }\npredict m, [[5]]").contains("error"))
  }
}
