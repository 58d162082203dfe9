import Catalog
import Data
import Engine
import Language
import Learning
import Support

// Models that were made elsewhere, and classes that have names: nothing but the user says which output is which class.
extension Evaluator {
  /// Data for a model, with their classes numbered as its outputs are where that is known; of a model that was made
  /// elsewhere and does not say it, the order that is taken is told.
  /// Rows that are only asked about may have anything in the column that is taken for their target.
  func inOrder(
    _ data: Dataset, of model: Model, isAsked: Bool = false, at span: SourceSpan
  ) throws -> Dataset {
    let names = data.namesOfClasses
    if model.recipe == nil, model.hasGivenWeights, model.lastTraining == nil,
      model.classNames.isEmpty, names.count > 1, !names.areNumbered,
      model.answersClasses(names.count)
    {
      session.report(Problems.assumedClasses(of: model, names, at: span))
    }
    if isAsked, !model.classNames.isEmpty, !names.allSatisfy(model.classNames.contains) {
      return data
    }
    return try ordered(data, for: [model], at: span)
  }

  /// Data with their classes numbered as the outputs of these models are: as was said when they were loaded, else as they
  /// were trained.
  ///
  /// Throws for a class that is no output, where the user has said what these are, and for models of which each has another
  /// order. Numbers 0, 1, 2, … that are no names of outputs are their places.
  func ordered(_ data: Dataset, for models: [Model], at span: SourceSpan) throws -> Dataset {
    let names = data.namesOfClasses
    // Rows that are only asked about need no class, and may have other words in the last column.
    guard !names.isEmpty, !data.hasBoxes, data.train.targets != nil else { return data }
    var order: (names: [String], model: Model)?
    for model in models {
      let isSaid = !model.classNames.isEmpty
      // Weights that have learnt nothing yet stand for no classes.
      let hasLearnt = model.lastTraining != nil || model.hasGivenWeights
      let own = isSaid ? model.classNames : hasLearnt ? model.knownClasses : []
      guard !own.isEmpty else { continue }
      if let unknown = names.first(where: { !own.contains($0) }) {
        guard isSaid, !names.areNumbered else { continue }
        throw Problems.diagnostic(
          for: ForeignClassProblem.unknown(unknown, model: model.name, known: own), at: span)
      }
      if let order, order.names != own {
        throw Problems.diagnostic(
          for: ForeignClassProblem.otherOrder(
            model.name, own, of: order.model.name, order.names), at: span)
      }
      order = (own, model)
    }
    guard let order, order.names != names else { return data }
    return data.withClasses(order.names) ?? data
  }
}

extension [String] {
  /// Whether they are 0, 1, 2, … themselves.
  fileprivate var areNumbered: Bool { indices.allSatisfy { self[$0] == String($0) } }
}

extension Model {
  /// Why a table is not what it takes as it stands, with the line that makes it so, where the table has enough numbers.
  func refusal(of tabular: TabularData) -> ValueProblem {
    guard let instead = choice(among: tabular) else { return .noRecipe(model: name) }
    let gaps = tabular.raw.train.columns.filter { column in
      (0..<column.count).contains { column.values.isMissing($0) }
    }
    let features = tabular.features
    let count = inputs[0].shape.count
    let reason: String
    if features.count == count, !gaps.isEmpty {
      reason =
        "\(Problems.list(first: 6, of: gaps.map { Problems.quotedName($0.name) })) \(gaps.count == 1 ? "has" : "have") gaps"
    } else if features.count != count {
      reason =
        "it takes \(Problems.count(count, "number")), and there \(features.count == 1 ? "is" : "are") "
        + Problems.count(features.count, "column")
        + (tabular.target == nil ? "" : " beside the target")
    } else {
      let words = features.filter { $0.values.doubles == nil || $0.kind == .date }
      reason =
        "\(Problems.list(first: 6, of: words.map { Problems.quotedName($0.name) })) \(words.count == 1 ? "is" : "are") no numbers"
    }
    return .notAsItStands(
      model: name, reason: reason,
      instead: "\(instead); a model that is made for a table knows its columns")
  }

  /// The line that makes of a table what it takes as it stands, where the table has enough numbers; `nil` where it has not.
  private func choice(among tabular: TabularData) -> String? {
    let count = inputs[0].shape.count
    var columns = tabular.features
    if !tabular.isTargetGiven, columns.count < count { columns = tabular.raw.train.columns }
    let numbers = columns.filter { $0.kind == .number || $0.kind == .whole }.map(\.name)
    guard numbers.count >= count else { return nil }
    guard numbers.count < columns.count || numbers.count > count else {
      return "`data csv(\"…\") { drop_missing }` leaves out the rows with gaps"
    }
    let names = numbers.prefix(min(count, 6)).map { Argument.text($0).described }
    let shown = (names + (count > 6 ? ["…"] : [])).joined(separator: ", ")
    let amount = count == 1 ? "the column" : "\(count) columns"
    return
      "`data csv(\"…\") { select \(shown) }` gives \(amount) of numbers, `drop_missing` in it leaves out gaps"
  }

  /// The line that gives a record's numbers as a row, where there are as many as it takes.
  func rowOfNumbers(like value: Value) -> String? {
    // A model without a name can not be asked again.
    guard name != "model", case .record = value, let columns = try? RecordColumns(value)?.columns,
      inputs.count == 1, inputs[0].shape.extents == [columns.count], columns.count <= 8
    else { return nil }
    let numbers = columns.compactMap { $0.values.first?.number.map { NumberText.general($0) } }
    guard numbers.count == columns.count else { return nil }
    return
      "`predict \(name), [[\(numbers.joined(separator: ", "))]]` gives the numbers in its order"
  }

  /// Takes the names of its outputs; throws where there are not as many, and where it knows them from its training.
  func take(classes names: [String]) throws {
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw ForeignClassProblem.twice(twice)
    }
    guard answersClasses(names.count) else {
      throw ForeignClassProblem.count(names.count, outputs: outputShape.count, model: name)
    }
    classNames = names
  }
}

/// Classes that are none of a model's outputs; data, worded in `Problems`.
enum ForeignClassProblem: Error {
  /// The same name for two outputs.
  case twice(String)
  /// So many names for other outputs.
  case count(Int, outputs: Int, model: String)
  /// A class of the data that no output is.
  case unknown(String, model: String, known: [String])
  /// A model's classes, and those of another that learns or answers beside it.
  case otherOrder(String, [String], of: String, [String])
}
