import Catalog
import Engine
import Formats
import Support
import TestSupport
import Testing

@testable import Data

@Suite("Byte pairs, as Hugging Face's tokenizers learn them")
struct BytePairTests {
  private func golden() throws -> JSON {
    try JSON.read(
      InputFile.read(SourceFiles.root() + "/Tests/Golden/byte_pairs.json", limit: 1 << 22),
      named: "golden")
  }

  @Test func `pieces are cut alike, and are the text again`() throws {
    let cuts = try #require(golden()["cuts"]?.items { $0 })
    #expect(cuts.count == 9)
    for cut in cuts {
      let text = try #require(cut["text"]?.string)
      let found = TextPieces(text).map { piece in
        piece.reduce(into: "") { $0.unicodeScalars.append($1) }
      }
      #expect(
        found.map { Array($0.unicodeScalars) }
          == cut["pieces"]?.items { $0.string }?.map { Array($0.unicodeScalars) })
    }
  }

  @Test func `merges and numbers are the same`() throws {
    let cases = try #require(golden()["cases"]?.items { $0 })
    #expect(cases.count == 9)
    var encoded = 0
    for item in cases {
      let text = try #require(item["text"]?.string)
      let count = try #require(item["count"]?.wholeNumber)
      let pairs = BytePairs(learntFrom: [text], merges: count)
      #expect(pairs.texts == item["tokens"]?.items { $0.string })
      let merges = pairs.merges.map { [pairs.texts[Int($0.left)], pairs.texts[Int($0.right)]] }
      #expect(merges == item["merges"]?.items { $0.items { $0.string } })
      var encoder = BytePairEncoder(pairs)
      for prompt in try #require(item["encoded"]?.items { $0 }) {
        let asked = try #require(prompt["text"]?.string)
        let expected = try #require(prompt["ids"]?.items { $0.wholeNumber })
        #expect(encoder.places(of: asked).map { Int($0) } == expected)
        #expect(pairs.tokens(of: asked).joined() == asked)
        encoded += 1
      }
    }
    #expect(encoded > 15)
  }

  @Test(.enabled(if: Environment.isSet("NABLA_DATA"), "NABLA_DATA is not set"))
  func `two thousand merges of a megabyte are the same`() throws {
    let folder = try #require(Environment.value("NABLA_DATA"))
    let bytes = try InputFile.read(folder + "/tinyshakespeare/input.txt", limit: 1 << 22)
    let text = String(decoding: bytes, as: UTF8.self)
    let real = try #require(golden()["real"])
    let pairs = BytePairs(learntFrom: [text], merges: 2_000)
    let merges = pairs.merges.map { pairs.texts[Int($0.left)] + " " + pairs.texts[Int($0.right)] }
    #expect(pairs.merges.count == real["merges"]?.wholeNumber)
    #expect(digest(merges.joined(separator: "\n")) == real["digest"]?.string)
    var encoder = BytePairEncoder(pairs)
    let numbers = encoder.places(of: text)
    #expect(numbers.count == real["tokens"]?.wholeNumber)
    #expect(digest(numbers.map { String($0) }.joined(separator: " ")) == real["ids"]?.string)
  }

  private func digest(_ text: String) -> String { SHA256.hexadecimal(Array(text.utf8)) }

  @Test func `letters that are written in two ways are one token`() throws {
    // Å as one sign and as another, é as one sign and as two.
    let text = "\u{C5}\u{212B} \u{E9}t\u{E9} e\u{301}te\u{301} e\u{301}te\u{301}"
    let pairs = BytePairs(learntFrom: [text], merges: 20)
    #expect(Set(pairs.texts).count == pairs.texts.count)
    #expect(pairs.tokens(of: text).joined() == text)
    let vocabulary = TokenVocabulary(pairs)
    #expect(TokenVocabulary(stored: vocabulary.stored) == vocabulary)
  }

  @Test func `any text is given back, and what training has not joins nothing`() {
    var random = SmallNumbers(3)
    let signs: [Unicode.Scalar] = [
      "a", "b", " ", "\n", "1", "é", "\u{301}", "学", "!", "\u{200D}", "😀",
    ]
    func text(_ count: Int) -> String {
      (0..<count).reduce(into: "") { text, _ in
        text.unicodeScalars.append(signs[random.next(below: signs.count)])
      }
    }
    for _ in 0..<200 {
      let pairs = BytePairs(learntFrom: [text(random.next(below: 60))], merges: 20)
      let asked = text(random.next(below: 80))
      let tokens = pairs.tokens(of: asked)
      #expect(tokens.joined() == asked)
      var encoder = BytePairEncoder(pairs)
      for (token, place) in zip(tokens, encoder.places(of: asked)) {
        if place < 0 {
          #expect(token.unicodeScalars.count == 1 && !pairs.texts.contains(token))
        } else {
          #expect(pairs.texts[Int(place)] == token)
        }
      }
    }
  }
}

