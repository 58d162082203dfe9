import Formats
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// A model of a table takes its columns as a file has them, also as a file of ONNX.
@Suite("Tables in ONNX Runtime")
struct ONNXTableTests {
  private struct Person {
    let age: Int?
    let town: String?
    let born: String
    let pay: Double
    let happy: String

    init(_ row: Int) {
      age = row % 11 == 5 ? nil : 20 + row * 7 % 50
      town = row % 13 == 4 ? nil : ["Rome", "Oslo", "Bern"][row % 3]
      born = "19\(50 + row % 40)-0\(1 + row % 9)-1\(row % 10)"
      pay = Double(row * 37 % 91) * 100.5
      happy = ["yes", "no", "so"][row % 3]
    }

    var line: String {
      let age = age.map(String.init) ?? ""
      return "\(age),\(town ?? ""),\(born),\(pay),\(happy)\n"
    }
  }

  private static let rows = (0..<90).map { Person($0) }
  private static let table = "age,town,born,pay,happy\n" + rows.map(\.line).joined()

  private func run(_ program: String, _ body: (Transcript, String, String) throws -> Void) throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.table.utf8), to: folder + "/t.csv")
      let transcript = Transcript(folder: folder)
      try body(transcript, transcript.run(program), folder)
    }
  }

  /// Columns computed of others: arithmetic, truths with gaps, words, parts of dates.
  private static let computed = """
    d = data csv("t.csv", target="happy") {
    column(half = abs(age - 40) / 2 + log(pay + 1) ^ 2); column(old = age >= 45 or town == "Rome")
    column(both = not (pay > 3000) and age != 27); column(gap = missing(town) + missing(age))
    column(y = year(born)); column(m = month(born)); column(dd = day(born)); column(w = weekday(born))
    column(later = born + 400 - born); column(s = sign(pay - 2000) * floor(pay / 7) + round(sqrt(pay)) + sin(pay) * cos(pay))
    split 80%, 20% }
    m = model d { dense 8, activation=relu; dense 3, activation=softmax }
    train m, d, epochs=3
    export m, "m.onnx"

    """

  private static let training = """
    d = data csv("t.csv", target="happy") { clip 0.05, 0.95, "pay"; bins 4, "age"; split 80%, 20% }
    m = model d { dense 8, activation=relu; dense 3, activation=softmax }
    train m, d, epochs=3
    export m, "m.onnx"

    """

  @Test func `columns are inputs, and classes have names`() throws {
    try run(Self.training) { _, said, folder in
      #expect(
        said.contains("exported m to m.onnx: its inputs are the columns as a file has them"),
        "\(said)")
      let model = try ONNXModel(InputFile.read(folder + "/m.onnx", limit: 1 << 24))
      #expect(model.graph.inputs.map(\.name) == ["age", "town", "born", "pay"])
      #expect(model.graph.inputs.map(\.elementType) == [.double, .string, .double, .double])
      #expect(model.graph.outputs.map(\.name) == ["output", "label"])
      #expect(model.metadata.contains { $0.key == "nabla.recipe" })
    }
  }

  @Test(.enabled(if: Peers.areThere, Peers.skipReason), arguments: [training, computed])
  func `raw rows are answered as nabla answers them`(_ program: String) throws {
    try run(program) { transcript, said, folder in
      #expect(said.contains("its inputs are the columns as a file has them"), "\(said)")
      _ = transcript.run(
        "p = predict m, csv(\"t.csv\", target=\"happy\")\nq = reshape(p.output, [-1])\nc = p.class")
      guard case .tensor(let output)? = transcript.interpreter["q"],
        case .list(let classes)? = transcript.interpreter["c"]
      else {
        Issue.record("\(said)")
        return
      }
      func member(_ name: String, _ kind: String, _ items: [JSON]) -> JSON.Member {
        .init(
          name,
          .object([
            .init("shape", .list([.whole(items.count), .whole(1)])), .init(kind, .list(items)),
          ]))
      }
      let days = try #require(transcript.seconds(of: "born", in: "t.csv"))
      let inputs: [JSON.Member] = [
        member("age", "numbers", Self.rows.map { $0.age.map { .number(Double($0)) } ?? .null }),
        member("town", "words", Self.rows.map { .text($0.town ?? "") }),
        member("born", "numbers", days.map { .number($0) }),
        member("pay", "numbers", Self.rows.map { .number($0.pay) }),
      ]
      let text = JSON.object([
        .init("inputs", .object(inputs)),
        .init("output", .list(output.known?.doubles.map { JSON.number($0) } ?? [])),
        .init(
          "labels",
          .list(classes.map { if case .text(let name) = $0 { JSON.text(name) } else { .null } })),
      ]).description
      try AtomicFile.write(Array(text.utf8), to: folder + "/m.json")
      try AtomicFile.write(Array("m".utf8), to: folder + "/cases")
      let answer = try Peers.run("onnx_run.py", [folder], in: folder)
      #expect(answer.hasSuffix(" ok\n"), "\(answer)")
    }
  }

  @Test func `what has no form there goes in prepared, and that is said`() throws {
    let program = """
      d = data csv("t.csv", target="pay") { lag "pay", 1; split 80%, 20%, by="born" }
      m = model d { dense 1 }
      train m, d, epochs=1
      export m, "m.onnx"
      export m, "k.onnx", raw=false
      export m, "m.keras"; export m, "m.h5"; export m, "k.keras", raw=false
      c = data csv("t.csv", target="pay") { select "age"; column(double = age * 2); split 80%, 20% }
      n = model c { dense 1 }
      export n, "n.onnx"; export n, "n.keras"
      save m, "x.onnx"
      """
    try run(program) { _, said, _ in
      #expect(said.contains("exported m to m.onnx: its inputs are prepared rows"), "\(said)")
      #expect(said.contains("exported m to k.onnx: its inputs are prepared rows"), "\(said)")
      #expect(said.contains("hint: `export m, \"x.onnx\"`"), "\(said)")
      // Which step it is, or which format.
      for (file, cause) in [
        ("m.onnx", "`lag` has no form in ONNX"), ("m.keras", "`lag` has no form in Keras"),
        ("m.h5", "a file of the older form takes no columns, as .keras does"),
        ("n.keras", "`column` has no form in Keras"),
      ] {
        let line = said.split(separator: "\n").first { $0.contains("to \(file): ") } ?? ""
        #expect(line.contains("prepared rows: \(cause); "), "\(file): \(said)")
      }
      #expect(said.contains("n.onnx: its inputs are the columns as a file has them"), "\(said)")
      #expect(said.contains("k.keras: its inputs are prepared rows: the recipe"), "\(said)")
    }
  }
}

extension Transcript {
  /// The dates of a column as seconds.
  fileprivate func seconds(of column: String, in file: String) -> [Double]? {
    _ = run("z = csv(\"\(file)\", target=\"happy\")")
    guard case .dataset(let data)? = interpreter["z"],
      case .dates(let seconds)? = data.tabular?.raw.train.column(named: column)?.values
    else { return nil }
    return seconds
  }
}
