import Glibc
import Language
import Support
import Workbench

/// What may stand before the cursor of an input, answered by the language module.
package struct PromptCompletion {
  /// Where the text begins whose place an item takes, in Unicode scalars.
  package let start: Int
  /// The texts to choose from.
  package let items: [CompletionResult.Item]

  /// `cursor` counts Unicode scalars, as `start` does; `commands` have their names without the colon.
  package init(
    _ text: String, cursor: Int, interpreter: Interpreter,
    commands: [(String, String)]
  ) {
    let before = String(String.UnicodeScalarView(text.unicodeScalars.prefix(max(0, cursor))))
    let names = (interpreter.nameRows + interpreter.fieldRows).map {
      (name: $0.name, description: $0.kind)
    }
    let found = Completion.candidates(
      text, cursor: before.utf8.count, catalog: interpreter.vocabulary.catalog,
      names: names, commands: commands, files: FileNames.starting,
      columns: interpreter.columnNames)
    let kept = before.utf8.prefix(found.replace.start)
    start = String(decoding: kept, as: UTF8.self).unicodeScalars.count
    items = found.items
  }
}

/// How many brackets are open at the end of a text: what the next line is indented by.
package enum Nesting {
  /// Counted at the end of a text, from 0 to 20; brackets in texts and comments do not count.
  package static func depth(of text: String) -> Int {
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
