import Data
import Engine
import Formats
import Support

/// Reads objects with named fields as raw rows, and makes samples of them by the recipe that a model keeps.
///
/// The same gate as at the prompt (`Recipe.answers`), but nothing is guessed: a field is there with a value of its kind
/// or `null`, a word is one of training's, and fields that the recipe does not know are refused.
struct RowReading {
  /// How rows become samples.
  let recipe: Recipe
  /// The type of the samples.
  let dtype: DType
  private let fields: [FieldReading]
  private let places: [String: Int]

  /// Numbers of fields lie between these: no unit needs more, and steps that scale stay finite.
  static let largest = 1e30

  init(_ recipe: Recipe, _ dtype: DType) {
    (self.recipe, self.dtype) = (recipe, dtype)
    let groups = Set(recipe.steps.compactMap { $0.lags?.group })
    fields = recipe.askedColumns.map {
      FieldReading(
        $0, isOpen: groups.contains($0.name), isCleaned: recipe.isCleaned($0.name),
        needsWord: recipe.needsWord(in: $0))
    }
    places = Dictionary(
      uniqueKeysWithValues: fields.enumerated().map { ($0.element.schema.name, $0.offset) })
  }

  /// The columns that a row has.
  var columns: [ColumnSchema] { fields.map(\.schema) }

  /// The samples of rows in their order; of rows in time fewer, because the first are what others look back at.
  func samples(of rows: [JSON]) throws(RequestProblem) -> Samples {
    var cells = [[RowCell]](repeating: [], count: fields.count)
    for index in cells.indices { cells[index].reserveCapacity(rows.count) }
    for (index, row) in rows.enumerated() {
      guard case .object(let members) = row else {
        throw RequestProblem(
          422,
          "instances[\(index)]: \(RequestWords.kind(of: row)), but the model takes \(fieldWords)")
      }
      try append(members, of: index, to: &cells)
    }
    let table = TypedTable(
      zip(fields, cells).map { $0.column($1) }, rowCount: rows.count)
    var notes: [RecipeNote] = []
    let samples: Samples
    do throws(RecipeError) {
      samples = try recipe.answers(of: table, withTarget: false, dtype, notes: &notes).samples
    } catch {
      throw problem(error, cells)
    }
    for case .disordered(let column) in notes {
      throw RequestProblem(
        422, "instances: \(RequestWords.name(column)) is not in order: give the rows oldest first")
    }
    return samples
  }

  /// One object for its fields, each in its column.
  private func append(
    _ members: [JSON.Member], of row: Int, to cells: inout [[RowCell]]
  ) throws(RequestProblem) {
    for member in members {
      guard let place = places[member.name] else {
        throw RequestProblem(
          422,
          "instances[\(row)]: there is no field \(RequestWords.name(member.name))"
            + unknown(member.name))
      }
      cells[place].append(
        try fields[place].cell(
          member.value, "instances[\(row)].\(RequestProblem.quoted(member.name))"))
    }
    // Names differ in an object of JSON.
    guard members.count == fields.count else {
      let missing = fields.indices.filter { cells[$0].count == row }.map { fields[$0].schema.name }
      throw RequestProblem(
        422,
        "instances[\(row)]: \(RequestWords.list(missing)) "
          + (missing.count == 1 ? "is missing" : "are missing"))
    }
  }

  private var fieldWords: String {
    if fields.count == 1, fields[0].schema.kind == .text { return "a text" }
    return "an object with the fields \(RequestWords.list(fields.map(\.schema.name)))"
  }

  private func unknown(_ name: String) -> String {
    if name == recipe.target?.column { return ": it is what the model predicts" }
    return RequestWords.guess(name, among: fields.map(\.schema.name))
  }

