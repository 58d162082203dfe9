import Data
import Formats
import Support

extension Problems {
  /// `split at random, the classes in their shares: train 80, test 20`.
  static func text(of split: SplitSummary) -> String {
    let parts = split.parts.map { "\($0.part.rawValue) \(NumberText.grouped($0.count))" }
    switch split.column {
    case .groups(let column, let counts):
      let sizes = zip(parts, counts).map { "\($0) (\(count($1, "group")))" }
      return "split by \(quotedName(column)): \(sizes.joined(separator: ", "))"
    case .time(let column):
      return "split in the order of \(quotedName(column)): \(parts.joined(separator: ", "))"
    case nil: break
    }
    let shares = split.keepsShares ? ", the classes in their shares" : ""
    return "split at random\(shares): \(parts.joined(separator: ", "))"
  }

  /// What a source or step has done that its user should know.
  static func text(of note: DataNote) -> String {
    switch note {
    case .withoutTarget(let rows, let column):
      "\(count(rows, "row")) without \"\(Sanitizer.visible(column))\" \(rows == 1 ? "is" : "are") left out"
    case .ragged(let dropped, let filled, let file):
      "\(Sanitizer.visible(file)): of rows with another number of fields "
        + [
          dropped > 0 ? "\(count(dropped, "row")) \(dropped == 1 ? "is" : "are") left out" : nil,
          filled > 0
            ? "\(count(filled, "row")) \(filled == 1 ? "has" : "have") gaps at the end" : nil,
        ].compactMap { $0 }.joined(separator: ", ")
    case .renamed(let columns, let file):
      "\(Sanitizer.visible(file)): "
        + shortList(
          columns.map { "a second \(quotedName($0.name)) is \(quotedName($0.new))" })
    case .openDates(let columns, let file):
      "\(Sanitizer.visible(file)): \(shortList(columns.map(quotedName), most: 4)) may have the day or the month "
        + "first, and so \(columns.count == 1 ? "is" : "are") words: dates=day_first or dates=month_first says"
    case .alike(let words, let column):
      "\(quotedName(column)) has \(list(words.map(quotedName), "and")), which differ in case or blanks only: "
        + "`clean \(quotedName(column))` makes them one"
    case .disordered(let column):
      "\(quotedName(column)) is not in order, and so what is taken for earlier may be later: "
        + "`split 80%, 20%, time=\(quotedName(column))` sorts the rows first"
    case .unknownTokens(let found):
      "\(count(found, "character")) that training has not \(found == 1 ? "is" : "are") one further number"
    case .rowsLeftOut(let rows, .emptySide):
      "\(count(rows, "pair")) with an empty side \(rows == 1 ? "is" : "are") left out"
    case .rowsLeftOut(let rows, .beginning(let earlier)):
      "\(count(rows, "row")) with fewer than \(NumberText.grouped(earlier)) before \(rows == 1 ? "it is" : "them are") left out"
    case .rowsLeftOut(let rows, .timeless(let column)):
      "\(count(rows, "row")) without \(quotedName(column)), which orders them, \(rows == 1 ? "is" : "are") left out"
    case .rowsLeftOut(let rows, .condition):
      "\(count(rows, "row")) for which the condition does not hold \(rows == 1 ? "is" : "are") left out"
    case .rowsLeftOut(let rows, .missing):
      "\(count(rows, "row")) with gaps \(rows == 1 ? "is" : "are") left out"
    case .rowsLeftOut(let rows, .duplicate):
      "\(count(rows, "row")) that stood there before \(rows == 1 ? "is" : "are") left out"
    case .remark(let remark, let file):
      "\(Sanitizer.visible(file)): " + words(of: remark)
    case .dialect(let dialect, let file, let columns):
      "\(Sanitizer.visible(file)): " + words(of: dialect, columns).joined(separator: ", ")
    }
  }

  /// `fields between ";"`, `decimal comma`, `no header: column_1 … column_5`.
  private static func words(of dialect: Dialect, _ columns: Int) -> [String] {
    var words: [String] = []
    switch dialect.leadingLines {
    case 0: break
    case 1: words.append("line 1 is no part of the table (`skip=0` reads it)")
    case let lines:
      words.append("lines 1 to \(lines) are no part of the table (`skip=0` reads them)")
    }
    switch dialect.separator {
    case 0x2C: break
    case 0x09: words.append("fields between tabs")
    case 0x20: words.append("fields between blanks")
    default: words.append("fields between `\(Character(Unicode.Scalar(dialect.separator)))`")
    }
    if dialect.encoding != .utf8 { words.append("read as \(dialect.encoding.name)") }
    if dialect.decimal == 0x2C { words.append("decimal comma") }
    if !dialect.hasHeader {
      words.append("no header: the columns are column_1 to column_\(columns)")
    }
    return words
  }
}
