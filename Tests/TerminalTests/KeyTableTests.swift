import Support
import Testing
import TestSupport

@testable import Terminal

@Suite struct KeyTableTests {
  @Test func `no key of the notebook does two things`() {
    var met: [NotebookKey.Stroke] = []
    for stroke in NotebookKey.all.flatMap(\.actions).flatMap(\.strokes) {
      #expect(!met.contains(stroke), "\(stroke)")
      met.append(stroke)
    }
    for case .two(let first, _) in met {
      #expect(!met.contains(.one(.character(first))), "\(first) alone would never be heard")
    }
  }

  @Test func `a key that the card tells acts, and a letter that acts is told`() {
    for key in NotebookKey.all where !key.keys.isEmpty && key.keys != ":12" {
      #expect(!key.actions.isEmpty && !key.words.isEmpty, "\(key.keys)")
      for letters in key.actions.flatMap(\.strokes).compactMap(\.letters) {
        #expect(key.keys.replacing("Space", with: " ").contains(letters), "\(letters)")
      }
    }
  }

  @Test func `no command of the notebook has another's name`() {
    let names = NotebookCommand.all.flatMap(\.names)
    #expect(Set(names).count == names.count)
  }

  @Test func `no key of the prompt is bound twice in one map`() {
    let bindings = PromptKey.all.flatMap(\.bindings)
    #expect(Set(bindings.map(\.key)).count == bindings.count)
  }

  @Test func `the card of the notebook stands as it did`() {
    let lines = NotebookKey.card(columns: 80)
    #expect(lines[2] == "j k  ↓ ↑     next, previous             Space  C-u   a screen down, up")
    #expect(lines[15] == "s            save                       :            a command")
    #expect(
      lines.contains(
        "Commands: w q wq e e! run refresh undo restart why hint solution reset help."))
    #expect(
      NotebookCommand.listed
        == "w, q, wq, e, run, refresh, undo, restart, why, hint, solution, reset, help, keys, conflicts"
    )
    #expect(NotebookKey.card(columns: 60).count > lines.count)
  }

  /// `RECORD_SNAPSHOTS=1` writes the table anew and fails.
  @Test func `the README's table is the one that the tables of keys and commands give`() throws {
    let path = try SourceFiles.root() + "/README.md"
    let text = String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(lines.firstIndex(of: ReadmeTable.head))
    let end = lines[start...].firstIndex { !$0.hasPrefix("|") } ?? lines.count
    let table = try ReadmeTable.lines()
    guard Environment.value("RECORD_SNAPSHOTS") == "1" else {
      return #expect(Array(lines[start..<end]) == table)
    }
    lines.replaceSubrange(start..<end, with: table)
    try AtomicFile.write(Array(lines.joined(separator: "\n").utf8), to: path)
    Issue.record("recorded README.md")
  }

  /// The README's table of what prompt and notebook have in common, as pairs of cells.
  private func readmeRows() throws -> [(prompt: String, notebook: String)] {
    let text = String(
      decoding: try InputFile.read(SourceFiles.root() + "/README.md", limit: 1 << 20), as: UTF8.self
    )
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(
      lines.firstIndex { $0.hasPrefix("| at the prompt | in the notebook |") })
    return lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map { line in
      let cells = line.split(separator: "|").map { $0.trimmingPrefix(" ") }
      return (String(cells[0]), String(cells[1]))
    }
  }

  @Test func `what the README says of keys and commands is what the tables have`() throws {
    let rows = try readmeRows()
    #expect(rows.count > 3)
    let told = Set(NotebookKey.all.flatMap { $0.keys.split(separator: " ").map(String.init) })
    // Keys of the edit mode, and what leads into it.
    let others: Set<String> = ["Enter", "C-_"]
    for row in rows {
      for word in words(row.prompt) where word.hasPrefix(":") {
        #expect(Commands.all.contains { $0.name == word.dropFirst() }, "\(word)")
      }
      for word in words(row.notebook) {
        if word.hasPrefix(":") {
          #expect(NotebookCommand.named(String(word.dropFirst())) != nil, "\(word)")
        } else {
          #expect(told.contains(word) || others.contains(word), "\(word)")
        }
      }
    }
  }

  private func words(_ cell: String) -> [String] {
    cell.split { " ,;`".contains($0) }.map(String.init)
  }
}

extension NotebookKey.Stroke {
  /// The letters that are typed; `nil` for other keys.
  fileprivate var letters: String? {
    switch self {
    case .one(.character(let letter)): String(letter)
    case .two(let first, let second): String([first, second])
    case .one: nil
    }
  }
}
