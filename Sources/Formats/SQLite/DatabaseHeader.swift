import Glibc
import Support

/// What the first hundred bytes of a database say, compared with its file: SQLite reads pages that are cut off
/// as zeros.
enum DatabaseHeader {
  static func check(_ path: String) throws(FormatError) {
    guard let head = InputFile.head(of: path, 100) else {
      throw FormatError(
        format: "SQLite", .wholeFile, expected: "a file that can be read", found: "none")
    }
    // An empty file is an empty database for SQLite, which is never what was meant.
    guard SQLiteFile.isBeginning(head) else {
      throw FormatError(
        format: "SQLite", .offset(0), expected: "a database of SQLite", found: "other bytes")
    }
    guard head.count == 100 else { throw short(head.count, 100) }
    // Of what is written ahead, or not yet taken back, SQLite knows more than the file.
    let isPlain = head[18] == 1 && !InputFile.exists(path + "-journal")
    // The count of pages holds where the last writer knew of it.
    var status = stat()
    guard isPlain, number(head, 24) == number(head, 92), stat(path, &status) == 0 else { return }
    let length = Int(status.st_size)
    let stored = Int(head[16]) << 8 | Int(head[17])
    let pageLength = stored == 1 ? 65_536 : stored
    let expected = pageLength * number(head, 28)
    guard length >= expected else { throw short(length, expected) }
  }

  private static func number(_ bytes: [UInt8], _ offset: Int) -> Int {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func short(_ length: Int, _ expected: Int) -> FormatError {
    FormatError(
      format: "SQLite", .offset(length),
      expected: "\(NumberText.grouped(expected - length)) more bytes", found: "the end of the file")
  }
}
