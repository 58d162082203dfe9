/// Finds what a user probably meant by a word that nobody knows.
package enum DidYouMean {
  /// The names close to `word`, closest first, then alphabetical; at most three.
  ///
  /// Spellings that differ only in case and underscores count as distance 0. Others may be at most
  /// two edits away, one for words of five letters or fewer, and share at least one letter.
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
        distance < max(folded.count, other.count)
      {
        found.append((distance, name))
      }
    }
    guard let best = found.map(\.distance).min() else { return [] }
    let names = found.filter { $0.distance == best }.map(\.name).sorted()
    return Array(names.prefix(3))
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

  /// Damerau-Levenshtein distance with adjacent transpositions; `nil` above the limit.
  ///
  /// Each insertion, deletion, replacement, and swap of neighbours counts one.
  /// Source: Damerau 1964; the restricted ("optimal string alignment") recurrence.
  package static func distance(_ first: String, _ second: String, atMost limit: Int) -> Int? {
    distance(Array(first), Array(second), atMost: limit)
  }

  private static func distance(_ a: [Character], _ b: [Character], atMost limit: Int) -> Int? {
    guard abs(a.count - b.count) <= limit else { return nil }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in 0..<b.count {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      if (row.min() ?? 0) > limit { return nil }
      beforeLast = last
      last = row
    }
    return last[b.count] <= limit ? last[b.count] : nil
  }

  private static func fold(_ word: String) -> [Character] {
    word.lowercased().filter { $0 != "_" }.map { $0 }
  }
}
