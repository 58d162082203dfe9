import Support

// What the control functions do to the screen.
extension TerminalScreen {
  mutating func perform(_ action: EscapeParser.Action) {
    switch action {
    case .print(let scalar): print(scalar)
    case .control(let byte): control(byte)
    case .escape(let byte): escape(byte)
    case .packed(let introducer, let text):
      packed.append(String(Unicode.Scalar(introducer)) + text)
      if hasKitty, text.contains("a=q") { replies += Array("\u{1B}_Gi=31;OK\u{1B}\\".utf8) }
    case .sequence(let final, let parameters, let isPrivate, let text):
      if final != "m" { wrapsNext = false }
      if isPrivate {
        for mode in parameters where final == "h" || final == "l" { set(mode, to: final == "h") }
      } else {
        sequence(final, parameters, text)
      }
    }
  }

  private mutating func print(_ scalar: Unicode.Scalar) {
    // Not the C library's answer, which depends on the locale of the tests.
    let width = TextWidth.columns(of: scalar)
    if joinsLast(scalar, width) { return }
    guard width > 0 else { return }
    if wrapsNext || (width == 2 && column == columns - 1) {
      column = 0
      lineFeed()
    }
    places[row][column] = Place(scalar: scalar, style: style)
    lastScalar = scalar
    if width == 2, column + 1 < columns {
      places[row][column + 1] = Place(isContinuation: true, style: style)
    }
    if column + width >= columns {
      column = columns - 1
      wrapsNext = true
    } else {
      column += width
    }
  }

  /// A mark belongs to the character before the cursor; emoji do where the terminal joins them.
  private mutating func joinsLast(_ scalar: Unicode.Scalar, _ width: Int) -> Bool {
    var place = wrapsNext ? column : column - 1
    if place > 0, places[row][place].isContinuation { place -= 1 }
    guard place >= 0 else { return false }
    let before = places[row][place]
    let isFlag = (0x1F1E6...0x1F1FF).contains(scalar.value)
    let isJoined =
      before.marks.last?.value == 0x200D || (0x1F3FB...0x1F3FF).contains(scalar.value)
      || isFlag && (0x1F1E6...0x1F1FF).contains(before.scalar.value) && before.marks.isEmpty
    guard width == 0 || joins && isJoined, before.scalar != " " else { return false }
    places[row][place].marks.append(scalar)
    if joins, scalar.value == 0xFE0F, column < columns, !places[row][place + 1].isContinuation {
      places[row][place + 1] = Place(isContinuation: true, style: style)
      column = min(columns - 1, place + 2)
    }
    return true
  }

  private mutating func control(_ byte: UInt8) {
    switch byte {
    case 13: column = 0
    case 10, 11, 12:
      lineFeed()
      return
    case 8: column = max(0, column - 1)
    case 9: column = min(columns - 1, (column / 8 + 1) * 8)
    default: return
    }
    wrapsNext = false
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "7"): savedCursor = (row, column)
    case UInt8(ascii: "8"): (row, column) = savedCursor
    case UInt8(ascii: "M"):
      if row == top {
        places.remove(at: bottom)
        places.insert(blankRow, at: top)
      } else {
        row -= 1
      }
    default: break
    }
  }

  private var blankRow: [Place] { [Place](repeating: Place(), count: columns) }

  private mutating func scroll() {
    if top == 0, !isAlternate { scrollBack.append(line(0)) }
    places.remove(at: top)
    places.insert(blankRow, at: bottom)
  }

  private mutating func lineFeed() {
    wrapsNext = false
    if row == bottom {
      scroll()
    } else if row < rows - 1 {
      row += 1
    }
  }

  private mutating func sequence(_ final: Character, _ parameters: [Int], _ text: String) {
    func parameter(_ index: Int, default fallback: Int = 1) -> Int {
      index < parameters.count && parameters[index] != 0 ? parameters[index] : fallback
    }
    let count = parameter(0)
    switch final {
    case "A": row = max(0, row - count)
    case "B", "e": row = min(rows - 1, row + count)
    case "C", "a": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "G", "`": column = min(columns - 1, count - 1)
    case "d": row = min(rows - 1, count - 1)
    case "H", "f":
      row = min(rows - 1, count - 1)
      column = min(columns - 1, parameter(1) - 1)
    case "J": eraseScreen(parameter(0, default: 0))
    case "K":
      let part = parameter(0, default: 0)
      erase(row, part == 0 ? column : 0, part == 1 ? column + 1 : columns)
    case "X": erase(row, column, min(columns, column + count))
    case "P", "@", "L", "M": shift(final, count)
    case "Z": for _ in 0..<count { column = max(0, (column - 1) / 8 * 8) }
    case "S": for _ in 0..<count { scroll() }
    case "T":
      for _ in 0..<count {
        places.remove(at: bottom)
        places.insert(blankRow, at: top)
      }
    case "b": for _ in 0..<count { print(lastScalar) }
    case "r":
      top = count - 1
      bottom = min(rows, parameter(1, default: rows)) - 1
      (row, column) = (0, 0)
    case "m": setStyle(parameters, text)
    case "n" where parameters == [6] && answers:
      replies += Array("\u{1B}[\(row + 1);\(column + 1)R".utf8)
    case "c" where parameters.allSatisfy({ $0 == 0 }) && answers:
      replies += Array("\u{1B}[?\(attributes)c".utf8)
    default: break
    }
  }

  private mutating func setStyle(_ parameters: [Int], _ text: String) {
    if parameters.isEmpty || parameters == [0] {
      style = ""
    } else if parameters[0] == 0 {
      style = text.split(separator: ";").dropFirst().joined(separator: ";")
    } else {
      style += (style.isEmpty ? "" : ";") + text
    }
  }

  private mutating func set(_ mode: Int, to isOn: Bool) {
    switch mode {
    case 25: showsCursor = isOn
    case 2004: takesPastes = isOn
    case 1049 where isOn && !isAlternate:
      saved = places
      savedCursor = (row, column)
      places = Self.blank(rows, columns)
      isAlternate = true
    case 1049 where !isOn && isAlternate:
      places = saved ?? places
      row = min(savedCursor.row, rows - 1)
      column = min(savedCursor.column, columns - 1)
      isAlternate = false
    default: break
    }
  }

  /// Inserts and deletes characters (`@`, `P`) and lines (`L`, `M`).
  private mutating func shift(_ final: Character, _ count: Int) {
    let isLine = final == "L" || final == "M"
    for _ in 0..<min(count, isLine ? bottom - row + 1 : columns - column) {
      switch final {
      case "P":
        places[row].remove(at: column)
        places[row].append(Place())
      case "@":
        places[row].removeLast()
        places[row].insert(Place(), at: column)
      case "L":
        places.remove(at: bottom)
        places.insert(blankRow, at: row)
      default:
        places.remove(at: row)
        places.insert(blankRow, at: bottom)
      }
    }
  }

  private mutating func eraseScreen(_ part: Int) {
    switch part {
    case 0:
      erase(row, column, columns)
      for below in row..<rows where below > row { erase(below, 0, columns) }
    case 1:
      for above in 0..<row { erase(above, 0, columns) }
      erase(row, 0, column + 1)
    default: for any in 0..<rows { erase(any, 0, columns) }
    }
  }

  private mutating func erase(_ row: Int, _ from: Int, _ to: Int) {
    guard row < rows else { return }
    for column in from..<max(from, min(to, columns)) { places[row][column] = Place() }
  }
}
