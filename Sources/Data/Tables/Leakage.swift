import Formats
import Support

/// A feature that is the target in other words: a model that has it learns nothing else.
package struct Leak: Equatable, Sendable {
  /// The feature.
  package let column: String
  /// For how many of the training rows it gives the target by itself, 1 for every row.
  package let share: Double
}

extension Dataset {
  /// The features of a table that alone give the target, on the training rows as they came.
  ///
  /// A feature of few values gives a class where at least 99.9 % of the rows have the most frequent class of their value; it
  /// must be at least five rows a value, and the largest class must be less than 98 % of all. A number gives a numeric target where
  /// their correlation is beyond 0.9999.
  package var leaks: [Leak] {
    guard let tabular = columnsToChange ?? tabular, let name = tabular.target,
      let target = tabular.raw.train.column(named: name), target.count >= 20
    else { return [] }
    let dropped = Set(
      tabular.steps.flatMap { $0.changes.filter { $0.change == .drop }.map(\.column) })
    // Words of a text are looked at one by one.
    let encoded = Set(tabular.texts.map(\.column))
    let columns = tabular.raw.train.columns.filter {
      !tabular.others.contains($0.name) && !dropped.contains($0.name) && !encoded.contains($0.name)
    }
    if tabular.learntTarget?.classes.isEmpty != false {
      guard let y = target.values.doubles else { return [] }
      return columns.compactMap { column in
        guard let x = column.values.doubles else { return nil }
        let r = correlation(x, y)
        return abs(r) > 0.9999 ? Leak(column: column.name, share: 1) : nil
      }
    }
    let labels = target.codes
    return columns.compactMap { leak($0, labels) }
  }

  /// The features that are computed from the target, or from which the target is: they are not known when it is asked
  /// for.
  package var computedFromTarget: [String] {
    guard let tabular, let name = tabular.target else { return [] }
    let computed = tabular.steps.compactMap(\.computed)
    var tainted: Set<String> = [name]
    for step in computed where !tainted.isDisjoint(with: step.formula.columns) {
      tainted.insert(step.name)
    }
    if let target = computed.first(where: { $0.name == name }) {
      tainted.formUnion(target.formula.columns)
    }
    return tabular.features.map(\.name).filter { $0 != name && tainted.contains($0) }
  }

  /// The class of all training rows of a table, where there is no other.
  package var onlyClass: String? {
    guard let classes = tabular?.learntTarget?.classes, !classes.isEmpty,
      let counts = train.classCounts
    else { return nil }
    let present = counts.indices.filter { counts[$0] > 0 }
    return present.count == 1 && classes.indices.contains(present[0]) ? classes[present[0]] : nil
  }

  private func leak(_ column: TypedColumn, _ labels: [Int32]) -> Leak? {
    guard column.kind != .text, column.kind != .number else { return nil }
    let values = column.codes
    var counts: [Int64: Int] = [:]
    var sizes: [Int32: Int] = [:]
    for row in values.indices.untilInterrupted where values[row] >= 0 {
      counts[Int64(values[row]) << 32 | Int64(labels[row]), default: 0] += 1
      sizes[labels[row], default: 0] += 1
    }
    var best: [Int64: Int] = [:]
    for (key, count) in counts { best[key >> 32] = max(best[key >> 32] ?? 0, count) }
    let total = sizes.values.reduce(0, +)
    let right = best.values.reduce(0, +)
    guard total * 2 > values.count, best.count * 5 <= total,
      Double(sizes.values.max() ?? 0) < 0.98 * Double(total),
      Double(right) >= 0.999 * Double(total)
    else { return nil }
    return Leak(column: column.name, share: Double(right) / Double(total))
  }

  private func correlation(_ x: [Double], _ y: [Double]) -> Double {
    let rows = x.indices.filter { !x[$0].isNaN && !y[$0].isNaN }
    guard rows.count >= 20 else { return 0 }
    let (a, b) = (ColumnStatistics(rows.map { x[$0] }), ColumnStatistics(rows.map { y[$0] }))
    guard a.deviation > 0, b.deviation > 0 else { return 0 }
    let sum = rows.reduce(0.0) { $0 + (x[$1] - a.mean) * (y[$1] - b.mean) }
    return sum / (Double(rows.count) * a.deviation * b.deviation)
  }
}

extension TypedColumn {
  /// A number for each different value, negative where nothing stands.
  fileprivate var codes: [Int32] {
    if case .categories(let codes, _) = values { return codes }
    guard let numbers = values.doubles else { return asCategory.codes }
    var known: [Double: Int32] = [:]
    return numbers.map { number in
      guard !number.isNaN else { return -1 }
      let code = known[number] ?? Int32(known.count)
      known[number] = code
      return code
    }
  }
}
