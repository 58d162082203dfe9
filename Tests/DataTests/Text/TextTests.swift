import Engine
import Data
import Testing

@Suite("Texts and their windows")
struct TextTests {
  @Test func `windows overlap, and their targets are one place later`() throws {
    let data = try text("abcab", line("chars", .number(3)))
    #expect(data.x.wholeRows == [[0, 1, 2], [1, 2, 0]])
    #expect(data.y.wholeRows == [[1, 2, 0], [2, 0, 1]])
    #expect(data.train.inputs[0].vocabulary?.texts == ["a", "b", "c"])
    #expect(data.x.dtype == .int32)
  }

  @Test func `a stride thins windows out`() throws {
    let data = try text("abcdefgh", line("chars", .number(2), named: [("stride", .number(3))]))
    #expect(data.x.wholeRows == [[0, 1], [3, 4]])
    #expect(data.y.wholeRows == [[1, 2], [4, 5]])
  }

  @Test func `text is split by position before windows are cut, wherever the lines stand`() throws {
    let chars = line("chars", .number(2))
    let split = line("split", .number(0.6), .number(0.4))
    for steps in [[chars, split], [split, chars]] {
      let data = try textFile(Array("aabbacabca".utf8), steps)
      // "aabbac" and "abca": no window reaches from one into the other.
      #expect(data.x.wholeRows == [[0, 0], [0, 1], [1, 1], [1, 0]])
      #expect(data[.test]?.x.wholeRows == [[0, 1], [1, 2]])
    }
  }

  @Test func `what training has not seen is one number more, and only where it is needed`() throws {
    let data = try text(
      "abababxayb", line("split", .number(0.6), .number(0.4)), line("chars", .number(3)))
    let vocabulary = try #require(data.vocabularies.first)
    #expect(vocabulary.texts == ["a", "b"])
    #expect(vocabulary[.unknown] == 2)
    #expect(vocabulary.count == 3)
    #expect(data[.test]?.x.wholeRows == [[2, 0, 2]])
    #expect(vocabulary.joined([0, 2, 1]) == "a\u{FFFD}b")
    let whole = try text("abab", line("chars", .number(2)))
    #expect(whole.vocabularies.first?.count == 2)
  }

  @Test func `a character is what a reader sees`() throws {
    let data = try text("e\u{301}👩‍👧日\r\nx\u{E9}", line("chars", .number(2)))
    let vocabulary = try #require(data.vocabularies.first)
    // The composed and the decomposed é are one; a Windows line end is a line end.
    #expect(Set(vocabulary.texts) == ["é", "👩‍👧", "日", "\n", "x"])
    #expect(data.train.count == 4)
    #expect(vocabulary.number(of: "e\u{301}") == vocabulary.number(of: "\u{E9}"))
  }

  @Test func `a long text costs its characters, not its windows`() throws {
    let long = String(repeating: "to be or not to be ", count: 20_000)
    let data = try text(long, line("chars", .number(256)))
    let rows = data.train.inputs[0].rows
    #expect(rows.count == 380_000 - 256)
    #expect(rows.type.byteCount > 300_000_000)
    #expect(rows.tensor([0, 379_743]).shape == [2, 256])
    #expect(!rows.isWhole)
  }

