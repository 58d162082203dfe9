import Exchange

// Tables of pandas as sources and steps.
extension ProgramReader {
  func callTables(_ word: String, _ given: CallArguments) throws(NotUnderstood) -> Meaning {
    switch word {
    case "read_csv", "read_table": return try readTable(given, hasHeader: true)
    case "get_dummies":
      guard case .table(var table)? = given.first else { break }
      let columns = try names(given.value("columns", at: nil))
      table.steps.append(
        .line("one_hot" + (columns.isEmpty ? "" : " " + quoted(columns, of: table.data))))
      return .table(table)
    case "DataFrame", "Series":
      if let first = given.first, valueText(first) != nil { return first }
    case "set_option":
      given.markAllRead()
      return .none
    default: break
    }
    throw NotUnderstood("`\(word)` of pandas is not read here")
  }

  /// A file of rows, of pandas or of NumPy.
  func readTable(_ given: CallArguments, hasHeader: Bool) throws(NotUnderstood) -> Meaning {
    guard let path = given.text("filepath_or_buffer", at: 0) ?? given.text("fname", at: 0) else {
      throw NotUnderstood("the name of the file is not known here")
    }
    let data = DataObject("csv(\(ProgramText.quoted(path)))", line: line, hasParts: false)
    if path.contains("://") {
      change("files are read from the disk: fetch \(path) first")
      data.source =
        "csv(\(ProgramText.quoted(String(path.split(separator: "/").last ?? "data.csv"))))"
    }
    if let separator = given.text("sep") ?? given.text("delimiter"), separator != "," {
      data.options.append("separator=\(ProgramText.quoted(separator))")
    }
    if let missing = given.value("na_values") {
      let words = try names(missing)
      data.options.append("missing=[\(words.map(ProgramText.quoted).joined(separator: ", "))]")
    }
    if let rows = given.whole("nrows") { data.options.append("rows=\(rows)") }
    let names = try names(given.value("names"))
    if !names.isEmpty, case .integer? = given.value("header") {
      throw NotUnderstood("columns keep the names of the file: leave `names=` out")
    }
    if !hasHeader || given.value("header").map(\.isNone) == true || !names.isEmpty {
      data.options.append("header=false")
      data.columnNames = names
    }
    if !hasHeader, let skipped = given.whole("skiprows") ?? given.whole("skip_header"), skipped > 0
    {
      data.options.append("skip=\(skipped)")
    }
    put(data)
    var table = TableValue(data: data)
    switch given.value("index_col") {
    case nil, Meaning.none?, .truth(false)?: break
    case .text(let name)?: table.steps.append(.drop([name]))
    case .integer(let place)? where names.indices.contains(place):
      table.steps.append(.drop([names[place]]))
    default:
      throw NotUnderstood("which column numbers the rows is said by its name: `index_col=\"id\"`")
    }
    let columns = given.value("usecols")
    if let places = columns?.wholeNumbers {
      guard data.options.contains("header=false"), places.allSatisfy({ (0..<10_000).contains($0) })
      else { throw NotUnderstood("columns are chosen by their names: `usecols=[\"…\"]`") }
      table.steps.append(.select(places.map { "column_\($0 + 1)" }))
    } else {
      let used = try self.names(columns)
      if !used.isEmpty { table.steps.append(.select(used)) }
    }
    return .table(table)
  }

  /// One text, or several.
  func names(_ meaning: Meaning?) throws(NotUnderstood) -> [String] {
    switch meaning {
    case nil, Meaning.none?: return []
    case .text(let text)?: return [text]
    case .items(let items)?:
      var found: [String] = []
      for item in items {
        guard case .text(let text) = item else {
          throw NotUnderstood("which columns are meant is not known here")
        }
        found.append(text)
      }
      return found
    default: throw NotUnderstood("which columns are meant is not known here")
    }
  }

  func quoted(_ columns: [String], of data: DataObject) -> String {
    columns.map { ProgramText.quoted(data.column($0)) }.joined(separator: ", ")
  }

