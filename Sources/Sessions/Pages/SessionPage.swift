import Support

/// A session as one HTML page that needs nothing beside itself: no script, no font, no request.
///
/// All that the session holds stands there as text; a policy in its head keeps the page from asking for anything
/// even so.
package struct SessionPage {
  private let document: SessionDocument
  private let painted: (String) -> String
  private let drawn: (_ cell: Int, _ output: Int) -> DrawnOutput
  private var markdown: MarkdownHTML
  private var cellNumber = 0
  private var exercise = 0

  /// `painted` makes HTML of a program, `drawn` is as in `SessionDocument.notebook`, and `picture` gives the
  /// address of a picture's bytes, `data:…`, by what the prose calls it.
  package init(
    _ document: SessionDocument, painted: @escaping (String) -> String,
    drawn: @escaping (_ cell: Int, _ output: Int) -> DrawnOutput,
    picture: @escaping (String) -> String?
  ) {
    (self.document, self.painted, self.drawn) = (document, painted, drawn)
    markdown = MarkdownHTML(picture: picture)
  }

  /// The page; its last line is a comment, `mark`.
  package static func html(_ page: SessionPage, mark: String) -> String {
    var page = page
    let body = page.document.elements.map { page.html($0) }.joined()
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(HTMLText.escaped(page.title))</title>
      <style>
      \(PageStyle.sheet)</style>
      </head>
      <body>
      <main>
      \(body)</main>
      </body>
      </html>

      """ + mark
  }

  private var title: String {
    if let title = document.frontMatter.title { return Sanitizer.visibleLine(title) }
    return document.name.split(separator: "/").last.map { Sanitizer.visibleLine(String($0)) }
      ?? "A session"
  }

  private mutating func html(_ element: SessionElement) -> String {
    switch element {
    case .prose(let prose): return markdown.html(prose.text)
    case .directive: return ""
    case .block(let block): return html(block)
    }
  }

  private mutating func html(_ block: SessionBlock) -> String {
    switch block.kind {
    case .cell:
      cellNumber += 1
      return cell(cellNumber)
    // They stand with their cells.
    case .output, .view: return document.cells.isEmpty ? plain(block.body) : ""
    case .exercise:
      return labelled("Exercise", in: "exercise", block, program(block.body))
    case .hint: return details("Hint", markdown.html(block.body))
    case .solution: return details("Solution", program(block.body))
    case .check: return details("What must hold", program(block.body))
    case .quiz: return question(Quiz(block), block)
    case .unknown: return plain(block.body)
    }
  }

  private func cell(_ number: Int) -> String {
    guard document.cells.indices.contains(number - 1) else { return "" }
    let cell = document.cells[number - 1]
    var result = "<section class=\"cell\"\(place(cell.block))>\n"
    let code = program(cell.source)
    result += cell.options.isHidden ? details("Code", code) : code
    for (index, stored) in cell.outputs.enumerated() {
      result += html(stored.output, drawn(number, index))
    }
    return result + "</section>\n"
  }

  private func html(_ output: StoredOutput, _ drawn: DrawnOutput) -> String {
    if let svg = drawn.svg {
      let numbers = output.body.isEmpty ? "" : details("Numbers", plain(output.body))
      let kind = drawn.isInk ? " class=\"ink\"" : ""
      return "<figure\(kind)>\n\(svg)\n\(numbers)</figure>\n"
    }
    if let html = drawn.html { return "<div class=\"out wide\">\(html)</div>\n" }
    let text =
      output.view.map { output.body.isEmpty ? $0 : $0 + "\n\n" + output.body } ?? output.body
    return plain(text, in: output.kind == .error ? "out error" : "out")
  }

  private func question(_ quiz: Quiz, _ block: SessionBlock) -> String {
    var body = "<p>\(HTMLText.escaped(quiz.question))</p>\n"
    if !quiz.options.isEmpty {
      let options = quiz.options.map { option in
        "<li>\(HTMLText.escaped(option.letter)) \u{2013} \(HTMLText.escaped(option.text))</li>\n"
      }
      body += "<ul class=\"options\">\n\(options.joined())</ul>\n"
    }
    if !quiz.answer.isEmpty {
      let answer = quiz.answer + (quiz.feedback(to: quiz.answer).map { ": " + $0 } ?? "")
      body += details("Answer", "<p>\(HTMLText.escaped(answer))</p>\n")
    }
    return labelled("Question", in: "question", block, body)
  }

  private func labelled(
    _ label: String, in kind: String, _ block: SessionBlock, _ body: String
  ) -> String {
    "<section class=\"\(kind)\"\(place(block))>\n<p class=\"label\">\(label)</p>\n\(body)</section>\n"
  }

  /// The first block of a name is the place of that name.
  private func place(_ block: SessionBlock) -> String {
    guard let name = block.attributes.identifier,
      let first = document.elements.lazy.compactMap({ element -> SessionBlock? in
        if case .block(let block) = element { return block }
        return nil
      }).first(where: { $0.attributes.identifier == name }), first.line == block.line
    else { return "" }
    return " id=\"cell-\(HTMLText.escaped(name))\""
  }

  private func details(_ summary: String, _ body: String) -> String {
    "<details>\n<summary>\(summary)</summary>\n\(body)</details>\n"
  }

  private func program(_ source: String) -> String {
    "<pre class=\"program\"><code>\(painted(source))</code></pre>\n"
  }

  private func plain(_ text: String, in kind: String = "out") -> String {
    "<pre class=\"\(kind)\">\(HTMLText.escaped(text))</pre>\n"
  }
}
