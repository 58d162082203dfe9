import Support

// Which rows and columns of a table are meant, and what it becomes as samples.
extension ProgramReader {
  /// `df["y"]`, `df[["a", "b"]]`, `df[df["a"] > 1]`, `df[:n]`, `data[:, 0:8]`, `df.iloc[:, -1]`; `isLabelled` for
  /// `df.loc`, whose rows go by labels.
  func columns(
    of table: TableValue, _ places: [PythonExpression], isLabelled: Bool = false
  ) throws(NotUnderstood) -> Meaning {
    var table = table
    guard table.steps.count < 50 else {
      throw NotUnderstood("so much is done to these data that it is not read")
    }
    guard let rows = places.first, places.count <= 2 else {
      throw NotUnderstood("these rows and columns are not read here")
    }
    if case .slice(let first, let last, nil) = rows {
      if first != nil || last != nil {
        guard !isLabelled else { throw NotUnderstood("rows have no labels here") }
        table.part = try cut(table.data, table.part, first, last, isShuffled: table.isShuffled)
      }
      return places.count == 1 ? .table(table) : try columns(of: table, at: places[1])
    }
    guard places.count == 1 || isLabelled else {
      throw NotUnderstood("these rows and columns are not read here")
    }
    switch try evaluate(rows) {
    case .column(let column) where column.data === table.data:
      guard let condition = column.condition else {
        throw NotUnderstood("rows are chosen by a condition: `keep age > 30`")
      }
      guard table.part == .all else {
        throw NotUnderstood("rows are chosen before they are split: `keep \(condition)`")
      }
      if let word = column.gapFilter, let name = column.name {
        // The column has numbers then.
        declare(gaps: [word], of: table.data)
        change("rows with any gap in `\(name)` are left out")
        table.steps.append(.dropMissing([name]))
      } else {
        table.steps.append(.line("keep \(condition)"))
      }
      return places.count == 1 ? .table(table) : try columns(of: table, at: places[1])
    case .text(let name) where places.count == 1:
      return .column(ColumnValue(data: table.data, part: table.part, name: name))
    case .integer(let place)
    where places.count == 1 && !isLabelled && isNameless(table.data) && (0..<10_000).contains(place):
      // Without names pandas counts columns from 0.
      return .column(
        ColumnValue(data: table.data, part: table.part, name: "column_\(place + 1)"))
    case let several:
      guard places.count == 1, !isLabelled else {
        throw NotUnderstood("these rows and columns are not read here")
      }
      if isNameless(table.data), let numbers = several.wholeNumbers,
        numbers.allSatisfy({ (0..<10_000).contains($0) })
      {
        table.steps.append(.select(numbers.map { "column_\($0 + 1)" }))
        return .table(table)
      }
      table.steps.append(.select(try names(several)))
      return .table(table)
    }
  }

  /// Whether neither the file nor the program gives columns names.
  private func isNameless(_ data: DataObject) -> Bool {
    data.options.contains("header=false") && data.columnNames.isEmpty
  }

