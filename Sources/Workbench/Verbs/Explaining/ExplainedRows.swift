import Catalog
import Data
import Engine
import Formats
import Learning
import Support

/// The rows that are explained: as the model sees them, and as the file has them where they came from one.
struct ExplainedRows {
  /// With targets where there are any.
  private(set) var samples: Samples
  /// As many raw rows; `nil` where rows were prepared elsewhere.
  private(set) var table: TypedTable?
  /// Through which raw rows go; `nil` for models of tensors.
  let recipe: Recipe?
  /// The names of a tensor's columns; empty where they have none.
  private(set) var columns: [String] = []
  /// The classes in the order of their numbers; empty for numbers.
  private(set) var classes: [String] = []
  /// What tokens stand for, input by input that has some.
  private(set) var vocabularies: [TokenVocabulary] = []
  /// Which row of the file each of them is; `nil` where all are.
  private var places: [Int]?
  /// The raw rows of all parts of a data set that was given whole.
  private var tested: TableParts?
  /// Whether a data set was given, which may have many rows.
  private(set) var isDataset = false

  var count: Int { samples.count }

  /// Reads a data set, a record or a list of them, a tensor, tensors for several inputs, or a text; one row of a file
  /// needs no target, and is counted as the file has it.
  init(
    _ call: VerbCall, _ parameter: Parameter<Value>, for model: Model, isOne: Bool = false
  ) throws {
    let evaluator = call.evaluator
    let span = call.span(of: parameter.description)
    recipe = model.recipe
    vocabularies = model.vocabularies
    classes = model.knownClasses
    guard let value = call.value(of: parameter) else {
      throw call.wrongKind(parameter, "a row or a data set")
    }
    switch value {
    case .dataset(let dataset):
      isDataset = true
      let found: AskedRows
      if isOne, let recipe, dataset.isUntouched, let all = dataset.tabular?.unlabelled {
        found = try evaluator.answers(of: all, through: recipe, withTarget: false, at: span)
      } else {
        found = try evaluator.rowsAndRecipe(
          of: dataset, for: model, as: call.sourceText(of: parameter), at: span)
      }
      (samples, places) = (found.samples, found.forecasts == nil ? found.origins : nil)
      tested = dataset.part == nil ? dataset.tabular.map(\.raw) : nil
      if let recipe = model.recipe, let raw = found.table, raw.rowCount == samples.count {
        table = recipe.cleaned(raw)
      }
      columns = dataset.columns
      if classes.isEmpty { classes = found.names ?? dataset.classNames }
      if vocabularies.isEmpty { vocabularies = dataset.vocabularies }
    case .tensor(let tensor):
      guard let known = tensor.known else { throw ValueProblem.conditionTraced }
      try Problems.located(at: span) {
        try evaluator.requirePreparation(tensor.preparation, for: model)
      }
      samples = try model.samples(of: [known])
      if let outlier = model.recipe?.outlier(in: known) {
        call.interpreter.report(
          Problems.outsideTraining(outlier.feature, outlier.number, outlier.range, at: span))
      }
    case .text(let text): samples = try Self.text(text, model, evaluator, &table, call, parameter)
    default:
      guard let records = try RecordColumns(value) else {
        guard case .list(let items) = value else {
          throw call.wrongKind(parameter, "a row, a tensor or a data set")
        }
        samples = try model.samples(
          of: items.map { item in
            guard case .tensor(let tensor) = item, let known = tensor.known else {
              throw call.wrongKind(parameter, "a row, a tensor or a data set")
            }
            return known
          })
        return
      }
      guard let recipe else { throw ValueProblem.noRecipe(model: model.name) }
      let raw = try records.table()
      samples = try evaluator.rows(of: raw, through: recipe, at: span)
      if raw.rowCount == samples.count { table = recipe.cleaned(raw) }
    }
  }

  /// All facts.
  init(samples: Samples, table: TypedTable?, recipe: Recipe?, classes: [String]) {
    (self.samples, self.table, self.recipe, self.classes) = (samples, table, recipe, classes)
  }

  /// A text by itself, of a model that was trained on one column of texts; else the name of a picture or sound.
  private static func text(
    _ text: String, _ model: Model, _ evaluator: Evaluator, _ table: inout TypedTable?,
    _ call: VerbCall, _ parameter: Parameter<Value>
  ) throws -> Samples {
    let span = call.span(of: parameter.description)
    if let recipe = model.recipe, let raw = recipe.raw {
      return try evaluator.rawSamples(
        of: evaluator.raw(text, for: raw, at: span), through: recipe, withTarget: false, at: span)
    }
    guard let recipe = model.recipe, recipe.texts.count == 1, recipe.columns.count == 1 else {
      throw call.wrongKind(parameter, "a row, a tensor or a data set")
    }
    let raw = TypedTable(
      [TypedColumn(recipe.columns[0].name, .texts(PackedTexts([text])))], rowCount: 1)
    table = raw
    return try evaluator.rows(of: raw, through: recipe, withTarget: false, at: span)
  }

  /// Where a row of the file stands among them; `nil` where it does not.
  func place(of row: Int) -> Int? {
    if let places { return places.firstIndex(of: row) }
    return row < count ? row : nil
  }

  /// Which rows of the file are among them, for who asks for another one.
  func missing(_ row: Int) -> MissingRow {
    let part = [Dataset.Part.validation, .test].first { part in
      tested?[part].map { table in (0..<table.rowCount).contains { table.origin(of: $0) == row } }
        ?? false
    }
    let known = places?.sorted() ?? []
    return MissingRow(
      row: row, count: count, first: known.first ?? 0, last: known.last ?? count - 1,
      examples: Array(known.prefix(3)), part: part?.rawValue)
  }

  /// One of them by itself.
  func row(_ index: Int) -> ExplainedRows {
    var one = self
    one.samples = samples.subset([index])
    one.table = table?.rows([index])
    one.places = [places?[index] ?? index]
    return one
  }

  /// The same raw rows with one column changed, as the model sees them.
  func samples(replacing column: TypedColumn, _ dtype: DType) throws -> Samples {
    guard let table, let recipe else { return samples }
    try MemoryBudget.current.require(
      ByteEstimate.product(2, table.byteCount), for: "rows with a column changed")
    var notes: [RecipeNote] = []
    let changed = table.mapColumns { $0.name == column.name ? [column] : [$0] }
    do throws(RecipeError) {
      return try recipe.samples(of: changed, withTarget: true, dtype, notes: &notes)
    } catch {
      throw DataError(.recipe(error))
    }
  }
}