@Suite("Steps of byte pairs")
struct BytePairStepTests {
  private func load(_ text: String, as source: String = "text", _ steps: [DataLine]) throws
    -> (Dataset, DataRecord)
  {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(text.utf8), to: folder + "/a.txt")
      let context = DataContext(resolve: { folder + "/" + $0 })
      return (try DataPipeline.load(line(source, .text("a.txt")), steps, context), context.record)
    }
  }

  @Test func `a text is cut into windows of tokens of the training part`() throws {
    let text = String(repeating: "the cat sat on the mat. ", count: 40) + "zebra quiz zebra quiz"
    let (data, record) = try load(
      text,
      [line("split", .number(0.9), .number(0.1)), line("bpe", .number(12), .number(8))])
    let vocabulary = try #require(data.vocabularies.first)
    #expect(vocabulary.unit == .pieces)
    #expect(vocabulary.pairs?.merges.count == 12)
    #expect(vocabulary[.unknown] == vocabulary.count - 1)
    guard case .unknownTokens(let count)? = record.notes.first, count > 0 else {
      Issue.record("\(record.notes)")
      return
    }
    let first = (0..<8).map { Int(data.x.doubles[$0]) }
    #expect(text.hasPrefix(vocabulary.joined(first)))
    // What comes one place later.
    #expect(Array(data.y.doubles[0..<7]) == Array(data.x.doubles[1..<8]))
  }

  @Test func `a vocabulary of pairs is stored and read again, and nothing else is`() throws {
    let pairs = BytePairs(learntFrom: ["low lower lowest é|é 1:2"], merges: 9)
    let vocabulary = TokenVocabulary(pairs, leading: [.padding, .unknown], trailing: [.mask])
    let read = try #require(TokenVocabulary(stored: vocabulary.stored))
    #expect(read == vocabulary && read.agrees(with: vocabulary))
    #expect(read.tokens(of: " lower") == vocabulary.tokens(of: " lower"))
    for wrong in [
      "pieces|||0 9|1:a1:b2:ab", "pieces|||0 1|1:a1:b", "pieces|||0,1|1:a1:b2:ab",
      "pieces|||0 -1|1:a1:b2:ab", "pieces|||1:a1:b2:ab", "pieces|||x|1:a",
      "pieces|||0 1 2|1:a1:b2:ab",
    ] {
      #expect(TokenVocabulary(stored: wrong) == nil, "\(wrong)")
    }
    // No end of a stored text is one, and none ends the process.
    let bytes = Array(vocabulary.stored.utf8)
    for count in 0..<bytes.count {
      guard let cut = String(validating: bytes[..<count], as: UTF8.self) else { continue }
      #expect(TokenVocabulary(stored: cut) != vocabulary)
    }
  }

  @Test func `lines of a table become rows, and raw rows the same by the stored recipe`() throws {
    let lines = (0..<60).map { "the number \($0) is \($0 % 2 == 0 ? "even" : "odd")\n" }.joined()
    let (data, _) = try load(lines, as: "lines", [line("bpe", .number(30), .number(10))])
    #expect(data.x.shape == [60, 10])
    let stored = try #require(data.tabular?.recipe.stored)
    let recipe = try #require(Recipe(stored: stored))
    var notes: [RecipeNote] = []
    let rows = TypedTable(
      [TypedColumn("text", words: ["the number 0 is even", "ZZZ"])], rowCount: 2)
    let samples = try recipe.samples(of: rows, withTarget: false, .float32, notes: &notes)
    #expect(Array(samples.x.doubles[0..<10]) == Array(data.x.doubles[0..<10]))
    #expect(Array(samples.x.doubles[10..<20]) == [1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
    let vocabulary = data.vocabularies[0]
    let merges = vocabulary.pairs?.merges.count ?? 0
    #expect(
      data.tabular?.steps.last?.line
        == "bpe \(merges), 10, columns=[\"text\"]  # \(vocabulary.count) pieces")
  }

  @Test func `numbers are no text, and a text that is cut is cut once`() {
    guard
      case .text(.needsText)? = mistake({
        try DataPipeline.extend(try tenSamples(), [line("bpe", .number(3))])
      })?.kind,
      case .text(.needsText(_, isCut: true))? = mistake({
        try load("aaaa aaaa aaaa aaaa", [line("chars", .number(2)), line("bpe", .number(3))]).0
      })?.kind,
      case .text(.shortText)? = mistake({ try load("ab", [line("bpe", .number(3))]).0 })?.kind,
      case .arguments? = mistake({ try load("ab", [line("bpe", .number(0))]).0 })?.kind
    else {
      Issue.record("what is no text")
      return
    }
  }
}