  func call(_ method: String, of table: TableValue, _ given: CallArguments) throws(NotUnderstood)
    -> Meaning
  {
    var table = table
    // A change in its place is given to its name by the statement.
    if Self.inPlace.contains(method) { _ = given.isTrue("inplace") }
    if ["dropna", "drop_duplicates"].contains(method), table.part != .all {
      guard !table.data.splitOptions.contains("shuffle=false") else {
        throw NotUnderstood("rows are left out before the data are split")
      }
      change("rows are left out of all parts here, before the data are split")
    }
    guard table.steps.count < 50, table.data.popped.count < 1000 else {
      throw NotUnderstood("so much is done to these data that it is not read")
    }
    switch method {
    case "astype", "to_numpy":
      if let type = given.value("dtype", at: 0), !type.isNone, !Self.isFloat(type) {
        change(
          "types are left out: columns keep their numbers, with fractions where they have them")
      }
      return .table(table)
    case "copy", "infer_objects", "toarray": return .table(table)
    case "reset_index":
      guard given.isTrue("drop") else {
        throw NotUnderstood("rows have no numbers of their own here")
      }
      return .table(table)
    case "dropna":
      switch given.value("axis", at: 0) {
      case nil, Meaning.none?, .integer(0)?, .text("index")?, .text("rows")?: break
      default: throw NotUnderstood("columns with gaps are left out by their names: `drop \"…\"`")
      }
      guard ["any", nil].contains(given.text("how")) else {
        throw NotUnderstood("rows are left out where any of the columns has a gap")
      }
      let columns = try names(given.value("subset"))
      try keepMapped(&table, columns)
      table.steps.append(.dropMissing(columns))
    case "replace":
      guard let words = try gapWords(given) else {
        throw NotUnderstood("only words that become gaps are read: `replace(\"?\", np.nan)`")
      }
      try add(gaps: words, to: table)
    case "drop_duplicates":
      guard ["first", nil].contains(given.text("keep")) else {
        throw NotUnderstood("of equal rows the first one stays here")
      }
      table.steps.append(.line("drop_duplicates"))
    case "pop":
      guard let name = given.text("item", at: 0) else { break }
      if !table.data.popped.contains(where: { $0.name == name }) {
        table.data.popped.append((name, table.steps.count))
      }
      return .column(ColumnValue(data: table.data, part: table.part, name: name))
    case "drop":
      if case .method(.table(let rows), "index")? = given.first, rows.data === table.data,
        rows.part != .all, rows.rowSteps == table.rowSteps
      {
        table.part = rows.part == .test ? .train : .test
        return .table(table)
      }
      if case .method(.table(let rows), "index")? = given.value("index") ?? given.at(0),
        rows.data === table.data
      {
        throw NotUnderstood("rows are left out by what the others have: `keep mpg <= 40`")
      }
      if let columns = given.value("columns") {
        table.steps.append(.drop(try names(columns)))
      } else {
        switch given.value("axis", at: 1) {
        case .integer(1)?, .text("columns")?: break
        default: throw NotUnderstood("rows are chosen by `keep`")
        }
        table.steps.append(.drop(try names(given.value("labels", at: 0))))
      }
    case "sample":
      guard let share = given.number("frac") else {
        throw NotUnderstood("only a share of the rows is drawn: `frac=0.8`")
      }
      if given.value("random_state") != nil {
        change("which rows are drawn follows from `seed` here")
      }
      if share >= 1 {
        table.steps.append(.line("shuffle"))
      } else {
        guard table.data.shares.isEmpty else {
          throw NotUnderstood("these data have their parts already")
        }
        // What is drawn may be what measures: its name says so, or that it is the smaller part.
        let name = wanted?.lowercased() ?? ""
        let measures =
          ["val", "test", "eval", "holdout"].contains { name.contains($0) }
          || share < 0.5 && !name.contains("train")
        table.data.shares = measures ? [1 - share, share] : [share, 1 - share]
        table.part = measures ? .test : .train
      }
    case "fillna":
      if let number = given.number("value", at: 0) {
        table.steps.append(.line("impute constant, value=\(ProgramText.number(number))"))
      } else if case .scaler(.mean)? = given.value("value", at: 0) {
        table.steps.append(.line("impute mean"))
      } else {
        throw NotUnderstood("gaps are filled by `impute`: mean, median, most_frequent, constant")
      }
    case "mean", "std":
      // Whether words are left out is of no account: they have neither.
      _ = given.isTrue("numeric_only")
      guard [0, nil].contains(given.whole("axis", at: 0)) else {
        throw NotUnderstood("only means and deviations of columns are read")
      }
      return .scaler(method == "mean" ? .mean : .deviation)
    case "head":
      let count = given.value("n", at: 0) ?? .integer(5)
      guard case .integer(let rows) = count, rows > 0 else {
        throw NotUnderstood("how many rows are left is not known here")
      }
      guard table.part == .all, table.data.shares.isEmpty else {
        throw NotUnderstood("rows are left out before the data are split")
      }
      table.steps.append(.line("take \(rows)"))
    case "tail":
      throw NotUnderstood("the last rows are chosen by no step: `take 100` keeps the first ones")
    case "describe", "info":
      given.markAllRead()
      write(["describe \(mark(lookingAt: table))"])
      return .none
    case "isna", "isnull", "corr", "nunique", "value_counts":
      given.markAllRead()
      write(["describe \(mark(lookingAt: table))"])
      return .unneeded
    case "keys": break
    default: throw NotUnderstood("`.\(method)` of a table is not read here")
    }
    if method == "pop" || method == "keys" { throw NotUnderstood("`.\(method)` is not read here") }
    return .table(table)
  }

  func call(_ method: String, of scaler: Scaler, _ given: CallArguments) throws(NotUnderstood)
    -> Meaning
  {
    if scaler == .classes {
      switch given.first {
      case .column(let column)?:
        return method == "fit" ? .scaler(scaler) : .column(coded(column))
      case .array?:
        change("words are classes by themselves here, in the order of the alphabet")
        return method == "fit" ? .scaler(scaler) : given.positional[0]
      default: throw NotUnderstood("`.\(method)` of these is not read")
      }
    }
    throw NotUnderstood("`.\(method)` is not read here")
  }

  /// Methods that change their table itself where `inplace=True` says so.
  static let inPlace: Set = [
    "dropna", "drop_duplicates", "drop", "fillna", "reset_index", "replace",
  ]
}
