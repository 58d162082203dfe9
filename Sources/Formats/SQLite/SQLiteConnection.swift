import CLibraries
import Support

/// An open database that only reads; closed with its last statement.
final class SQLiteConnection {
  let library: nabla_sqlite
  let handle: OpaquePointer
  /// What the authorizer refused last, in words of SQL.
  private let refusal = Refusal()

  /// Opens a file that begins like a database.
  init(_ path: String) throws(DatabaseError) {
    do {
      try DatabaseHeader.check(path)
    } catch {
      throw .file(error)
    }
    guard let pointer = nabla_sqlite_open() else {
      throw .file(SharedLibrary.sqlite.isMissing(for: "SQLite"))
    }
    library = pointer.pointee
    _ = library.sqlite3_hard_heap_limit64(1 << 30)
    // Names such as `:memory:` and `file:` mean something to SQLite; a path with a slash is only a path.
    let name = path.hasPrefix("/") ? path : "./" + path
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE
    let code = library.sqlite3_open_v2(name, &opened, flags, nil)
    guard let opened else { throw Self.refuse("a database that opens", "no memory for it") }
    guard code == SQLITE_OK, nabla_sqlite_confine(pointer, opened) == 1 else {
      let words = FormatError.words(library.sqlite3_errmsg(opened), else: "another")
      _ = library.sqlite3_close_v2(opened)
      throw Self.refuse("a database that opens for reading", words)
    }
    handle = opened
    confine()
  }

  deinit { _ = library.sqlite3_close_v2(handle) }

