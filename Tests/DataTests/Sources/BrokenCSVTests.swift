import Catalog
import Data
import Engine
import Formats
import Support
import TestSupport
import Testing

@Suite("Broken tables and words that are alike")
struct BrokenCSVTests {
  private func load(
    _ text: String, _ named: [(name: String, value: Argument)], _ steps: [DataLine] = []
  ) throws -> (Dataset, [DataNote]) {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(text.utf8), to: folder + "/t.csv")
      let context = DataContext(resolve: { folder + "/" + $0 })
      let data = try DataPipeline.load(line("csv", .text("t.csv"), named: named), steps, context)
      return (data, context.record.notes)
    }
  }

  @Test func `what was mended is told`() throws {
    let (data, notes) = try load(
      "a,a,y\n1,2,0\n3,4\n5,6,1\n", [("duplicates", .word("rename")), ("ragged", .word("drop"))])
    #expect(data.train.count == 2 && data.columns == ["a", "a_2"])
    guard case .ragged(dropped: 1, filled: 0, file: "t.csv")? = notes.first,
      case .renamed(let columns, file: "t.csv")? = notes.last, columns.count == 1
    else {
      Issue.record("\(notes)")
      return
    }
    guard case .content? = mistake({ try load("a,a,y\n1,2,0\n", []).0 })?.kind,
      case .content? = mistake({ try load("a,b,y\n1,2,0\n1,2\n", []).0 })?.kind,
      case .arguments? = mistake({ try load("a,y\n1,2\n", [("ragged", .word("keep"))]).0 })?.kind
    else {
      Issue.record("broken")
      return
    }
  }

  private static let answers =
    "x,answer\n"
    + ["YES", "Yes", "no", "\"yes \"", "NO", "yes", "no", "no"].enumerated()
    .map { "\($0),\($1)\n" }.joined()

  @Test func `classes that differ in case or blanks are told, and clean makes them one`() throws {
    let (data, notes) = try load(Self.answers, [])
    #expect(data.classNames.count == 6)
    guard case .alike(let words, column: "answer")? = notes.first else {
      Issue.record("\(notes)")
      return
    }
    #expect(words == ["NO", "no"])
    let (clean, none) = try load(Self.answers, [], [line("clean", .text("answer"))])
    #expect(clean.classNames == ["no", "yes"])
    #expect(clean.y.doubles == [1, 1, 0, 1, 0, 1, 0, 0])
    #expect(none.isEmpty)
  }

  @Test func `rows that are asked about are cleaned alike, by the stored recipe too`() throws {
    let text =
      "town,answer\n"
      + ["Rome", "ROME", "Oslo", "oslo ", "Rome", "Oslo"].enumerated()
      .map { "\"\($1)\",\($0 % 2 == 0 ? "Yes" : "no")\n" }.joined()
    let (data, _) = try load(text, [], [line("clean"), line("one_hot")])
    let stored = try #require(data.tabular?.recipe.stored)
    let recipe = try #require(Recipe(stored: stored))
    #expect(recipe == data.tabular?.recipe)
    var notes: [RecipeNote] = []
    let rows = TypedTable(
      [
        TypedColumn("town", words: [" roME", "OSLO"]),
        TypedColumn("answer", words: ["YES ", "No"]),
      ], rowCount: 2)
    let samples = try recipe.samples(of: rows, withTarget: true, .float32, notes: &notes)
    #expect(samples.x.doubles == [0, 1, 1, 0])
    #expect(samples.y.doubles == [1, 0])
    #expect(notes.isEmpty)
  }

  @Test func `numbers are not cleaned, and unknown columns are told`() throws {
    guard
      case .recipe(.unsuitable(column: "x", found: .whole, need: .text), _)? = mistake({
        try load(Self.answers, [], [line("clean", .text("x"))]).0
      })?.kind,
      case .table(.unknownColumn("z", _, _))? = mistake({
        try load(Self.answers, [], [line("clean", .text("z"))]).0
      })?.kind
    else {
      Issue.record("what is no word")
      return
    }
  }
}