  /// How a recipe's mistakes are told, with the place in the request.
  private func problem(_ error: RecipeError, _ cells: [[RowCell]]) -> RequestProblem {
    func place(_ column: String, _ row: Int) -> String {
      places[column] == nil
        ? "instances[\(row)]: \(RequestWords.name(column))"
        : "instances[\(row)].\(RequestProblem.quoted(column))"
    }
    switch error {
    case .missingValue(let column, let row):
      return RequestProblem(422, FieldReading.nothing(at: place(column, row)))
    case .otherKind(let column, let expected, _, let text):
      let own = places[column].map { cells[$0] } ?? []
      let row =
        (expected == .date
          ? own.firstIndex { $0 != .gap && !TypedColumn(column, cells: [$0]).areDates }
          : own.firstIndex(of: .text(text))) ?? 0
      var shown = text
      if own.indices.contains(row), case .text(let written) = own[row] { shown = written }
      let wanted = expected == .date ? "no day such as \"2023-03-25\"" : "no number"
      return RequestProblem(
        422, "\(place(column, row)): \(RequestWords.name(shown)) is \(wanted)")
    case .tooLarge(let number, let column, let row, _):
      return RequestProblem(
        422,
        "\(place(column, row)): "
          + (number.isFinite
            ? "\(NumberText.general(number)) is beyond \(dtype.name)"
            : "the steps of the model give no number there"))
    case .missingEarlierValue(let lags, let distance, let row, let needed):
      return RequestProblem(
        422,
        "\(place(lags.column, row)): nothing stands \(distance) rows before; an answer looks back at \(needed)"
      )
    case .tooFewRows(let found, let needed), .tooFewEarlierRows(let found, let needed):
      return RequestProblem(
        422,
        "instances: one answer needs \(needed) rows in order, oldest first, and there are \(found)")
    default:
      return RequestProblem(422, "instances: these rows do not fit what the model has learnt from")
    }
  }
}

/// One field of a row: which values it takes.
struct FieldReading {
  let schema: ColumnSchema
  /// Whether words that training has not seen are taken, too.
  let isOpen: Bool
  private let isCleaned: Bool
  private let needsWord: Bool
  private let words: Set<String>

  init(_ schema: ColumnSchema, isOpen: Bool, isCleaned: Bool, needsWord: Bool) {
    (self.schema, self.isCleaned, self.needsWord) = (schema, isCleaned, needsWord)
    words = schema.kind == .category ? Set(schema.words) : []
    self.isOpen = isOpen || words.isEmpty
  }

  /// Whether numbers stand there.
  private var isNumeric: Bool { schema.kind == .number || schema.kind == .whole }

  /// The column of these cells; one of gaps alone has the kind that it had in training.
  func column(_ cells: [RowCell]) -> TypedColumn { TypedColumn(schema.name, cells: cells) }

  /// What a value means here.
  func cell(_ value: JSON, _ place: String) throws(RequestProblem) -> RowCell {
    if value == .null {
      guard !needsWord else { throw RequestProblem(422, Self.nothing(at: place)) }
      return .gap
    }
    if isNumeric {
      guard let number = value.double else {
        throw RequestProblem(422, "\(place): \(RequestWords.shown(value)) is no number")
      }
      guard abs(number) <= RowReading.largest else {
        throw RequestProblem(
          422,
          "\(place): \(RequestWords.shown(value)) is beyond 1e30, the largest number of a field")
      }
      return .number(number)
    }
    if schema.kind == .category, let word = word(value) { return .text(word) }
    guard let text = value.string else {
      let wanted = schema.kind == .date ? "a day as a text, such as \"2023-03-25\"" : "a text"
      throw RequestProblem(422, "\(place): \(RequestWords.shown(value)), and \(wanted) is needed")
    }
    guard schema.kind == .category, !isOpen else { return .text(text) }
    throw RequestProblem(
      422,
      "\(place): training has not seen \(RequestWords.name(text)), but \(RequestWords.list(schema.words))"
        + RequestWords.guess(text, among: schema.words))
  }

  /// What is said of a gap where training had none.
  static func nothing(at place: String) -> String {
    "\(place): nothing stands there, and the model has learnt from no such row"
  }

  /// The word of training that is meant; a number or a truth stands for the word that is written so.
  private func word(_ value: JSON) -> String? {
    switch value {
    case .text(let text):
      if words.contains(text) { return text }
      guard isCleaned else { return nil }
      let clean = TypedColumn.cleaned(text)
      return schema.words.first { TypedColumn.cleaned($0) == clean }
    case .bool(let truth):
      return schema.words.first { $0.lowercased() == (truth ? "true" : "false") }
    case .whole(let number): return words.contains("\(number)") ? "\(number)" : nil
    case .number(let number):
      return schema.words.first { Double($0) == number }
    default: return nil
    }
  }
}
