import Catalog
import Glibc
import Language
import Support
import Workbench

/// What the line editor asks about the text, answered by the language module.
struct PromptRules {
  private let session: WorkbenchSession

  init(_ session: WorkbenchSession) { self.session = session }

  var rules: EditingRules {
    let session = session
    let catalog = session.interpreter.vocabulary.catalog
    return EditingRules(
      isComplete: { Completeness.of($0) != .incomplete },
      completions: { text, cursor in
        PromptCompletion.answer(
          text, cursor: cursor, interpreter: session.interpreter,
          commands: Commands.all.map { ($0.signature.name, $0.signature.summary) })
      },
      highlights: { highlights($0, catalog) },
      indentation: { Nesting.depth(of: $0) * 2 })
  }
}

/// What may stand before the cursor, answered by the language module.
enum PromptCompletion {
  static func answer(
    _ text: String, cursor: Int, interpreter: Interpreter,
    commands: [(String, String)]
  ) -> CompletionAnswer {
    let scalars = Array(text.unicodeScalars)
    let before = String(String.UnicodeScalarView(scalars.prefix(cursor)))
    let names = (interpreter.nameRows + interpreter.fieldRows).map {
      (name: $0.name, description: $0.kind)
    }
    let found = Completion.candidates(
      text, cursor: before.utf8.count, catalog: interpreter.vocabulary.catalog,
      names: names, commands: commands, files: FileNames.starting,
      columns: interpreter.columnNames)
    let kept = before.utf8.prefix(found.replace.start)
    let start = String(decoding: kept, as: UTF8.self).unicodeScalars.count
    return CompletionAnswer(
      start: start,
      candidates: found.items.map { CompletionAnswer.Candidate($0.text, summary: $0.description) })
  }
}

/// Coloured spans in Unicode scalars; colours as charts name them, so that 16 colours suffice.
private func highlights(_ text: String, _ catalog: Catalog) -> [HighlightSpan] {
  let offsets = ScalarOffsets(text)
  return Highlighter.spans(text, catalog: catalog).compactMap { span, style in
    let code = TextColor(style).parameters
    return code.isEmpty
      ? nil : HighlightSpan(offsets[span.start]..<offsets[span.end], style: code)
  }
}

/// UTF-8 offsets as positions of Unicode scalars.
private struct ScalarOffsets {
  private var table: [Int] = []

  init(_ text: String) {
    var count = 0
    for scalar in text.unicodeScalars {
      for _ in 0..<UTF8.width(scalar) { table.append(count) }
      count += 1
    }
    table.append(count)
  }

  subscript(_ offset: Int) -> Int { table[max(0, min(offset, table.count - 1))] }
}

/// How many brackets are open at the end of a text: what the next line is indented by.
enum Nesting {
  static func depth(of text: String) -> Int {
    var depth = 0
    for token in Lexer.tokenize(text).tokens {
      guard case .symbol(let symbol) = token.kind else { continue }
      switch symbol.rawValue {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth = max(0, depth - 1)
      default: break
      }
    }
    return min(depth, 20)
  }
}

/// Names of files that begin with a text, folders with a slash.
enum FileNames {
  static func starting(_ text: String) -> [String] {
    let slash = text.lastIndex(of: "/")
    let folder = slash.map { String(text[...$0]) } ?? ""
    let prefix = slash.map { String(text[text.index(after: $0)...]) } ?? text
    guard let listing = opendir(folder.isEmpty ? "." : Directories.expanded(folder)) else {
      return []
    }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing), names.count < 500 {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix(prefix), !name.hasPrefix(".") || prefix.hasPrefix(".") else { continue }
      let path = folder + name
      names.append(InputFile.isDirectory(Directories.expanded(path)) ? path + "/" : path)
    }
    return names.sorted()
  }
}
