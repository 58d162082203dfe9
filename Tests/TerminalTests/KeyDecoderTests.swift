import Testing

@testable import Terminal

@Suite struct KeyDecoderTests {
  private func events(_ text: String, isVi: Bool = false) -> [KeyDecoder.Event] {
    var decoder = KeyDecoder()
    decoder.append(text.utf8)
    var events: [KeyDecoder.Event] = []
    while let event = decoder.next(isFinal: true, isVi: isVi), event != .unfinished {
      events.append(event)
    }
    return events
  }

  @Test func `letters of any length come through whole`() {
    #expect(
      events("aé损🙂")
        == [.character("a"), .character("é"), .character("损"), .character("🙂")])
  }

  @Test func `a character that arrives in two reads is one character`() {
    var decoder = KeyDecoder()
    let bytes = Array("损".utf8)
    decoder.append(bytes[..<2])
    #expect(decoder.next(isFinal: false, isVi: false) == .unfinished)
    decoder.append(bytes[2...])
    #expect(decoder.next(isFinal: false, isVi: false) == .character("损"))
  }

  @Test func `both forms of the arrows are one key`() {
    #expect(events("\u{1B}[A\u{1B}OA") == [.key(.up), .key(.up)])
  }

  @Test func `an unknown sequence is swallowed and inserts nothing`() {
    #expect(events("\u{1B}[57428;5ux") == [.key(.ignored), .character("x")])
  }

  @Test func `a lone escape waits for the rest, then is itself`() {
    var decoder = KeyDecoder()
    decoder.append([0x1B])
    #expect(decoder.next(isFinal: false, isVi: true) == .unfinished)
    #expect(decoder.next(isFinal: true, isVi: true) == .character("\u{1B}"))
  }

  @Test func `in vi mode escape and f are two keys`() {
    #expect(events("\u{1B}f", isVi: true) == [.character("\u{1B}"), .character("f")])
    #expect(events("\u{1B}f") == [.key(.hintWord)])
  }

  @Test func `typed C1 codes cannot call our commands`() {
    #expect(events("\u{90}") == [.key(.ignored)])
  }

  @Test func `bytes that are no UTF-8 become the replacement character`() {
    var decoder = KeyDecoder()
    decoder.append([0xFF, 0x61])
    #expect(decoder.next(isFinal: false, isVi: false) == .character("\u{FFFD}"))
    #expect(decoder.next(isFinal: false, isVi: false) == .character("a"))
  }

  @Test func `a paste is one event, in however many reads it comes`() {
    var decoder = KeyDecoder()
    decoder.append("\u{1B}[200~one\ntw".utf8)
    #expect(decoder.next(isFinal: false, isVi: false) == .unfinished)
    #expect(decoder.isPasting)
    decoder.append("o\u{1B}[201".utf8)
    #expect(decoder.next(isFinal: false, isVi: false) == .unfinished)
    decoder.append("~x".utf8)
    #expect(decoder.next(isFinal: false, isVi: false) == .paste("one\ntwo"))
    #expect(decoder.next(isFinal: false, isVi: false) == .character("x"))
  }

  @Test func `a paste over the limit is refused with its size and leaves nothing behind`() {
    var decoder = KeyDecoder()
    decoder.append("\u{1B}[200~".utf8)
    decoder.append([UInt8](repeating: 0x61, count: KeyDecoder.pasteLimit + 1))
    decoder.append("\u{1B}[201~b".utf8)
    #expect(
      decoder.next(isFinal: false, isVi: false)
        == .refusedPaste(bytes: KeyDecoder.pasteLimit + 1))
    #expect(decoder.next(isFinal: false, isVi: false) == .character("b"))
  }

  @Test func `a paste of exactly the limit is taken`() {
    var decoder = KeyDecoder()
    decoder.append("\u{1B}[200~".utf8)
    decoder.append([UInt8](repeating: 0x61, count: KeyDecoder.pasteLimit))
    decoder.append("\u{1B}[201~".utf8)
    guard case .paste(let text) = decoder.next(isFinal: false, isVi: false) else {
      Issue.record("the paste was not taken")
      return
    }
    #expect(text.utf8.count == KeyDecoder.pasteLimit)
  }
}
