import Data
import Engine

/// What the steps of a data set have learnt of its columns, by the name of what was learnt: `d.mean.age`, `d.categories.sex`.
enum LearntFields {
  /// One field for each kind of fact, a record with a value for each column; in a fixed order.
  static func of(_ dataset: Dataset) -> [(name: String, value: Value)] {
    let steps = dataset.recipe?.steps ?? dataset.tabular?.steps ?? []
    var facts: [(name: String, columns: [String], values: [Value])] = order.map { ($0, [], []) }
    for step in steps {
      for change in step.changes {
        for (name, value) in values(of: change.change, word: step.word, options: step.options) {
          guard let place = order.firstIndex(of: name) else { continue }
          // What a later step learns of a column is of what the steps before have made of it.
          if facts[place].columns.contains(change.column) { continue }
          facts[place].columns.append(change.column)
          facts[place].values.append(value)
        }
      }
    }
    return facts.compactMap { name, columns, values in
      columns.isEmpty ? nil : (name, .record(RecordValue(columns, values)))
    }
  }

  /// Whether a name stands for what steps have learnt, here or in the recipe.
  static func areAsked(by name: String) -> Bool { name == "recipe" || order.contains(name) }

  private static let order = [
    "mean", "std", "median", "most_frequent", "constant", "min", "max", "edges", "categories",
  ]

  private static func values(
    of change: ColumnChange, word: String, options: String
  ) -> [(name: String, value: Value)] {
    switch change {
    case .scale(let offset, let factor):
      let deviation = factor == 0 ? 0 : 1 / factor
      return word == "min_max"
        ? [("min", .number(offset)), ("max", .number(offset + deviation))]
        : [("mean", .number(offset)), ("std", .number(deviation))]
    case .fillNumber(let number): return [(filled(options), .number(number))]
    case .fillWord(let word): return [(filled(options), .text(word))]
    case .clip(let low, let high): return [("min", .number(low)), ("max", .number(high))]
    case .oneHot(let words), .ordinal(let words):
      return [("categories", .list(words.map { .text($0) }))]
    case .bins(let edges):
      return [("edges", .tensor(TensorValue(weak: Tensor(edges, [edges.count]))))]
    case .drop, .logarithm, .days, .clean, .tokens: return []
    }
  }

  /// `median` out of `median`, `constant` out of `0`.
  private static func filled(_ options: String) -> String {
    let word = options.split(separator: " ").first.map(String.init) ?? ""
    return order.contains(word) ? word : "constant"
  }
}
