import Sessions
import Support

/// What the walk itself says, in the language of its lesson: prompts, praise, what hints are called.
///
/// The English text is the key to the others, and stands where it is said; `%1` and `%2` in it are what is filled in. A
/// language that has no words here, and what a language lacks, is English. What the language nabla itself says, such as
/// its errors, is English everywhere: it is what the learner will read at the prompt.
struct LessonWords {
  private let table: [String: String]

  /// The words of a lesson that says `language: zh` in its head.
  init(_ document: SessionDocument) { self.init(language: document.frontMatter.language) }

  /// The words of a language; English for others than `zh`.
  init(language: String?) {
    let isChinese = language.map { $0.lowercased() == "zh" || $0.lowercased().hasPrefix("zh-") }
    table = isChinese == true ? Self.chinese : [:]
  }

  /// Whether the lesson has another language than English.
  var isTranslated: Bool { !table.isEmpty }

  /// The text in this language, with its values filled in.
  func text(_ english: String, _ values: String...) -> String { text(english, values) }

  /// The same of a list of values.
  func text(_ english: String, _ values: [String]) -> String {
    fill(table[english] ?? english, values)
  }

  /// Every `%1` becomes the first value; what stands in a value is never filled in.
  private func fill(_ text: String, _ values: [String]) -> String {
    guard !values.isEmpty else { return text }
    var result = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "%") {
      result += rest[..<mark]
      let next = rest.index(after: mark)
      if next < rest.endIndex, let number = rest[next].wholeNumberValue,
        values.indices.contains(number - 1)
      {
        result += values[number - 1]
        rest = rest[rest.index(after: next)...]
      } else {
        result += "%"
        rest = rest[next...]
      }
    }
    return result + rest
  }

  /// What was answered so far, a line for questions and one for exercises; as `LessonProgress.summary` in English.
  func summary(of progress: LessonProgress) -> [String] {
    guard isTranslated else { return progress.summary }
    return [(LessonProgress.Answer.Kind.question, "%1 questions"), (.exercise, "%1 exercises")]
      .compactMap { kind, words in
        let (first, later, all) = progress.score(kind)
        guard all > 0 else { return nil }
        var parts = [text("%1 at once", "\(first)")]
        if later > 0 { parts.append(text("%1 later", "\(later)")) }
        if all > first + later { parts.append(text("%1 shown", "\(all - first - later)")) }
        return text(words, "\(all)") + text(": ") + parts.joined(separator: text(", "))
      }
  }
}
