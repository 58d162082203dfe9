import Language
import Support

extension Problems {
  /// A row without a column of training.
  static func worded(_ error: MissingColumn, at span: SourceSpan?) -> Diagnostic {
    let all = error.known.contains(error.name) ? error.known : error.known + [error.name]
    return .error(
      "E0531", "the row has no \(quotedName(error.name))", at: span,
      hint: hint(error) + "training had \(list(first: 8, of: all.map(quotedName)))")
  }

  private static func hint(_ error: MissingColumn) -> String {
    let isUnnamed = error.given.enumerated().allSatisfy { $1 == "column_\($0 + 1)" }
    if isUnnamed, !error.given.isEmpty {
      return "`header=true` in `csv(…)` takes the names from the first row; "
    }
    let others = error.given.filter { !error.known.contains($0) }
    // Names that only count are near to each other without meaning the same.
    let counts = error.name.contains { $0.isNumber }
    if let meant = nearest(to: error.name, among: others),
      !counts || meant.filter(\.isLetter).lowercased() != error.name.filter(\.isLetter)
    {
      return "did you mean \(quotedName(error.name)) by \(quotedName(meant))? "
    }
    return error.takesNone
      ? "`\(RecordText.name(error.name)): none` where nothing is known; " : ""
  }
}
