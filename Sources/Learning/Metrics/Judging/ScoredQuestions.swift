/// The scores of an evaluation as yes-or-no questions with their truths, as curves over thresholds are made of them.
package struct ScoredQuestions: Sendable {
  /// Whether an entry is of one class.
  package struct Question: Sendable {
    /// The number of the class.
    package let index: Int
    /// What entries are ranked by, one for each of them: logits where the model gives these.
    package let scores: [Double]
    /// Probabilities, one for each entry; `scores` where those are none.
    package let shares: [Double]
    /// Whether entries are of the class.
    package let truths: [Bool]
    /// Whether they were taken for it.
    package let answers: [Bool]
  }

  /// More numbers than these are not kept.
  static let limit = 1 << 22

  private let outputs: JudgedOutputs
  private let entries: JudgedEntries
  private let positive: Int?

  /// `nil` where there are more scores than are kept, or no scores for classes.
  init?(_ outputs: JudgedOutputs, _ entries: JudgedEntries, positive: Int?) {
    guard outputs.batch.predictions.count <= Self.limit, outputs.batch.layout.kind != .classNumbers
    else { return nil }
    (self.outputs, self.entries, self.positive) = (outputs, entries, positive)
  }

  /// How much each entry counts; empty where all count alike.
  package var weights: [Double] { outputs.batch.weights ?? [] }

  /// The share above which an answer is yes: that of the evaluation, else a half; `nil` where the largest score wins.
  package var threshold: Double? {
    positive == nil && !outputs.batch.layout.isMultiLabel ? nil : entries.threshold ?? 0.5
  }

  /// Of two classes the positive one; of more, and of labels, each.
  package func questions() -> [Question] {
    let batch = outputs.batch
    if let positive { return [question(of: positive)] }
    let width = batch.layout.width
    let shares = self.shares
    return (0..<width).map { column in
      let rows = 0..<batch.count
      let scores = rows.map { batch.predictions[$0 * width + column] }
      let own = rows.map { shares[$0 * width + column] }
      if case .multiLabel(_, let threshold) = batch.layout.kind {
        return Question(
          index: column, scores: scores, shares: own,
          truths: rows.map { batch.targets[$0 * width + column] == 1 },
          answers: scores.map { $0 > threshold })
      }
      let classes = rows.map { batch.classes(of: $0) }
      return Question(
        index: column, scores: scores, shares: own, truths: classes.map { $0.truth == column },
        answers: classes.map { $0.guess == column })
    }
  }

  private var shares: [Double] {
    let batch = outputs.batch
    if batch.layout.isMultiLabel {
      return batch.layout.isLogits ? sigmoids(batch.predictions) : batch.predictions
    }
    return batch.probabilities
  }

  private func question(of positive: Int) -> Question {
    let (ranked, decided) = (entries.ranked, entries.decided)
    let rows = 0..<ranked.count
    let isTwoScores = ranked.layout.width == 2
    let scores = rows.map {
      isTwoScores ? ranked.predictions[$0 * 2 + positive] : ranked.predictions[$0]
    }
    let shares = outputs.question(positive: positive)?.predictions ?? scores
    let isQuestion = decided.layout.width == 1
    let yes = isQuestion ? 1 : positive
    return Question(
      index: positive, scores: scores, shares: shares,
      truths: rows.map {
        ranked.classes(of: $0).truth == (ranked.layout.width == 1 ? 1 : positive)
      },
      answers: rows.map { decided.classes(of: $0).guess == yes })
  }
}
