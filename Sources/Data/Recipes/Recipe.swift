import Engine
import Formats
import Support

/// How the rows of a table become what a model learns from: columns by name, the steps with what they have
/// learnt from the training part, and the target.
///
/// A model keeps the recipe of its training. So raw rows, whatever the order of their columns, are turned
/// into the same numbers after training, after loading and in exports.
package struct Recipe: Equatable, Sendable {
  /// The columns of the source that reach the model, as training had them.
  package internal(set) var columns: [ColumnSchema]
  /// In the order in which they act.
  package internal(set) var steps: [FittedStep] = []
  /// Columns of text that become token numbers, an input each.
  package internal(set) var texts: [TextEncoder] = []
  /// What is predicted; `nil` for data without a target.
  package internal(set) var target: TargetRecipe?
  /// What has made other targets than the file has; `nil` where they are its own.
  package internal(set) var relabelled: Relabelling?
  /// Between which numbers each feature of the training part lies, after all steps; empty where nobody has looked.
  package internal(set) var ranges: [ClosedRange<Double>] = []
  /// How far a model of a table in time looks back and ahead; `nil` for rows by themselves.
  package internal(set) var window: Window?
  /// The shape of a sample where a step changed it; `nil` for a row of numbers.
  package internal(set) var shape: Shape?
  /// What raw inputs are, where they are no rows of a table.
  package internal(set) var raw: RawInput?
  /// Steps on tensors, in the order in which they act: behind the columns' steps, or on what is raw.
  package internal(set) var tensorSteps: [TensorStep] = []
  /// How the file was read that it was learnt from; empty where all of that is found out.
  package internal(set) var reading = DelimitedHabits()

  /// New targets that a function has made: the function itself is not kept.
  package struct Relabelling: Equatable, Sendable {
    /// The column of which they were made; empty for data without columns.
    package let column: String
    /// What can be typed for the function; empty where it is long, and where there was more than one.
    package let function: String

    /// So many characters of a function are kept.
    static let longest = 200
  }

  /// A recipe without steps.
  init(columns: [ColumnSchema]) { self.columns = columns }
}

extension Recipe {
  /// Raw rows as the model's inputs, and as targets where `withTarget` is set and the table has the column.
  ///
  /// Columns are found by name; others are left alone. Throws for a column that is missing, for words where
  /// numbers were, and where nothing stands although training had no such row. Words that training has not
  /// seen are told in `notes`.
  package func samples(
    of table: TypedTable, withTarget: Bool, _ dtype: DType, notes: inout [RecipeNote]
  ) throws(RecipeError) -> Samples {
    try answers(of: table, withTarget: withTarget, dtype, notes: &notes).samples
  }

  /// The same with which of the rows each sample is, from 0, of windows the row that is forecast, which may come behind the
  /// last one; `nil` where all are.
  ///
  /// Rows without a target are no samples with one, and are told; they stay what later rows look back at.
  package func answers(
    of table: TypedTable, withTarget: Bool, _ dtype: DType, notes: inout [RecipeNote]
  ) throws(RecipeError) -> (samples: Samples, rows: [Int]?) {
    let earlier = EarlierRows(of: steps)
    var matched: [TypedColumn] = []
    let cleaned = cleans
    for schema in askedColumns {
      guard let column = table.column(named: schema.name) else {
        if table.rowCount < earlier.count, steps.contains(where: { $0.lags?.column == schema.name })
        {
          throw .tooFewEarlierRows(found: table.rowCount, needed: earlier.count)
        }
        throw .missingColumn(schema.name, known: columns.map(\.name))
      }
      // Words that are cleaned are looked for as they are then.
      let isCleaned = schema.kind == .category && cleaned.contains(schema.name)
      matched.append(
        isCleaned
          ? try schema.cleaned.matched(column.asCategory.cleaned, &notes)
          : try schema.matched(column, &notes))
    }
    if looksBack, let column = EarlierRows.disorder(of: table, steps) {
      notes.append(.disordered(column))
    }
    let raw = TypedTable(matched, rowCount: table.rowCount, origins: table.origins)
    var (features, table) = (steps.reduce(raw) { $1.applied(to: $0) }, table)
    var rows = earlier.complete(raw)
    if let kept = rows {
      guard !kept.isEmpty else {
        throw .tooFewEarlierRows(found: table.rowCount, needed: earlier.count)
      }
      notes.append(.beginning(rows: table.rowCount - kept.count))
      (features, table) = (features.rows(kept), table.rows(kept))
    }
    if let window {
      let cut = try windows(of: features, withTarget: withTarget, dtype)
      let whole = features.rowCount - window.length - (withTarget ? window.horizon : 0) + 1
      if cut.samples.count < whole {
        notes.append(
          .windowsWithGaps(whole - cut.samples.count, of: whole, column: target?.column ?? ""))
      }
      let all = rows ?? Array(0..<table.rowCount)
      // Behind the last row they go on counting.
      let after = (all.last ?? -1) + 1 - all.count
      return (cut.samples, cut.rows.map { $0 < all.count ? all[$0] : $0 + after })
    }
    if withTarget, let kept = try rowsWithTarget(of: table, &notes) {
      (features, table) = (features.rows(kept), table.rows(kept))
      rows = rows.map { rows in kept.map { rows[$0] } } ?? kept
    }
    if let target, targetAsked != nil { features = features.dropping([target.column]) }
    do throws(RecipeError) {
      let samples = try samples(
        of: features, targets: withTarget ? target.flatMap { $0.column(of: table) } : nil, dtype)
      return (samples, rows)
    } catch {
      throw error.named(by: steps)
    }
  }

