import Formats

// Rows that come one by one mark their gaps as files do.
extension TypedColumn {
  /// Whether a word means that nothing stands there, as in a file.
  private static func isMark(_ word: String) -> Bool {
    let word = word.lowercased()
    return word.allSatisfy { $0 == " " }
      || DelimitedOptions.missingMarks.contains { $0.lowercased() == word }
  }

  /// The category with a gap where a word marks one, unless it is one of `words`.
  func withoutMarks(unless words: [String]) -> TypedColumn {
    guard case .categories(let codes, let names) = values,
      names.contains(where: { Self.isMark($0) && !words.contains($0) })
    else { return self }
    let isGap = names.map { Self.isMark($0) && !words.contains($0) }
    return TypedColumn(
      name,
      .categories(
        codes.map { $0 >= 0 && isGap[Int($0)] ? ColumnSchema.missing : $0 }, names: names))
  }

  /// The number that a word stands for where numbers are wanted: NaN of a mark, 1 and 0 of truth; `nil` of other words.
  static func number(of word: String) -> Double? {
    if let number = Double(word), number.isFinite { return number }
    switch word.lowercased() {
    case "true": return 1
    case "false": return 0
    default: return isMark(word) ? .nan : nil
    }
  }
}
