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
        + list(
          columns.prefix(8).map { "a second \(quotedName($0.name)) is \(quotedName($0.new))" },
          "and")
        + (columns.count > 8 ? " and \(columns.count - 8) more" : "")
    case .openDates(let columns, let file):
      "\(Sanitizer.visible(file)): \(list(columns.prefix(4).map(quotedName), "and")) may have the day or the month "
        + "first, and so \(columns.count == 1 ? "is" : "are") words: dates=day_first or dates=month_first says"
    case .alike(let words, let column):
      "\(quotedName(column)) has \(list(words.map(quotedName), "and")), which differ in case or blanks only: "
        + "`clean \(quotedName(column))` makes them one"
    case .disordered(let column):
      "\(quotedName(column)) is not in order, and so what is taken for earlier may be later: "
        + "`split 80%, 20%, time=\(quotedName(column))` sorts the rows first"
    case .simultaneous(let rows, let column, let remedy):
      "\(count(rows, "row")) \(rows == 1 ? "has" : "have") the same \(quotedName(column)) as the row before, and each row is taken for the "
        + "next one in time: "
        + (remedy.isEmpty
          ? "say which column tells series apart, `by=\"…\"` of lag, or keep one series"
          : "`\(remedy)` takes "
            + (remedy.hasPrefix("keep")
              ? "one series; write it in a line before" : "each series by itself"))
    case .skipped(let moments, let column, let usual, let word):
      "\(quotedName(column)): \(text(of: moments, every: usual)) missing between rows; \(word) counts rows, whatever lies between"
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
    case .dialect(let dialect, let file, let columns):
      "\(Sanitizer.visible(file)): " + words(of: dialect, columns).joined(separator: ", ")
    }
  }

  /// `3 days are`, of moments so many seconds apart.
  private static func text(of moments: Int, every seconds: Double) -> String {
    let units: [(ClosedRange<Double>, String)] = [
      (1...1, "second"), (60...60, "minute"), (3_600...3_600, "hour"), (86_400...86_400, "day"),
      (604_800...604_800, "week"), (28 * 86_400...31 * 86_400, "month"),
      (89 * 86_400...92 * 86_400, "quarter"), (365 * 86_400...366 * 86_400, "year"),
    ]
    let be = moments == 1 ? "is" : "are"
    guard let unit = units.first(where: { $0.0.contains(seconds) }) else {
      let (size, name) =
        seconds >= 86_400
        ? (86_400.0, "days") : seconds >= 3_600 ? (3_600, "hours") : (60, "minutes")
      return
        "\(count(moments, "row")), one every \(NumberText.general(seconds / size)) \(name), \(be)"
    }
    return "\(count(moments, unit.1)) \(be)"
  }

  /// `fields between ";"`, `decimal comma`, `no header: column_1 … column_5`.
  private static func words(of dialect: Dialect, _ columns: Int) -> [String] {
    var words: [String] = []
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
