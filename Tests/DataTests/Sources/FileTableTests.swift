import Catalog
import Data
import Engine
import Formats
import Support
import TestSupport
import Testing

@Suite("Tables and arrays of other files")
struct FileTableTests {
  private func load(
    _ files: [String: [UInt8]], _ source: DataLine, _ dtype: DType = .float32
  ) throws -> (Dataset, [SourceNote]) {
    try TemporaryFolder.use { folder in
      try MediaFiles.write(files, to: folder)
      let context = DataContext(dtype: dtype, resolve: { folder + "/" + $0 })
      return (try DataPipeline.load(source, [], context), context.record.sourceNotes)
    }
  }

  private var database: [UInt8] {
    get throws {
      try InputFile.read(
        SourceFiles.root() + "/Tests/FormatsTests/Fixtures/small.sqlite", limit: 1 << 20)
    }
  }

  @Test func `a query gives a typed table`() throws {
    let (data, _) = try load(
      ["a.db": database],
      line(
        "sqlite", .text("a.db"), .text("select height, name, age from people where age > 0"),
        named: [("target", .text("name"))]))
    #expect(data.classNames == ["Adam", "Zoë"])
    #expect(data.tabular?.raw.train.names == ["height", "name", "age"])
    #expect(data.train.count == 3)
  }

  @Test func `a single word is the name of a table`() throws {
    let (data, _) = try load(["a.db": database], line("sqlite", .text("a.db"), .text("grown")))
    #expect(data.tabular?.raw.train.names == ["name", "age"])
  }

  @Test func `databases are only read, and told what is wrong`() throws {
    for (query, expected) in [
      ("drop table people", DatabaseError.notReading("DROP TABLE")),
      ("select 1; select 2", .severalStatements),
    ] {
      let error = mistake {
        try load(["a.db": try database], line("sqlite", .text("a.db"), .text(query))).0
      }
      guard case .database(let fault, _, let tables)? = error?.kind else {
        Issue.record("\(query): \(String(describing: error))")
        continue
      }
      if case .severalStatements = expected { #expect(fault == expected) }
      #expect(tables.contains("people"))
    }
    guard
      case .content? = mistake({
        try load(["a.db": [1, 2, 3]], line("sqlite", .text("a.db"), .text("people"))).0
      })?.kind
    else {
      Issue.record("three bytes are no database")
      return
    }
    guard
      case .file? = mistake({
        try load([:], line("sqlite", .text("a.db"), .text("people"))).0
      })?.kind
    else {
      Issue.record("there is no file")
      return
    }
  }

  @Test func `arrays are samples, whole targets classes`() throws {
    let x = NumPyFile.write(NumPyArray([0.5, 1, 2, 3] as [Float], shape: [2, 2]))
    let y = NumPyFile.write(NumPyArray([1, 0] as [Double], shape: [2]))
    let (data, _) = try load(["x.npy": x, "y.npy": y], line("npy", .text("x.npy"), .text("y.npy")))
    #expect(data.x.dtype == .float32)
    #expect(data.x.doubles == [0.5, 1, 2, 3])
    #expect(data.y.dtype == .int32)
    let (double, _) = try load(
      ["x.npy": x, "y.npy": y], line("npy", .text("x.npy"), .text("y.npy")), .float64)
    #expect(double.x.dtype == .float64)
    let (bare, _) = try load(["x.npy": x], line("npy", .text("x.npy")))
    #expect(bare.train.targets == nil)
    let large = NumPyFile.write(NumPyArray([1e300] as [Double], shape: [1]))
    guard
      case .samples(.tooLarge)? = mistake({
        try load(["x.npy": large], line("npy", .text("x.npy"))).0
      })?.kind
    else {
      Issue.record("1e300 is infinite in float32")
      return
    }
    guard
      case .samples(.countsDiffer)? = mistake({
        try load(["x.npy": x, "y.npy": large], line("npy", .text("x.npy"), .text("y.npy"))).0
      })?.kind
    else {
      Issue.record("two rows and one target")
      return
    }
  }

  @Test func `an archive gives the arrays that are usual, or named`() throws {
    let bytes = try InputFile.read(
      SourceFiles.root() + "/Tests/FormatsTests/Fixtures/numpy/samples.npz", limit: 1 << 20)
    let (data, _) = try load(["a.npz": bytes], line("npz", .text("a.npz")))
    #expect(data.x.shape == [10, 2])
    #expect(data.y.doubles == [0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
    guard
      case .media(.noArray(["z"], known: ["x", "y"], path: _))? = mistake({
        try load(["a.npz": bytes], line("npz", .text("a.npz"), named: [("x", .text("z"))])).0
      })?.kind
    else {
      Issue.record("there is no z")
      return
    }
  }

  @Test func `lines are texts and files their classes`() throws {
    let (data, notes) = try load(
      ["good.txt": Array("fine\n\nwell\r\n".utf8), "bad.txt": [0x63, 0x61, 0x66, 0xE9, 0x0A]],
      line("lines", .text("good.txt"), .text("bad.txt")))
    #expect(data.train.count == 3)
    #expect(data.classNames == ["bad.txt", "good.txt"])
    #expect(data.tabular?.raw.train.columns[0].texts == ["fine", "well", "café"])
    guard case .latin1? = notes.first else {
      Issue.record("Latin-1 is said")
      return
    }
    let (one, _) = try load(["a.txt": Array("x\ny\n".utf8)], line("lines", .text("a.txt")))
    #expect(one.target == nil)
  }

  @Test func `records of JSON are rows`() throws {
    let text = """
      {"age": 1, "kind": "a", "ok": true}
      {"kind": "b", "age": null, "more": [1, 2]}

      {"age": 2.5, "kind": "a"}
      """
    let table = try JSONLines.read(Array(text.utf8))
    #expect(table.names == ["age", "kind", "ok", "more"])
    #expect(table.columns.map(\.kind) == [.number, .category, .category, .category])
    #expect(table.columns[2].texts == ["true", nil, nil])
    let (data, _) = try load(
      ["a.jsonl": Array(text.utf8)],
      line("jsonl", .text("a.jsonl"), named: [("target", .text("kind"))]))
    #expect(data.classNames == ["a", "b"])
    guard
      case .content(let error)? = mistake({
        try load(["a.jsonl": Array("{\"a\": 1}\n[1]\n".utf8)], line("jsonl", .text("a.jsonl"))).0
      })?.kind
    else {
      Issue.record("a list is no record")
      return
    }
    #expect(error.fault.place == .line(2))
  }
}
