import Catalog
import Formats
import Support

/// Whatever is missing between the columns of a table and numbers that a model can learn from.
struct Prepare: DataStep, WithoutParameters {
  static let signature = Signature(
    "prepare", .step, "Choose the steps that turn a table into numbers.",
    example: "data csv(\"people.csv\") { split 80%, 20%; prepare }",
    details: """
      Leaves out columns that no model can use (nearly every value different, more than 60 % missing, the same \
      in every row), fills gaps with the median or the most frequent word, turns words into columns of 0 and 1, dates into days, and \
      standardizes numbers, and a numeric target, whose size is far from 1. Steps that are written stay and are completed. It is chosen where a model \
      needs numbers and nothing says how; `d.recipe` shows the lines. Everything is learnt from the training part.
      """)

  var changesColumns: Bool { true }
  var columnUse: ColumnUse { .changing([], gaps: true) }

  func memory(for dataset: Dataset) -> Int { 2 * (dataset.tabular?.byteCount ?? 0) }

  func apply(to dataset: Dataset, _ context: DataContext) throws(DataError) -> Dataset {
    guard let tabular = dataset.columnsToChange else {
      throw DataError(.recipe(.noColumns(data: dataset.name)))
    }
    var result = dataset
    result.tabular = Preparation.complete(tabular)
    return result
  }
}

extension Dataset {
  /// The data with `prepare` where numbers are needed and its columns are none yet; the same otherwise.
  package func prepared(_ context: DataContext) throws(DataError) -> Dataset {
    guard !isPrepared, let tabular = columnsToChange else { return self }
    return try preparedMemory.value { () throws(DataError) in
      try keepingStorage { () throws(DataError) in try preparedInPlace(tabular, context) }
    }
  }

  /// The columns as they stand, for a model that was made elsewhere for rows of `count` numbers; `nil` where steps have
  /// prepared them, or a column is no number everywhere.
  ///
  /// Where the last column is the target only because nothing was said, and all columns together are as many as are asked
  /// for, all are features, unless `withTarget`.
  package func asItStands(
    _ count: Int, withTarget: Bool, _ context: DataContext
  ) throws(DataError) -> Dataset? {
    guard !isPrepared || isUntouched, var tabular = columnsToChange else { return nil }
    if !withTarget, !tabular.isTargetGiven, tabular.features.count + 1 == count {
      (tabular.target, tabular.learntTarget) = (nil, nil)
    }
    guard tabular.features.count == count, Preparation.unfinished(tabular).isEmpty else {
      return nil
    }
    tabular.chosen = []
    var result = self
    result.tabular = tabular
    return try result.settled(context.dtype)
  }

  private func preparedInPlace(
    _ tabular: TabularData, _ context: DataContext
  ) throws(DataError) -> Dataset {
    if let whole = preparedMemory.whole,
      let part = try whole.dataset.prepared(context)[whole.part]
    {
      return part
    }
    try MemoryBudget.current.require(data: 2 * tabular.byteCount, for: "prepare")
    var result = self
    result.tabular = Preparation.complete(tabular)
    result = try result.settled(context.dtype)
    if Interrupt.wasRaised { throw DataError(.interrupted) }
    return result
  }

  /// How many rows steps learn from: those of the training part, also where this is another one.
  package var trainingRowCount: Int { tabular?.learning.rowCount ?? train.count }

  /// The steps that were chosen; empty where nothing was.
  package var chosenSteps: [FittedStep] { tabular?.chosen ?? [] }
}
