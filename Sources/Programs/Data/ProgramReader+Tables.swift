import Exchange

// Tables of pandas as sources and steps.
extension ProgramReader {
  func callTables(_ word: String, _ given: CallArguments) throws(NotUnderstood) -> Meaning {
    switch word {
    case "read_csv", "read_table": return try readTable(given, hasHeader: true)
    case "get_dummies":
      guard case .table(var table)? = given.first else { break }
      let columns = try names(given.value("columns", at: nil))
      table.steps.append("one_hot" + (columns.isEmpty ? "" : " " + quoted(columns, of: table.data)))
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
    let columns = given.value("usecols")
    if let places = columns?.wholeNumbers {
      guard data.options.contains("header=false"), places.allSatisfy({ (0..<10_000).contains($0) })
      else { throw NotUnderstood("columns are chosen by their names: `usecols=[\"…\"]`") }
      table.selected = places.map { "column_\($0 + 1)" }
    } else {
      let used = try self.names(columns)
      if !used.isEmpty { table.selected = used }
    }
    return .table(table)
  }

  /// One text, or several.
  private func names(_ meaning: Meaning?) throws(NotUnderstood) -> [String] {
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

  private func quoted(_ columns: [String], of data: DataObject) -> String {
    columns.map { ProgramText.quoted(data.column($0)) }.joined(separator: ", ")
  }

  /// `df["y"]`, `df[["a", "b"]]`, `data[:, 0:8]`, `df.iloc[:, -1]`
  func columns(of table: TableValue, _ places: [PythonExpression]) throws(NotUnderstood) -> Meaning
  {
    var table = table
    if places.count == 1 {
      switch try evaluate(places[0]) {
      case .text(let name):
        return .column(ColumnValue(data: table.data, part: table.part, name: name))
      case let several:
        table.selected = try names(several)
        return .table(table)
      }
    }
    guard places.count == 2, case .slice(nil, nil, nil) = places[0] else {
      throw NotUnderstood("these rows and columns are not read here")
    }
    let isNamed = !table.data.options.contains("header=false")
    switch places[1] {
    case .slice(let first, let last, nil):
      let bounds = try [first, last].map { expression throws(NotUnderstood) -> Int? in
        guard let expression else { return nil }
        guard case .integer(let number) = try evaluate(expression) else {
          throw NotUnderstood("which columns are meant is not known here")
        }
        return number
      }
      if bounds[0] ?? 0 == 0, bounds[1] == -1 {
        table.isWithoutLast = true
        return .table(table)
      }
      guard !isNamed, let last = bounds[1], last > bounds[0] ?? 0, bounds[0] ?? 0 >= 0,
        last <= 10_000
      else {
        throw NotUnderstood("columns are chosen by their names: `select \"…\"`")
      }
      let chosen = table.selected ?? (0..<last).map { "column_\($0 + 1)" }
      guard last <= chosen.count else { throw NotUnderstood("there are no such columns") }
      table.selected = Array(chosen[(bounds[0] ?? 0)..<last])
      return .table(table)
    case let place:
      guard case .integer(let number) = try evaluate(place) else {
        throw NotUnderstood("which column is meant is not known here")
      }
      if let chosen = table.selected, !isNamed {
        let place = number < 0 ? chosen.count + number : number
        guard chosen.indices.contains(place) else { throw NotUnderstood("there is no such column") }
        return .column(ColumnValue(data: table.data, part: table.part, name: chosen[place]))
      }
      if number == -1 { return .column(ColumnValue(data: table.data, part: table.part, name: nil)) }
      guard !isNamed, number >= 0, number < 10_000 else {
        throw NotUnderstood("a column is chosen by its name: `target \"…\"`")
      }
      return .column(ColumnValue(data: table.data, part: table.part, name: "column_\(number + 1)"))
    }
  }

  func call(_ method: String, of table: TableValue, _ given: CallArguments) throws(NotUnderstood)
    -> Meaning
  {
    var table = table
    guard table.steps.count < 50, table.dropped.count < 1000, table.data.popped.count < 1000 else {
      throw NotUnderstood("so much is done to these data that it is not read")
    }
    switch method {
    case "astype", "to_numpy":
      if let type = given.value("dtype", at: 0), !type.isNone, !Self.isFloat(type) {
        change(
          "types are left out: columns keep their numbers, with fractions where they have them")
      }
      return .table(table)
    case "copy", "infer_objects": return .table(table)
    case "reset_index":
      guard given.isTrue("drop") else {
        throw NotUnderstood("rows have no numbers of their own here")
      }
      return .table(table)
    case "dropna": table.steps.append("drop_missing")
    case "drop_duplicates": table.steps.append("drop_duplicates")
    case "pop":
      guard let name = given.text("item", at: 0) else { break }
      if !table.data.popped.contains(name) { table.data.popped.append(name) }
      return .column(ColumnValue(data: table.data, part: table.part, name: name))
    case "drop":
      if case .method(.table(let rows), "index")? = given.first, rows.data === table.data {
        guard rows.part != .all else { throw NotUnderstood("no rows are left over") }
        table.part = rows.part == .test ? .train : .test
        return .table(table)
      }
      if let columns = given.value("columns") {
        table.dropped += try names(columns)
      } else {
        switch given.value("axis", at: 1) {
        case .integer(1)?, .text("columns")?: break
        default: throw NotUnderstood("rows are chosen by `keep`")
        }
        table.dropped += try names(given.value("labels", at: 0))
      }
      if given.isTrue("inplace") {
        table.data.popped += table.dropped
      }
    case "sample":
      guard let share = given.number("frac") else {
        throw NotUnderstood("only a share of the rows is drawn: `frac=0.8`")
      }
      if given.value("random_state") != nil {
        change("which rows are drawn follows from `seed` here")
      }
      if share >= 1 {
        table.steps.append("shuffle")
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
        table.steps.append("impute constant, value=\(ProgramText.number(number))")
      } else if case .scaler(.mean)? = given.value("value", at: 0) {
        table.steps.append("impute mean")
      } else {
        throw NotUnderstood("gaps are filled by `impute`: mean, median, most_frequent, constant")
      }
    case "mean", "std":
      // Whether words are left out is of no account: they have neither.
      _ = given.isTrue("numeric_only")
      return .scaler(method == "mean" ? .mean : .deviation)
    case "head", "tail":
      given.markAllRead()
      write(["head \(mark(of: table.data))"])
      return .none
    case "describe", "info":
      given.markAllRead()
      write(["describe \(mark(of: table.data))"])
      return .none
    case "isna", "isnull", "corr", "nunique", "value_counts":
      given.markAllRead()
      write(["describe \(mark(of: table.data))"])
      return .unneeded
    case "keys": break
    default: throw NotUnderstood("`.\(method)` of a table is not read here")
    }
    if method == "pop" || method == "keys" { throw NotUnderstood("`.\(method)` is not read here") }
    return .table(table)
  }

  /// A table as the inputs of samples: its columns are steps.
  func samples(of table: TableValue) -> ArrayValue {
    let data = table.data
    var steps: [String] = []
    let isTarget = { (name: String) in data.target == ProgramText.quoted(data.column(name)) }
    let dropped = (table.dropped + data.popped).filter { !isTarget($0) }
    if let selected = table.selected {
      let kept = selected.filter { !isTarget($0) }
      let isWhole =
        data.options.contains("header=false") && kept == selected
        && kept.enumerated().allSatisfy { $0.element == "column_\($0.offset + 1)" }
        && data.target == "\"column_\(kept.count + 1)\""
      if !isWhole { steps.append("select " + quoted(kept, of: data)) }
    } else if !dropped.isEmpty {
      steps.append("drop " + quoted(dropped, of: data))
    }
    return ArrayValue(data: data, part: table.part, side: .inputs, steps: steps + table.steps)
  }

  /// A column as the targets of samples.
  func samples(of column: ColumnValue) throws(NotUnderstood) -> ArrayValue {
    if let name = column.name {
      let target = ProgramText.quoted(column.data.column(name))
      guard column.data.target == nil || column.data.target == target else {
        throw NotUnderstood("another column of the same file is predicted already")
      }
      column.data.target = target
    }
    return ArrayValue(data: column.data, part: column.part, side: .targets, steps: column.steps)
  }

  func call(_ method: String, of scaler: Scaler, _ given: CallArguments) throws(NotUnderstood)
    -> Meaning
  {
    if scaler == .classes {
      switch given.first {
      case .column?, .array?:
        change("words are classes by themselves here, in the order of the alphabet")
        return method == "fit" ? .scaler(scaler) : given.positional[0]
      default: throw NotUnderstood("`.\(method)` of these is not read")
      }
    }
    throw NotUnderstood("`.\(method)` is not read here")
  }
}
