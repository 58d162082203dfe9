import Support

/// What a data set was when its rows had been chosen, and the steps that have learnt from them since.
///
/// Made anew from other rows, the same steps learn from those alone.
final class FoldOrigin: @unchecked Sendable {
  // Sendable: nobody changes any of it.
  let base: Dataset
  let steps: [DataPipeline.Prepared]

  init(_ base: Dataset, _ steps: [DataPipeline.Prepared]) {
    (self.base, self.steps) = (base, steps)
  }
}

extension Dataset {
  /// Whether steps have learnt from the rows.
  var hasLearnt: Bool { !learntSteps.isEmpty || tabular?.steps.isEmpty == false }

  /// Whether what its steps have learnt from all rows cannot be learnt again from some: rows were chosen after it.
  package var hasLearntForGood: Bool { hasLearnt && origin == nil }

  /// The training rows before any step has learnt from them.
  var foldSource: Dataset {
    let base = origin?.base ?? self
    var source = base[.train] ?? base
    source.part = nil
    return source
  }

  /// How many rows can be held out.
  package var foldRowCount: Int { foldSource.train.count }

  /// The class of each of them; `nil` where the target is none.
  package var foldClasses: [Int]? { foldSource.train.strata }

  /// A number for each of them, equal where a column has the same value; `nil` where there is no such column.
  package func foldGroups(by column: String) -> [Int]? {
    guard let found = foldSource.tabular?.column(named: column) else { return nil }
    // Rows of which nothing is known are one group.
    if let numbers = found.values.doubles {
      return numbered(numbers.map { $0.isNaN ? nil : $0 })
    }
    return numbered(found.texts.map { $0 })
  }

  private func numbered<Key: Hashable>(_ keys: [Key?]) -> [Int] {
    var known: [Key?: Int] = [:]
    return keys.map { key in
      if let place = known[key] { return place }
      known[key] = known.count
      return known.count - 1
    }
  }

  /// The columns by which rows can be kept together.
  package var foldColumns: [String] { foldSource.tabular?.columnNames ?? [] }

  /// The data with some rows as validation and others as training: what steps learn, they learn from those.
  ///
  /// Where windows are cut of the training rows, none reaches over rows that are not among them.
  package func holdingOut(
    _ rows: [Int], training: [Int], _ context: DataContext
  ) throws(DataError) -> Dataset {
    try keepingStorage { () throws(DataError) in
      try holdingOutInPlace(rows, training: training, context)
    }
  }

  private func holdingOutInPlace(
    _ rows: [Int], training: [Int], _ context: DataContext
  ) throws(DataError) -> Dataset {
    let source = foldSource
    var result = source
    result.take(training, of: source, as: .train)
    result.take(rows, of: source, as: .validation)
    if let horizon = windowsCutLater?.horizon { result.tear(training, horizon: horizon) }
    result.origin = nil
    result.preparedMemory = PreparedMemory()
    // All folds have the same classes.
    if var target = tabular?.learntTarget {
      (target.offset, target.scale) = (0, 1)
      result.tabular?.learntTarget = target
    }
    guard let steps = origin?.steps, !steps.isEmpty else {
      return try result.settled(context.dtype)
    }
    return try DataPipeline.run(steps, on: result, context)
  }
}
