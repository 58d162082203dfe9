import Sessions

/// A lesson as a class sees it: pages with titles, each with what belongs under it.
struct ClassSection {
  /// One thing that is shown, in its order.
  enum Item {
    case prose(String)
    /// A step of the lesson, at its place among all.
    case step(Int)
  }

  var title: String
  var items: [Item] = []

  /// The sections of a lesson: each begins at a heading of the first or second depth, or where the author says so.
  static func all(of steps: [LessonStep], title: String) -> [ClassSection] {
    var sections = [ClassSection(title: title)]
    func begin(_ title: String) {
      if sections[sections.count - 1].items.isEmpty { sections.removeLast() }
      sections.append(ClassSection(title: title))
    }
    for (index, step) in steps.enumerated() {
      switch step {
      case .directive(let directive) where directive.name == "section": begin(directive.text)
      case .prose(let prose):
        for piece in pieces(of: prose.text) {
          if let heading = piece.heading { begin(heading) }
          if !piece.text.allSatisfy(\.isWhitespace) {
            sections[sections.count - 1].items.append(.prose(piece.text))
          }
        }
      default: sections[sections.count - 1].items.append(.step(index))
      }
    }
    return sections.filter { !$0.items.isEmpty || !$0.title.isEmpty }
  }

  /// Prose cut before its headings, which are taken off; lines of code are none.
  private static func pieces(of text: String) -> [(heading: String?, text: String)] {
    var pieces: [(heading: String?, lines: [Substring])] = [(nil, [])]
    var isCode = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.drop(while: { $0 == " " }).hasPrefix("```") { isCode.toggle() }
      let marks = line.prefix { $0 == "#" }.count
      if !isCode, (1...2).contains(marks), line.dropFirst(marks).first == " " {
        let words = line.dropFirst(marks).drop { $0 == " " }.filter { $0 != "`" && $0 != "*" }
        pieces.append((String(words), []))
      } else {
        pieces[pieces.count - 1].lines.append(line)
      }
    }
    return pieces.filter { $0.heading != nil || !$0.lines.isEmpty }
      .map { ($0.heading, $0.lines.joined(separator: "\n")) }
  }
}
