import Catalog
import Engine
import Formats
import Support

/// Rows in a row: what was, and what comes next.
struct TimeWindows: DataStep {
  static let length = Parameter<Int>(
    "length", "how many rows a model looks back at", rule: "between 1 and 65,536",
    where: { $0 >= 1 && $0 <= 65_536 })
  static let horizon = Parameter<Int>(
    "horizon", "how many rows ahead the target stands", default: 1, rule: "at least 1",
    where: { $0 >= 1 && $0 <= 65_536 })
  static let signature = Signature(
    "windows", .step, "Cut a table in time into windows, each with what comes behind it.",
    example: "data csv(\"people.csv\", target=\"income\") { split 80%, 20%; windows 4 }",
    [length.description, horizon.description],
    details: """
      x [n × length × columns] are the numbers of length rows, the target among them as the last column; y [n] is the \
      target horizon rows after the last of them; windows with a gap in the target are left out. Rows are in time: `split` keeps their order, windows do not reach from one \
      part into another, and dates are left out. Columns are prepared first, as `prepare` does, on the training part.
      """)

  private let length: Int
  let horizon: Int

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    length = try arguments[Self.length]
    horizon = try arguments[Self.horizon]
  }

  var changesColumns: Bool { true }
  var keepsTime: Bool { true }

  func memory(for dataset: Dataset) -> Int { 3 * (dataset.tabular?.byteCount ?? 0) }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    guard var tabular = dataset.columnsToChange, let target = tabular.target else {
      throw DataError(.recipe(.noColumns(data: dataset.name)))
    }
    guard tabular.learning.column(named: target)?.values.doubles != nil else {
      throw DataError(
        .recipe(
          .unsuitable(
            column: target, found: tabular.learning.column(named: target)?.kind ?? .text,
            need: .numbers)))
    }
    let dates = tabular.features.filter { $0.kind == .date || $0.kind == .text }
    tabular.append(
      FittedStep("drop", remark: "rows are in time", dates.map { .init($0.name, .drop) }))
    tabular.learntTarget = TargetRecipe(column: target)
    tabular = Preparation.complete(tabular)
    var recipe = tabular.recipe
    recipe.window = Recipe.Window(length: length, horizon: horizon)
    var result = dataset
    (result.tabular, result.recipe) = (tabular, recipe)
    (result.hasOwnSamples, result.isPrepared) = (true, true)
    (result.target, result.classNames) = (target, [])
    var (left, all) = (0, 0)
    for part in Dataset.Part.allCases {
      guard let table = tabular.now[part] else { continue }
      do throws(RecipeError) {
        let samples = try recipe.windows(of: table, withTarget: true, context.dtype).samples
        result.set(samples, part)
        let count = max(0, table.rowCount - length - horizon + 1)
        (left, all) = (left + count - samples.count, all + count)
      } catch {
        throw DataError(.recipe(error, part: part))
      }
    }
    if left > 0 {
      context.record.notes.append(.windowsWithGaps(left, of: all, column: target))
    }
    return result
  }
}

extension Recipe {
  /// How far a model looks back and ahead.
  package struct Window: Equatable, Sendable {
    /// How many rows it looks back at.
    package let length: Int
    /// How many rows ahead the target stands.
    package let horizon: Int
  }

  /// Windows of rows after all steps, the target as it is learnt as the last column; with targets only those that have
  /// one, else all, the last of which tells what is to come. With each the row that is forecast, counted on behind the
  /// last one.
  ///
  /// Throws for a table without such a window.
  func windows(
    of table: TypedTable, withTarget: Bool, _ dtype: DType
  ) throws(RecipeError) -> (samples: Samples, rows: [Int]) {
    guard let window, let target, let column = table.column(named: target.column) else {
      throw .missingColumn(target?.column ?? "", known: columns.map(\.name))
    }
    let reach = window.length + (withTarget ? window.horizon : 0)
    guard table.rowCount >= reach else {
      throw .tooFewRows(found: table.rowCount, needed: reach)
    }
    let y = try target.values(of: column, dtype, allowingGaps: true)
    let others = try features(of: table.dropping([target.column]), dtype)
    let numbers = interleaved(others + [y.doubles], dtype)
    let width = others.count + 1
    let count = table.rowCount - reach + 1
    let rows = SampleRows(
      windowsOf: numbers.reshaped([numbers.count]), length: window.length * width, stride: width,
      from: 0, count: count
    ).reshaped([window.length, width])
    let start = window.length + window.horizon - 1
    let series = y.doubles
    let samples = Samples(
      [Samples.Input("x", rows)],
      targets: withTarget
        ? SampleRows(Tensor(Array(series[start..<start + count]), [count], dtype)) : nil)
    // A window with a gap says nothing; its neighbours stay where they are in time.
    var (gaps, met) = ([0], 0)
    for number in series {
      if number.isNaN { met += 1 }
      gaps.append(met)
    }
    guard met > 0 else { return (samples, (0..<count).map { $0 + start }) }
    let whole = (0..<count).filter { first in
      gaps[first + window.length] == gaps[first] && !(withTarget && series[first + start].isNaN)
    }
    guard !whole.isEmpty else { throw .tooFewRows(found: 0, needed: reach) }
    return (samples.subset(whole), whole.map { $0 + start })
  }
}
