import Formats
import Support
import TestSupport
import Testing

@Suite struct SQLiteFileTests {
  static let path: String = {
    let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    return "/\(folder)/Fixtures/small.sqlite"
  }()

  private static func query(_ sql: String) throws(DatabaseError) -> TypedTable {
    try SQLiteFile.query(path, sql)
  }

  /// The values of a column as texts, for comparing.
  private static func words(_ column: TypedColumn?) -> [String] {
    switch column?.values {
    case .numbers(let numbers), .wholes(let numbers), .dates(let numbers):
      numbers.map { $0.isNaN ? "-" : "\($0)" }
    case .categories(let codes, let names): codes.map { $0 < 0 ? "-" : names[Int($0)] }
    case .texts(let texts): (0..<texts.count).map { texts[$0] ?? "-" }
    case nil: []
    }
  }

  @Test func `columns are what their values are`() throws {
    let table = try Self.query("SELECT * FROM people")
    #expect(table.rowCount == 4)
    #expect(table.names == ["name", "age", "height", "score", "mixed", "day", "number"])
    let kinds = table.columns.map(\.kind)
    #expect(kinds == [.category, .whole, .number, .number, .category, .date, .category])
    let expected = [
      ["Zoë", "Adam", "-", "Zoë"], ["31.0", "17.0", "-", "64.0"], ["1.7", "1.8", "-", "1.5"],
      ["1.0", "2.5", "-", "3.0"], ["1", "two", "-", "2.5"],
      ["1767312000.0", "1767398400.0", "-", "1767312000.0"],
      ["9007199254740992", "9007199254740993", "-", "-5"],
    ]
    for (column, words) in zip(table.columns, expected) { #expect(Self.words(column) == words) }
    guard case .categories(_, let names) = table.columns[0].values else { return }
    #expect(names == ["Adam", "Zoë"])
  }

  @Test func `many different words are texts, and no values missing numbers`() throws {
    let words = try Self.query("SELECT word FROM words -- all of them\n;  ")
    #expect(words.columns[0].kind == .text && Self.words(words.columns[0])[40] == "word 40")
    let few = try Self.query("SELECT word FROM words LIMIT 20")
    #expect(few.columns[0].kind == .category)
    let half = try Self.query("SELECT word FROM words UNION ALL SELECT word FROM words")
    #expect(half.columns[0].kind == .category)
    let nothing = try Self.query("SELECT x, y, NULL AS z FROM blank")
    #expect(nothing.rowCount == 0 && nothing.columns.map(\.kind) == [.number, .number, .number])
    #expect(
      Self.words(try Self.query("SELECT NULL AS x UNION ALL SELECT 1").columns[0]) == ["-", "1.0"])
  }

  @Test(arguments: [
    ("'2024-01-31'", "'2024-02-01 12:30'", ColumnKind.date), ("'2024-01-31'", "NULL", .date),
    ("'31/1/2024'", "'1/2/2024'", .date), ("'1/2/2024'", "'3/4/2024'", .category),
    ("'2024-01-31'", "'soon'", .category), ("'2024-01-31'", "''", .category),
    ("'2024-01-31'", "20240201", .category), ("'2024-01-31'", "'31.1.2024'", .category),
  ])
  func `texts that all are days are dates, by the rule of delimited text`(
    a: String, b: String, kind: ColumnKind
  ) throws {
    let table = try Self.query("SELECT \(a) AS d UNION ALL SELECT \(b)")
    #expect(table.columns[0].kind == kind)
    if a == "'31/1/2024'" { #expect(Self.words(table.columns[0])[1] == "1706745600.0") }
  }

  @Test func `queries compute, and views are tables`() throws {
    let table = try Self.query(
      "/* first */ WITH t AS (SELECT avg(age) AS mean FROM grown) SELECT mean, upper('a') AS a FROM t"
    )
    #expect(Self.words(table.columns[0]) == ["47.5"] && Self.words(table.columns[1]) == ["A"])
    #expect(
      try SQLiteFile.tables(Self.path) == [
        "blank", "grown", "loader", "people", "pictures", "words",
      ])
  }

