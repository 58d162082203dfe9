/// `d.dropna()`, `d.age`: what pandas does with tables, as lines of this language.
struct TableMethods {
  /// As written: `d`.
  let receiver: String
  /// The columns of the data.
  let columns: [String]

  /// What to type instead; `nil` for words that others know better.
  func hint(for word: String, _ arguments: [String]) -> String? {
    if columns.contains(word) {
      return "write `\(receiver)[\"\(word)\"]`; rows are chosen by "
        + "`data \(receiver) { keep \(word) == … }`"
    }
    let first = arguments.first { PythonText.named($0) == nil }
    switch word {
    case "fillna": return write(StepHabits.filled(arguments.first ?? ""))
    case "dropna": return write(StepHabits.dropped(arguments.first ?? ""))
    case "drop":
      let given =
        arguments.lazy.compactMap(PythonText.named).first { $0.name == "columns" }?.value ?? first
      return given.map { write("drop \(StepHabits.names($0))") }
    case "filter":
      return first.flatMap { $0.hasPrefix("[") ? write("select \(StepHabits.names($0))") : nil }
    case "query": return first.map { write("keep \(PythonText.unquoted($0))") }
    case "corr": return "write `plot \(receiver), kind=correlation`"
    case "hist", "boxplot": return "write `plot \(receiver)`"
    case "sample": return "write `head(data \(receiver) { shuffle }, \(first ?? "5"))`"
    default: break
    }
    if let step = Self.steps[word] { return write(step) }
    if Self.described.contains(word) { return "write `describe \(receiver)`" }
    return Self.remarks[word]
  }

  private func write(_ step: String) -> String { "write `data \(receiver) { \(step) }`" }

  private static let steps = [
    "drop_duplicates": "drop_duplicates", "get_dummies": "one_hot",
    "ffill": "impute median", "bfill": "impute median", "interpolate": "impute median",
  ]

  /// What `describe` tells: gaps, different values, how often each, means.
  private static let described: Set<String> = [
    "isna", "isnull", "notna", "notnull", "value_counts", "unique", "nunique", "groupby", "agg",
    "aggregate", "count", "sum", "min", "max", "median", "var", "quantile", "duplicated", "mode",
  ]

  private static let remarks = [
    "sort_values": StepHabits.order, "sort_index": StepHabits.order,
    "rename": StepHabits.names,
    "astype": "kinds are chosen where the file is read: `csv(\"…\", words=[\"…\"])`",
    "loc": "`head d` shows the first rows; `data d { keep age > 30 }` chooses some",
    "apply": "`data d { column(new = …) }` computes a column of others",
    "assign": "`data d { column(new = …) }` computes a column of others",
    "set_index": "leave it out: rows have numbers",
    "reset_index": "leave it out: rows have numbers",
    "copy": "leave it out: data never change", "merge": "join the files first: data have one table",
    "join": "join the files first: data have one table",
  ]
}
