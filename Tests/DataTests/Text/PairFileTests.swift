import Catalog
import Data
import Engine
import Formats
import Support
import TestSupport
import Testing

@Suite("Pairs of files")
struct PairFileTests {
  private func load(_ first: String, _ second: String, _ steps: [DataLine] = []) throws -> (
    Dataset, DataRecord
  ) {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(first.utf8), to: folder + "/en.txt")
      try AtomicFile.write(Array(second.utf8), to: folder + "/de.txt")
      let context = DataContext(resolve: { folder + "/" + $0 })
      let data = try DataPipeline.load(
        line("text", .text("en.txt"), .text("de.txt")), steps, context)
      return (data, context.record)
    }
  }

  @Test func `lines belong together, whatever ends them`() throws {
    let (data, record) = try load(
      "one\r\ntwo\r\n\r\nthree\r\n", "eins\nzwei\nnichts\ndrei",
      [line("tokens", .word("words"))])
    #expect(data.train.count == 3)
    guard case .rowsLeftOut(1, .emptySide)? = record.notes.first else {
      Issue.record("\(record.notes)")
      return
    }
    let (source, target) = (data.vocabularies[0], data.vocabularies[1])
    let rows = data.train.inputs.map { $0.rows.tensor.wholeRows }
    #expect(rows[0].map { source.joined($0) } == ["one", "two", "three"])
    #expect(rows[1].map { target.joined($0) } == ["eins", "zwei", "drei"])
  }

  @Test func `different numbers of lines are told with both`() {
    guard
      case .text(.lineCounts(let paths, counts: [3, 2]))? = mistake({
        try load("a\nb\nc\n", "x\ny\n").0
      }
      )?.kind
    else {
      Issue.record("three lines and two")
      return
    }
    #expect(paths.map { $0.split(separator: "/").last } == ["en.txt", "de.txt"])
    guard case .source(.emptyText)? = mistake({ try load("\n\n", "a\nb\n").0 })?.kind,
      case .source(.emptyText)? = mistake({ try load("", "a\n").0 })?.kind
    else {
      Issue.record("nothing to learn")
      return
    }
  }

  @Test func `parts have both sides of each pair, and pieces are those of training`() throws {
    let numbers = (0..<50).map { "number \($0) here" }
    let (data, _) = try load(
      numbers.joined(separator: "\n"), numbers.map { "Zahl " + $0 }.joined(separator: "\n"),
      [
        line("split", .number(0.8), .number(0.2)),
        line("tokens", .word("pieces"), named: [("merges", .number(15))]),
      ])
    for samples in [data.train, try #require(data.test)] {
      let rows = samples.inputs.map { $0.rows.tensor.wholeRows }
      for (source, target) in zip(rows[0], rows[1]) {
        #expect(
          data.vocabularies[1].joined(target).replacing("\u{FFFD}", with: "")
            == "Zahl " + data.vocabularies[0].joined(source).replacing("\u{FFFD}", with: ""))
      }
    }
    #expect(
      data.vocabularies.allSatisfy {
        $0.unit == .pieces && $0.texts.contains("number") || $0.texts.contains(" number")
      })
    #expect(data.train.ignoredClass == 0)
  }

  @Test(.enabled(if: Environment.isSet("NABLA_DATA"), "NABLA_DATA is not set"))
  func `captions in English and German are pairs`() throws {
    let folder = try #require(Environment.value("NABLA_DATA")) + "/multi30k-en-de/"
    let texts = try ["val.en.gz", "val.de.gz"].map {
      String(decoding: try Gzip.inflate(InputFile.read(folder + $0, limit: 1 << 24)), as: UTF8.self)
    }
    let (data, _) = try load(
      texts[0], texts[1],
      [
        line("split", .number(0.9), .number(0.1)),
        line("tokens", .word("pieces"), named: [("merges", .number(500))]),
      ])
    #expect(data.train.count + (data.test?.count ?? 0) == 1_014)
    #expect((500...800).contains(data.vocabularies[0].count))
  }
}
