// Columns whose words a program makes numbers of: one column of numbers each, as wide as the program's.
extension ProgramReader {
  /// Words as their places in the alphabet: `LabelEncoder`, `.cat.codes`.
  func coded(_ column: ColumnValue) -> ColumnValue {
    change(
      "words that are learnt are classes by themselves here; other columns become places in the order of the alphabet"
    )
    var column = column
    column.isCoded = column.formula == nil && column.condition == nil && column.steps.isEmpty
    return column
  }

  /// Adds the step that makes a column of numbers of the words of another, under the name that the program gives it.
  func number(
    _ column: ColumnValue, as name: String, in table: inout TableValue
  ) throws(NotUnderstood) {
    let data = table.data
    guard let own = column.name, table.steps.count < 50, data.made.count < 200 else {
      throw NotUnderstood("so much is done to these data that it is not read")
    }
    let source = data.columnNames.isEmpty ? own : data.column(own)
    guard !table.numbers(name), !data.numbered.contains(source), !data.made.contains(name) else {
      throw NotUnderstood("the words of `\(own)` have become numbers already")
    }
    var numbered = NumberedColumn(
      name: name, source: source, result: source, line: "ordinal \(ProgramText.quoted(source))")
    if name == own { data.numbered.insert(source) }
    if column.isMapped {
      if name == own {
        numbered.result = newName(ProgramNames.label(own) + "_number", in: data)
        numbered.leaves = source
      } else {
        numbered.result = ProgramNames.label(name)
      }
      let shown =
        source == ProgramNames.label(source) ? source : "column(\(ProgramText.quoted(source)))"
      numbered.line =
        "column \(numbered.result) = \(Self.formula(column.mapping, of: shown))"
    }
    table.steps.append(.numbers(numbered))
  }

  /// Adds the step that computes a column anew of what it has: the column of the file stays away then.
  func compute(_ formula: String, as name: String, in table: inout TableValue)
    throws(NotUnderstood)
  {
    let data = table.data
    let source = data.columnNames.isEmpty ? name : data.column(name)
    guard table.steps.count < 50, data.made.count < 200 else {
      throw NotUnderstood("so much is done to these data that it is not read")
    }
    guard !data.isNumbered(name), data.target == nil, data.made.insert(name).inserted else {
      throw NotUnderstood("a column that is changed twice, or learnt, is not read")
    }
    data.numbered.insert(source)
    let result = newName(ProgramNames.label(name) + "_number", in: data)
    table.steps.append(
      .numbers(
        NumberedColumn(
          name: name, source: source, result: result, line: "column \(result) = \(formula)",
          leaves: source)))
  }

  /// `df.columns = ["a", "b"]`: the first line of the file is none of names then.
  func rename(columnsOf table: TableValue, to names: [String]) throws(NotUnderstood) {
    let data = table.data
    let isUntouched = table.steps.allSatisfy { step in
      switch step {
      case .dropMissing(let columns): columns.isEmpty
      case .line(let line): ["shuffle", "drop_duplicates"].contains(line)
      case .drop, .select, .numbers: false
      }
    }
    guard isUntouched, !names.isEmpty, Set(names).count == names.count, data.columnNames.isEmpty,
      data.target == nil, data.made.isEmpty, data.popped.isEmpty, data.aliases.isEmpty,
      data.words.isEmpty, data.variants.isEmpty, data.source.hasPrefix("csv(")
    else {
      throw NotUnderstood(
        "columns are renamed before anything is done to them, each by a new name in quotes")
    }
    if !data.options.contains("header=false") { data.options += ["header=false", "skip=1"] }
    data.columnNames = names
    change("columns are called column_1 and so on here, in the order of these names")
  }

  private func newName(_ wanted: String, in data: DataObject) -> String {
    var name = ProgramNames.label(wanted)
    while !data.made.insert(name).inserted { name += "_" }
    return name
  }

  /// `(city == "Rome") + 5 * (city == "Pisa")`
  private static func formula(_ mapping: [(word: String, number: Int)], of column: String) -> String
  {
    let terms = mapping.filter { $0.number != 0 }.map { word, number in
      let condition = "(\(column) == \(ProgramText.quoted(word)))"
      return number == 1 ? condition : "\(number) * \(condition)"
    }
    let first = mapping.first?.word ?? ""
    if terms.isEmpty { return "0 * (\(column) == \(ProgramText.quoted(first)))" }
    // A single condition needs no brackets.
    if terms.count == 1, let only = terms.first, only.hasPrefix("(") {
      return String(only.dropFirst().dropLast())
    }
    return terms.joined(separator: " + ")
  }

  /// Whether a column is still there behind steps.
  static func isKept(_ name: String, by steps: ArraySlice<TableStep>) -> Bool {
    steps.allSatisfy { step in
      switch step {
      case .drop(let names): !names.contains(name)
      case .select(let names): names.contains(name)
      case .dropMissing, .numbers, .line: true
      }
    }
  }
}

/// The columns of numbers of a table while its lines are written.
struct ColumnNumbering {
  /// Those whose lines are still to come: rows are chosen by words before that.
  var waiting: [NumberedColumn] = []
  /// What each is called here, by the name that the program gives it.
  private(set) var columns: [String: String] = [:]

  /// The lines that are to come, and the columns of words that they leave behind.
  mutating func written() -> (lines: [String], words: [String]) {
    defer { waiting = [] }
    for column in waiting { columns[column.name] = column.result }
    return (waiting.map(\.line), waiting.compactMap(\.leaves))
  }
}
