import Support

extension RowLags {
  /// The step as a line of `data … { }`: `lag "sales" 1 7, by="store"`.
  var line: String {
    let written =
      ([isDifference ? "difference" : "lag", Sanitizer.visible(QuotedText.of(column))]
      + rows.map(String.init)).joined(separator: " ")
    return written + (group.map { ", by=" + Sanitizer.visible(QuotedText.of($0)) } ?? "")
  }

  /// As JSON, for a model's file.
  package var stored: JSON {
    [
      "column": .text(column), "rows": .list(rows.map { .whole($0) }),
      "by": group.map { .text($0) } ?? .null, "difference": .bool(isDifference),
    ]
  }

  /// Reads what `stored` wrote; `nil` for anything else.
  package init?(stored: JSON) {
    guard let column = stored["column"]?.string,
      let rows = stored["rows"]?.items({ $0.wholeNumber }), !rows.isEmpty, rows.count <= 1_000,
      Set(rows).count == rows.count, rows.allSatisfy({ (1...Self.limit).contains($0) }),
      case .bool(let isDifference)? = stored["difference"], let by = stored["by"]
    else { return nil }
    guard by == .null || by.string != nil else { return nil }
    self.init(column: column, rows: rows, group: by.string, isDifference: isDifference)
  }
}
