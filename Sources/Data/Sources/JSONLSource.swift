import Catalog
import Engine
import Formats
import Support

/// One record of JSON a line.
enum JSONLSource: FileSource {
  static let file = Parameter.path("file", "the path of the file", files: [.data])
  static let signature = Signature(
    "jsonl", .source, "Rows from a file with one record of JSON a line.",
    example: "d = data jsonl(\"people.jsonl\", target=\"happy\") { split 80%, 20% }",
    [file.description, CSVSource.target.description],
    details: """
      What CSV files give: typed columns by name, in the order in which records first have them. What a record lacks, \
      and `null`, is missing; true and false are words; lists and records in records are texts. Empty lines are left out.
      """)
  static let fileKind = FileSignature(
    "JSON Lines", "a table of JSON records", suffixes: [".ndjson"], otherSuffixes: [".jsonl"],
    holds: [.data], source: "jsonl", advice: { "`d = data jsonl(\"\($0)\")` reads it" })

  static func load(
    _ arguments: BoundArguments, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let name = try arguments.value(file)
    let source = try context.read(named: name, limit: 1 << 30)
    let path = source.path
    try MemoryBudget.current.require(data: 8 * source.bytes.count, for: "reading \(name)")
    let table = try source.data(as: fileKind) { bytes throws(FormatError) in
      try JSONLines.read(bytes)
    }
    if Interrupt.wasRaised { throw DataError(.interrupted) }
    let wanted = try arguments.value(CSVSource.target)
    return try Dataset.table(table, of: name, at: path, wanted: wanted, context)
  }
}
