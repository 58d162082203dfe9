import Support
import Testing

/// What terminals make of characters of several code points.
@Suite("Joined characters")
struct JoinedCharactersTests {
  private func parts(_ text: String, _ joined: JoinedCharacters) -> [String] {
    text.flatMap { joined.parts(of: $0) }.map { "\($0.text)\($0.columns)" }
  }

  @Test(arguments: ["👩‍👩‍👧", "🇨🇭", "👍🏽", "❤\u{FE0F}", "e\u{301}", "é", "学", "\u{1112}\u{1161}\u{11AB}"])
  func `joined, a character is one part with the columns of its text`(text: String) {
    #expect(parts(text, .all) == ["\(text)\(TextWidth.columns(of: text))"])
  }

  @Test func `not joined, each part has columns of its own`() {
    #expect(parts("👩‍👩‍👧", []) == ["👩\u{200D}2", "👩\u{200D}2", "👧2"])
    #expect(parts("👍🏽", []) == ["👍2", "🏽2"])
    #expect(parts("🇨🇭", []).count == 2)
    #expect(parts("❤\u{FE0F}", []) == ["❤\u{FE0F}1"])
    #expect(parts("e\u{301}", []) == ["e\u{301}1"])
    #expect(parts("👩🏽‍🚀", .skinTones) == ["👩🏽\u{200D}2", "🚀2"])
  }
}