  private func confine() {
    let limits = [
      (SQLITE_LIMIT_LENGTH, 1 << 26), (SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
      (SQLITE_LIMIT_ATTACHED, 0), (SQLITE_LIMIT_WORKER_THREADS, 0), (SQLITE_LIMIT_EXPR_DEPTH, 200),
      (SQLITE_LIMIT_COMPOUND_SELECT, 100), (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000),
    ]
    for (limit, value) in limits { _ = library.sqlite3_limit(handle, limit, Int32(value)) }
    _ = library.sqlite3_busy_timeout(handle, 500)
    // Work between two looks: some ten thousand of SQLite's small steps, a fraction of a millisecond.
    library.sqlite3_progress_handler(handle, 10_000, { _ in Interrupt.isRaised ? 1 : 0 }, nil)
    _ = library.sqlite3_set_authorizer(
      handle, authorize, Unmanaged.passUnretained(refusal).toOpaque())
  }

  /// The one statement of the text; it must read and answer columns.
  func prepare(_ sql: String) throws(DatabaseError) -> SQLiteStatement {
    let text = Array(sql.utf8)
    guard !text.contains(0) else { throw .query("a NUL in the query") }
    guard text.count < 1 << 20 else { throw .query("a query of more than 1 MiB") }
    var (statement, rest) = try compile(text[...])
    // A comment may stand before it, and another behind it.
    while statement == nil, !rest.isEmpty { (statement, rest) = try compile(rest) }
    guard let statement else { throw .query("no statement") }
    let prepared = SQLiteStatement(statement, of: self)
    while !rest.isEmpty {
      guard let (other, end) = try? compile(rest) else { throw .severalStatements }
      if let other {
        _ = library.sqlite3_finalize(other)
        throw .severalStatements
      }
      rest = end
    }
    guard library.sqlite3_stmt_readonly(statement) != 0, prepared.columnCount > 0 else {
      throw .notReading(Self.changingWord(of: text[...]) ?? "a statement without an answer")
    }
    return prepared
  }

  private func compile(
    _ text: ArraySlice<UInt8>
  ) throws(DatabaseError) -> (OpaquePointer?, rest: ArraySlice<UInt8>) {
    var statement: OpaquePointer?
    var used = 0
    refusal.words = nil
    let code = text.withUnsafeBufferPointer { text in
      text.withMemoryRebound(to: CChar.self) { text in
        var tail: UnsafePointer<CChar>?
        let code = library.sqlite3_prepare_v2(
          handle, text.baseAddress, Int32(text.count), &statement, &tail)
        if let tail, let start = text.baseAddress { used = tail - start }
        return code
      }
    }
    guard code == SQLITE_OK else {
      let error = error(code)
      // `drop table` is refused at its first step, which is to delete a row somewhere.
      guard case .notReading = error, let word = Self.changingWord(of: text) else { throw error }
      throw .notReading(word)
    }
    // Nothing used and nothing made: blanks at the end.
    return (statement, used > 0 ? text.dropFirst(used) : [])
  }

  /// What a statement begins with, in SQL's own letters, comments before it left out: `DROP TABLE`; `nil` where the
  /// statement may be one that reads.
  private static func changingWord(of text: ArraySlice<UInt8>) -> String? {
    let text = withoutComments(text)
    let words = String(decoding: text.prefix(200), as: UTF8.self).uppercased()
      .split { !$0.isLetter && $0 != "_" }.prefix(3).map(String.init)
    guard let first = words.first, let start = text.first, (0x41...0x5A).contains(start & ~0x20),
      SQLiteFile.changingWords.contains(first)
    else { return nil }
    let kinds = ["TABLE", "INDEX", "VIEW", "TRIGGER"]
    return ([first] + words.dropFirst().prefix(1).filter { kinds.contains($0) })
      .joined(separator: " ")
  }

  /// The text from its first word on: behind blanks, `-- …` and `/* … */`.
  private static func withoutComments(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = text
    while true {
      rest = rest.drop { $0 <= 0x20 }
      if rest.starts(with: "--".utf8) {
        rest = rest.drop { $0 != 0x0A }
      } else if rest.starts(with: "/*".utf8) {
        rest = rest.dropFirst(2)
        while !rest.isEmpty, !rest.starts(with: "*/".utf8) { rest = rest.dropFirst() }
        rest = rest.dropFirst(2)
      } else {
        return rest
      }
    }
  }

  /// What a code of the library means.
  func error(_ code: Int32) -> DatabaseError {
    let words = FormatError.words(library.sqlite3_errmsg(handle), else: "an error")
    if let what = refusal.words { return .notReading(what) }
    switch code & 0xFF {
    case SQLITE_INTERRUPT: return .interrupted
    case SQLITE_NOTADB, SQLITE_CORRUPT, SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_FORMAT,
      SQLITE_PROTOCOL:
      return Self.refuse("a whole database", words)
    case SQLITE_BUSY, SQLITE_LOCKED: return Self.refuse("a database that nobody writes to", words)
    case SQLITE_READONLY, SQLITE_AUTH: return .notReading(words)
    default: return .query(words)
    }
  }

  private static func refuse(_ expected: String, _ found: String) -> DatabaseError {
    .file(FormatError(format: "SQLite", .wholeFile, expected: expected, found: found))
  }
}

private final class Refusal {
  var words: String?
}

/// Lets a statement read columns and call functions, and nothing else.
private func authorize(
  _ context: UnsafeMutableRawPointer?, _ action: Int32, _ first: UnsafePointer<CChar>?,
  _ second: UnsafePointer<CChar>?, _ database: UnsafePointer<CChar>?,
  _ trigger: UnsafePointer<CChar>?
) -> Int32 {
  switch action {
  case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return SQLITE_OK
  case SQLITE_FUNCTION:
    let name = second.map { String(cString: $0).lowercased() } ?? ""
    if !["load_extension", "fts3_tokenizer"].contains(name) { return SQLITE_OK }
  default: break
  }
  let words: [Int32: String] = [
    SQLITE_INSERT: "INSERT", SQLITE_UPDATE: "UPDATE", SQLITE_DELETE: "DELETE",
    SQLITE_PRAGMA: "PRAGMA", SQLITE_ATTACH: "ATTACH", SQLITE_DETACH: "DETACH",
    SQLITE_TRANSACTION: "a transaction", SQLITE_SAVEPOINT: "SAVEPOINT",
    SQLITE_ALTER_TABLE: "ALTER TABLE", SQLITE_REINDEX: "REINDEX", SQLITE_ANALYZE: "ANALYZE",
    SQLITE_FUNCTION: "a function that does more than compute",
  ]
  if let context {
    Unmanaged<Refusal>.fromOpaque(context).takeUnretainedValue().words =
      words[action] ?? "a change of the database"
  }
  return SQLITE_DENY
}
