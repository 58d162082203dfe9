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
    guard let column = wanted.isEmpty ? table.columns.count - 1 : table.column(named: wanted) else {
      throw DataError(.table(.unknownColumn(wanted, known: table.columns, path: path)))
    }
    let features = table.columns.indices.filter { $0 != column }
    guard !features.isEmpty else {
      throw DataError(.table(.noFeatures(target: table.columns[column], path: path)))
    }
    let x = try inputs(table, features, path, context)
    let (y, classNames) = try targets(table, column, path, context)
    var dataset = Dataset(
      name: String(name.split(separator: "/").last ?? "csv"), train: Samples(x: x, y: y),
      provenance: path)
    dataset.columns = features.map { table.columns[$0] }
    dataset.target = table.columns[column]
    dataset.classNames = classNames
    return dataset
  }

  private static func inputs(
    _ table: CSVTable, _ features: [Int], _ path: String, _ context: DataContext
  ) throws(DataError) -> Tensor {
    let count = ByteEstimate.product(table.rowCount, features.count)
    try MemoryBudget.current.require(
      data: ByteEstimate.product(count, 8 + context.dtype.byteCount), for: "the table")
    var numbers: [Double] = []
    numbers.reserveCapacity(count)
    for row in 0..<table.rowCount {
      if row % 1024 == 0, context.isInterrupted() { throw DataError(.interrupted) }
      for column in features { numbers.append(try number(table, row, column, path, context)) }
    }
    return Tensor(numbers, [table.rowCount, features.count], context.dtype)
  }

  /// The targets, and their words in the order of the numbers that stand for them.
  private static func targets(
    _ table: CSVTable, _ column: Int, _ path: String, _ context: DataContext
  ) throws(DataError) -> (Tensor, [String]) {
    let rows = 0..<table.rowCount
    let hasWords = rows.contains { row in
      row & 0xFFF == 0 && Interrupt.isRaised
        || table.number(row: row, column: column) == nil
          && !table.isMissing(row: row, column: column)
    }
    guard hasWords else {
      var numbers: [Double] = []
      for row in rows {
        if row & 0xFFF == 0, Interrupt.isRaised { throw DataError(.interrupted) }
        numbers.append(try number(table, row, column, path, context))
      }
      return (Tensor(numbers, [numbers.count]).asTargets(context.dtype), [])
    }
    var words: [String] = []
    for row in rows {
      if row & 0xFFF == 0, Interrupt.isRaised { throw DataError(.interrupted) }
      guard !table.isMissing(row: row, column: column) else {
        throw missing(table, row, column, path)
      }
      words.append(table[row, column])
    }
    let names = Set(words).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(names, Int32(0)...))
    return (Tensor(words.map { numbers[$0] ?? 0 }, [words.count]), names)
  }

  private static func number(
    _ table: CSVTable, _ row: Int, _ column: Int, _ path: String, _ context: DataContext
  ) throws(DataError) -> Double {
    guard let number = table.number(row: row, column: column) else {
      throw missing(table, row, column, path)
    }
    guard !context.dtype.isExceeded(by: number) else {
      throw DataError(
        .table(
          .tooLarge(
            text: table[row, column], column: table.columns[column],
            line: table.line(ofRow: row), path: path, type: context.dtype)))
    }
    return number
  }

  private static func missing(
    _ table: CSVTable, _ row: Int, _ column: Int, _ path: String
  ) -> DataError {
    let isMissing = table.isMissing(row: row, column: column)
    return DataError(
      .table(
        .notANumber(
          text: isMissing ? "" : table[row, column], column: table.columns[column],
          line: table.line(ofRow: row), path: path)))
  }
}
