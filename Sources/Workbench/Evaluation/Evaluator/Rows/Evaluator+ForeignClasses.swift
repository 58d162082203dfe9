import Catalog
import Data
import Engine
import Language
import Learning
import Support

// Models that were made elsewhere, and classes that have names: nothing but the user says which output is which class.
extension Evaluator {
  /// Rows for a model that knows no table, with their classes numbered as its outputs are where that was said; else it is
  /// told which order is taken. The names are those of the outputs.
  func inOrder(
    _ data: Dataset, of model: Model, at span: SourceSpan
  ) throws -> (samples: Samples, names: [String]) {
    let names = data.recipe?.target?.classes ?? data.classNames
    let isAsked = model.recipe == nil && model.hasGivenWeights && model.lastTraining == nil
    guard isAsked, names.count > 1, !names.indices.allSatisfy({ names[$0] == String($0) }),
      model.answersClasses(names.count) || !model.classNames.isEmpty
    else { return (data.train, names) }
    guard !model.classNames.isEmpty else {
      session.report(Problems.assumedClasses(of: model, names, at: span))
      return (data.train, names)
    }
    guard let targets = data.train.targets, targets.shape.rank == 0 else {
      return (data.train, model.classNames)
    }
    let places = names.map { model.classNames.firstIndex(of: $0) }
    let numbers = try targets.tensor.doubles.map { number -> Int32 in
      guard let place = Int(exactly: number), places.indices.contains(place) else { return -1 }
      guard let there = places[place] else {
        throw Problems.diagnostic(
          for: ForeignClassProblem.unknown(
            names[place], model: model.name, known: model.classNames), at: span)
      }
      return Int32(clamping: there)
    }
    var samples = data.train
    samples.targets = SampleRows(Tensor(numbers, [numbers.count]))
    return (samples, model.classNames)
  }
}

extension Model {
  /// The line that makes of a table what it takes as it stands, where the table has enough numbers; `nil` where it has not.
  func choice(among tabular: TabularData) -> String? {
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
}
