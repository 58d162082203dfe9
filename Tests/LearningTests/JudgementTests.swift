import Catalog
import Data
import Engine
import Learning
import Testing

/// What an evaluation finds out beside its metrics.
@Suite("Judging answers")
struct JudgementTests {
  /// A model that answers with its input.
  private static func same(_ width: Int, _ activation: String = "linear") throws -> Model {
    let m = try model(
      [width],
      [
        LayerDescription(
          "dense",
          Arguments([.number(Double(width))], named: [("activation", .word(activation))]))
      ], dtype: .float64)
    var weights = [Double](repeating: 0, count: width * width)
    for index in 0..<width { weights[index * width + index] = 1 }
    try m.set("dense.kernel", to: Tensor(weights, [width, width], .float64))
    return m
  }

  /// Shares 0.1, 0.4, 0.35, 0.8, 0.7 through σ⁻¹; two of three "yes" above one half.
  private static func twoClasses(_ change: (inout Judging) -> Void = { _ in }) throws -> Evaluation
  {
    let scores = [-2.197224577, -0.405465108, -0.619039208, 1.386294361, 0.847297860]
    var judging = Judging()
    change(&judging)
    return try Evaluation(
      of: same(1, "sigmoid"),
      on: Samples(x: Tensor(scores, [5, 1], .float64), y: labels([0, 0, 1, 1, 1], [5])),
      judging: judging)
  }

  private static func classes(_ evaluation: Evaluation) throws -> ClassJudgement {
    guard case .classes(let found)? = evaluation.judgement else {
      throw JudgementMissing()
    }
    return found
  }

  @Test func `classes have scores, means and what always answering one would give`() throws {
    let found = try Self.classes(Self.twoClasses())
    #expect(found.scores.map(\.support) == [2, 3])
    #expect(found.scores.map(\.answers) == [3, 2])
    #expect(isClose(found.scores.map(\.precision), [2.0 / 3, 1]))
    #expect(isClose(found.scores.map(\.recall), [1, 2.0 / 3]))
    #expect(isClose(found.scores.map(\.f1), [0.8, 0.8]))
    #expect(found.means.map(\.name) == ["macro", "weighted"])
    #expect(found.majority?.index == 1)
    #expect(found.majority?.share == 0.6)
    #expect(found.positive == 1)
    #expect(isClose([try #require(found.areaUnderCurve)], [5.0 / 6]))
  }

  @Test func `the positive class is the one that is asked for`() throws {
    let evaluation = try Self.twoClasses { $0.positive = 0 }
    let found = try Self.classes(evaluation)
    #expect(found.scores.map(\.support) == [2, 3])
    #expect(evaluation.confusion == [[2, 0], [1, 2]])
    // Scores of class 0 are 0.9, 0.6 against 0.65, 0.2, 0.3.
    #expect(isClose([try #require(found.areaUnderCurve)], [5.0 / 6]))
    #expect(isClose([try #require(found.averagePrecision)], [(1 + 2.0 / 3) / 2]))
  }

  @Test func `a threshold moves answers, table and accuracy`() throws {
    let evaluation = try Self.twoClasses { $0.threshold = .fixed(0.3) }
    #expect(evaluation.confusion == [[1, 1], [0, 3]])
    #expect(evaluation.value("accuracy") == .number(0.8))
    #expect(try Self.classes(evaluation).threshold == 0.3)
  }

  /// Above 0.35 three are taken and two of them right: F1 = 2/3; above 0.1 four with all three: 6/7.
  @Test func `the threshold of the best F1 lies half-way between two scores`() throws {
    let evaluation = try Self.twoClasses { $0.threshold = .bestF1 }
    let found = try Self.classes(evaluation)
    #expect(isClose([try #require(found.threshold)], [0.225]))
    #expect(isClose([found.scores[1].f1], [6.0 / 7]))
  }