  /// The columns that raw rows are asked for, as they are matched: those of the features, and the target where later rows
  /// look back at it or a feature is computed from it.
  package var askedColumns: [ColumnSchema] {
    let encoded = Set(texts.map(\.column))
    return (columns + [targetAsked].compactMap { $0 }).map { asked in
      // Words of a text are looked up one by one, also where training had few different texts.
      encoded.contains(asked.name) ? ColumnSchema(asked.name, .text) : asked
    }
  }

  /// The target where earlier rows of it are among the features.
  package var targetLookedBackAt: String? { looksBackAtTarget ? target?.column : nil }

  /// The target where rows are asked for it, too: later rows look back at it, or a feature is computed from it.
  private var targetAsked: ColumnSchema? {
    guard let target else { return nil }
    if looksBackAtTarget { return ColumnSchema(target.column, .number) }
    let isComputedFrom = steps.contains { step in
      step.computed.map {
        $0.name != target.column && $0.formula.columns.contains(target.column)
      } ?? false
    }
    guard isComputedFrom else { return nil }
    return target.classes.isEmpty
      ? ColumnSchema(target.column, .number)
      : ColumnSchema(target.column, .category, words: target.classes)
  }

  /// The rows in which something stands in the column to predict; `nil` where it stands in all, or there is no such column.
  private func rowsWithTarget(
    of table: TypedTable, _ notes: inout [RecipeNote]
  ) throws(RecipeError) -> [Int]? {
    guard let target, let column = target.column(of: table) else { return nil }
    let kept = (0..<column.count).untilInterrupted.filter { !column.values.isMissing($0) }
    guard !kept.isEmpty else { throw .noTarget(column: target.column) }
    guard kept.count < column.count else { return nil }
    notes.append(.withoutTarget(rows: column.count - kept.count, column: target.column))
    return kept
  }

  /// Rows after all steps on columns, with their targets.
  private func samples(
    of features: TypedTable, targets: TypedColumn?, _ dtype: DType
  ) throws(RecipeError) -> Samples {
    var samples = try inputs(of: features, dtype)
    if let rows = samples.inputs.first?.rows, !tensorSteps.isEmpty {
      samples.inputs[0].rows = SampleRows(
        tensorSteps.reduce(rows.tensor) { $1.scaled($0, dtype) ?? $0 })
    }
    if let target, let targets {
      samples.targets = SampleRows(try target.values(of: targets, dtype))
    }
    return samples
  }

  /// Columns that all are numbers, or texts with an encoder, as inputs of a model.
  func inputs(of features: TypedTable, _ dtype: DType) throws(RecipeError) -> Samples {
    let encoded = Set(texts.map(\.column))
    let columns = try self.features(of: features, dtype)
    var inputs: [Samples.Input] = []
    if !columns.isEmpty || encoded.isEmpty {
      let extents = [features.rowCount] + (shape?.extents ?? [columns.count])
      inputs.append(
        Samples.Input("x", SampleRows(interleaved(columns, dtype).reshaped(Shape(extents)))))
    }
    for encoder in texts {
      guard let column = features.column(named: encoder.column),
        case .texts(let texts) = column.asText.values
      else { throw .missingColumn(encoder.column, known: features.names) }
      inputs.append(
        Samples.Input(
          inputs.isEmpty && self.texts.count == 1 ? "x" : encoder.column,
          SampleRows(encoder.rows(of: texts)), encoder.vocabulary))
    }
    return Samples(inputs, targets: nil)
  }

