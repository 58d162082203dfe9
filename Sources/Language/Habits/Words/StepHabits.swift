/// What pandas does to tables, as lines in the braces of data.
enum StepHabits {
  /// A hint for a step that nobody knows; its arguments stand in `rest` as written.
  static func hint(for word: String, _ rest: String) -> String? {
    let given = PythonText.unbracketed(rest)
    switch word {
    case "dropna", "drop_na": return "write `\(dropped(given))`"
    case "fillna": return "write `\(filled(given))`"
    case "filter", "where", "query", "subset":
      guard !given.isEmpty, given.contains(where: { "<>=".contains($0) }) else { return nil }
      return "write `keep \(PythonText.unquoted(given))`"
    case "sample", "head": return "write `take \(Int(given) == nil ? "100" : given)`"
    default: return lines[word].map { "write `\($0)`" } ?? remarks[word]
    }
  }

  /// `impute` puts a value, or what it has learnt, into gaps.
  static func filled(_ argument: String) -> String {
    let value = PythonText.named(argument)?.value ?? argument
    let isValue = Double(value) != nil || PythonText.unquoted(value) != value
    return isValue ? "impute constant, value=\(value)" : "impute median"
  }

  /// `subset=["a", "b"]` as names behind `drop_missing`.
  static func dropped(_ argument: String) -> String {
    guard let (name, value) = PythonText.named(argument), name == "subset" else {
      return "drop_missing"
    }
    return "drop_missing \(names(value))"
  }

  /// `["a", "b"]` and `'a'` as names behind a step.
  static func names(_ text: String) -> String {
    let items = PythonText.pieces(PythonText.unbracketed(text), at: ",")
    return items.map { "\"\(PythonText.unquoted($0))\"" }.joined(separator: ", ")
  }

  private static let lines = [
    "ffill": "impute median",
    "bfill": "impute median", "interpolate": "impute median", "get_dummies": "one_hot",
    "dummies": "one_hot", "simpleimputer": "impute median",
  ]

  private static let remarks = [
    "sort": order, "sort_values": order, "sort_index": order, "order_by": order,
    "rename": names, "set_axis": names,
    "astype": "kinds are chosen where the file is read: `csv(\"…\", words=[\"…\"])`",
    "groupby": "`describe d` has what the columns hold; rows are not put together",
    "assign": "write `column(new = …)` with a formula of columns",
    "mutate": "write `column(new = …)` with a formula of columns",
  ]

  static let order =
    "rows need no order; `split 80%, 20%, time=\"…\"` takes them in that of a column"
  static let names =
    "columns keep their names; `column(new = old)` makes one of another name, `drop \"old\"` leaves it out"
}
