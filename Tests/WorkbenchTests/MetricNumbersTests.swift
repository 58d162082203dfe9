import Language
import Testing
import Workbench
import WorkbenchTestSupport

/// Numbers that a metric or a loss cannot read are named, with a line that works.
@Suite("Numbers that a metric cannot read")
struct MetricNumbersTests {
  /// Targets, predictions, the call, and what it says.
  @Test(
    arguments: [
      ("[1, 0]", "[1e18, 0.2]", "expected_calibration_error", "1e+18, which is no probability"),
      ("[1, 0]", "[1.5, 0.2]", "brier", "the predictions hold 1.5, which is no probability"),
      ("[1, 0]", "[0.5, -2]", "log_loss", "-2, which is no probability"),
      ("[1, 0]", "[[0.5, 0.5], [2, -1]]", "perplexity", "2, which is no probability"),
      ("[1, 0]", "[[0.5, 0.5], [2, -1]]", "bits_per_character", "2, which is no probability"),
      ("[0, 1, 2]", "[0.1, 0.2, 0.3]", "auc", "the targets hold 2"),
      ("[1, 2, 1]", "[0.1, 0.3, 0.5]", "auc", "the targets hold 2"),
      ("[0, 1, 2]", "[0, 1, 2]", "auc", "the targets hold 2"),
      ("[0, 0.5, 1]", "[0.1, 0.3, 0.5]", "average_precision", "the targets hold 0.5"),
      ("[0, -1]", "[0.1, 0.3]", "brier", "the targets hold -1"),
      ("[0, 2]", "[0.1, 0.3]", "log_loss", "the targets hold 2"),
      ("[0, 1, 1.5]", "[0.1, 0.9, 0.8]", "accuracy", "the targets hold 1.5"),
      ("[0, 2]", "[0.3, 0.8]", "precision", "the targets hold 2"),
      ("[0, 0.5]", "[0.3, 0.8]", "binary_accuracy", "the targets hold 0.5"),
      (
        "[1, 2]", "[[0.1, 0.9], [0.2, 0.8]]", "accuracy",
        "class 2, the predictions have classes 0 to 1"
      ),
      ("[5, 1]", "[[0.1, 0.9], [0.2, 0.8]]", "top_k_accuracy", "class 5"),
      ("[0, 2]", "[[0.1, 0.9], [0.5, 0.5]]", "auc", "class 2"),
      ("[0, 3]", "[[0.1, 0.9], [0.5, 0.5]]", "expected_calibration_error", "class 3"),
      ("[-1, 1]", "[[0.1, 0.9], [0.5, 0.5]]", "recall", "-1, which is no class number"),
      ("[0.5, 1]", "[[0.1, 0.9], [0.5, 0.5]]", "f1_score", "0.5, which is no class number"),
      ("[0, 1.5]", "[0, 1]", "cohen_kappa", "1.5, which is no class number"),
      ("[0, 1]", "[0, -1]", "mcc", "-1, which is no class number"),
      ("[[0, 2], [1, 0]]", "[[0.3, 0.7], [0.2, 0.8]]", "log_loss", "2, which is neither 0 nor 1"),
      ("[2]", "[[0.5, 0.5]]", "sparse_categorical_crossentropy", "hold 2, the predictions have"),
      ("[-1]", "[[0.5, 0.5]]", "sparse_categorical_crossentropy", "hold -1, the predictions have"),
      ("[0.5]", "[[0.5, 0.5]]", "sparse_categorical_crossentropy", "hold 0.5, the predictions"),
      ("[nan]", "[[0.5, 0.5]]", "sparse_categorical_crossentropy", "hold nan, the predictions"),
    ])
  func `are named, and the line of the hint works`(
    targets: String, predictions: String, call: String, words: String
  ) {
    let transcript = Transcript()
    _ = transcript.run("y = \(targets); p = \(predictions)")
    let output = transcript.run("\(call)(y, p)")
    #expect(output.contains("error E0603: \(call) cannot be computed: "), "\(output)")
    #expect(output.contains(words), "\(output)")
    let hint = output.split(separator: "hint: ").last ?? ""
    let line = hint.split(separator: "`", omittingEmptySubsequences: false).dropFirst().first ?? ""
    let mended = transcript.run(String(line))
    #expect(
      !mended.contains("error ") || mended.contains("E0603") && line.contains("sigmoid"),
      "\(line): \(mended)")
  }

  @Test(
    arguments: [
      // Scores need not be probabilities where only their order counts (scikit-learn 1.9 gives these).
      ("auc([0, 1], [5, -3])", "0"), ("auc([0, 0, 1, 1], [-2, 4, 3, 8])", "0.75"),
      ("average_precision([0, 0, 1, 1], [-2, 4, 3, 8])", "0.833333"),
      ("expected_calibration_error([0, 1], [0, 1])", "0"), ("brier([0, 1], [0, 1])", "0"),
      ("accuracy([0, 1, 2], [0, 1, 1])", "0.666667"),
      ("accuracy([0, 1, 2], [0.1, 0.9, 0.8])", "0.666667"),
      (
        "sparse_categorical_crossentropy([-1, 1], [[0.5, 0.5], [0.5, 0.5]], ignore_class=-1)[0]",
        "0"
      ),
      ("categorical_accuracy([[0.3, 0.7], [1, 0]], [[0.2, 0.8], [0.4, 0.6]])", "0.5"),
    ])
  func `those that it can read are read`(source: String, expected: String) {
    #expect(printed(source) == expected)
  }

  private static let line = """
    d = table([[1], [2], [3]], [0, 1, 1])
    m = model 1 { dense 1 }

    """

  @Test func `a model that gives no probabilities has no score of them`() {
    let output = printed(
      Self.line + "r = train m, d, loss=mean_squared_error, "
        + "metrics=[auc, brier, expected_calibration_error, log_loss]\nevaluate m, d, metrics=[brier, auc]"
    )
    #expect(output.contains("brier nan, expected_calibration_error nan, log_loss nan"), "\(output)")
    #expect(output.contains("brier: some predictions are no probabilities, 0 to 1"))
    #expect(!output.contains("auc nan"))
  }

  @Test func `a training refuses metrics that its targets do not fit`() {
    let classes =
      "train model 1 { dense 1 }, table([[1], [2], [3]], [0, 1, 2]), loss=mean_squared_error, metrics="
    #expect(
      printed(classes + "auc").contains(
        "E0603: auc cannot be computed: the targets are class numbers 0 to 2"))
    #expect(printed(classes + "auc").contains("hint: `relabel y -> y == 2` asks"))
    #expect(!printed(classes + "accuracy").contains("error E"))
    let numbers =
      "train model 1 { dense 1 }, table([[1], [2]], [0.5, 1]), loss=mean_squared_error, metrics="
    #expect(
      printed(numbers + "accuracy").contains(
        "E0603: accuracy cannot be computed: the targets are numbers"))
    #expect(!printed(numbers + "mean_absolute_error").contains("error E"))
  }
}
