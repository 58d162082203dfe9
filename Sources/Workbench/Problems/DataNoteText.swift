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
    case .windowsWithGaps(let left, let all, let column):
      "\(NumberText.grouped(left)) of \(count(all, "window")) \(left == 1 ? "is" : "are") left out: "
        + "something is missing in \(quotedName(column)) there"
    case .fileOrder(let columns):
      "columns keep the order of the file: \(list(first: 8, of: columns.map(quotedName)))"
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
          first: 8, of: columns.map { "a second \(quotedName($0.name)) is \(quotedName($0.new))" })
    case .openDates(let columns, let file):
      "\(Sanitizer.visible(file)): \(list(first: 4, of: columns.map(quotedName))) may have the day or the month "
        + "first, and so \(columns.count == 1 ? "is" : "are") words: dates=day_first or dates=month_first says"
    case .onDisk(let bytes, let folder, let file):
      "\(Sanitizer.visible(file)): \(byteText(bytes)) lie on the disk of \(Sanitizer.visible(folder)), in files without names "
        + "that go with the data"
    case .doubtful(let columns, let file):
      "\(Sanitizer.visible(file)): " + text(of: columns)
    case .unusedOrder(let order, let file):
      "\(Sanitizer.visible(file)): " + text(of: order)
    case .takenAsRead(let column, let word, let changer, let remedy):
      text(of: remedy, column, word, changer)
    case .takenAsChanged(let column, let word, let changer):
      "\(word) takes \(quotedName(column)) as \(changer) has left it, not as the file has it"
    case .unusualTarget(let column, let kind, let other):
      "\(quotedName(column)) is what is predicted, and is "
        + (kind == .date
          ? "dates: they are learnt as seconds since 1970" : "text: every different one is a class")
        + (other.map { "; `target=\(Sanitizer.visible(QuotedText.of($0)))` predicts another" } ?? "")
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
    case .remark(let remark, let file):
      "\(Sanitizer.visible(file)): " + words(of: remark)
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

extension Problems {
  /// Columns that became words, and what to type where they are meant otherwise.
  private static func text(of columns: [WordColumn]) -> String {
    guard columns.count == 1, let column = columns.first else {
      return "\(list(columns.prefix(8).map { quotedName($0.name) }, "and"))"
        + (columns.count > 8 ? " and \(columns.count - 8) more" : "")
        + " are words that look like numbers or days, too"
    }
    let name = quotedName(column.name)
    switch column.reason {
    case .decorated(let text, let value):
      return "\(name) is words, such as \(quotedName(text)): numbers=[\(name)] reads numbers, "
        + "\(NumberText.general(value)) there"
    case .others(let words, let kind):
      let others = list(words.map(quotedName), "and")
      return "\(name) is words, as \(others) \(words.count == 1 ? "is" : "are") no "
        + "\(kind == .date ? "day" : "number")\(words.count == 1 ? "" : "s"): "
        + "missing=[\(words.map(quotedName).joined(separator: ", "))] if nothing stands there"
    case .bothOrders(let noDayFirst, let noMonthFirst):
      return "\(name) is words: \(quotedName(noMonthFirst)) can only have the day first, and "
        + "\(quotedName(noDayFirst)) only the month: write all days alike in the file, such as 2024-12-31"
    case .severalForms(let first, let second):
      return
        "\(name) is words, as \(quotedName(first)) and \(quotedName(second)) are days written in two ways: "
        + "write all alike in the file, such as 2024-12-31"
    }
  }

  private static func text(of order: DelimitedRepairs.UnusedOrder) -> String {
    let option = "dates=\(order.monthFirst ? "month_first" : "day_first")"
    guard !order.contrary.isEmpty else {
      return "\(option) decides nothing: no column of days leaves the order open"
    }
    let first = order.monthFirst ? "day" : "month"
    return
      "\(list(order.contrary.prefix(4).map(quotedName), "and")) can only have the \(first) first, and "
      + "\(order.contrary.count == 1 ? "is" : "are") read so: \(option) is for what is open"
  }

  /// That lines act in another order than they stand.
  private static func text(
    of remedy: DataNote.OrderRemedy, _ column: String, _ word: String, _ changer: String
  ) -> String {
    let said =
      "\(word) runs before \(changer), whatever stands first, and takes \(quotedName(column)) as the file has it: "
    switch remedy {
    case .asRead: return said + "write the condition for the numbers of the file"
    case .otherColumns:
      return said + "name the columns that are not filled, `drop_missing \"age\"`, or leave it out"
    case .alsoMade(let made):
      return said
        + "`\(changer) \(made.map(quotedName).joined(separator: " "))` changes what it makes, too"
    case .secondBlock:
      return said
        + "in a block of its own, `e = data d { \(word) … }`, it takes what \(changer) has made"
    }
  }
}
