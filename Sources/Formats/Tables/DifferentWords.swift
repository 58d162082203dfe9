/// Which of many texts are different: each gets a number, in the order in which they are met first.
///
/// Bytes are compared, not letters: two spellings of one letter are two words of a file. Nothing is copied;
/// a word is known by the position of the text in which it was met.
struct DifferentWords {
  private let texts: PackedTexts
  /// Where each word was met first.
  private(set) var positions: [Int] = []
  /// The numbers of words by their hashes, -1 where there is none; at least twice as many places as words.
  private var slots = [Int32](repeating: -1, count: 64)

  init(of texts: PackedTexts) { self.texts = texts }

  /// The number of the text at a position, a new one where it is new; `nil` where it is missing.
  mutating func number(at position: Int) -> Int32? {
    texts.withBytes(at: position) { word in
      guard let word else { return nil }
      var slot = place(of: word)
      while slots[slot] >= 0 {
        let known = slots[slot]
        let isEqual = texts.withBytes(at: positions[Int(known)]) { other in
          other.map { $0.elementsEqual(word) } ?? false
        }
        if isEqual { return known }
        slot = (slot + 1) & (slots.count - 1)
      }
      let number = Int32(positions.count)
      positions.append(position)
      slots[slot] = number
      if 2 * positions.count > slots.count { grow() }
      return number
    }
  }

  private func place(of word: UnsafeBufferPointer<UInt8>) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(word))
    return hasher.finalize() & (slots.count - 1)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: 2 * slots.count)
    for (number, position) in positions.enumerated() {
      var slot = texts.withBytes(at: position) { word in word.map { place(of: $0) } ?? 0 }
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }
}
