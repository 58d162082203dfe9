extension TokenVocabulary {
  /// The vocabulary as text, for a file: unit, special numbers in front and behind, then each token
  /// with its length in bytes: `characters|padding,start,end|unknown|1:a1:b2:é`. Of byte pairs the places of both tokens of
  /// each merge come before the tokens: `pieces|||0 1,2 0|1:a1:b2:ab3:aba`.
  package var stored: String {
    let ordered = specials.sorted { $0.value < $1.value }
    let names = [ordered.filter { $0.value < first }, ordered.filter { $0.value >= first }]
      .map { $0.map(\.key.rawValue).joined(separator: ",") }
    let merges = pairs.map {
      $0.merges.map { "\($0.left) \($0.right)" }.joined(separator: ",") + "|"
    }
    return "\(unit.rawValue)|\(names[0])|\(names[1])|" + (merges ?? "")
      + StoredTexts.join(texts)
  }

  /// Reads what `stored` wrote; `nil` for anything else.
  package init?(stored: String) {
    var rest = stored.utf8[...]
    var fields: [String] = []
    for _ in 0..<3 {
      guard let end = rest.firstIndex(of: UInt8(ascii: "|")),
        let field = String(rest[..<end])
      else { return nil }
      fields.append(field)
      rest = rest[rest.index(after: end)...]
    }
    var pairs: [BytePairs.Merge] = []
    if fields[0] == Unit.pieces.rawValue {
      guard let end = rest.firstIndex(of: UInt8(ascii: "|")),
        let read = BytePairs.merges(stored: rest[..<end])
      else { return nil }
      pairs = read
      rest = rest[rest.index(after: end)...]
    }
    let specials = fields[1...].map { field in
      field.split(separator: ",").map { Special(rawValue: String($0)) }
    }
    guard let unit = Unit(rawValue: fields[0]), let texts = StoredTexts.split(rest),
      !specials.joined().contains(nil), Set(specials.joined()).count == specials.joined().count,
      Set(texts).count == texts.count
    else { return nil }
    let (leading, trailing) = (specials[0].compactMap { $0 }, specials[1].compactMap { $0 })
    guard unit == .pieces else {
      self.init(unit, texts, leading: leading, trailing: trailing)
      return
    }
    guard let pairs = BytePairs(stored: texts, pairs) else { return nil }
    self.init(pairs, leading: leading, trailing: trailing)
  }
}

extension BytePairs {
  /// Reads `0 1,2 0`; `nil` for anything else.
  fileprivate static func merges(stored text: Substring.UTF8View) -> [Merge]? {
    var merges: [Merge] = []
    for pair in text.split(separator: UInt8(ascii: ",")) {
      let numbers = pair.split(separator: UInt8(ascii: " ")).map {
        String($0).flatMap { Int32($0) }
      }
      guard numbers.count == 2, let left = numbers[0], let right = numbers[1],
        merges.count < limit
      else { return nil }
      merges.append(Merge(left: left, right: right))
    }
    return merges
  }

  /// Tokens and merges that belong together: what each merge makes is a token. `nil` for others.
  fileprivate init?(stored texts: [String], _ merges: [Merge]) {
    let known = Set(texts)
    for merge in merges {
      guard texts.indices.contains(Int(merge.left)), texts.indices.contains(Int(merge.right)),
        known.contains(texts[Int(merge.left)] + texts[Int(merge.right)])
      else { return nil }
    }
    self.init(texts: texts, merges: merges)
  }
}

/// Texts one after the other, each behind its length in bytes and a colon: `2:ab1:c`.
package enum StoredTexts {
  /// Texts as one, which `split` takes apart again.
  package static func join(_ texts: [String]) -> String {
    texts.map { "\($0.utf8.count):\($0)" }.joined()
  }

  /// The texts again; `nil` for anything that `join` does not write.
  package static func split(_ text: String) -> [String]? { split(text.utf8[...]) }

  static func split(_ bytes: Substring.UTF8View) -> [String]? {
    var (rest, texts): (Substring.UTF8View, [String]) = (bytes, [])
    while !rest.isEmpty {
      guard let colon = rest.prefix(12).firstIndex(of: UInt8(ascii: ":")),
        let count = String(rest[..<colon]).flatMap({ Int($0) }), count >= 0,
        let end = rest.index(rest.index(after: colon), offsetBy: count, limitedBy: rest.endIndex),
        let text = String(rest[rest.index(after: colon)..<end])
      else { return nil }
      texts.append(text)
      rest = rest[end...]
    }
    return texts
  }
}
