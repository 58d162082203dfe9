/// A program of Python as a tree of statements: those that are read here, and the text of all others.
///
/// Never throws: what cannot be read is a statement of the kind `unknown`, with its line and why.
struct PythonProgram {
  /// Blocks within blocks; deeper ones are not read.
  private static let deepest = 20

  let statements: [PythonStatement]

  init(_ source: String) {
    var reader = Reader(lines: PythonScanner.lines(of: source))
    statements = reader.block(deeperThan: -1, nesting: 0)
  }

  private struct Reader {
    let lines: [PythonLine]
    var index = 0

    init(lines: [PythonLine]) { self.lines = lines }

    /// All statements from here on that stand further in than `indent`.
    mutating func block(deeperThan indent: Int, nesting: Int) -> [PythonStatement] {
      var found: [PythonStatement] = []
      while index < lines.count {
        let line = lines[index]
        if let comment = line.comment {
          // A comment belongs to the statement behind it.
          guard belongs(commentAt: index, deeperThan: indent) else { break }
          found.append(statement(line, .comment(comment)))
          index += 1
          continue
        }
        guard line.indent > indent else { break }
        found += statements(nesting: nesting)
      }
      return found
    }

    private func belongs(commentAt place: Int, deeperThan indent: Int) -> Bool {
      if lines[place].indent > indent { return true }
      guard indent < 0 else { return false }
      return true
    }

    private func statement(_ line: PythonLine, _ kind: PythonStatement.Kind) -> PythonStatement {
      PythonStatement(
        line: line.number, lastLine: line.lastNumber, source: line.source, kind: kind)
    }

    /// The statements of the line here, with the lines of their bodies.
    private mutating func statements(nesting: Int) -> [PythonStatement] {
      var line = lines[index]
      index += 1
      if line.isTimed { line.tokens.removeFirst(2) }
      if let code = line.cellOfMagic {
        return Self.statements(of: code, as: line, nesting: nesting)
      }
      if let fault = line.fault { return [withBody(line, .unknown(fault))] }
      if let header = Self.headers.first(where: { line.tokens.first?.isName($0) == true }) {
        return [compound(line, header, nesting: nesting)]
      }
      if line.tokens.first?.isSymbol("@") == true {
        return [statement(line, .unknown("decorators are not read"))]
      }
      if let header = line.tokens.first, case .name(let word) = header,
        Self.unknownHeaders[word] != nil, line.tokens.last?.isSymbol(":") == true
      {
        let isModel =
          word == "class" && line.tokens.contains { $0.isName("Model") || $0.isName("Layer") }
        return [withBody(line, .unknown(isModel ? Self.ownModel : Self.unknownHeaders[word] ?? ""))]
      }
      let parts = line.tokens.split { $0.isSymbol(";") }
      guard parts.count <= 1 || parts.count <= 100 else {
        return [statement(line, .unknown("it is too many statements"))]
      }
      return parts.map { tokens in
        do throws(PythonFault) {
          return statement(line, try PythonStatementParser(Array(tokens)).kind())
        } catch {
          return statement(line, .unknown(error.reason))
        }
      }
    }

    /// The statements of a text that stands in a line, as statements of that line.
    private static func statements(
      of code: String, as line: PythonLine, nesting: Int
    ) -> [PythonStatement] {
      guard nesting < PythonProgram.deepest else { return [] }
      var reader = Reader(lines: PythonScanner.lines(of: code))
      return reader.block(deeperThan: -1, nesting: nesting + 1).map { statement in
        var statement = statement
        (statement.line, statement.lastLine) = (line.number, line.lastNumber)
        return statement
      }
    }

    private static let ownModel =
      "a class of one's own is a program: write its layers in `Sequential`, or call them one on another"
    private static let headers = ["def", "for", "if", "with", "try"]
    private static let unknownHeaders = [
      "while": "a `while` runs as long as it likes", "class": "classes are not read",
      "except": "its `try` was not read", "finally": "its `try` was not read",
      "elif": "its `if` was not read",
      "else": "its `if` or `for` was not read", "async": "`async` is not read",
    ]

    /// A line with all lines that stand further in, as one statement.
    private mutating func withBody(
      _ line: PythonLine, _ kind: PythonStatement.Kind
    ) -> PythonStatement {
      var result = statement(line, kind)
      var texts = [line.source]
      while index < lines.count, lines[index].indent > line.indent {
        let inner = lines[index]
        texts.append(
          String(repeating: " ", count: min(inner.indent - line.indent, 40)) + inner.source)
        result.lastLine = inner.lastNumber
        index += 1
      }
      result.source = texts.joined(separator: "\n")
      return result
    }

    private mutating func compound(
      _ line: PythonLine, _ header: String, nesting: Int
    ) -> PythonStatement {
      let start = index
      do throws(PythonFault) {
        guard nesting < PythonProgram.deepest else {
          throw PythonFault("too many blocks stand inside one another")
        }
        var parser = PythonStatementParser(line.tokens)
        let head = try parser.header()
        var body: [PythonStatement]
        if parser.isAtEnd {
          body = block(deeperThan: line.indent, nesting: nesting + 1)
        } else {
          let rest = try parser.kind()
          body = [statement(line, rest)]
        }
        let last = index > 0 ? lines[index - 1].lastNumber : line.lastNumber
        var kind = head(body)
        if case .branch(let condition, let first, _) = kind {
          kind = .branch(condition, first, otherwise: otherwise(line, nesting: nesting))
        }
        if header == "try" { skipHandlers(line.indent) }
        let end = index
        var result = statement(line, kind)
        result.lastLine = max(last, lines[end - 1].lastNumber)
        result.source = source(from: start - 1, to: end, line.indent)
        return result
      } catch {
        index = start
        return withBody(line, .unknown(error.reason))
      }
    }

    /// `except` and what else stands behind `try`: nothing fails here.
    private mutating func skipHandlers(_ indent: Int) {
      while index < lines.count, lines[index].indent == indent,
        ["except", "finally", "else"].contains(where: {
          lines[index].tokens.first?.isName($0) == true
        })
      {
        index += 1
        while index < lines.count, lines[index].indent > indent { index += 1 }
      }
    }

    /// The lines as they stand; only so many as are ever shown.
    private func source(from start: Int, to end: Int, _ indent: Int) -> String {
      lines[start..<end].prefix(200).map {
        String(repeating: " ", count: max(0, min($0.indent - indent, 40))) + $0.source
      }.joined(separator: "\n")
    }

    /// What stands behind `elif` and `else`.
    private mutating func otherwise(_ line: PythonLine, nesting: Int) -> [PythonStatement] {
      guard index < lines.count, lines[index].indent == line.indent, lines[index].fault == nil,
        lines[index].comment == nil
      else { return [] }
      let next = lines[index]
      if next.tokens.count >= 2, next.tokens[0].isName("else"), next.tokens[1].isSymbol(":") {
        index += 1
        if next.tokens.count > 2 {
          do throws(PythonFault) {
            let kind = try PythonStatementParser(Array(next.tokens.dropFirst(2))).kind()
            return [statement(next, kind)]
          } catch {
            return [statement(next, .unknown(error.reason))]
          }
        }
        return block(deeperThan: line.indent, nesting: nesting + 1)
      }
      guard next.tokens.first?.isName("elif") == true else { return [] }
      index += 1
      var branch = next
      branch.tokens[0] = .name("if")
      return [compound(branch, "if", nesting: nesting + 1)]
    }
  }
}
