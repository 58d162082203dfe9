import Support

/// Cuts texts into the tokens of byte pairs; remembers pieces that it met.
struct BytePairEncoder {
  private let places: [String: Int32]
  private let ranks: [UInt64: Int32]
  private let results: [Int32]
  private var known: [ArraySlice<Unicode.Scalar>: [Int32]] = [:]

  init(_ pairs: BytePairs) {
    var places: [String: Int32] = [:]
    for (place, text) in pairs.texts.enumerated() { places[text] = Int32(place) }
    var (ranks, results): ([UInt64: Int32], [Int32]) = ([:], [])
    for (rank, merge) in pairs.merges.enumerated() {
      if ranks[merge.key] == nil { ranks[merge.key] = Int32(rank) }
      results.append(
        places[pairs.texts[Int(merge.left)] + pairs.texts[Int(merge.right)]] ?? merge.left)
    }
    (self.places, self.ranks, self.results) = (places, ranks, results)
  }

  /// The places of a text's tokens; -1 for a scalar that is none of them, and joins nothing.
  ///
  /// The pair that was learnt first is joined first, everywhere in a piece. Torn where the thread's interrupt is raised.
  mutating func places(of text: String) -> [Int32] {
    var all: [Int32] = []
    var seen = 0
    for piece in TextPieces(text) {
      seen += 1
      if seen & 0xFFF == 0, Interrupt.isRaised { break }
      if let tokens = known[piece] {
        all += tokens
        continue
      }
      let tokens = joined(piece.map { places[String($0)] ?? -1 })
      // A text of ever new pieces must not fill the memory.
      if known.count < 1 << 17 { known[piece] = tokens }
      all += tokens
    }
    return all
  }

  private func joined(_ tokens: [Int32]) -> [Int32] {
    var tokens = tokens
    while tokens.count > 1 {
      var best: Int32?
      for place in 1..<tokens.count {
        guard let rank = rank(tokens[place - 1], tokens[place]) else { continue }
        best = min(best ?? rank, rank)
      }
      guard let best else { break }
      var next: [Int32] = []
      var place = 0
      while place < tokens.count {
        let isPair = place + 1 < tokens.count && rank(tokens[place], tokens[place + 1]) == best
        next.append(isPair ? results[Int(best)] : tokens[place])
        place += isPair ? 2 : 1
      }
      tokens = next
    }
    return tokens
  }

  private func rank(_ left: Int32, _ right: Int32) -> Int32? {
    guard left >= 0, right >= 0 else { return nil }
    return ranks[BytePairs.Merge(left: left, right: right).key]
  }
}

extension BytePairEncoder {
  /// The texts of the tokens of a text; a scalar that is none stands for itself.
  mutating func texts(of text: String, _ pairs: BytePairs) -> [String] {
    var unknown = text.unicodeScalars.lazy.map { String($0) }.filter { [places] in places[$0] == nil
    }
    .makeIterator()
    return places(of: text).map { $0 < 0 ? unknown.next() ?? "" : pairs.texts[Int($0)] }
  }
}

extension BytePairs {
  /// The texts of the tokens of a text, which one after the other are the text again.
  func tokens(of text: String) -> [String] {
    var encoder = BytePairEncoder(self)
    return encoder.texts(of: text, self)
  }
}
