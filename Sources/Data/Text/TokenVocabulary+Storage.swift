extension TokenVocabulary {
  /// The vocabulary as text, for a file: unit, special numbers in front and behind, then each token
  /// with its length in bytes: `characters|padding,start,end|unknown|1:a1:b2:é`.
  package var stored: String {
    let ordered = specials.sorted { $0.value < $1.value }
    let names = [ordered.filter { $0.value < first }, ordered.filter { $0.value >= first }]
      .map { $0.map(\.key.rawValue).joined(separator: ",") }
    return "\(unit.rawValue)|\(names[0])|\(names[1])|"
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
    let specials = fields[1...].map { field in
      field.split(separator: ",").map { Special(rawValue: String($0)) }
    }
    guard let unit = Unit(rawValue: fields[0]), let texts = StoredTexts.split(rest),
      !specials.joined().contains(nil), Set(specials.joined()).count == specials.joined().count,
      Set(texts).count == texts.count
    else { return nil }
    self.init(
      unit, texts, leading: specials[0].compactMap { $0 }, trailing: specials[1].compactMap { $0 })
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
