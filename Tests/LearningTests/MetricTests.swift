import Catalog
import Engine
import Learning
import Testing

@Suite("Metrics")
struct MetricTests {
  let truth = labels([0, 1, 2, 2, 1, 0, 2], [7])
  let guess = labels([0, 2, 2, 2, 1, 0, 1], [7])

  private func value(_ metric: any Metric) throws -> MetricValue {
    try Metrics.value(of: metric, targets: truth, predictions: guess)
  }

  @Test func `accuracy is the share of hits`() throws {
    #expect(try value(Accuracy()) == .number(5.0 / 7))
  }

  @Test func `f1 without average gives one number for each class`() throws {
    guard case .perClass(let scores) = try value(F1Score()) else {
      Issue.record("a list is expected")
      return
    }
    #expect(isClose(scores, [1, 0.5, 0.666667]))
  }

  /// Values of the table of conventions: macro 0.722222, micro and weighted 0.714286.
  @Test(arguments: [(Average.macro, 0.722222), (.micro, 0.714286), (.weighted, 0.714286)])
  func `averages of f1 follow their definitions`(average: Average, expected: Double) throws {
    #expect(isClose([try value(F1Score(average: average)).summary], [expected]))
  }

  @Test func `confusion has true classes in rows`() throws {
    #expect(try value(Confusion()) == .counts([[2, 0, 0], [0, 1, 1], [0, 1, 2]]))
  }

  @Test func `a class never predicted has precision 0`() throws {
    let result = try Metrics.value(
      of: Precision(), targets: tensor([1, 1], [2]), predictions: tensor([0.1, 0.2], [2]))
    #expect(result == .number(0))
  }

  @Test func `a yes-or-no question has one threshold at 0.5`() throws {
    let y = tensor([1, 0, 1, 0], [4])
    let p = tensor([0.9, 0.6, 0.4, 0.5], [4, 1])
    #expect(try Metrics.value(of: Accuracy(), targets: y, predictions: p) == .number(0.5))
    #expect(try Metrics.value(of: Recall(), targets: y, predictions: p) == .number(0.5))
  }

  @Test func `labels beyond 1 are never right for a single unit`() throws {
    let y = labels([1, 5, 0], [3])
    let p = tensor([0.9, 0.9, 0.9], [3, 1])
    #expect(try Metrics.value(of: Accuracy(), targets: y, predictions: p) == .number(1.0 / 3))
  }

  @Test func `sparse and one-hot targets pick the largest output`() throws {
    let p = tensor([0.1, 0.7, 0.2, 0.6, 0.3, 0.1], [2, 3])
    let sparse = labels([1, 2], [2])
    let oneHot = tensor([0, 1, 0, 0, 0, 1], [2, 3])
    #expect(try Metrics.value(of: Accuracy(), targets: sparse, predictions: p) == .number(0.5))
    #expect(try Metrics.value(of: Accuracy(), targets: oneHot, predictions: p) == .number(0.5))
  }

