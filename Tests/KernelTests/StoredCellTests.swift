import Books
import Sessions
import Support
import Testing

/// What ran in a notebook is a session that verifies.
@Suite("Cells of notebooks as sessions", .serialized)
struct StoredCellTests {
  /// The outputs that a notebook keeps of what the kernel says: a display that is updated stays where it is.
  private func outputs(_ said: [Notebook.Said]) -> [JSON] {
    var kept: [(name: String?, output: JSON)] = []
    for message in said {
      let type = message.type == "update_display_data" ? "display_data" : message.type
      guard ["display_data", "execute_result", "stream", "error"].contains(type),
        case .object(let members) = message.content
      else { continue }
      let name = message.content["transient"]?["display_id"]?.string
      let output = JSON.object(
        [JSON.Member("output_type", .text(type))] + members.filter { $0.name != "transient" })
      if let name, let place = kept.firstIndex(where: { $0.name == name }) {
        kept[place].output = output
      } else {
        kept.append((name, output))
      }
    }
    return kept.map(\.output)
  }

  /// The session of cells that were run one after the other.
  private func session(_ cells: [String]) throws -> SessionDocument {
    let notebook = Notebook()
    defer { notebook.end() }
    let ran = cells.map { source -> JSON in
      [
        "cell_type": "code", "source": .text(source), "metadata": [:],
        "outputs": .list(outputs(notebook.run(source))),
      ]
    }
    let file: JSON = [
      "nbformat": 4, "nbformat_minor": 5, "cells": .list(ran),
      "metadata": ["language_info": ["name": "nabla"]],
    ]
    let (read, _) = try Sessions.Notebook.read(Array(file.description.utf8))
    return try SessionDocument.parse(read.session(name: "a").bytes, name: "a")
  }

  @Test(arguments: [
    ["1 + 1\n2 + 2"], ["print \"a\"\n3\nprint \"b\"\n4\n5"],
    ["plot tanh, -1..1\nprint 2\nplot sigmoid, -1..1\n3\nsummary model 2 { dense 1 }\n[1, 2]"],
    ["for i in 1..3 { print i }\nsummary model 2 { dense 1 }\nsummary model 2 { dense 2 }"],
    [
      "seed 1\nd = data generated(moons, 100) { split 80%, 20% }",
      "m = model 2 { dense 4, activation=tanh; dense 1, activation=sigmoid }\nr = train m, d, epochs=3",
      "train m, d, epochs=2\nplot r.loss\nprint r.loss[0] > 0\n7",
      "a = train m, d, epochs=1\nb = train m, d, epochs=2\nprint \"done\"\nevaluate m, d.test",
    ],
    [
      "d = data generated(moons, 100) { split 80%, 20% }",
      "s = sweep lr in [0.1, 0.01] { train model 2 { dense 1, activation=sigmoid }, d, epochs=2, optimizer=sgd(lr) }\ns",
    ],
  ])
  func `what ran agrees with what is computed`(cells: [String]) throws {
    let report = Verification(try session(cells), options: .init(threads: 1)).report
    #expect(report.cells.count == cells.count)
    for cell in report.cells {
      #expect(cell.status == .ok, "\(cells[cell.number - 1]): \(cell.status)")
    }
  }

  @Test func `very many values come as lines, and all of them`() throws {
    let said = Notebook().run((1...300).map { "\($0)" }.joined(separator: "\n"))
    #expect(said.all("display_data").count == 200)
    #expect(said.text(of: "stdout").hasSuffix("298\n299\n"))
    #expect(said.result == "300")
  }
}
