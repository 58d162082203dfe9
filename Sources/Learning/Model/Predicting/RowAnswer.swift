import Data

/// What one row of a model's numbers says.
package enum RowAnswer: Equatable, Sendable {
  /// A class by its number, and how much speaks for each class: probabilities, or where there are none the numbers as the
  /// model gives them. A single number for two classes speaks for the second.
  case classNumber(Int, shares: [Double])
  /// A number in the units of the data.
  case number(Double)
}

/// Reads a model's numbers as answers to the question of its training.
package struct AnswerReader: Sendable {
  /// What is predicted; `nil` where only the names of classes are known.
  package let target: TargetRecipe?
  /// Names of the classes; empty for numbers.
  package let classes: [String]
  /// Whether the numbers are probabilities.
  package let areProbabilities: Bool

  /// What a model was trained on, or was said to answer when it was loaded.
  package init(_ model: Model) {
    self.init(
      target: model.recipe?.target, classes: model.knownClasses,
      areProbabilities: model.givesProbabilities)
  }

  /// All facts.
  package init(target: TargetRecipe?, classes: [String], areProbabilities: Bool) {
    (self.target, self.classes, self.areProbabilities) = (target, classes, areProbabilities)
  }

  /// The answer of a row as the model gives it; `nil` where its numbers are no answer: another count than of classes,
  /// or several without classes.
  package func answer(_ row: [Double]) -> RowAnswer? {
    if classes.isEmpty {
      guard let target, row.count == 1 else { return nil }
      return .number(row[0] * target.scale + target.offset)
    }
    if row.count == 1, classes.count == 2 {
      let isSecond = row[0] >= (areProbabilities ? 0.5 : 0)
      return .classNumber(
        isSecond ? 1 : 0, shares: areProbabilities ? [1 - row[0], row[0]] : row)
    }
    guard row.count == classes.count, let best = row.indices.max(by: { row[$0] < row[$1] }) else {
      return nil
    }
    return .classNumber(best, shares: row)
  }
}

extension Model {
  /// Whether what it gives are probabilities.
  package var givesProbabilities: Bool {
    switch outputActivation?.output {
    case .probability, .distribution, .cutProbability: true
    default: false
    }
  }

  /// Whether what it gives can be so many classes: a number for each, or one for the second of two.
  package func answersClasses(_ count: Int) -> Bool {
    outputShape.rank == 1 && (outputShape.count == count || outputShape.count == 1 && count == 2)
  }

  /// The classes of its outputs: those of its training, else those that were said when it was loaded; empty where neither
  /// has names.
  package var knownClasses: [String] {
    if let classes = recipe?.target?.classes, !classes.isEmpty { return classes }
    return recipe == nil ? classNames : []
  }
}
