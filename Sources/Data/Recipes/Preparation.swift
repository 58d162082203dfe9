import Formats
import Support

/// The steps that are chosen where numbers are needed and nothing says how columns become numbers.
///
/// What stands there already is left alone: `prepare` completes. Everything is learnt from the training part.
enum Preparation {
  /// A column in which more is missing tells more of its gaps than of its values.
  private static let missingLimit = 0.6
  /// So many words make a row of zeros that is mostly noise.
  private static let wordLimit = 100
  /// Numbers of a typical size up to this are left as they are.
  private static let sizeLimit = 2.0

  /// Whether the columns are no numbers that a model can use as they are.
  static func isNeeded(by tabular: TabularData) -> Bool {
    tabular.chosen == nil && !(steps(for: tabular).isEmpty && scaledTarget(of: tabular) == nil)
  }

  /// The columns that are no numbers, or in which something is missing.
  static func unfinished(_ tabular: TabularData) -> [String] {
    let encoded = Set(tabular.texts.map(\.column))
    return tabular.features.filter {
      !encoded.contains($0.name)
        && ($0.values.doubles == nil || tabular.isSomewhereMissing($0.name))
    }.map(\.name)
  }

  /// The data with the steps that are missing, and what they are.
  static func complete(_ tabular: TabularData) -> TabularData {
    var result = tabular
    var chosen: [FittedStep] = []
    // Each group looks at what the ones before it have left.
    for group in groups {
      for step in group(result) {
        result.append(step)
        chosen.append(step)
      }
      addTexts(to: &result, &chosen)
    }
    if let target = scaledTarget(of: tabular) { result.learntTarget = target }
    result.chosen = chosen
    return result
  }

  private static func steps(for tabular: TabularData) -> [FittedStep] {
    var result = tabular
    for group in groups {
      let steps = group(result)
      if !steps.isEmpty { return steps }
    }
    var chosen: [FittedStep] = []
    addTexts(to: &result, &chosen)
    return chosen
  }

  private static let groups: [@Sendable (TabularData) -> [FittedStep]] = [
    { drops($0) }, { days($0) }, { imputations($0) }, { encodings($0) }, { scaling($0) },
  ]

  private static func drops(_ tabular: TabularData) -> [FittedStep] {
    let encoded = Set(tabular.texts.map(\.column))
    let indicators = tabular.indicators
    let features = tabular.features.filter {
      !encoded.contains($0.name) && !indicators.contains($0.name)
    }
    var reasons: [(reason: String, names: [String])] = []
    func drop(_ name: String, _ reason: String) {
      if let place = reasons.firstIndex(where: { $0.reason == reason }) {
        reasons[place].names.append(name)
      } else {
        reasons.append((reason, [name]))
      }
    }
    let texts = features.filter { $0.kind == .text }
    let hasOthers = features.count > texts.count || !encoded.isEmpty
    let hasHeader = tabular.source.contains { !$0.name.hasPrefix("column_") }
    for column in features {
      let missing = (0..<column.count).count { column.values.isMissing($0) }
      let share = Double(missing) / Double(max(column.count, 1))
      if share > missingLimit {
        drop(
          column.name,
          missing == column.count ? "nothing stands there" : "\(percent(share)) are missing")
      } else if column.kind == .text, hasOthers {
        drop(column.name, "almost every value is different")
      } else if column.kind == .category, column.occurringWords.count > wordLimit {
        drop(column.name, "more than \(wordLimit) different words")
      } else if column.isConstant, column.kind != .text {
        drop(column.name, "the same in every row")
      } else if column.namesRows(hasHeader: hasHeader) {
        drop(column.name, "numbers that name rows")
      } else if column.namesParts {
        drop(column.name, "says which part each row was of")
      }
    }
    // Something must be left.
    guard
      reasons.reduce(0, { $0 + $1.names.count }) < features.count || !indicators.isEmpty
        || !encoded.isEmpty
    else { return [] }
    return reasons.map { reason, names in
      FittedStep("drop", remark: reason, names.map { .init($0, .drop) })
    }
  }

  private static func days(_ tabular: TabularData) -> [FittedStep] {
    let dates = tabular.features.filter { $0.kind == .date }
    return dates.isEmpty ? [] : [FittedStep("days", dates.map { .init($0.name, .days) })]
  }

  private static func imputations(_ tabular: TabularData) -> [FittedStep] {
    let gaps = tabular.features.filter {
      $0.kind != .text && tabular.isSomewhereMissing($0.name)
    }
    let groups: [(Impute.Method, [String])] = [
      (.median, gaps.filter { $0.values.doubles != nil }.map(\.name)),
      (.mostFrequent, gaps.filter { $0.kind == .category }.map(\.name)),
    ]
    return groups.compactMap { method, names in
      guard !names.isEmpty else { return nil }
      return try? Impute(method, names).learn(from: tabular, of: "")
    }.filter { !$0.changes.isEmpty }
  }

