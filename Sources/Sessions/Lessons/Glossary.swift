/// The words that a course explains, each with one sentence and the lesson in which it is explained.
///
/// A Markdown file: a heading `## 01-neuron` for each lesson, in the order of the course, and below it a line
/// `- **weight**, **weights**: how much an input counts.` for each word, with the other forms in which it occurs. Forms
/// in single stars, `*score*`, are everyday words too: they may stand in earlier lessons with their everyday meaning.
package struct Glossary: Equatable, Sendable {
  /// One word with what it means.
  package struct Entry: Equatable, Sendable {
    /// The word, and the other forms in which it occurs.
    package let forms: [String]
    /// Those of them that have no meaning before they are explained.
    package let strictForms: [String]
    /// What it means, in one sentence.
    package let meaning: String
    /// The lesson that explains it: `01-neuron`.
    package let lesson: String
    /// Its line in the file, counted from 1.
    package let line: Int

    /// The word as it is listed.
    package var word: String { forms[0] }
  }

  /// In the order in which the course explains them.
  package private(set) var entries: [Entry] = []
  /// The lessons that have a heading, in their order.
  package private(set) var lessons: [String] = []
  /// Lines that look like words and cannot be read, counted from 1.
  package private(set) var unreadable: [Int] = []

  /// Reads the text of the file; prose in it is passed over.
  package init(_ text: String) {
    var lesson = ""
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("## ") {
        lesson = trimmed(line.dropFirst(3))
        lessons.append(lesson)
      } else if line.hasPrefix("- ") {
        if let entry = Glossary.entry(String(line.dropFirst(2)), of: lesson, line: index + 1) {
          entries.append(entry)
        } else {
          unreadable.append(index + 1)
        }
      }
    }
  }

  /// The word that is meant, by any of its forms; case and blanks around it do not matter.
  package func entry(for word: String) -> Entry? {
    let word = trimmed(word).lowercased()
    return entries.first { $0.forms.contains { $0.lowercased() == word } }
  }

  /// `**weight**, **weights**: how much an input counts.`
  private static func entry(_ text: String, of lesson: String, line: Int) -> Entry? {
    guard !lesson.isEmpty, let colon = text.firstRange(of: ": ") ?? text.firstRange(of: "：")
    else { return nil }
    let meaning = trimmed(text[colon.upperBound...])
    var (forms, strict): ([String], [String]) = ([], [])
    for part in text[..<colon.lowerBound].split(whereSeparator: { $0 == "," || $0 == "、" }) {
      let form = trimmed(part)
      let word = form.filter { $0 != "*" }
      guard form.hasPrefix("*"), form.hasSuffix("*"), !word.isEmpty else { return nil }
      forms.append(word)
      if form.hasPrefix("**") { strict.append(word) }
    }
    guard !forms.isEmpty, !meaning.isEmpty else { return nil }
    return Entry(forms: forms, strictForms: strict, meaning: meaning, lesson: lesson, line: line)
  }
}
