import Catalog
import Engine
import Formats
import Support

/// A table in a file: numbers, and one column to predict.
enum CSVSource: FileSource {
  static let file = Parameter.path("file", "the path of the file", files: [.data])
  static let target = Parameter<String>(
    "target", "the column to predict", expected: "the name of a column", default: { "" },
    shown: .said("the last column"),
    read: { argument in
      switch argument {
      case .text(let name), .word(let name): name
      default: nil
      }
    })
  static let signature = Signature(
    "csv", .source, "Numbers from a file of comma-separated values.",
    example: "d = data csv(\"flowers.csv\", target=\"kind\") { split 80%, 20% }",
    [file.description, target.description],
    details: """
      A first row without numbers names the columns. All columns but the target must be numbers. \
      Targets that are all whole and at least 0 are classes; so are targets of words, numbered in \
      alphabetical order.
      """)
  static let fileKind = FileSignature(
    "CSV", "a table of comma-separated values", suffixes: [".csv"], holds: [.data], source: "csv",
    advice: { "`d = data csv(\"\($0)\")` reads it" })
  static let sizeLimit = 1 << 30

  static func load(
    _ arguments: BoundArguments, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let name = try arguments.value(file)
    let source = try context.read(named: name, limit: sizeLimit)
    let path = source.path
    // The fields' bytes and where each of them ends.
    try MemoryBudget.current.require(data: 3 * source.bytes.count, for: "reading \(name)")
    let table = try source.data(as: fileKind) { bytes throws(FormatError) in try CSV.read(bytes) }
    guard table.rowCount > 0 else { throw DataError(.samples(.noSamples)) }

    let wanted = try arguments.value(target)
    guard
      let column = wanted.isEmpty
        ? table.columns.last : table.column(named: wanted).map({ table.columns[$0] })
    else {
      throw DataError(.table(.unknownColumn(wanted, known: table.columns, path: path)))
    }
    guard table.columns.count > 1 else {
      throw DataError(.table(.noFeatures(target: column, path: path)))
    }
    return try Dataset.table(
      table.typed(path), name: String(name.split(separator: "/").last ?? "csv"), provenance: path,
      target: column, isTargetGiven: !wanted.isEmpty, context.dtype)
  }
}
