import Data
import Engine
import Learning
import Plots
import Support

/// What a model says of raw rows: classes by name with their probability, or numbers in the units of the file.
struct PredictionReport {
  /// One row's answer.
  private struct Answer {
    let text: String
    let probability: Double?
  }

  private let output: Tensor
  private let answers: [Answer]
  private let target: TargetRecipe
  /// Whether the model's numbers are probabilities of classes.
  private let areShares: Bool
  /// Which row of the file each answer is of; `nil` where all are.
  private let places: [Int]?
  /// Of which file each answer is; `nil` where rows are no files.
  private let files: [String]?
  /// How many rows the file has, behind which forecasts go on; `nil` for answers of rows that are there.
  private let behind: Int?

  /// The answers that a model's outputs stand for; `nil` where they are no answers to that question.
  init?(
    _ output: Tensor, of model: Model, _ target: TargetRecipe?, places: [Int]? = nil,
    behind: Int? = nil,
    files: [String]? = nil
  ) {
    self.behind = behind
    self.places = places?.count == output.shape.extents.first ? places : nil
    self.files = files?.count == output.shape.extents.first ? files : nil
    areShares = model.givesProbabilities
    guard let target, output.shape.rank >= 1, output.shape[0] > 0 else {
      return nil
    }
    let count = output.shape[0]
    let width = output.count / count
    let numbers = output.doubles
    let reader = AnswerReader(
      target: target, classes: target.classes, areProbabilities: model.givesProbabilities)
    var answers: [Answer] = []
    for row in 0..<count {
      switch reader.answer(Array(numbers[row * width..<(row + 1) * width])) {
      case .number(let number):
        answers.append(Answer(text: NumberText.general(number), probability: nil))
      case .classNumber(let place, let shares):
        answers.append(
          Answer(
            text: target.classes[place],
            probability: reader.areProbabilities ? shares[place] : nil))
      case nil: return nil
      }
    }
    (self.output, self.answers, self.target) = (target.inUnits(output), answers, target)
  }

  /// One line for one row, `no  (0.91)`, else a table; behind dots the names, probabilities and numbers.
  var value: ReportValue {
    var fields: [(String, Value)] = [("output", .tensor(TensorValue(output).asModelOutput()))]
    if let places {
      fields.append(("row", .tensor(TensorValue(Tensor(places.map(Double.init), [places.count])))))
    }
    if !target.classes.isEmpty {
      let names = answers.map { Value.text($0.text) }
      fields.append(("class", names.count == 1 ? names[0] : .list(names)))
      let probabilities = answers.compactMap(\.probability)
      if probabilities.count == answers.count {
        fields.append(
          (
            "probability",
            probabilities.count == 1
              ? .number(probabilities[0])
              : .tensor(TensorValue(Tensor(probabilities, [probabilities.count])))
          ))
      }
    } else {
      fields.append(
        (
          "value",
          answers.count == 1
            ? .number(output.doubles[0])
            : .tensor(TensorValue(output.reshaped([output.count])))
        ))
    }
    if let files { fields.append(("file", .list(files.map { .text($0) }))) }
    guard answers.count > 1 else {
      let certainty =
        answers[0].probability.map { "  (\(NumberText.fixed($0, decimals: 2)))" } ?? ""
      var value = ReportValue(
        Report("prediction", [.note(Sanitizer.visible(answers[0].text) + certainty)]),
        fields: fields)
      value.rows = rows
      return value
    }
    var value = ReportValue(report(isWhole: false), fields: fields)
    if answers.count > Self.rowLimit { value.whole = report(isWhole: true) }
    value.rows = rows
    return value
  }

  /// Every answer with all its digits.
  private func rows() -> Report {
    let names = target.classes.isEmpty ? ["answer"] : target.classes
    return RowsReport.make(
      output, classes: ClassNames(names, areShares: areShares),
      rows: places ?? Array(answers.indices), files: files, named: "predictions")
  }

  private func report(isWhole: Bool) -> Report {
    Report(
      "predictions", title: "predictions: \(Problems.count(answers.count, "row"))",
      [.table(table(isWhole: isWhole))])
  }

  private static let rowLimit = 12

  private func table(isWhole: Bool) -> Table {
    let isLong = !isWhole && answers.count > Self.rowLimit
    let shown = Array(answers.enumerated()).prefix(isLong ? Self.rowLimit - 2 : .max)
    var remarks: [Table.Remark] =
      isLong
      ? [.init("…", [Fact("", .text("\(NumberText.grouped(answers.count - shown.count)) more"))])]
      : []
    if let behind, let last = places?.last, last >= behind {
      let rows = behind == last ? "row \(last) comes" : "rows \(behind) to \(last) come"
      remarks.append(
        .init("row", [Fact("", .text("what is forecast, from 0; \(rows) behind the last"))]))
    }
    var fields: [Table.Field<(offset: Int, element: Answer)>] = [
      files.map { files in .text("file") { Sanitizer.visible(files[$0.offset]) } }
        ?? .count("row") { places?[$0.offset] ?? $0.offset },
      .text("answer", title: Sanitizer.visible(target.column)) {
        Sanitizer.visible($0.element.text)
      },
    ]
    if answers.contains(where: { $0.probability != nil }) {
      fields.append(.number("probability", .metric) { $0.element.probability })
    }
    return Table(Array(shown), remarks: remarks, fields)
  }
}

extension PredictionReport {
  /// What a model that was made elsewhere says of a file, where the user has said its classes: their names, as of a model
  /// of nabla. `nil` for other models and for prepared rows.
  static func named(
    _ output: Tensor, of model: Model, _ asked: AskedRows, as value: Value?
  ) -> ReportValue? {
    guard model.recipe == nil, model.hasGivenWeights, model.lastTraining == nil,
      !model.classNames.isEmpty, case .dataset(let dataset)? = value, dataset.tabular != nil,
      dataset.part == nil, !dataset.isPrepared || dataset.isUntouched
    else { return nil }
    let column = asked.recipe?.target?.column ?? "class"
    return PredictionReport(
      output, of: model, TargetRecipe(column: column, classes: model.classNames),
      places: asked.origins
    )?.value
  }
}