  /// Three of the four pairs are in order.
  @Test func `auc counts pairs in order, ties one half`() throws {
    let y = tensor([0, 0, 1, 1], [4])
    let p = tensor([0.1, 0.4, 0.35, 0.8], [4])
    #expect(try Metrics.value(of: AreaUnderCurve(), targets: y, predictions: p) == .number(0.75))
    let tied = tensor([0.5, 0.5, 0.5, 0.5], [4])
    #expect(
      try Metrics.value(of: AreaUnderCurve(), targets: y, predictions: tied) == .number(0.5))
  }

  @Test func `auc of one class only is no number, and says why`() throws {
    let y = tensor([1, 1], [2])
    let (value, remark) = try Metrics.measure(
      AreaUnderCurve(), targets: y, predictions: tensor([0.1, 0.2], [2]))
    #expect(value.summary.isNaN)
    #expect(remark == "all targets are of one class")
  }

  /// scikit-learn 1.9.1: f1_score(y, y, average="macro") and the like are 1.
  @Test(arguments: ["precision", "recall", "f1_score", "fbeta", "iou"])
  func `classes that do not occur do not count`(name: String) throws {
    let type = try #require(Metrics.named(name))
    let y = labels([1, 2, 3, 3], [4])
    for average in ["macro", "weighted", "micro"] {
      let arguments = Arguments([], named: [("average", .word(average))])
      let metric = try type.init(BoundArguments(arguments, to: type.signature))
      #expect(try Metrics.value(of: metric, targets: y, predictions: y) == .number(1))
    }
    let each = try type.init(BoundArguments(Arguments(), to: type.signature))
    guard case .perClass(let scores) = try Metrics.value(of: each, targets: y, predictions: y)
    else {
      Issue.record("a list is expected")
      return
    }
    #expect(scores[0].isNaN && Array(scores[1...]) == [1, 1, 1])
  }

  /// scikit-learn 1.9.1, roc_auc_score(multi_class="ovr", labels=[1, 2, 3]) of a perfect ranking.
  @Test func `auc of labels that begin at 1 is that of the classes that occur`() throws {
    let p = tensor([0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], [3, 4])
    let y = labels([1, 2, 3], [3])
    #expect(try Metrics.value(of: AreaUnderCurve(), targets: y, predictions: p) == .number(1))
  }

  @Test func `class numbers beyond the table of counts are told apart`() throws {
    let (y, p) = (labels([2500, 7], [2]), labels([2600, 7], [2]))
    #expect(try Metrics.value(of: Accuracy(), targets: y, predictions: p) == .number(0.5))
  }

  /// scikit-learn 1.9.1 on
  /// y = [[1,0,1],[0,0,1],[1,1,0],[0,0,0]], p = [[.9,.2,.6],[.4,.1,.3],[.3,.8,.2],[.1,.6,.7]]:
  /// roc_auc_score macro, average_precision_score macro, precision_score of p > 0.5 per label.
  @Test func `several labels a sample are judged label by label`() throws {
    let y = tensor([1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0], [4, 3])
    let p = tensor([0.9, 0.2, 0.6, 0.4, 0.1, 0.3, 0.3, 0.8, 0.2, 0.1, 0.6, 0.7], [4, 3])
    let area = try Metrics.value(of: AreaUnderCurve(), targets: y, predictions: p)
    #expect(isClose([area.summary], [0.75]))
    let average = try #require(Metrics.named("average_precision"))
    let metric = try average.init(BoundArguments(Arguments(), to: average.signature))
    #expect(
      isClose(
        [try Metrics.value(of: metric, targets: y, predictions: p).summary],
        [(5.0 / 6 + 1 + 7.0 / 12) / 3]))
    #expect(
      try Metrics.value(of: Precision(), targets: y, predictions: p) == .perClass([1, 0.5, 0.5]))
    #expect(
      try Metrics.value(of: Accuracy(), targets: y, predictions: p) == .number(8.0 / 12))
  }

  @Test func `one-hot rows stay classes, also where a threshold would differ`() throws {
    let (y, p) = (tensor([1, 0, 0, 1], [2, 2]), tensor([0.4, 0.3, 0.1, 0.2], [2, 2]))
    #expect(try Metrics.value(of: Accuracy(), targets: y, predictions: p) == .number(1))
  }

  @Test(arguments: Metrics.all.map { $0.signature.name })
  func `a score that is nan gives no number`(name: String) throws {
    let type = try #require(Metrics.named(name))
    let metric = try type.init(BoundArguments(Arguments(), to: type.signature))
    for (y, p) in [
      (labels([1, 0], [2]), tensor([.nan, 0.2], [2, 1])),
      (tensor([1, 0], [2]), tensor([.nan, 0.2], [2])),
      (labels([1, 0], [2]), tensor([.nan, 0.2, 0.5, 0.5], [2, 2])),
      (tensor([1, 0, 1, 1], [2, 2]), tensor([.nan, 0.2, 0.5, 0.5], [2, 2])),
      (
        tensor([0, 0, 0, 0, 2, 2], [1, 6]), tensor([0, 0, .nan, 0, 0, 2, 2], [1, 7])
      ),
    ] {
      guard
        let value = try? Metrics.value(of: metric, targets: y, predictions: p),
        name != "confusion"
      else { continue }
      #expect(value.summary.isNaN, "\(name) of \(y.shape) is \(value)")
    }
  }

  @Test(arguments: [("", "a b", Double.infinity), ("", "", 0), ("a b", "", 1)])
  func `error rates follow their formula where texts are empty`(
    truth: String, guess: String, expected: Double
  ) throws {
    for name in ["word_error_rate", "character_error_rate"] {
      let type = try #require(Metrics.named(name))
      let metric = try type.init(BoundArguments(Arguments(), to: type.signature))
      let sequence = try #require(metric as? any SequenceMetric)
      #expect(try sequence.value(references: [truth], candidates: [guess]) == expected)
    }
  }

  @Test func `targets and predictions that do not fit are refused`() {
    #expect(throws: LearningError.self) {
      try Metrics.value(
        of: Accuracy(), targets: tensor([1, 0, 1], [3]), predictions: tensor([0.5], [1]))
    }
  }
}

@Suite("Which way a metric is better")
struct MetricDirectionTests {
  @Test(arguments: [
    ("accuracy", true), ("val_accuracy", true), ("val_root_mean_squared_error", false),
    ("log_loss", false), ("brier", false), ("perplexity", false), ("r2_score", true),
    ("bits_per_character", false), ("loss", nil), ("val_loss", nil), ("mine", nil),
  ])
  func `errors are best where they are small`(series: String, expected: Bool?) {
    #expect(Metrics.prefersLarger(series) == expected)
  }

  @Test func `every metric whose name says error, loss or rate of errors prefers less`() {
    for metric in Metrics.all {
      let name = metric.signature.name
      guard ["error", "loss", "perplexity", "brier"].contains(where: name.contains) else {
        continue
      }
      let prefersLarger = Metrics.prefersLarger(name)
      #expect(prefersLarger == false, "\(name)")
    }
  }
}
