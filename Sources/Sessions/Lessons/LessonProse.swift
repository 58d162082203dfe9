/// The words of a lesson's prose: code, headings, links and comments left out.
package struct LessonProse {
  /// Lines as they stand, code and headings empty; in lower case.
  private var lines: [[Character]] = []
  /// Terms set bold, with their lines, counted from 0: at most four words, and no sentence.
  package private(set) var boldTerms: [(term: String, line: Int)] = []
  /// Lines, counted from 0, that go on with a sentence and yet begin a list item for whoever reads Markdown.
  package private(set) var brokenLines: [Int] = []

  /// Reads Markdown.
  package init(_ text: String) {
    var isCode = false
    var (isParagraph, isList) = (false, false)
    // Where a bold term began that goes on in the next line.
    var open: (term: String, line: Int)?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let lead = line.drop { $0 == " " }
      if lead.hasPrefix("```") {
        isCode.toggle()
        (isParagraph, isList, open) = (false, false, nil)
        lines.append([])
        continue
      }
      if isCode || lead.hasPrefix("#") || lead.isEmpty || lead.hasPrefix("<!--") {
        (isParagraph, isList, open) = (false, false, nil)
        lines.append([])
        continue
      }
      if isParagraph, LessonProse.goesOn(with: lead) { brokenLines.append(index) }
      if !isParagraph, !isList {
        // Lines below the first of a list belong to it until a line is empty.
        isList =
          ["- ", "* ", "+ ", "> ", "|"].contains(where: lead.hasPrefix)
          || LessonProse.goesOn(with: lead)
        isParagraph = !isList
      }
      let bare = LessonProse.withoutCode(line)
      for (number, part) in bare.split(separator: "**", omittingEmptySubsequences: false)
        .enumerated()
      {
        if number > 0 {
          if let begun = open {
            note(begun)
            open = nil
          } else {
            open = ("", index)
          }
        }
        if let begun = open {
          open = (begun.term + (begun.term.isEmpty ? "" : " ") + part, begun.line)
        }
      }
      lines.append(Array(bare.lowercased().filter { $0 != "*" }))
    }
  }

  /// The first line, counted from 0, in which a word stands by itself; `nil` where it stands nowhere.
  package func firstLine(of word: String) -> Int? {
    let word = Array(word.lowercased())
    guard let first = word.first else { return nil }
    // Words that are written without blanks between them have no borders.
    let hasBorders = first.isASCII
    for (index, line) in lines.enumerated() where line.count >= word.count {
      for start in 0...(line.count - word.count)
      where line[start] == first && line[start..<start + word.count].elementsEqual(word) {
        let end = start + word.count
        let isInside =
          start > 0 && LessonProse.goesOn(line[start - 1])
          || end < line.count && LessonProse.goesOn(line[end])
        if !hasBorders || !isInside { return index }
      }
    }
    return nil
  }

  private mutating func note(_ found: (term: String, line: Int)) {
    let term = trimmed(found.term)
    guard let last = term.last, !".!?:,。！？：，".contains(last),
      !term.contains(where: { $0.isASCII && $0.isNumber })
    else { return }
    let words = term.split(separator: " ").count
    guard words <= 4, term.count <= 30 else { return }
    boldTerms.append((term, found.line))
  }

  private static func goesOn(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "-" || character == "_"
  }

  /// `- 3 is 4`, `10. Then`: what Markdown takes for an item.
  private static func goesOn(with line: Substring) -> Bool {
    if ["- ", "+ ", "* "].contains(where: line.hasPrefix) {
      return line.dropFirst(2).first?.isNumber == true
    }
    let number = line.prefix(while: \.isNumber)
    return !number.isEmpty && number.count < 4 && line.dropFirst(number.count).hasPrefix(". ")
  }

  /// The line with what stands between back-ticks, and the targets of links, left out.
  private static func withoutCode(_ line: Substring) -> String {
    var result = ""
    var isCode = false
    for character in line {
      if character == "`" {
        isCode.toggle()
        result.append(" ")
      } else if !isCode {
        result.append(character)
      }
    }
    return result
  }
}
