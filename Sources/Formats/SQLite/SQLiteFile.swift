import CLibraries
import Support

/// Tables of SQLite's database files, by queries that only read.
package enum SQLiteFile {
  static let signature = Array("SQLite format 3\0".utf8)

  /// The words with which statements begin that do something else than read.
  package static let changingWords: Set<String> = [
    "DROP", "CREATE", "ALTER", "REPLACE", "VACUUM", "REINDEX", "ANALYZE", "INSERT", "UPDATE",
    "DELETE", "PRAGMA", "ATTACH", "DETACH", "BEGIN", "COMMIT", "ROLLBACK", "END", "SAVEPOINT",
    "RELEASE",
  ]

  /// Whether bytes are the first of a database; sixteen are enough.
  package static func isBeginning(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: signature)
  }

  /// The answer to one statement that reads, such as `SELECT * FROM iris`.
  ///
  /// INTEGER becomes whole numbers, REAL and a mixture of both numbers; TEXT dates, categories or texts by the rule of
  /// `ColumnKinds`; NULL is missing. A column with texts and numbers is one of words, and one
  /// with whole numbers that a `Double` does not have, too, so that none is changed. A column without any value is one
  /// of missing numbers. The file is opened for reading, extensions and everything but reading are refused, and
  /// so is a table of more than `limit` bytes or the memory that is left.
  package static func query(
    _ path: String, _ sql: String, limit: Int = 4 << 30
  ) throws(DatabaseError) -> TypedTable {
    let connection = try SQLiteConnection(path)
    let statement = try connection.prepare(sql)
    let cap = min(limit, MemoryBudget.current.available)
    var names: [String] = []
    for column in 0..<statement.columnCount {
      let name = statement.name(column)
      let known = name.isEmpty ? "column_\(column + 1)" : name
      guard !names.contains(known) else { throw .sameName(known) }
      names.append(known)
    }
    // Columns of which a value does not fit are read again as words; in each round one more at least.
    var areWords = [Bool](repeating: false, count: names.count)
    while true {
      var columns = areWords.map { SQLiteColumn(isWords: $0) }
      let rows = try read(statement, &columns, names, cap)
      guard columns.contains(where: \.isMixed) else {
        let values = zip(names, columns).map { TypedColumn($0, $1.values(rows: rows)) }
        if Interrupt.isRaised { throw .interrupted }
        return TypedTable(values, rowCount: rows)
      }
      for (index, column) in columns.enumerated() where column.isMixed { areWords[index] = true }
      try statement.restart()
    }
  }

  /// The names of all tables and views, in the order of their letters.
  package static func tables(_ path: String) throws(DatabaseError) -> [String] {
    let sql =
      "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite!_%' "
      + "ESCAPE '!' ORDER BY name"
    let table = try query(path, sql)
    switch table.columns.first?.values {
    case .categories(let codes, let names): return codes.map { names[Int($0)] }
    case .texts(let texts): return (0..<texts.count).compactMap { texts[$0] }
    default: return []
    }
  }

  /// All rows; answers how many.
  private static func read(
    _ statement: SQLiteStatement, _ columns: inout [SQLiteColumn], _ names: [String], _ cap: Int
  ) throws(DatabaseError) -> Int {
    var rows = 0
    var bytes = 0
    while try statement.step() {
      for index in columns.indices {
        guard columns[index].append(index, of: statement) else {
          throw .bytes(column: names[index], row: rows + 1)
        }
        bytes += columns[index].lastByteCount
      }
      rows += 1
      guard bytes <= cap else { throw .tooLarge(limit: cap, rows: rows) }
    }
    return rows
  }
}
