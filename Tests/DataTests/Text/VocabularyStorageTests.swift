import Data
import Testing

@Suite("Vocabularies as text")
struct VocabularyStorageTests {
  @Test(arguments: [
    "characters|||1:a1:b2:é", "characters|padding,start,end|unknown|1::1:|",
    "words||mask|3:one3:two", "characters||unknown,mask|4:👩1:0", "characters|||",
  ])
  func `what was stored comes back`(text: String) {
    #expect(TokenVocabulary(stored: text)?.stored == text)
  }

  @Test func `special numbers stand in front and behind`() {
    let vocabulary = TokenVocabulary(stored: "words|padding,start|mask|1:a1:b")
    #expect(vocabulary?[.start] == 1)
    #expect(vocabulary?.number(of: "b") == 3)
    #expect(vocabulary?[.mask] == 4)
    #expect(vocabulary?.count == 5)
  }

  @Test(arguments: [
    "", "letters|||1:a", "characters||1:a", "characters|||2:a", "characters|||1:a1:a",
    "characters|||-1:a", "characters|||1a", "characters|nothing||1:a", "characters|mask|mask|1:a",
    "characters|||1:é", "characters|||99999999999999999999:a",
  ])
  func `anything else is no vocabulary`(text: String) {
    #expect(TokenVocabulary(stored: text) == nil)
  }
}
