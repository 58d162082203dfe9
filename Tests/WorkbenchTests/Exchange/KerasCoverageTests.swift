import Exchange
import Language
import Support
import TestSupport
import Testing

/// The table of all layers of Keras, beside the code that reads and writes them.
@Suite("Keras's layers, all of them")
struct KerasCoverageTests {
  private struct Row {
    let name: String
    let here: String
    let goes: String
  }

  private static func rows() throws -> [Row] {
    let path = SourceFiles.root() + "/Sources/KERAS.md"
    let text = String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
    return text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      let cells = line.split(separator: "|").map { cell in
        String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      return Row(name: cells[0].filter { $0 != "`" }, here: cells[1], goes: cells[2])
    }
  }

  @Test func `the table says what the code does, and each refusal has a way on`() throws {
    let rows = try Self.rows()
    #expect(rows.count > 150)
    for row in rows {
      switch KerasLayers.coverage(of: row.name) {
      case .both(let word):
        #expect(row.goes == "in, out" && row.here == "`\(word)`", "\(row.name)")
      case .read: #expect(row.goes == "in", "\(row.name)")
      case .refused:
        let hint = LayerHabits.hint(for: row.name, "")
        #expect(row.goes == "refused: \(hint ?? "")" && hint != nil, "\(row.name): \(hint ?? "")")
      }
    }
  }

  @Test(.enabled(if: Peers.have("keras"), Peers.lack("keras")))
  func `it names every layer that Keras has`() throws {
    try TemporaryFolder.use { folder in
      let said = try Peers.run("keras_names.py", [], in: folder)
      let names = said.split(separator: "\n").last?.split(separator: " ").map(String.init) ?? []
      #expect(names.count > 150, "\(said)")
      #expect(try Set(Self.rows().map(\.name)) == Set(names))
    }
  }
}
