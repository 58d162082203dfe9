import Language
import Testing
import TestSupport
import Workbench
import WorkbenchTestSupport

/// What a hint shows between back-ticks is a line to type: it is read without an error, and where it
/// can run, it does not give the same error again.
@Suite("Hints that are typed")
struct TypedHintTests {
  /// Names that hints use for what the user has.
  private static let names = """
    x = [1.0, 2, 3]; y = [0, 1, 1]; p = [0.2, 0.7, 0.9]; n = 3; s = 2
    d = table([[1], [2], [3], [4]], [1.5, 2.5, 3.5, 4]); m = model 1 { dense 1 }
    r = train m, d, epochs=1

    """

  /// Programs that fail, beside the examples of the pages of all errors.
  private static let programs = [
    "x[[-4]]", "x[[1e30]]", "x[1e30]", "x[7]", "x[1.5]", "x[[1.5]] = 3", "m.fit(1)",
    "m.fit(1, epochs=3)", "m.fit(x, y)", "m.evaluate(3)", "m.predict()", "m.predict(x)",
    "m.summary()", "x.shape", "x.mean(axis=0)", "np.exp(x)", "keras.Sequential([])", "nn.ReLU()",
    "reshape(x, [-1, -1])", "reshape(x, [-1, 2])", "reshape(x, [7])", "reshape(x, [-2])",
    "max(ones([0]))", "min(ones([2, 0]), axis=1)", "argmax([])", "max([])",
    "adam + 1", "adam(0.1)[0]", "adam.foo", "optimizer = adam; optimizer(3)", "ones(adam)",
    "auc([0, 1, 2], p)", "brier([1, 0], [3, -1])", "accuracy([5, 1], [[0.1, 0.9], [0.2, 0.8]])",
    "f1_score([-1, 1], [0, 1])", "r2_score([1, 2], [1, 2, 3])", "cohen_kappa([0.5, 1], [0, 1])",
    "sparse_categorical_crossentropy([2], [[0.5, 0.5]])", "10!", "relu(-6..6)", "sin(relu)",
    "ones([3, 1]) * ones([3])", "maximum(ones([3]), ones([3, 1]))", "d.foo", "r.foo", "m.foo",
    "m.dense.foo", "foo", "foo(1)", "train m, d, learning_rate=0.1", "dense 3", "x = 3 +",
    "if x { 1 }", "for i in adam { 1 }", "1h + 2$", "1h + 2", "exp(1h)", "one_hot([7], 5)",
    "topk(x, 9)", "concat([[1, 2], [[3]]])", "x @ ones([2])", "set memory=1MB; range(10000000)",
    "train m, d, loss=foo", "train m, d, optimizer=relu", "train m, d, epochs=0",
    "train m, table([1, 2, 3])", "train model 2 { dense 1 }, d", "resume r", "compare r",
    "evaluate m, 3", "predict m, \"a\"", "predict m, [[1, 2]]", "load \"nothing.safetensors\"",
    "d = data csv(\"nothing.csv\")", "model 2 { dense 1; adam }", "model 2 { dense -1 }",
    "model 2 { }", "model [4] { lstm 4; lstm 4 }", "model 2 { conv2d 3, 3 }",
    "train m, d, optimizer=sgd(1e30), epochs=9", "x[x > 1] = [1, 2, 3]", "x[[true, false]]",
    "word_error_rate(1, 2)", "accuracy(\"a\", \"b\")", "grad(x -> x^2, argument=5)(2)",
    "jacobian(x -> x)(\"a\")", "train m, d { step m }",
    "max(3, 4)", "sorted(x)", "int(3.7)", "float(n)", "list(x)", "tensor(x)",
    "type(x)", "enumerate(x)", "zip(x, y)", "reversed(x)", "log10(100)", "log2(8)", "ln(3)", "e",
    "pow(2, 3)", "arange(5)", "randn(3)", "zeros_like(x)", "ones_like(x)", "full([2], 7)",
    "diff(sin)", "matmul(x, x)", "median(x)", "average(x)", "isnan(x)", "numel(x)", "ReLU(3)",
    "cross_entropy([1], [[0.2, 0.8]])", "to_categorical(y)", "accuracy_score(y, y)",
    "confusion_matrix(y, y)", "roc_auc_score(y, p)", "train_test_split(d)", "StandardScaler()",
    "quit", "exit()", "help(relu)",
    "at r, step=1 { r.foo = 3 }", "stop r",
  ]

  private static let wrong: [String] = programs + ErrorPages.all.map(\.wrong)

  @Test(arguments: wrong)
  func `a line between back-ticks can be typed`(program: String) throws {
    try TemporaryFolder.use { try type(program, in: $0) }
  }

  private func type(_ program: String, in folder: String) throws {
    let transcript = Transcript(folder: folder)
    _ = transcript.run(Self.names)
    guard let (problem, hints) = Self.hints(of: transcript.run(program)) else { return }
    for hint in hints where Self.isLine(hint) {
      let parsed = Parser.parse(hint)
      // A word, an option or a part of a line by itself stands for where it is to be written.
      guard parsed.diagnostics.isEmpty else {
        #expect(
          !Self.looksWhole(hint), "\(program): \(hint): \(parsed.diagnostics.map(\.message))")
        continue
      }
      // Sixty thousand pictures are another test's matter.
      guard !hint.contains("data digits") else { continue }
      let again = transcript.run(hint)
      #expect(!again.contains("error \(problem)"), "\(program): `\(hint)` gives \(again)")
    }
  }

  /// The first error, and what its hint has between back-ticks.
  private static func hints(of output: String) -> (problem: Substring, hints: [String])? {
    guard let start = output.firstRange(of: "error "),
      let hint = output[start.upperBound...].firstRange(of: "\nhint: ")
    else { return nil }
    let line = output[hint.upperBound...].prefix { $0 != "\n" }
    let parts = line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
    return (
      output[start.upperBound...].prefix { $0 != "\n" },
      parts.filter { $0.offset % 2 == 1 }.map { String($0.element) }
    )
  }

  /// Commands of the prompt and of the shell are typed there, and "…" stands for the user's own words.
  private static func isLine(_ hint: String) -> Bool {
    !hint.contains("…") && !hint.hasPrefix(":") && !hint.hasPrefix("?") && !hint.hasPrefix("--")
      && !hint.hasPrefix("nabla ")
  }

  private static func looksWhole(_ hint: String) -> Bool {
    let verbs = ["train ", "predict ", "evaluate ", "save ", "print ", "plot ", "set ", "seed "]
    return hint.contains(" = ") || verbs.contains(where: hint.hasPrefix)
  }
}
