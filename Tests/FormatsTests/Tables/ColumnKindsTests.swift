import Formats
import Support
import Testing

@Suite struct ColumnKindsTests {
  @Test func `few words are categories, and many if each comes twice`() {
    #expect(ColumnKinds.isCategory(differing: 20, present: 20))
    #expect(!ColumnKinds.isCategory(differing: 21, present: 41))
    #expect(ColumnKinds.isCategory(differing: 21, present: 42))
    #expect(!ColumnKinds.isCategory(differing: 1_000_001, present: 3_000_000))
  }

  @Test func `names are in the order of their bytes, and what is missing has none`() {
    let words = PackedTexts(["b", nil, "a", "é", "e\u{301}", "", "b", "B"])
    guard case .categories(let codes, let names) = ColumnKinds.words(words) else {
      return #expect(Bool(false), "categories")
    }
    #expect(
      names.map { Array($0.utf8) } == ["", "B", "a", "b", "e\u{301}", "é"].map { Array($0.utf8) })
    #expect(codes == [3, -1, 2, 5, 4, 0, 3, 1])
  }

  @Test func `thousands of words keep their rows`() {
    let words = (0..<30_000).map { "word \($0 * 7919 % 10_000)" }
    guard case .categories(let codes, let names) = ColumnKinds.words(PackedTexts(words)) else {
      return #expect(Bool(false), "categories")
    }
    #expect(names.count == 10_000 && names == names.sorted())
    #expect(codes.map { names[Int($0)] } == words)
    guard case .texts(let texts) = ColumnKinds.words(PackedTexts(Array(words.prefix(10_000))))
    else {
      return #expect(Bool(false), "texts")
    }
    #expect(texts.count == 10_000 && texts[9_999] == words[9_999])
  }

  @Test func `an interrupt ends the search for words`() {
    let words = PackedTexts((0..<100_000).map { "\($0 % 9)" })
    Interrupt.feeding(every: 0) {
      true
    } _: {
      guard case .texts = ColumnKinds.words(words) else { return #expect(Bool(false), "torn") }
    }
  }
}
