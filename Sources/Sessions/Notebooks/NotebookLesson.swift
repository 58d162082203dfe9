/// Exercises, hints, solutions, checks and questions as cells that any notebook shows.
///
/// What a learner is to open first stands in `<details>`, which notebooks and pages fold.
enum NotebookLesson {
  private static let titles: [(kind: SessionBlock.Kind, title: String, isCode: Bool)] = [
    (.hint, "Hint", false), (.solution, "Solution", true), (.check, "What must hold", true),
  ]

  /// The cell of a block; `nil` for blocks of another kind.
  static func cell(of block: SessionBlock) -> Notebook.Cell? {
    var cell: Notebook.Cell
    switch block.kind {
    case .exercise:
      cell = Notebook.Cell(.code, block.body)
      cell.tags = ["exercise"]
    case .quiz:
      cell = Notebook.Cell(.markdown, question(Quiz(block)))
      cell.tags = ["question"]
    default:
      guard let (_, title, isCode) = titles.first(where: { $0.kind == block.kind }) else {
        return nil
      }
      cell = Notebook.Cell(.markdown, opening(title) + inside(block.body, isCode) + closing)
      cell.tags = [title == "Hint" ? "hint" : title == "Solution" ? "solution" : "check"]
    }
    cell.notes.kind = block.kind.word
    cell.notes.options = NotebookPart.options(block.attributes)
    return cell
  }

  /// The block that a cell says; `nil` where it is none, or was changed so that it is prose now.
  static func block(of cell: Notebook.Cell) -> (info: String, body: String)? {
    guard let word = cell.notes.kind, let kind = SessionBlock.Kind(word: word) else { return nil }
    let info = NotebookPart.info(word, cell.notes.options)
    if kind == .exercise { return cell.kind == .code ? (info, cell.source) : nil }
    guard let (_, title, isCode) = titles.first(where: { $0.kind == kind }) else { return nil }
    let (start, end) = (opening(title), closing)
    guard cell.source.hasPrefix(start), cell.source.hasSuffix(end),
      cell.source.utf8.count >= start.utf8.count + end.utf8.count
    else { return nil }
    let text = String(cell.source.dropFirst(start.count).dropLast(end.count))
    guard isCode else { return (info, text) }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, let last = lines.last, lines.count > 1,
      first.hasPrefix("```"), first == last + "nabla"
    else { return nil }
    return (info, lines.dropFirst().dropLast().joined(separator: "\n"))
  }

  private static func opening(_ title: String) -> String {
    "<details>\n<summary>\(title)</summary>\n\n"
  }

  private static let closing = "\n\n</details>"

  private static func inside(_ body: String, _ isCode: Bool) -> String {
    guard isCode else { return body }
    let fence = Fence.enclosing(body)
    return "\(fence)nabla\n\(body)\n\(fence)"
  }

  private static func question(_ quiz: Quiz) -> String {
    var lines = ["**Question.** " + quiz.question]
    if !quiz.options.isEmpty { lines.append("") }
    lines += quiz.options.map { "- \($0.letter)) \($0.text)" }
    guard !quiz.answer.isEmpty else { return lines.joined(separator: "\n") }
    let feedback = quiz.feedback(to: quiz.answer).map { ": " + $0 } ?? ""
    let answer = opening("Answer") + quiz.answer + feedback + closing
    return lines.joined(separator: "\n") + "\n\n" + answer
  }
}
