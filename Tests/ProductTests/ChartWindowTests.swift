import Catalog
import Support
import TestSupport
import Testing
import Workbench

/// The example of every kind of chart, typed at a prompt and read back from the screen.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct ChartWindowTests {
  @Test(arguments: [(80, 24), (60, 15)])
  func `every kind stands whole in the window, and is told in words`(columns: Int, rows: Int) throws
  {
    let catalog = Vocabulary.standard.catalog
    try TemporaryFolder.use { folder in
      let terminal = try PseudoTerminal(
        [try #require(Product.binary), "--no-init"], environment: Product.surroundings(folder),
        rows: rows, columns: columns)
      try terminal.wait(forLine: "nabla[1]>")
      terminal.type("seed 1\r")
      try terminal.wait(forLine: "nabla[2]>")
      var number = 2
      for name in catalog.names(of: [.chart]) {
        guard let example = catalog.signature(name, .chart)?.example else { continue }
        terminal.type("\u{C}")
        try terminal.wait(for: "a clear screen") {
          $0.row == 0 && $0.cursorLine == "nabla[\(number)]>"
        }
        let before = terminal.screen.scrollBack.count
        terminal.type(example + "\r")
        number += 1
        try terminal.wait(for: "the chart of \(example)", seconds: 120) {
          $0.row > 0 && $0.cursorLine == "nabla[\(number)]>"
        }
        let screen = terminal.screen
        let typed = (example.count + 10 + columns - 1) / columns
        let picture = screen.lines[min(typed, screen.row)..<screen.row]
        #expect(screen.scrollBack.count == before, "\(name) leaves the window\n\(screen.text)")
        #expect(!picture.isEmpty && !screen.text.contains("error E"), "\(screen.text)")
        // A row that is too wide would go on in the next, from its beginning.
        #expect(picture.allSatisfy { TextWidth.columns(of: $0) <= columns }, "\(name)")
        let title = picture.first ?? ""
        #expect(!title.isEmpty && !title.contains("…"), "\(name): \(title)")
        terminal.type(":describe\r")
        try terminal.wait(for: "the words of \(name)") {
          $0.row > screen.row && $0.cursorLine == "nabla[\(number)]>"
            || $0.scrollBack.count > before
        }
        try terminal.wait(forLine: "nabla[\(number)]>")
        let words = terminal.screen.lines[..<terminal.screen.row].suffix(14).joined(separator: " ")
        #expect(words.contains(". "), "\(name): \(words)")
      }
      terminal.type("\u{4}")
      #expect(terminal.exitStatus() == 0)
    }
  }
}
