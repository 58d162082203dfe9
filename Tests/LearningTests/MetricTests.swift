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

  @Test func `auc of one class only is 0`() throws {
    let y = tensor([1, 1], [2])
    #expect(
      try Metrics.value(of: AreaUnderCurve(), targets: y, predictions: tensor([0.1, 0.2], [2]))
        == .number(0))
  }

  @Test func `targets and predictions that do not fit are refused`() {
    #expect(throws: LearningError.self) {
      try Metrics.value(
        of: Accuracy(), targets: tensor([1, 0, 1], [3]), predictions: tensor([0.5], [1]))
    }
  }
}