  /// The numbers of each column that no encoder takes.
  func features(of table: TypedTable, _ dtype: DType) throws(RecipeError) -> [[Double]] {
    let encoded = Set(texts.map(\.column))
    var columns: [[Double]] = []
    for column in table.columns where !encoded.contains(column.name) {
      guard let numbers = column.values.doubles else {
        throw .notNumbers(columns: [column.name])
      }
      if let row = numbers.firstIndex(where: \.isNaN) {
        throw .missingValue(column: column.name, row: table.origin(of: row))
      }
      if let row = numbers.firstIndex(where: { dtype.isExceeded(by: $0) || $0.isInfinite }) {
        throw .tooLarge(
          numbers[row], column: column.name, row: table.origin(of: row), type: dtype)
      }
      columns.append(numbers)
    }
    return columns
  }
}

extension Recipe {
  /// Whether both do the same to every row, whatever is said of why.
  package func acts(like other: Recipe) -> Bool {
    func essence(_ recipe: Recipe) -> Recipe {
      var recipe = recipe
      (recipe.ranges, recipe.reading) = ([], DelimitedHabits())
      recipe.steps = recipe.steps.map {
        $0.computed == nil && $0.lags == nil ? FittedStep($0.word, $0.changes) : $0
      }
      return recipe
    }
    return essence(self) == essence(other)
  }

  /// Whether both make the same numbers of the features of every row, whatever they predict.
  package func prepares(like other: Recipe) -> Bool {
    var (own, other) = (self, other)
    (own.target, own.relabelled, other.target, other.relabelled) = (nil, nil, nil, nil)
    return own.acts(like: other)
  }

  /// Whether a row is answered by those before it: rows are in time.
  package var looksBack: Bool { window != nil || steps.contains { $0.lags != nil } }

  /// Whether rows are asked for what is predicted, because later rows look back at it.
  private var looksBackAtTarget: Bool {
    guard let target else { return false }
    return window != nil || steps.contains { $0.lags?.column == target.column }
  }

  /// The names of the numbers of a row, after all steps.
  package var featureNames: [String] {
    let encoded = Set(texts.map(\.column))
    let empty = TypedTable(columns.map { TypedColumn($0.name, $0.noValues) }, rowCount: 0)
    return steps.reduce(empty) { $1.applied(to: $0) }.names.filter { !encoded.contains($0) }
  }

  /// A number of prepared rows that lies further outside the range of training than that range is wide; `nil` where
  /// there is none.
  package func outlier(
    in rows: Tensor
  ) -> (feature: String, number: Double, range: ClosedRange<Double>)? {
    guard !ranges.isEmpty, rows.shape.extents.last == ranges.count else { return nil }
    for (place, number) in rows.doubles.enumerated() {
      let range = ranges[place % ranges.count]
      let width = max(range.upperBound - range.lowerBound, 1)
      if number < range.lowerBound - width || number > range.upperBound + width {
        let names = featureNames
        let feature = place % ranges.count
        return (feature < names.count ? names[feature] : "\(feature)", number, range)
      }
    }
    return nil
  }

  /// Looks between which numbers the features of training lie.
  mutating func measure(_ samples: Samples) {
    guard shape == nil, let rows = samples.inputs.first?.rows, rows.shape.rank == 1,
      rows.dtype.isFloat
    else { return }
    let width = rows.shape[0]
    var lows = [Double](repeating: .infinity, count: width)
    var highs = [Double](repeating: -.infinity, count: width)
    var feature = 0
    rows.forEachCovered { number in
      lows[feature] = min(lows[feature], number)
      highs[feature] = max(highs[feature], number)
      feature = feature + 1 == width ? 0 : feature + 1
    }
    ranges = zip(lows, highs).map { $0 <= $1 ? $0...$1 : 0...0 }
  }
}
