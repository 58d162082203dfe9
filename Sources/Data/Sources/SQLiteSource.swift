import Catalog
import Engine
import Formats
import Support

/// The answer to a query of a database, as a table of typed columns.
enum SQLiteSource: FileSource {
  static let file = Parameter.path("file", "the path of the file", files: [.data])
  static let query = Parameter<String>(
    "query", "a statement that reads, or the name of a table", expected: "SQL in quotes")
  static let signature = Signature(
    "sqlite", .source, "Rows from a database of SQLite.",
    example: "d = data sqlite(\"people.db\", \"select age, height from people where age > 20\")",
    [file.description, query.description, CSVSource.target.description],
    details: """
      What CSV files give: typed columns, of which `prepare` makes numbers; texts that all are days or times are dates. \
      NULL is a missing value. The file is \
      opened for reading: SELECT, WITH and VALUES, behind comments too; PRAGMA, VACUUM and what changes anything are refused. A single word is the name of a table, of \
      which all columns are read.
      """)
  static let fileKind = FileSignature(
    "SQLite", "a database of SQLite", suffixes: [".db"], otherSuffixes: [".sqlite", ".sqlite3"],
    holds: [.data], source: "sqlite",
    advice: { "`d = data sqlite(\"\($0)\", \"select …\")` reads it" },
    begins: { SQLiteFile.isBeginning($0) })

  static func load(
    _ arguments: BoundArguments, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let name = try arguments.value(file)
    let path: String
    do {
      path = try context.file(named: name)
      // The system knows better than the library why a file cannot be opened.
      if InputFile.head(of: path, 1) == nil { _ = try InputFile.read(path, limit: 1 << 20) }
    } catch {
      throw DataError(.file(error))
    }
    let written = try arguments.value(query)
    let isWord = written.utf8.allSatisfy { ($0 | 0x20) > 0x60 && ($0 | 0x20) < 0x7B || $0 == 0x5F }
    let table: TypedTable
    do throws(DatabaseError) {
      let name = isWord && !written.isEmpty ? written : Self.table(called: written, in: path)
      table = try SQLiteFile.query(
        path, name.map { "SELECT * FROM \"\($0.replacing("\"", with: "\"\""))\"" } ?? written)
    } catch {
      // `vacuum` is a single word, too.
      if case .query = error, SQLiteFile.changingWords.contains(written.uppercased()) {
        throw refused(.notReading(written.uppercased()), path, context)
      }
      throw refused(error, path, context)
    }
    let wanted = try arguments.value(CSVSource.target)
    return try Dataset.table(table, of: name, at: path, wanted: wanted, context)
  }

  /// The table of a database that has this name, whatever it is made of; `nil` for what is a query.
  private static func table(called name: String, in path: String) -> String? {
    guard name.utf8.count < 200, let tables = try? SQLiteFile.tables(path) else { return nil }
    return tables.first { $0 == name }
      ?? tables.first { $0.lowercased() == name.lowercased() }
  }

  private static func refused(
    _ error: DatabaseError, _ path: String, _ context: DataContext
  ) -> DataError {
    switch error {
    case .interrupted: return DataError(.interrupted)
    case .file(let fault):
      let head = InputFile.head(of: path, FileSignature.headBytes) ?? []
      let kind = context.files.kind(of: head, named: path)
      return DataError(
        .content(
          ContentError(
            path: path, fault: fault, expected: fileKind,
            found: kind?.name == fileKind.name ? nil : kind)))
    case .query, .notReading, .severalStatements, .sameName, .bytes, .tooLarge:
      return DataError(
        .database(error, path: path, tables: (try? SQLiteFile.tables(path)) ?? []))
    }
  }
}
