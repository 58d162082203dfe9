import Support
import Testing

/// Tables as values, and the text that is made of them.
@Suite struct TableTests {
  private struct Layer {
    var name: String
    var depth = 0
    var shape: String?
    var weights: Int?
    var mean = 0.5
    var zeros = 0.25
  }

  private static let layers = [
    Layer(name: "encoder", shape: "[8, 16]", weights: 1_200),
    Layer(name: "dense", depth: 1, weights: 32, mean: .nan, zeros: 1),
    Layer(name: "total", mean: 1e-9),
  ]

  private static let table = Table(
    layers, remarks: [.init("classes", [Fact("0", .count(54_077)), Fact("", .text("more"))])],
    [
      .nested("layer") { ($0.name, $0.depth) }, .text("shape") { $0.shape },
      .count("parameters") { $0.weights }, .number("mean", .metric) { $0.mean },
      .share("zeros") { $0.zeros }, .bytes("size", title: "") { $0.weights.map { $0 * 4 } },
      .seconds("time") { $0.weights.map { Double($0) / 1000 } },
    ])

  @Test func `numbers stand on the right, words on the left, and nothing behind the last cell`() {
    #expect(
      Self.table.lines(indent: 2).map { $0 + "|" } == [
        "  layer    shape    parameters       mean  zeros            time|",
        "  encoder  [8, 16]       1,200     0.5000    25%  4.8 KB  1.20 s|",
        "    dense                   32        nan   100%   128 B  0.03 s|",
        "  total                         1.000e-09    25%|",
        "  classes  0: 54,077  more|",
      ])
  }

  @Test func `columns that have no room stand below, behind the first once more`() {
    #expect(
      Self.table.lines(limit: 32) == [
        "layer    shape    parameters", "encoder  [8, 16]       1,200",
        "  dense                   32",
        "total", "",
        "layer         mean  zeros", "encoder     0.5000    25%", "  dense        nan   100%",
        "total    1.000e-09    25%", "",
        "layer              time", "encoder  4.8 KB  1.20 s", "  dense   128 B  0.03 s", "total",
        "classes  0: 54,077  more",
      ])
  }

  @Test func `a remark goes on below itself, and makes room for its title`() {
    let table = Table(
      [1, 2],
      remarks: [.init("a long title", (0..<12).map { Fact("class \($0)", .count($0)) })],
      [.count("n") { $0 }, .text("what") { "row \($0)" }])
    let lines = table.lines(indent: 2)
    #expect(lines[0] == "             n  what")
    #expect(lines[3].hasPrefix("  a long title  class 0: 0  class 1: 1"))
    #expect(lines[4].hasPrefix("                class "))
    #expect(lines.allSatisfy { TextWidth.columns(of: $0) <= 80 })
    #expect(table.lines(limit: 40).allSatisfy { TextWidth.columns(of: $0) <= 40 })
  }

  @Test func `columns without titles have no line above them`() {
    let table = Table(["a", "b"], [.text("name", title: "") { $0 }])
    #expect(table.lines() == ["a", "b"])
    #expect(Table([String](), [.text("name") { $0 }]).lines() == ["name"])
    #expect(Table([String](), []).lines() == [])
  }

  @Test func `foreign text makes no line and steers nothing`() {
    let table = Table(
      ["a\nb\tc", "\u{1B}[2J", "\u{202E}x"], remarks: [.init("\n", [Fact("\r", .text("\u{7}"))])],
      [.text("\u{9B}") { $0 }, .nested("n") { ($0, 3) }])
    let lines = table.lines()
    #expect(lines.count == 5)
    for scalar in lines.joined().unicodeScalars {
      #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value))
    }
    #expect(lines[1].hasPrefix("a<U+000A>b<U+0009>c "))
  }

  @Test func `columns of wide and joined characters stay below one another`() {
    let words = ["学习率", "e\u{301}", "👩‍👩‍👧", "plain", ""]
    let table = Table(
      words, [.text("字") { $0 }, .count("n") { $0.count }, .text("end") { _ in "|" }])
    let lines = table.lines(indent: 1).dropFirst()
    #expect(Set(lines.map { TextWidth.columns(of: $0) }).count == 1)
    #expect(lines.allSatisfy { $0.hasSuffix("|") })
  }

  @Test(arguments: 1...60)
  func `every row has every column, at every width`(seed: Int) {
    var state = UInt64(seed)
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % bound
    }
    let pieces = ["dense", "学", "👍🏽", "\u{1B}", "|", "_", "a b", "", "e\u{301}", "\n"]
    let rows = (0..<next(6)).map { row in
      (0..<5).map { "\(row)r\($0)c" + pieces[next(pieces.count)] + pieces[next(pieces.count)] }
    }
    let table = Table(
      rows, (0...next(5)).map { column in .text("h\(column)") { $0[min(column, 4)] } })
    #expect(table.columns.allSatisfy { $0.cells.count == table.rowCount })
    for limit in [nil, 200, 60, 30, 12, 1, 0, -5] {
      let text = table.lines(indent: next(4), limit: limit).joined(separator: "\n")
      for column in table.columns {
        for cell in column.cells {
          #expect(text.contains(cell.text.trimmed), "\(cell.text) is lost at \(limit ?? -1)")
        }
      }
    }
  }

  @Test func `cells are equal where they show and hold the same`() {
    #expect(Table.Cell.number(.nan, .metric) == .number(.nan, .metric))
    #expect(Table.Cell.number(1, .metric) != .number(1, .general))
    #expect(Table.Cell.count(1) != .bytes(1))
    #expect(Table.Cell.numbers([1, .nan], .metric) == .numbers([1, .nan], .metric))
    #expect(Self.table == Self.table)
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
