/// Arguments with which pandas reads tables, as arguments of `csv`.
enum TableHabits {
  /// What to write in place of `argument=written`; `nil` for words that pandas has not.
  static func hint(for argument: String, _ written: String) -> String? {
    if let option = option(argument, written) { return "write `\(option)`" }
    return remarks[argument] ?? (leftOut.contains(argument) ? "leave it out: it is found out" : nil)
  }

  /// The same thing as `csv` calls it; `nil` where there is no such option.
  static func option(_ argument: String, _ written: String) -> String? {
    renamed[argument].map { "\($0)=\(value(written, of: $0))" }
  }

  /// The same thing under another name.
  private static let renamed = [
    "sep": "separator", "delimiter": "separator", "usecols": "columns", "na_values": "missing",
    "skiprows": "skip", "nrows": "rows",
  ]

  private static func value(_ text: String, of name: String) -> String {
    let isList = text.hasPrefix("[") || text.hasPrefix("(")
    switch name {
    case "skip":
      guard isList, let items = PythonText.arguments(Array(text), from: 0)?.items else {
        return text.isEmpty ? "2" : text
      }
      return "\(items.count)"
    case "columns", "missing":
      if text.isEmpty { return "[\"…\"]" }
      return isList ? "[" + text.dropFirst().dropLast() + "]" : "[\(text)]"
    default: return text.isEmpty ? "…" : text.hasPrefix("'") ? quoted(text) : text
    }
  }

  private static func quoted(_ text: String) -> String { "\"\(PythonText.unquoted(text))\"" }

  private static let remarks = [
    "dtype":
      "kinds are found out; `words=[\"…\"]` names columns of words, `numbers=[\"…\"]` of numbers",
    "converters": "kinds are found out; `words=[\"…\"]` names columns that are words",
    "index_col": "leave it out: rows have numbers; `drop \"…\"` in braces leaves a column out",
    "parse_dates": "leave it out: days are found out; `dates=day_first` says what 3/4/2024 is",
    "dayfirst": "write `dates=day_first`",
    "date_format": "leave it out: days are found out; `dates=day_first` says what 3/4/2024 is",
    "thousands": "`decimal=\",\"` reads 1.234,5, and `decimal=\".\"` 1,234.5",
    "comment": "`skip=2` leaves out the lines before the header",
    "names":
      "names stand in the first row; `header=false` calls the columns column_1, column_2 and so on",
    "on_bad_lines": "`ragged=drop` leaves out rows with another number of fields",
    "error_bad_lines": "`ragged=drop` leaves out rows with another number of fields",
    "keep_default_na": "`missing=[]` leaves only the empty field as a gap",
    "na_filter": "`missing=[]` leaves only the empty field as a gap",
    "delim_whitespace": "write `separator=\" \"`",
    "sheet_name": "an Excel workbook is saved as CSV first, a sheet in a file of its own",
    "chunksize": "leave it out, or read fewer rows: `rows=1000`",
    "skipfooter": "read fewer rows: `rows=1000`",
  ]

  private static let leftOut: Set<String> = [
    "engine", "low_memory", "memory_map", "compression", "quotechar", "quoting", "doublequote",
    "skipinitialspace", "skip_blank_lines", "encoding_errors", "infer_datetime_format",
    "lineterminator", "verbose", "dialect", "escapechar", "filepath_or_buffer",
  ]
}
