import Data
import Engine
import Language
import Learning

/// What stands behind a dot of a data set: `d.x`, `d.test`, `poem.vocab`.
enum DatasetFields {
  static func value(of dataset: Dataset, _ name: String) throws -> Value {
    if let rows = rows(of: dataset, name) {
      let tensors = try rows.map { try tensor($0, of: dataset, name) }
      return tensors.count == 1 ? tensors[0] : .list(tensors)
    }
    if let part = Dataset.Part(rawValue: name).flatMap({ dataset[$0] }) { return .dataset(part) }
    if let field = textFields(of: dataset).first(where: { $0.name == name }) { return field.value }
    if let field = tableFields(of: dataset).first(where: { $0.name == name }) { return field.value }
    throw ValueProblem.noField(name, of: "data set \(dataset.name)", known: names(of: dataset))
  }

  /// Only the rows that are asked for: `poem.x[0:1]` does not make a tensor of all windows.
  static func value(
    of dataset: Dataset, _ name: String, at indices: [ResolvedIndex]
  ) throws -> Value {
    guard let rows = rows(of: dataset, name), rows.count == 1, let first = indices.first else {
      return try Indexing.value(value(of: dataset, name), at: indices)
    }
    let chosen: Range<Int>
    switch first {
    case .at(let position):
      let row = try Indexing.position(position, extent: rows[0].count, axis: 0)
      chosen = row..<row + 1
    case .slice(let from, let to):
      let (low, high) = Indexing.bounds(from, to, extent: rows[0].count)
      chosen = low..<high
    case .gather(let tensor) where tensor.shape.rank == 1:
      let positions = try IndexNumbers.positions(tensor, extent: rows[0].count, axis: 0)
      return try pick(rows[0], positions, indices, of: dataset, name)
    case .select(let tensor) where tensor.shape.rank == 1:
      let positions = try IndexNumbers.selected(tensor, extents: [rows[0].count], axis: 0)[0]
      return try pick(rows[0], positions, indices, of: dataset, name)
    case .gather, .select: return try Indexing.value(value(of: dataset, name), at: indices)
    }
    var rest = indices
    if case .at = first { rest[0] = .at(0) } else { rest[0] = .slice(from: nil, to: nil) }
    return try Indexing.value(tensor(rows[0].subset(chosen), of: dataset, name), at: rest)
  }

  /// Rows by their positions, where nothing else is indexed.
  private static func pick(
    _ rows: SampleRows, _ positions: [Int], _ indices: [ResolvedIndex], of dataset: Dataset,
    _ name: String
  ) throws -> Value {
    guard indices.count == 1 else {
      return try Indexing.value(tensor(rows, of: dataset, name), at: indices)
    }
    return try tensor(rows.subset(positions), of: dataset, name)
  }

  /// Whether a name stands for rows of samples, which are taken one by one.
  static func isRows(_ name: String) -> Bool { name == "x" || name == "y" }

  private static func rows(of dataset: Dataset, _ name: String) -> [SampleRows]? {
    switch name {
    case "x": dataset.train.inputs.map(\.rows)
    case "y": dataset.train.targets.map { [$0] }
    default: nil
    }
  }

  private static func tensor(
    _ rows: SampleRows, of dataset: Dataset, _ name: String
  ) throws -> Value {
    guard rows.isWhole || rows.type.byteCount <= MemoryLimit.bytes / 4 else {
      throw ValueProblem.limit(
        .tooLarge(
          elements: rows.type.shape.count, limit: MemoryLimit.bytes / 4 / rows.dtype.byteCount))
    }
    return .tensor(TensorValue(rows.tensor).with(name == "x" ? dataset.rowPreparation : nil))
  }

  /// How many numbers stand for tokens, and for which.
  private static func textFields(of dataset: Dataset) -> [(name: String, value: Value)] {
    let vocabularies = dataset.vocabularies
    if vocabularies.count == 1 {
      let listing = vocabularies[0].unitName
      return [
        ("vocab", .number(Double(vocabularies[0].count))),
        (listing, .text(vocabularies[0].listing)),
      ]
    }
    return zip(dataset.train.inputs, vocabularies).flatMap { input, vocabulary in
      [
        ("\(input.name)_vocab", .number(Double(vocabulary.count))),
        ("\(input.name)_\(vocabulary.unitName)", .text(vocabulary.listing)),
      ]
    }
  }

  /// What is known of a table's columns.
  private static func tableFields(of dataset: Dataset) -> [(name: String, value: Value)] {
    var fields: [(name: String, value: Value)] = []
    if dataset.tabular != nil {
      fields.append(("columns", .list(dataset.standingColumns.map { .text($0.name) })))
      fields.append(("recipe", .report(RecipeReport.make(dataset))))
    }
    if let recipe = dataset.recipe, recipe.raw != nil {
      fields.append(("recipe", .report(RecipeReport.make(dataset))))
      let classes = dataset.hasBoxes ? dataset.classNames : recipe.target?.classes ?? []
      if !classes.isEmpty {
        fields.append(("classes", .list(classes.map { .text($0) })))
      }
    }
    if let classes = dataset.tabular?.learntTarget?.classes, !classes.isEmpty {
      fields.append(("classes", .list(classes.map { .text($0) })))
    }
    return fields + LearntFields.of(dataset)
  }

  /// The values of a column as they came or were computed, training rows only: numbers as a tensor, words and dates as texts.
  static func column(of dataset: Dataset, _ name: String) throws -> Value {
    guard dataset.tabular != nil else {
      throw DataError(.recipe(.noColumns(data: dataset.name)), word: "[\"\(name)\"]")
    }
    let column = try dataset.column(named: name)
    if case .dates(let seconds) = column.values {
      return .list(seconds.map { $0.isNaN ? .none : .text(DateText.of($0)) })
    }
    if let numbers = column.values.doubles {
      return .tensor(TensorValue(Tensor(numbers, [numbers.count])))
    }
    return try .list(
      ValueList(column.texts.map { $0.map(Value.text) ?? .none }).checked())
  }

  static func names(of dataset: Dataset) -> [String] {
    var known = dataset.train.targets == nil ? ["x"] : ["x", "y"]
    known += Dataset.Part.allCases.filter { dataset.samples(of: $0) != nil }.map(\.rawValue)
    return known + textFields(of: dataset).map(\.name) + tableFields(of: dataset).map(\.name)
  }
}
