import CLibraries
import Support

/// A compiled statement and the row that it stands at.
final class SQLiteStatement {
  private let connection: SQLiteConnection
  private let handle: OpaquePointer
  /// How many columns the answer has.
  let columnCount: Int

  init(_ handle: OpaquePointer, of connection: SQLiteConnection) {
    (self.handle, self.connection) = (handle, connection)
    columnCount = Int(connection.library.sqlite3_column_count(handle))
  }

  deinit { _ = connection.library.sqlite3_finalize(handle) }

  func name(_ column: Int) -> String {
    connection.library.sqlite3_column_name(handle, Int32(column)).map { String(cString: $0) } ?? ""
  }

  /// Goes to the next row; false behind the last.
  func step() throws(DatabaseError) -> Bool {
    if Interrupt.isRaised { throw .interrupted }
    switch connection.library.sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw connection.error(code)
    }
  }

  /// Goes before the first row.
  func restart() throws(DatabaseError) {
    let code = connection.library.sqlite3_reset(handle)
    guard code == SQLITE_OK else { throw connection.error(code) }
  }

  /// `SQLITE_INTEGER`, `SQLITE_FLOAT`, `SQLITE_TEXT`, `SQLITE_BLOB` or `SQLITE_NULL`.
  func type(_ column: Int) -> Int32 {
    connection.library.sqlite3_column_type(handle, Int32(column))
  }

  func whole(_ column: Int) -> Int64 {
    connection.library.sqlite3_column_int64(handle, Int32(column))
  }

  func number(_ column: Int) -> Double {
    connection.library.sqlite3_column_double(handle, Int32(column))
  }

  /// Appends the value as UTF-8 text; answers how many bytes it has.
  func appendText(_ column: Int, to texts: inout PackedTexts) -> Int {
    // The text first: its length is that of the form that was asked for last.
    guard let text = connection.library.sqlite3_column_text(handle, Int32(column)) else {
      texts.appendMissing()
      return 0
    }
    let count = Int(connection.library.sqlite3_column_bytes(handle, Int32(column)))
    let bytes = UnsafeBufferPointer(start: text, count: count)
    if (try? UTF8Span(validating: bytes.span)) != nil {
      texts.append(utf8: bytes)
    } else {
      // Bytes of another encoding become marks of replacement.
      texts.append(String(decoding: bytes, as: UTF8.self))
    }
    return count
  }
}
