import Catalog
import Engine
import Formats
import Support

/// A table in a text file: a row a line, and one column to predict.
enum CSVSource: FileSource {
  static let file = Parameter<String>("file", "the path of the file")
  static let target = Parameter<String>.column(
    "target", "the column to predict", shown: .said("the last column"))
  static let separator = Parameter<String>.optional(
    "separator", "what stands between two fields", shown: .said("found out"),
    rule: "one character, such as \";\" or \"\\t\"",
    where: { $0.utf8.count == 1 && $0 != "\"" })
  static let header = Parameter<Bool>.optional(
    "header", "whether the first row has the names of the columns", shown: .said("found out"))
  static let encoding = Parameter<TextEncoding>(
    "encoding", "how bytes stand for characters", expected: "utf8, utf16 or latin1", default: nil,
    shown: .said("found out"),
    words: TextEncoding.allCases.map(\.rawValue) + TextEncoding.otherNames,
    read: { argument in
      switch argument {
      case .word(let word), .text(let word): TextEncoding(named: word)
      default: nil
      }
    })
  static let decimal = Parameter<String>.optional(
    "decimal", "what stands before the digits of a fraction", shown: .said("found out"),
    rule: "\".\" or \",\"", where: { $0 == "." || $0 == "," })
  static let missing = Parameter<[String]>.optional(
    "missing", "further words that mean that nothing stands there, beside ? NA NaN null and such",
    shown: .nothing)
  static let skip = Parameter<Int>.optional(
    "skip", "lines before the header that are left out", shown: .said("found out"),
    rule: "at least 0", where: { $0 >= 0 })
  static let columns = Parameter<[String]>.optional(
    "columns", "only these columns, and the target", shown: .said("all"))
  static let words = Parameter<[String]>.optional(
    "words", "columns that are words although they look like numbers", shown: .said("found out"))
  static let numbers = Parameter<[String]>.optional(
    "numbers",
    "columns that are numbers: written as 5%, $1.50 or 1 234, or a target of few whole ones",
    shown: .said("found out"))
  static let rows = Parameter<Int>.optional(
    "rows", "only so many rows from the start", shown: .said("all"), rule: "at least 1",
    where: { $0 >= 1 })
  static let duplicates = choice(
    "duplicates", "what is done about a name that stands in the header twice",
    ["refuse", "rename"])
  static let ragged = choice(
    "ragged", "what is done about rows with another number of fields", ["refuse", "drop", "fill"])
  static let dates = Parameter<String>(
    "dates", "which comes first in days such as 3/4/2024, where the column leaves it open",
    expected: "day_first or month_first", default: nil, shown: .said("found out"),
    words: ["day_first", "month_first"], read: { word(of: $0, in: ["day_first", "month_first"]) })
  static let signature = Signature(
    "csv", .source, "A table from a file of comma-separated values, or the like.",
    example: "d = data csv(\"flowers.csv\", target=\"kind\") { split 80%, 20% }",
    [
      file.description, target.description, separator.description, header.description,
      encoding.description, decimal.description, missing.description, columns.description,
      words.description, numbers.description, rows.description, duplicates.description,
      ragged.description, dates.description, skip.description, StreamedSource.stream.description,
    ],
    details: """
      Fields stand between commas, tabs, `;`, `|` or blanks; UTF-8, UTF-16 or windows-1252; packed by gzip or not. \
      A column is numbers, whole numbers, dates, words (a category) or texts; `d` shows which, and how much is missing. A \
      target of words, or of few whole numbers, is classes; rows without one are left out. Where a model needs numbers and no \
      step says how, `prepare` is chosen and said.
      Files that are broken are refused with the line. `duplicates=rename` calls a second `age` age_2; `ragged=drop` leaves \
      out rows with more or fewer fields than the first, `ragged=fill` leaves gaps at the end of shorter ones; each is counted \
      and said. A title above the table and Excel's `sep=;` are left out where that is certain, and said; `skip=2` leaves \
      out two lines. The header once more, as in files glued together, is no row. `missing=["x"]` makes `x` a gap, too; \
      `missing=[]` leaves only the empty field.
      \(StreamedSource.words)
      """)
  static let isMovable = true
  static let fileKind = FileSignature(
    "CSV", "a table of comma-separated values", suffixes: [".csv"], otherSuffixes: [".tsv"],
    holds: [.data], source: "csv", advice: { "`d = data csv(\"\($0)\")` reads it" })

  static func load(
    _ arguments: BoundArguments, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let name = try arguments.value(file)
    let wanted = try arguments.value(target)
    var options = try options(arguments, target: wanted)
    options.habits = context.askedReading
    let read = try context.readDelimited(name, options, as: fileKind)
    context.record.tell(read.dialect, of: name, columns: read.table.columns.count)
    context.record.tell(read.repairs, of: name)
    context.record.tellDisk(of: name, bytes: read.table.byteCount)
    var dataset = try Dataset.table(read.table, of: name, at: name, wanted: wanted, context)
    dataset.noteReading(DelimitedHabits(options, read))
    return dataset
  }

  /// One of some words, the first of which stands for itself where nothing is said.
  private static func choice(
    _ name: String, _ summary: String, _ words: [String]
  ) -> Parameter<String> {
    Parameter(
      name, summary, expected: words.joined(separator: ", "), default: { words[0] },
      shown: .word(words[0]), words: words, read: { word(of: $0, in: words) })
  }

  private static func word(of argument: Argument, in words: [String]) -> String? {
    switch argument {
    case .word(let word), .text(let word): words.contains(word) ? word : nil
    default: nil
    }
  }

  private static func options(
    _ arguments: BoundArguments, target: String
  ) throws(DataError) -> DelimitedOptions {
    do throws(ArgumentError) {
      var options = DelimitedOptions()
      options.separator = try arguments.optional(separator)?.utf8.first
      options.hasHeader = try arguments.optional(header)
      options.encoding = try arguments.optional(encoding)
      options.decimal = try arguments.optional(decimal)?.utf8.first
      options.missing = try arguments.optional(missing)
      options.skip = try arguments.optional(skip)
      options.columns = try arguments.optional(columns)
      if !target.isEmpty, options.columns?.contains(target) == false {
        options.columns?.append(target)
      }
      for name in try arguments.optional(words) ?? [] { options.kinds[name] = .category }
      for name in try arguments.optional(numbers) ?? [] { options.kinds[name] = .number }
      options.rows = try arguments.optional(rows)
      options.renamesDuplicates = try arguments[duplicates] == "rename"
      options.ragged = RaggedRows(rawValue: try arguments[ragged]) ?? .refused
      options.monthFirst = try arguments.optional(dates).map { $0 == "month_first" }
      return options
    } catch {
      throw DataError(.arguments(error))
    }
  }
}

extension Parameter where Output == String {
  /// The name of a column, in quotes or bare; empty where it may be left out and was.
  static func column(_ name: String, _ summary: String, shown: Default? = nil) -> Parameter {
    var none: (@Sendable () -> String)?
    if shown != nil { none = { () -> String in "" } }
    return Parameter(
      name, summary, expected: "the name of a column", default: none, shown: shown, isLabel: true,
      read: { argument in
        switch argument {
        case .text(let name), .word(let name): name
        default: nil
        }
      })
  }
}
