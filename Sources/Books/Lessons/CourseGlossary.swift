import Sessions
import Support
import Workbench

/// The words of the course to which a lesson belongs, as far as a learner has come.
package struct CourseGlossary {
  /// What stands in the file; empty where there is none.
  package let glossary: Glossary
  /// The file.
  package let path: String
  /// The lesson, as the headings of the glossary call it; empty where nobody is in one.
  let lesson: String

  /// More is no list of words.
  private static let byteLimit = 1 << 20

  /// `glossary.md` beside a lesson; `nil` where there is none.
  package init?(besideLesson path: String) {
    self.init(folder: SessionPath.folder(of: path), lesson: path)
  }

  /// That of the installed course, for whoever is in no lesson.
  package static var ofCourse: CourseGlossary? {
    guard let first = LessonSearch.all.first(where: { $0.group.isEmpty }) else { return nil }
    return CourseGlossary(folder: SessionPath.folder(of: first.path), lesson: "")
  }

  private init?(folder: String, lesson: String) {
    path = folder + "/glossary.md"
    guard let bytes = try? InputFile.read(path, limit: Self.byteLimit) else { return nil }
    glossary = Glossary(String(decoding: bytes, as: UTF8.self))
    let name = lesson.split(separator: "/").last.map(String.init) ?? ""
    self.lesson = SessionFile.signature.canName(name) ? SessionFile.signature.stem(of: name) : name
  }

  /// The words of the lessons before this one, and those of this one that stand in what was shown of it.
  package func explained(in shown: String) -> [Glossary.Entry] {
    let place = glossary.lessons.firstIndex(of: lesson) ?? glossary.lessons.count
    let before = Set(glossary.lessons[..<place])
    let text = LessonProse(shown)
    return glossary.entries.filter { entry in
      before.contains(entry.lesson)
        || entry.lesson == lesson && entry.forms.contains { text.firstLine(of: $0) != nil }
    }
  }

  /// A word in one line: `weight: how much an input counts (01-neuron)`.
  package static func line(_ entry: Glossary.Entry) -> String {
    "\(entry.word): \(entry.meaning) (\(entry.lesson))"
  }

  /// The words of lessons that are done, by their names.
  package func explained(after done: Set<String>) -> [Glossary.Entry] {
    glossary.entries.filter { done.contains($0.lesson) }
  }
}
