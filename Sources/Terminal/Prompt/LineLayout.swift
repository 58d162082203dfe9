import CTerminal
import Glibc

/// Where libedit draws each character of the line: the same walk as its own refresh.
struct LineLayout: Equatable {
  struct Position: Equatable {
    var row = 0
    var column = 0
  }

  /// One position for each scalar of the text.
  private(set) var positions: [Position] = []
  /// Behind the last scalar.
  private(set) var end = Position()
  let columns: Int

  init(promptColumns: Int, text: [Unicode.Scalar], columns: Int) {
    self.columns = max(1, columns)
    positions.reserveCapacity(text.count)
    for _ in 0..<promptColumns { advance(1) }
    for scalar in text {
      let width = Self.width(scalar)
      // A wide character that does not fit begins the next row.
      if width > 1, end.column + width > self.columns { breakRow() }
      positions.append(end)
      switch scalar {
      case "\n": breakRow()
      case "\t": repeat { advance(1) } while end.column & 7 != 0
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        // Shown as `^A`.
        advance(1)
        advance(1)
      default: advance(width)
      }
    }
  }

  func position(of offset: Int) -> Position {
    offset < positions.count ? positions[offset] : end
  }

  /// What the C library says, because libedit asks it too.
  static func width(_ scalar: Unicode.Scalar) -> Int {
    max(0, Int(nabla_wcwidth(wchar_t(bitPattern: scalar.value))))
  }

  private mutating func advance(_ width: Int) {
    end.column += width
    if end.column >= columns { breakRow() }
  }

  private mutating func breakRow() {
    end.row += 1
    end.column = 0
  }
}
