import Support
import Testing

@Suite struct WordWrapTests {
  @Test func `lines are as full as they go`() {
    #expect(
      WordWrap.lines(of: "one two  three\n\nfour", columns: 8) == ["one two", "three", "", "four"])
    #expect(WordWrap.lines(of: "学学 学", columns: 5) == ["学学", "学"])
    #expect(WordWrap.lines(of: "unbreakable a", columns: 4) == ["unbreakable", "a"])
    #expect(WordWrap.lines(of: "", columns: 4) == [""])
  }

  @Test func `pieces keep their blanks, and further lines are indented`() {
    let pieces = ["a: 1  ", "b: 22  ", "c: 3  "]
    #expect(WordWrap.lines(of: pieces, columns: 11) == ["a: 1  b: 22", "c: 3"])
    #expect(
      WordWrap.lines(of: pieces, columns: 12, margin: " ") { $0 } == [" a: 1  b: 22", "    c: 3"])
    #expect(WordWrap.lines(of: [String](), columns: 4) == [])
  }

  @Test func `a row is cut between words where that wastes little`() {
    #expect(WordWrap.pieces(of: "ab cd ef", columns: 6) == ["ab cd", "ef"])
    #expect(WordWrap.pieces(of: "ab cdef", columns: 6) == ["ab cde", "f"])
    #expect(WordWrap.pieces(of: "abcdef gh", columns: 8) == ["abcdef", "gh"])
    #expect(WordWrap.pieces(of: "  ab", columns: 4) == ["  ab"])
  }
}

@Suite struct CountedTextTests {
  @Test func `one thing, or many`() {
    #expect(NumberText.count(1, "epoch") == "1 epoch")
    #expect(NumberText.count(0, "epoch") == "0 epochs")
    #expect(NumberText.count(2000, "pass", "passes") == "2,000 passes")
    #expect(NumberText.noun(1, "is", "are") == "is")
    #expect(NumberText.noun(3, "is", "are") == "are")
  }

  @Test func `bytes are read in three digits, and typed in whole units`() {
    #expect(ByteCount.rounded(805_200) == "805 KB")
    #expect(ByteCount.rounded(999_500) == "1 MB")
    #expect(ByteCount.rounded(12) == "12 B")
    #expect(ByteCount.rounded(.max) == "any amount of memory")
    #expect(ByteCount.enough(for: 8_000_000_001) == "9GB")
    #expect(ByteCount.enough(for: 1_000_000) == "1000KB")
    #expect(ByteCount.enough(for: 1) == "1KB")
  }

  @Test func `edits between sequences`() {
    #expect(editDistance("kitten", "sitting") == 3)
    #expect(editDistance([1, 2], [2, 1]) == 2)
    #expect(editDistance([1, 2], [2, 1], swaps: true) == 1)
    #expect(editDistance([Int](), [1, 2, 3]) == 3)
    #expect(editDistance([1, 2, 3], [1, 2, 3]) == 0)
    #expect(editDistance([1, 2, 3], [4, 5, 6], atMost: 2) == nil)
    #expect(editDistance([1], [1, 2, 3], atMost: 2) == 2)
  }
}