  @Test func `a step on a data set of text cuts it`() throws {
    let whole = try text("abcabc")
    #expect(whole.train.targets == nil)
    #expect(whole.sampleShape == [])
    let cut = try DataPipeline.extend(whole, [line("chars", .number(4))])
    #expect(cut.x.shape == [2, 4])
    let shuffled = try DataPipeline.extend(cut, [line("shuffle")], DataContext(seed: 3))
    #expect(Set(shuffled.x.wholeRows) == Set(cut.x.wholeRows))
    #expect(
      zip(shuffled.x.wholeRows, shuffled.y.wholeRows).allSatisfy { $0.dropFirst() == $1.dropLast() }
    )
  }

  @Test func `words are letters together, signs alone, blanks nowhere`() throws {
    let data = try text("It's late, late!\n  Go.", line("words", .number(3)))
    let vocabulary = try #require(data.vocabularies.first)
    #expect(vocabulary.texts == ["!", ",", ".", "Go", "It's", "late"])
    #expect(data.x.wholeRows == [[4, 5, 1], [5, 1, 5], [1, 5, 0], [5, 0, 3]])
    #expect(vocabulary.joined([4, 5, 1, 5, 0]) == "It's late, late!")
    let few = try text(
      "a b a c a b", line("words", .number(2), named: [("max_tokens", .number(2))]))
    #expect(few.vocabularies.first?.texts == ["a", "b"])
    #expect(few.x.wholeRows == [[0, 1], [1, 0], [0, 2], [2, 0]])
  }
}

@Suite("Texts that cannot be used")
struct HostileTextTests {
  private func kind(_ bytes: [UInt8], _ steps: DataLine...) -> DataError.Kind? {
    mistake { try textFile(bytes, steps) }?.kind
  }

  @Test func `an empty text, a binary and broken UTF-8 are refused with their place`() {
    guard case .source(.emptyText)? = kind([]),
      case .source(.emptyText)? = kind([0xEF, 0xBB, 0xBF])
    else {
      Issue.record("a file without characters")
      return
    }
    guard case .source(.notText(_, byte: 3))? = kind([0x61, 0x62, 0x63, 0x00, 0x64]) else {
      Issue.record("a zero byte")
      return
    }
    guard case .source(.notText(_, byte: 4))? = kind(Array("aé".utf8) + [0x62, 0xFF, 0x63]),
      case .source(.notText(_, byte: 1))? = kind([0x61, 0xE2, 0x82])
    else {
      Issue.record("\(String(describing: kind(Array("aé".utf8) + [0x62, 0xFF, 0x63])))")
      return
    }
  }

  @Test func `a line without end is a text like any other`() throws {
    let data = try textFile([UInt8](repeating: 0x61, count: 1 << 20), [line("chars", .number(64))])
    #expect(data.train.count == (1 << 20) - 64)
    #expect(data.vocabularies.first?.count == 1)
  }

  @Test func `windows that do not fit name the part and both lengths`() {
    guard
      case .text(.shortText(.train, "characters", available: 3, needed: 4))? = kind(
        Array("abc".utf8), line("chars", .number(3)))
    else {
      Issue.record("three characters")
      return
    }
    guard
      case .text(.shortText(.test, _, available: 2, needed: 5))? = kind(
        Array("abcdefghij".utf8), line("split", .number(0.8), .number(0.2)),
        line("chars", .number(4)))
    else {
      Issue.record("a short test part")
      return
    }
  }

  @Test func `steps that would make nonsense of a text say so`() throws {
    let whole = Array("abcdef".utf8)
    let chars = line("chars", .number(2))
    guard case .split(.keepsOrder)? = kind(whole, line("shuffle"), chars),
      case .text(.isText)? = kind(whole, chars, line("rescale", .number(2))),
      case .text(.isText)? = kind(whole, chars, line("standardize")),
      case .text(.needsText(_, isCut: true))? = kind(whole, chars, chars),
      case .text(.needsWindows(_, isText: true))? = kind(whole, line("mask")),
      case .samples(.changedAlready)? = kind(whole, chars, line("mask"), line("mask")),
      case .text(.needsPairs)? = kind(whole, line("tokens", .word("characters")))
    else {
      Issue.record("a step that was not refused")
      return
    }
    let table = try tenSamples()
    guard
      case .text(.needsText(_, isCut: false))? = mistake({
        try DataPipeline.extend(table, [chars])
      })?.kind,
      case .text(.needsWindows(_, isText: false))? = mistake({
        try DataPipeline.extend(table, [line("mask")])
      })?.kind
    else {
      Issue.record("a table is no text")
      return
    }
  }
}
