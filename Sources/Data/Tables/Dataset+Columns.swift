import Engine
import Formats

extension Dataset {
  /// A data set of typed columns; its samples follow from them.
  package static func table(
    _ table: TypedTable, name: String, provenance: String, target: String?, isTargetGiven: Bool,
    _ context: DataContext
  ) throws(DataError) -> Dataset {
    var dataset = Dataset(
      name: name, train: .unprepared(table.rowCount), provenance: provenance)
    dataset.tabular = TabularData(table, target: target, isTargetGiven: isTargetGiven)
    // In time a row that is left out would make neighbours of those around it.
    if !context.namesTarget, !context.keepsTime {
      dataset.leaveOutRowsWithoutTarget(
        context.record, isAsked: context.askedTarget != nil)
    }
    return try dataset.settled(
      context.dtype, allowingGaps: context.keepsTime || context.namesTarget)
  }

  /// A data set of a file's rows; the column to predict is the one that is wanted, else the last. Rows that a model is
  /// asked about have the column that it predicts, or none.
  ///
  /// Throws for no rows, a column that is not there, and where nothing is left beside it.
  static func table(
    _ table: TypedTable, of name: String, at path: String, wanted: String, _ context: DataContext
  ) throws(DataError) -> Dataset {
    guard table.rowCount > 0 else { throw DataError(.samples(.noSamples)) }
    if wanted.isEmpty, let asked = context.askedTarget {
      let target = table.columns.count > 1 ? table.column(named: asked)?.name : nil
      return try self.table(
        table, name: fileName(name), provenance: path, target: target, isTargetGiven: false, context
      )
    }
    guard let column = wanted.isEmpty ? table.names.last : table.column(named: wanted)?.name else {
      throw DataError(.table(.unknownColumn(wanted, known: table.names, path: path)))
    }
    guard table.columns.count > 1 else {
      throw DataError(.table(.noFeatures(target: column, path: path)))
    }
    if !context.namesTarget, let kind = table.column(named: column)?.kind,
      kind == .date || kind == .text && wanted.isEmpty
    {
      let other = table.columns.first { [.category, .number, .whole].contains($0.kind) }?.name
      context.record.notes.append(
        .unusualTarget(column, kind, other: wanted.isEmpty ? other : nil))
    }
    return try self.table(
      table, name: fileName(name), provenance: path, target: column, isTargetGiven: !wanted.isEmpty,
      context)
  }

  private static func fileName(_ path: String) -> String {
    String(path.split(separator: "/").last ?? "table")
  }

  /// The samples that follow from the columns as they are now: numbers where all columns are numbers and
  /// nothing is missing, else none until `prepared`.
  ///
  /// With `allowingGaps` a target may be missing, for a later step to deal with.
  func settled(_ dtype: DType, allowingGaps: Bool = false) throws(DataError) -> Dataset {
    guard !hasOwnSamples, var tabular else { return self }
    if tabular.learntTarget == nil, let target = tabular.target,
      let column = tabular.learning.column(named: target)
    {
      tabular.learntTarget = TargetRecipe(learntFrom: column)
      tabular.learntTarget?.isCleaned = tabular.steps.contains {
        $0.changes.contains(.init(target, .clean))
      }
      let formula = tabular.targetFormula
      tabular.learntTarget?.formula = formula
    }
    var result = self
    result.preparedMemory = PreparedMemory()
    result.target = tabular.target
    result.classNames = tabular.learntTarget.map { $0.isNumbered ? [] : $0.classes } ?? []
    result.columns = tabular.features.map(\.name)
    result.tabular = tabular
    result.isPrepared = !Preparation.isNeeded(by: tabular)
    let hasSamples = Preparation.unfinished(tabular).isEmpty
    let recipe = tabular.recipe
    result.recipe = result.isPrepared ? recipe : nil
    for part in Part.allCases {
      guard let table = tabular.now[part] else {
        result.set(nil, part)
        continue
      }
      do throws(RecipeError) {
        var samples =
          hasSamples
          ? try recipe.inputs(of: table.dropping(tabular.others), dtype)
          : .unprepared(table.rowCount)
        if let target = tabular.learntTarget, let column = table.column(named: target.column),
          !(allowingGaps && target.lacksClass(in: column))
        {
          samples.targets = SampleRows(
            try target.values(of: column, dtype, allowingGaps: allowingGaps))
        }
        samples.weights = try tabular.weights(of: table)
        result.set(samples, part)
      } catch {
        throw DataError(.recipe(error, part: part))
      }
    }
    if part == nil || part == .train { result.recipe?.measure(result.train) }
    return result
  }

  /// The columns, among which must be one of this name; throws where there is none, or no columns at all.
  func columns(with name: String) throws(DataError) -> TabularData {
    guard let tabular = columnsToChange else {
      throw DataError(.recipe(.noColumns(data: self.name)))
    }
    guard tabular.now.train.column(named: name) != nil else {
      throw DataError(
        .table(.unknownColumn(name, known: tabular.now.train.names, path: self.name)))
    }
    return tabular
  }

  /// Puts samples in the place of a part.
  mutating func set(_ samples: Samples?, _ part: Part) {
    switch part {
    case .train: train = samples ?? train
    case .validation: validation = samples
    case .test: test = samples
    }
  }
}

extension TabularData {
  /// What the column of weights says of these rows; `nil` without one.
  func weights(of table: TypedTable) throws(RecipeError) -> SampleRows? {
    guard let weight, let column = table.column(named: weight) else { return nil }
    do throws(SampleWeights.Fault) {
      return try SampleWeights.rows(column, for: table.rowCount)
    } catch {
      throw .weights(error, column: weight)
    }
  }
}

extension SampleWeights {
  /// The weights in a column of a table.
  package static func rows(
    _ column: TypedColumn, for samples: Int
  ) throws(Fault) -> SampleRows {
    guard let numbers = column.values.doubles, column.kind != .date else {
      throw .notNumbers(text: column.firstText)
    }
    return try rows(numbers, for: samples)
  }
}

extension Samples {
  /// Rows whose columns are no numbers yet.
  static func unprepared(_ count: Int) -> Samples { Samples(x: Tensor([Double](), [count, 0])) }
}