  @Test(arguments: [(1.0, 10.0, 0.55), (10, 1, 0.225)])
  func `misses and alarms have their cost`(miss: Double, alarm: Double, share: Double) throws {
    let evaluation = try Self.twoClasses {
      $0.threshold = .leastCost(miss: miss, alarm: alarm)
    }
    #expect(isClose([try #require(try Self.classes(evaluation).threshold)], [share]))
  }

  @Test func `a threshold is of two classes`() throws {
    var judging = Judging()
    judging.threshold = .fixed(0.5)
    #expect(throws: LearningError.self) {
      try Evaluation(
        of: Self.same(3, "softmax"),
        on: Samples(x: Tensor([1.0, 0, 0], [1, 3], .float64), y: labels([0], [1])),
        judging: judging)
    }
  }

  /// Softmax over two units is the same question as one sigmoid.
  @Test func `two units are one question`() throws {
    let evaluation = try Evaluation(
      of: Self.same(2, "softmax"),
      on: Samples(
        x: Tensor([2.0, 0, 0, 0.5, 0.5, 0, 0, 3], [4, 2], .float64), y: labels([0, 0, 1, 1], [4])))
    let found = try Self.classes(evaluation)
    #expect(found.positive == 1)
    #expect(found.areaUnderCurve == 0.75)
    #expect(isClose([try #require(found.averagePrecision)], [(1 + 2.0 / 3) / 2]))
  }

  @Test func `numbers stand beside those of always answering the mean`() throws {
    let evaluation = try Evaluation(
      of: Self.same(1),
      on: Samples(x: Tensor([1.0, 2, 5], [3, 1], .float64), y: Tensor([1.0, 3, 5], [3])))
    guard case .numbers(let found)? = evaluation.judgement else {
      Issue.record("numbers are judged as numbers")
      return
    }
    #expect(isClose([found.errors.meanSquared, found.errors.meanAbsolute], [1.0 / 3, 1.0 / 3]))
    #expect(isClose([found.errors.r2, found.baseline.r2], [1 - 1.0 / 8, 0]))
    #expect(isClose([found.baseline.meanSquared, found.mean], [8.0 / 3, 3]))
  }

  @Test func `where nothing is positive F1 and area have no interval`() throws {
    var judging = Judging()
    judging.resampling = RandomStream(seed: 1, purpose: .sample, name: "r", occurrence: 0)
    let evaluation = try Evaluation(
      of: Self.same(1, "sigmoid"),
      on: Samples(x: Tensor([-1.0, -2, -3], [3, 1], .float64), y: labels([0, 0, 0], [3])),
      judging: judging)
    #expect(evaluation.intervals == [ScoreInterval(name: "accuracy", low: 1, high: 1)])
  }

  @Test func `intervals hold the score, come again, and follow the seed`() throws {
    func intervals(_ seed: UInt64) throws -> [ScoreInterval] {
      let x = (0..<60).map { Double($0 * 37 % 60) / 30 - 1 }
      var judging = Judging()
      judging.resampling = RandomStream(
        seed: seed, purpose: .sample, name: "bootstrap", occurrence: 0)
      return try Evaluation(
        of: Self.same(1, "sigmoid"),
        on: Samples(
          x: Tensor(x, [60, 1], .float64),
          y: Tensor(x.enumerated().map { Int32($1 > ($0 % 5 == 0 ? 0.5 : 0) ? 1 : 0) }, [60])),
        judging: judging
      ).intervals
    }
    let first = try intervals(1)
    #expect(first.map(\.name) == ["accuracy", "f1_score", "auc"])
    #expect(first.allSatisfy { $0.low < $0.high && $0.low >= 0 && $0.high <= 1 })
    #expect(try intervals(1) == first)
    #expect(try intervals(2) != first)
    // ±1.96·√(p(1 − p)/n) for p = 0.95 is ±0.055.
    #expect(first[0].high - first[0].low < 0.2)
  }
}

private struct JudgementMissing: Error {}
