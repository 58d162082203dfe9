/// The word of praise before what a right answer explains: it is not for whoever was shown the answer.
enum Praise {
  private static let words = ["right", "yes", "exactly", "correct", "good", "对了", "对", "正确", "是的"]
  private static let signs: Set<Character> = [".", ":", "!", ",", "。", "：", "！", "，"]

  /// The text without such a word in front, beginning with a capital letter; a text that is nothing else stays.
  static func taken(from feedback: String) -> String {
    let start = feedback.drop { $0 == " " }
    for word in words where start.lowercased().hasPrefix(word) {
      let rest = start.dropFirst(word.count)
      guard let sign = rest.first, signs.contains(sign) else { continue }
      let text = rest.dropFirst().drop { $0 == " " }
      guard let first = text.first else { return feedback }
      return first.uppercased() + text.dropFirst()
    }
    return feedback
  }
}