  @Test(arguments: [
    ("INSERT INTO words VALUES ('x')", "INSERT"), ("DELETE FROM words", "DELETE"),
    ("UPDATE words SET word = 'x'", "UPDATE"), ("PRAGMA journal_mode = DELETE", "PRAGMA"),
    ("PRAGMA table_info(words)", "PRAGMA"), ("ATTACH '/tmp/other.sqlite' AS other", "ATTACH"),
    ("BEGIN", "BEGIN"), ("SAVEPOINT s", "SAVEPOINT"), ("drop table words", "DROP TABLE"),
    ("CREATE TABLE x (y)", "CREATE TABLE"), ("VACUUM", "VACUUM"), ("REINDEX words", "REINDEX"),
    ("-- all of it\n/* words */ drop table words", "DROP TABLE"), ("-- a\nVACUUM", "VACUUM"),
    (" /* a */ INSERT INTO words VALUES ('x')", "INSERT"),
    ("SELECT load_extension('x')", "a function that does more than compute"),
  ])
  func `what does more than read is refused`(_ sql: String, _ what: String) {
    let error = #expect(throws: DatabaseError.self) { try Self.query(sql) }
    #expect(error == .notReading(what), "\(sql)")
  }

  @Test func `mistakes are told in SQLite's words`() {
    #expect(throws: DatabaseError.query("no such table: nobody")) {
      try Self.query("SELECT * FROM nobody")
    }
    #expect(throws: DatabaseError.query("near \"SELEC\": syntax error")) {
      try Self.query("SELEC 1")
    }
    #expect(throws: DatabaseError.query("unsafe use of load_extension()")) {
      try Self.query("SELECT * FROM loader")
    }
    #expect(throws: DatabaseError.query("no statement")) { try Self.query(" -- nothing\n") }
    #expect(throws: DatabaseError.query("a NUL in the query")) { try Self.query("SELECT 1\0") }
    #expect(throws: DatabaseError.severalStatements) { try Self.query("SELECT 1; SELECT 2") }
    #expect(throws: DatabaseError.severalStatements) {
      try Self.query("SELECT 1; /* a */ DELETE FROM words")
    }
    #expect(throws: DatabaseError.sameName("word")) {
      try Self.query("SELECT a.word, b.word FROM words a, words b")
    }
    #expect(throws: DatabaseError.bytes(column: "content", row: 1)) {
      try Self.query("SELECT * FROM pictures")
    }
    #expect(throws: DatabaseError.self) { try Self.query("SELECT zeroblob(100000000)") }
    let deep =
      "SELECT " + String(repeating: "(", count: 500) + "1" + String(repeating: ")", count: 500)
    #expect(throws: DatabaseError.self) { try Self.query(deep) }
  }

  @Test func `an answer without end stops at the limit, and at an interrupt`() {
    let endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
    let error = #expect(throws: DatabaseError.self) {
      try SQLiteFile.query(Self.path, endless, limit: 8_000)
    }
    #expect(error == .tooLarge(limit: 8_000, rows: 1_001))
    var looks = 0
    Interrupt.feeding(every: 0) {
      looks += 1
      return looks > 100
    } _: {
      #expect(throws: DatabaseError.interrupted) { try Self.query(endless) }
      #expect(throws: DatabaseError.interrupted) {
        try Self.query(endless.replacing("SELECT x FROM n", with: "SELECT count(*) FROM n"))
      }
    }
  }

  @Test func `files that are no database, or half of one, are told`() throws {
    let file = try InputFile.read(Self.path, limit: 1 << 20)
    #expect(SQLiteFile.isBeginning(file))
    try TemporaryFolder.use { folder in
      for path in [folder + "/none", folder, ":memory:", ""] {
        let error = #expect(throws: DatabaseError.self) { try SQLiteFile.query(path, "SELECT 1") }
        guard case .file = error else { return #expect(Bool(false), "\(path)") }
      }
      let path = folder + "/cut.sqlite"
      for count in stride(from: 0, to: file.count, by: 17) {
        try AtomicFile.write(Array(file[..<count]), to: path, isSynced: false)
        #expect(throws: DatabaseError.self) {
          try SQLiteFile.query(path, "SELECT * FROM people, words")
        }
      }
    }
  }

  @Test func `damaged databases give a table or are told`() throws {
    let file = try InputFile.read(Self.path, limit: 1 << 20)
    var damage = Damage(seed: 7)
    try TemporaryFolder.use { folder in
      let path = folder + "/damaged.sqlite"
      for _ in 0..<1_000 {
        try AtomicFile.write(damage.mutate(damage.mutate(file)), to: path, isSynced: false)
        for sql in ["SELECT * FROM people", "SELECT count(*) FROM words, grown"] {
          guard let table = try? SQLiteFile.query(path, sql, limit: 1 << 20) else { continue }
          #expect(table.columns.allSatisfy { $0.count == table.rowCount })
        }
      }
    }
  }
}
