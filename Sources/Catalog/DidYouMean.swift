import Support

/// Finds what a user probably meant by a word that nobody knows.
package enum DidYouMean {
  /// The names close to `word`, closest first, then alphabetical; at most three.
  ///
  /// Spellings that differ only in case and underscores count as distance 0. Others may be at most
  /// two edits away, one for words of five letters or fewer, and share at least one letter; a word of one or two letters
  /// is close only to those that begin like it.
  package static func closest(to word: String, among names: some Sequence<String>) -> [String] {
    let folded = fold(word)
    guard !folded.isEmpty, folded.count <= 64 else { return [] }
    let limit = folded.count <= 5 ? 1 : 2
    var found: [(distance: Int, name: String)] = []
    var seen: Set<String> = []
    for name in names where name != word && seen.insert(name).inserted {
      let other = fold(name)
      if other == folded {
        found.append((0, name))
      } else if let distance = distance(folded, other, atMost: limit),
        distance < max(folded.count, other.count),
        folded.count > 2 || folded.first == other.first
      {
        found.append((distance, name))
      }
    }
    guard let best = found.map(\.distance).min() else { return [] }
    // Among equals the same letters in another order are likelier than other letters.
    let letters = folded.sorted()
    let names = found.filter { $0.distance == best }.map { found in
      (isOther: fold(found.name).sorted() != letters, name: found.name)
    }
    return names.sorted { $0.isOther == $1.isOther ? $0.name < $1.name : $1.isOther }
      .prefix(3).map(\.name)
  }

  /// A word of another library for the same thing, if that thing can be named here: `fc`, `nn.ReLU`.
  ///
  /// The result can be typed; its first word is one of `names`.
  package static func synonym(of word: String, among names: some Collection<String>) -> String? {
    synonym(of: word) { head in names.contains { $0 == head } }
  }

  /// The same among the names for which `isKnown` holds.
  package static func synonym(of word: String, isKnown: (Substring) -> Bool) -> String? {
    let last = word.split(separator: ".").last.map(String.init) ?? word
    let candidates = Synonyms.table[last.lowercased()] ?? []
    return candidates.first { candidate in
      isKnown(candidate.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }
  }

  /// Edits and swaps of neighbours between two words; `nil` above the limit.
  package static func distance(_ first: String, _ second: String, atMost limit: Int) -> Int? {
    editDistance(first, second, swaps: true, atMost: limit)
  }

  private static func fold(_ word: String) -> String {
    word.lowercased().filter { $0 != "_" }
  }
}
