import Catalog
import Language
import Testing
import Workbench
import WorkbenchTestSupport

/// Where there is no value, none is shown: NaN, an error, or a sentence, but never a number.
@Suite("Undefined values")
struct UndefinedValueTests {
  @Test(
    arguments: [
      (
        "auc([1, 1, 1], [0.1, 0.2, 0.9])",
        """
        note: auc: all targets are of one class
        nan
        """
      ),
      (
        "r2_score([2], [2])",
        """
        note: r2_score: one sample has no variance that could be explained
        nan
        """
      ),
      ("word_error_rate(\"\", \"a b\")", "inf"),
      ("hard_sigmoid([nan, -4, 0, 4])", "[nan, 0, 0.5, 1]"),
      ("f1_score([0, 2, 2], [0, 2, 2], average=macro)", "1"),
      ("y = [[0, 0], [0, 0], [1, 1], [1, 1]]; auc(y, y)", "1"),
      ("y = [[0, 0], [0, 0], [1, 1], [1, 1]]; precision(y, y)", "[1, 1]"),
      ("y = [[0, 0], [0, 0], [1, 1], [1, 1]]; average_precision(y, y)", "1"),
      ("l1_l2(0.1)([1, 2])", "0.3"),
    ])
  func `a value that there is not is named`(source: String, expected: String) {
    #expect(printed(source) == expected)
  }

  /// Words whose answer to NaN is a number on purpose, each with the reason.
  private static let exceptions: Set<String> = [
    "argmax", "argmin", "argsort",  // the position of the NaN
    "any", "all", "count_nonzero",  // NaN is not 0, so it counts as true
    // NaN is what they are about.
    "isnan", "isinf", "isfinite", "nan_to_num",
    "diff",  // of one number there is no difference
    "zeros_like", "ones_like", "shape", "len", "zeros",  // its extents, not its numbers
    "ones", "eye",
    "normal", "uniform", "range", "linspace", "shuffle", "stop_gradient",
  ]

  @Test func `nan goes in and no number comes out, of every word that takes one tensor`() {
    for signature in Vocabulary.standard.catalog.signatures
    where [.activation, .function].contains(signature.kind)
      && !Self.exceptions.contains(signature.name)
    {
      let needed = signature.parameters.filter { $0.defaultText == nil }
      guard needed.count == 1 else { continue }
      let output = printed("\(signature.name)([nan])")
      #expect(
        output.contains("nan") || output.contains("error "), "\(signature.name) gives \(output)")
    }
    for call in [
      "clip([nan], 0, 1)", "topk([nan], 1)", "maximum([nan], 0)", "minimum(0, [nan])",
      "mod([nan], 2)", "one_hot([nan], 5)", "one_hot([1.5], 5)", "[nan] + 1", "[nan] * 0",
      "sparse_categorical_crossentropy([nan], [[0.5, 0.5]])",
    ] {
      let output = printed(call)
      #expect(output.contains("nan") || output.contains("error "), "\(call) gives \(output)")
    }
  }

  @Test func `every loss of two tensors is nan where a prediction is`() {
    for signature in Vocabulary.standard.catalog.signatures
    where signature.kind == .loss
      // One sample has no pair, so nothing is compared.
      && !["triplet", "circle"].contains(signature.name)
    {
      for operands in ["[[0, 1]], [[nan, 0.5]]", "[0], [[nan, 0.5]]", "[1], [nan]"] {
        let output = printed("\(signature.name)(\(operands))")
        #expect(
          output.contains("nan") || output.contains("error "),
          "\(signature.name)(\(operands)) gives \(output)")
      }
    }
  }

  @Test(
    arguments: [
      ("grad(norm)([0, 0])", "[0, 0]"), ("grad(std)([2, 2, 2])", "[0, 0, 0]"),
      ("grad(x -> max(x))([1, 3, 3])", "[0, 0.5, 0.5]"),
      ("grad(x -> min(x))([1, 1, 3])", "[0.5, 0.5, 0]"),
      ("grad(x -> sum(max(x, axis=1)))([[1, 1], [0, 2]])", "tensor[2, 2]\n  0.5  0.5\n  0.0  1.0"),
      ("grad(norm)([3, 4])", "[0.6, 0.8]"), ("grad(abs)([0, -2])", "[0, -1]"),
      ("grad(x -> clip(x, 0, 1))([0, 1, 2])", "[1, 1, 0]"),
      ("grad(x -> maximum(x, 1))([0, 1, 2])", "[0, 0.5, 1]"),
      ("grad(prod)([2, 0, 5])", "[0, 10, 0]"), ("grad(var)([7])", "[0]"),
      ("grad(x -> sum(topk(x, 1)))([3, 3])", "[1, 0]"),
      ("grad(grad(norm))([0, 0])", "[0, 0]"),
    ])
  func `slopes at kinks are those of PyTorch`(source: String, expected: String) {
    #expect(printed(source) == expected)
  }

  @Test(
    arguments: [
      ("model [2, 3, 1] { zero_padding2d [[1, 2], [3, 4]] }", "[5, 10, 1]"),
      ("s = [[1, 2], [3, 4]]; model [2, 3, 1] { zero_padding2d s }", "[5, 10, 1]"),
      ("model [2, 3, 1] { zero_padding2d [1, 2] }", "[4, 7, 1]"),
      ("s = shape(zeros([3, 3])); model [9, 9, 1] { conv2d 2, s }", "[7, 7, 2]"),
      ("model [8, 8, 1] { conv2d 2, [3, 3], strides=[2, 2] }", "[3, 3, 2]"),
      ("model [8, 8, 1] { max_pooling2d [2, 4] }", "[4, 2, 1]"),
      ("model [8, 8, 1] { up_sampling2d [2, 3] }", "[16, 24, 1]"),
      ("model [8, 2] { reshape [4, 4] }", "[4, 4]"),
      ("s = shape(zeros([4, 4])); model [8, 2] { reshape s }", "[4, 4]"),
      ("model [8, 2] { permute [2, 1] }", "[2, 8]"),
    ])
  func `options that take lists take what the language makes of brackets`(
    source: String, shape: String
  ) {
    let output = printed(source)
    #expect(output.contains("-> \(shape)"), "\(output)")
  }

  @Test func `set compat=pytorch prints PyTorch's defaults`() {
    #expect(
      printed("set compat=pytorch; adamw()")
        == "adamw(learning_rate=0.001, weight_decay=0.01, beta_1=0.9, beta_2=0.999, epsilon=1e-08, "
        + "ema_momentum=0.99, gradient_accumulation_steps=1)")
    #expect(printed("set compat=pytorch; nadam()").contains("momentum_decay=0.004"))
    #expect(printed("set compat=pytorch; sgd()").contains("learning_rate=0.001"))
    #expect(printed("set compat=pytorch; rmsprop()").contains("rho=0.99"))
    #expect(printed("adamw()").contains("weight_decay=0.004"))
  }
}
