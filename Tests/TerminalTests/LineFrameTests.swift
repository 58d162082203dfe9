import TestSupport
import Testing

@testable import Terminal

/// Whatever is typed where on the screen: the frame is whole, and what stood above it still stands.
@Suite struct LineFrameTests {
  init() { TerminalCapabilities.setUpLocale() }

  private static let columns = 12
  private static let height = 6

  private struct Numbers {
    var state: UInt64

    mutating func below(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
  }

  private func frame(_ text: [Unicode.Scalar], at cursor: Int, near last: LineFrame?) -> LineFrame {
    LineFrame(
      prompt: "> ", text: text, styles: [],
      layout: LineLayout(promptColumns: 2, text: text, columns: Self.columns), cursor: cursor,
      hint: nil, height: Self.height, near: last)
  }

  private func shown(_ screen: TerminalScreen) -> [String] {
    screen.scrollBack + screen.lines
  }

  @Test(arguments: 0..<200) func `a frame drawn over another is as if drawn alone`(seed: Int) {
    var numbers = Numbers(state: UInt64(seed))
    var screen = TerminalScreen(rows: Self.height, columns: Self.columns)
    // The frame begins in any row, the last one as well.
    let above = (0..<numbers.below(9)).map { "above\($0)" }
    for line in above { screen.feed("\(line)\r\n".utf8) }
    var (text, last) = ([Unicode.Scalar](), LineFrame?.none)
    for _ in 0..<40 {
      switch numbers.below(8) {
      case 0: text = []
      case 1: text.append("\n")
      case 2: text = Array(text.dropLast(numbers.below(14)))
      case 3: text += "\nbck:".unicodeScalars
      case 4: text.insert("\n", at: numbers.below(text.count + 1))
      default: text += Array(repeating: "x", count: numbers.below(15))
      }
      let cursor = numbers.below(text.count + 1)
      let next = frame(text, at: cursor, near: last)
      screen.feed(next.drawn(over: last).utf8)
      last = next
      var alone = TerminalScreen(rows: Self.height, columns: Self.columns)
      alone.feed(next.drawn(over: nil).utf8)
      let lines = shown(screen)
      let rows = Array(alone.lines.prefix(next.rows.count))
      let start = screen.scrollBack.count + screen.row - next.cursor.row
      #expect(screen.column == alone.column && alone.row == next.cursor.row)
      #expect(Array(lines[start..<start + rows.count]) == rows, "\(text)")
      let below = lines[(start + rows.count)...]
      #expect(below.joined().isEmpty)
      #expect(Array(lines.prefix(above.count)) == above, "\(lines)")
    }
  }
}