  private static func encodings(_ tabular: TabularData) -> [FittedStep] {
    let encoded = Set(tabular.texts.map(\.column))
    let words = tabular.features.filter { $0.kind == .category && !encoded.contains($0.name) }
    guard !words.isEmpty, let step = try? OneHot(words.map(\.name)).learn(from: tabular, of: "")
    else { return [] }
    return [step]
  }

  private static func addTexts(to tabular: inout TabularData, _ chosen: inout [FittedStep]) {
    let encoded = Set(tabular.texts.map(\.column))
    for column in tabular.features where column.kind == .text && !encoded.contains(column.name) {
      guard case .texts(let texts) = column.values else { continue }
      let encoder = TextEncoder(learntFrom: texts, column: column.name)
      tabular.append(encoder)
      chosen.append(encoder.step)
    }
  }

  private static func scaling(_ tabular: TabularData) -> [FittedStep] {
    let scaled = Set(
      tabular.steps.flatMap { step in
        step.changes.filter { $0.change.isScaling }.map(\.column)
      })
    let indicators = tabular.indicators
    // Who scaled a column by hand has said how; the others are left to be completed.
    let numbers = tabular.features.filter {
      $0.values.doubles != nil && !indicators.contains($0.name) && !scaled.contains($0.name)
    }
    guard numbers.contains(where: { typicalSize(of: $0) > sizeLimit }) else { return [] }
    return [FittedStep("standardize", numbers.map(ScaleColumns.standardized))]
  }

  private static func typicalSize(of column: TypedColumn) -> Double {
    let statistics = ColumnStatistics(column.values.doubles ?? [])
    return (statistics.mean * statistics.mean + statistics.deviation * statistics.deviation)
      .squareRoot()
  }

  /// A numeric target whose deviation is far from 1, on the scale on which it can be learnt.
  private static func scaledTarget(of tabular: TabularData) -> TargetRecipe? {
    guard let target = tabular.learntTarget, target.classes.isEmpty, !target.isScaled,
      let numbers = tabular.learning.column(named: target.column)?.values.doubles
    else { return nil }
    let statistics = ColumnStatistics(numbers)
    guard statistics.deviation > 0,
      statistics.deviation > 3 || statistics.deviation < 0.1 || abs(statistics.mean) > 10
    else { return nil }
    var scaled = target
    (scaled.offset, scaled.scale) = (statistics.mean, statistics.deviation)
    return scaled
  }

  private static func percent(_ share: Double) -> String {
    "\(Int(share * 100, within: 0...100, rounded: .toNearestOrAwayFromZero)) %"
  }
}

extension TypedColumn {
  /// Whether its numbers only tell rows apart: whole, all different, and called a name of rows, or nothing at all in a
  /// file whose other columns have names.
  fileprivate func namesRows(hasHeader: Bool) -> Bool {
    guard case .wholes(let numbers) = values, numbers.count >= 20 else { return false }
    let lowered = name.lowercased()
    let isName =
      ["id", "index", "rowid", "row_id", "uuid"].contains(lowered)
      || [" id", "_id", "-id", ".id"].contains { lowered.hasSuffix($0) }
      || name.hasSuffix("Id") || name.hasSuffix("ID") || lowered.hasPrefix("unnamed")
      || hasHeader && lowered.hasPrefix("column_")
    return isName && Set(numbers).count == numbers.count
  }

  /// Whether it is the column in which exported data say of each row which part it belongs to.
  fileprivate var namesParts: Bool {
    guard name == "part", case .categories(_, let words) = values, words.count > 1 else {
      return false
    }
    let parts = Set(Dataset.Part.allCases.map(\.rawValue))
    return words.contains(Dataset.Part.train.rawValue) && words.allSatisfy(parts.contains)
  }

  /// Whether all rows have the same value, what is missing left aside.
  var isConstant: Bool {
    if let numbers = values.doubles {
      let statistics = ColumnStatistics(numbers)
      return statistics.count > 0 && statistics.least == statistics.largest
    }
    guard case .categories(let codes, _) = values else { return false }
    return Set(codes.lazy.filter { $0 >= 0 }).count == 1
  }
}

extension ColumnChange {
  /// Whether it chooses the size of numbers; a logarithm and bins choose another meaning.
  var isScaling: Bool {
    switch self {
    case .scale: true
    case .logarithm, .bins, .drop, .fillNumber, .fillWord, .clip, .oneHot, .ordinal, .days, .clean,
      .tokens:
      false
    }
  }
}