  /// The columns of all rows of a table: by their places, or by their names.
  private func columns(of table: TableValue, at place: PythonExpression) throws(NotUnderstood)
    -> Meaning
  {
    var table = table
    let isNamed = !table.data.options.contains("header=false")
    if case .slice(let first, let last, nil) = place {
      if first == nil, last == nil { return .table(table) }
      let bounds = try [first, last].map { expression throws(NotUnderstood) -> Int? in
        guard let expression else { return nil }
        guard case .integer(let number) = try evaluate(expression) else {
          throw NotUnderstood("which columns are meant is not known here")
        }
        return number
      }
      if let chosen = table.selected {
        func place(_ number: Int) -> Int {
          min(max(number < 0 ? chosen.count + number : number, 0), chosen.count)
        }
        let (start, end) = (place(bounds[0] ?? 0), place(bounds[1] ?? chosen.count))
        guard start < end, bounds[1] ?? 0 <= chosen.count else {
          throw NotUnderstood("there are no such columns")
        }
        table.steps.append(.select(Array(chosen[start..<end])))
        return .table(table)
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
      table.steps.append(.select(((bounds[0] ?? 0)..<last).map { "column_\($0 + 1)" }))
      return .table(table)
    }
    func column(_ name: String?) -> Meaning {
      .column(ColumnValue(data: table.data, part: table.part, name: name))
    }
    switch try evaluate(place) {
    case .integer(let number):
      if let chosen = table.selected {
        let place = number < 0 ? chosen.count + number : number
        guard chosen.indices.contains(place) else { throw NotUnderstood("there is no such column") }
        return column(chosen[place])
      }
      if number == -1 { return column(nil) }
      guard !isNamed, number >= 0, number < 10_000 else {
        throw NotUnderstood("a column is chosen by its name: `target \"…\"`")
      }
      return column("column_\(number + 1)")
    case .text(let name): return column(name)
    case let several:
      table.steps.append(.select(try names(several)))
      return .table(table)
    }
  }

  /// A table as the inputs of samples: what was done to it, in the order of the program.
  func samples(of table: TableValue) -> ArrayValue {
    ArrayValue(data: table.data, part: table.part, side: .inputs, steps: lines(of: table))
  }

  /// The steps of a table as lines: what is predicted is no column of its inputs, and stays.
  func lines(of table: TableValue) -> [String] {
    let data = table.data
    var steps: [TableStep] = []
    for place in 0...table.steps.count {
      // A column that is taken out is there for what stands before.
      let popped = data.popped.filter { min($0.place, table.steps.count) == place }.map(\.name)
      if !popped.isEmpty { steps.append(.drop(popped)) }
      if place < table.steps.count { steps.append(table.steps[place]) }
    }
    let isTarget = { (name: String) in data.target == ProgramText.quoted(data.column(name)) }
    var lines: [String] = []
    var numbering = ColumnNumbering()
    /// Columns that are to be left out before the next line.
    var dropped: [String] = []
    var gone: Set<String> = []
    var chosen: [String]?
    func endDrop() {
      if !dropped.isEmpty { lines.append("drop " + quoted(dropped, of: data)) }
      dropped = []
    }
    func makeNumbers() {
      let (made, words) = numbering.written()
      guard !made.isEmpty else { return }
      endDrop()
      lines += made
      dropped = words
    }
    for (place, step) in steps.enumerated() {
      switch step {
      case .drop(let names):
        for name in names where !isTarget(name) && gone.insert(name).inserted {
          if chosen?.contains(name) ?? true { dropped.append(name) }
        }
        chosen?.removeAll { gone.contains($0) }
      case .select(let names):
        makeNumbers()
        let kept = names.filter { !isTarget($0) }
        let isFirst = chosen == nil && lines.isEmpty
        if kept == chosen, dropped.isEmpty { continue }
        // What is chosen leaves the others out, too.
        dropped = []
        chosen = kept
        if !(isFirst && isWhole(kept, names, of: data)), !kept.isEmpty {
          if lines.last?.hasPrefix("select ") == true { lines.removeLast() }
          let columns = kept.map { numbering.columns[$0] ?? data.column($0) }
          lines.append("select " + columns.map(ProgramText.quoted).joined(separator: ", "))
        }
      case .dropMissing(let names):
        endDrop()
        let own = names.filter { !isTarget($0) }
        // Rows without a target are left out anyway.
        if own.isEmpty, !names.isEmpty { continue }
        lines.append("drop_missing" + (own.isEmpty ? "" : " " + quoted(own, of: data)))
      case .numbers(let column):
        guard !isTarget(column.name), Self.isKept(column.name, by: steps[(place + 1)...]) else {
          continue
        }
        numbering.waiting.append(column)
        if chosen?.contains(column.name) == false { chosen?.append(column.name) }
      case .line(let line):
        // What is done to all columns is done to those numbers; rows are chosen by the words.
        if line == "drop_duplicates" || !TableValue.isOfRows(line), !line.hasPrefix("column "),
          !line.contains("\"")
        {
          makeNumbers()
        }
        endDrop()
        lines.append(line)
        if line.hasPrefix("one_hot") || line.hasPrefix("column ") { chosen = nil }
      }
    }
    makeNumbers()
    endDrop()
    return lines
  }

  /// Whether these are all columns of a file without a header but the last, which is predicted.
  private func isWhole(_ kept: [String], _ names: [String], of data: DataObject) -> Bool {
    data.options.contains("header=false") && kept == names
      && kept.enumerated().allSatisfy { $0.element == "column_\($0.offset + 1)" }
      && data.target == "\"column_\(kept.count + 1)\""
  }

  /// A column as the targets of samples.
  func samples(of column: ColumnValue) throws(NotUnderstood) -> ArrayValue {
    if let word = column.askedWord, let name = column.name {
      var column = column
      (column.condition, column.askedWord, column.isMixed) = (nil, nil, false)
      column.mapping = [(word, 1)]
      change(
        "words that are learnt are classes by themselves here, in the order of the alphabet: `\(Sanitizer.visible(word))` against "
          + "all others where `\(Sanitizer.visible(name))` has two words, and otherwise each its own class"
      )
      return try samples(of: column)
    }
    guard !column.isMixed else {
      throw NotUnderstood(
        "what is learnt is a column of the file, or is computed of one of numbers")
    }
    guard column.gapWords.isEmpty else {
      throw NotUnderstood(
        "gaps of what is learnt are left out: give the column its new values first")
    }
    let numbers =
      column.mapping.isEmpty
      ? column.name.flatMap { column.data.mappings[column.data.column($0)] } ?? [] : column.mapping
    if !numbers.isEmpty { column.data.classNumbers = numbers }
    if let name = column.name {
      guard !column.data.made.contains(name) else {
        throw NotUnderstood("what is learnt is a column of the file, not one that is computed")
      }
      let target = ProgramText.quoted(column.data.column(name))
      guard column.data.target == nil || column.data.target == target else {
        throw NotUnderstood("another column of the same file is predicted already")
      }
      column.data.target = target
    }
    return ArrayValue(data: column.data, part: column.part, side: .targets, steps: column.steps)
  }
}
