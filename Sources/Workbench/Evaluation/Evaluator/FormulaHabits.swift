import Language

/// What pandas has for columns, as formulas of this language.
enum FormulaHabits {
  /// Names of a gap in other languages.
  static let gaps: Set<String> = ["nan", "NaN", "NA", "None", "null", "NULL", "nil"]

  private static let gapTests: [String: Bool] = [
    "isna": true, "isnull": true, "isnan": true, "is_null": true, "is_missing": true,
    "notna": false, "notnull": false, "is_not_null": false,
  ]
  private static let dateParts: [String: String] = [
    "year": "year", "month": "month", "day": "day", "hour": "hour", "weekday": "weekday",
    "dayofweek": "weekday", "day_of_week": "weekday",
  ]

  /// `isna(x)`, `x.isna()`, `x.isnull()`, `to_datetime("2023-06-01")`; `nil` for what is no such call.
  static func line(
    _ function: Expression, _ arguments: [ArgumentSyntax], _ text: (SourceSpan) -> String
  ) -> String? {
    switch function.kind {
    case .name(let name) where arguments.count == 1:
      let inner = text(arguments[0].value.span)
      if let asksForGap = gapTests[name] { return gapTest(asksForGap, inner) }
      return ["to_datetime", "Timestamp", "date", "datetime"].contains(name) ? inner : nil
    case .field(let base, let name) where arguments.isEmpty:
      if let asksForGap = gapTests[name.text] { return gapTest(asksForGap, text(base.span)) }
      return line(base, field: name.text, text)
    default: return nil
    }
  }

  /// `x.dt.year`, `x.year`.
  static func line(
    _ base: Expression, field: String, _ text: (SourceSpan) -> String
  ) -> String? {
    guard let function = dateParts[field] else { return nil }
    var column = base
    if case .field(let inner, let name) = base.kind, name.text == "dt" { column = inner }
    return "\(function)(\(text(column.span)))"
  }

  private static func gapTest(_ asksForGap: Bool, _ column: String) -> String {
    asksForGap ? "missing(\(column))" : "not missing(\(column))"
  }
}
