// Words of columns that a program gives numbers, or takes for gaps.
extension ProgramReader {
  /// `df["sex"].map({"male": 0, "female": 1})`, `df["a"].replace("?", np.nan)`
  func mapped(
    _ column: ColumnValue, _ method: String, _ given: CallArguments
  ) throws(NotUnderstood) -> ColumnValue {
    guard column.formula == nil, column.condition == nil, column.steps.isEmpty,
      column.fills.isEmpty, !column.isMapped, !column.isCoded
    else { throw NotUnderstood("`.\(method)` of a column that was changed is not read") }
    var column = column
    if method == "replace", let words = try gapWords(given) {
      column.gapWords += words
      return column
    }
    guard case .dictionary(let pairs)? = given.value("arg", at: 0) ?? given.value("to_replace"),
      !pairs.isEmpty, pairs.count <= 200
    else {
      throw NotUnderstood("only numbers that are written out for words are read: `map({\"a\": 0})`")
    }
    for (key, value) in pairs {
      let word: String
      switch key {
      case .text(let text): word = text
      case .integer(let number): word = "\(number)"
      default: throw NotUnderstood("which words are given numbers is not known here")
      }
      var number = value.number.flatMap { Int(exactly: $0) }
      if case .truth(let truth) = value { number = truth ? 1 : 0 }
      guard let number else {
        throw NotUnderstood("words are given other words: only whole numbers for words are read")
      }
      guard !column.mapping.contains(where: { $0.number == number || $0.word == word }) else {
        throw NotUnderstood("several words get one number, which has no counterpart here")
      }
      column.mapping.append((word, number))
    }
    change(
      "words that are learnt are classes by themselves here, in the order of the alphabet; other columns become these "
        + "numbers, and 0 where a word has none")
    column.isMapped = true
    column.hasGapsElsewhere = method == "map"
    return column
  }

  /// The words that a `replace` takes for gaps; `nil` where it does something else.
  func gapWords(_ given: CallArguments) throws(NotUnderstood) -> [String]? {
    var found: [Meaning]
    switch given.value("to_replace", at: 0) {
    case .dictionary(let pairs)?:
      guard pairs.contains(where: { Self.isGap($0.value) }) else { return nil }
      guard pairs.allSatisfy({ Self.isGap($0.value) }) else {
        throw NotUnderstood("words become gaps or numbers, one after the other")
      }
      found = pairs.map(\.key)
    case let first?:
      guard let value = given.value("value", at: 1) else { return nil }
      guard Self.isGap(value) else {
        throw NotUnderstood("only words that become gaps are read: `replace(\"?\", np.nan)`")
      }
      if case .items(let items) = first { found = items } else { found = [first] }
    case nil: return nil
    }
    var words: [String] = []
    for item in found {
      guard case .text(let word) = item else {
        throw NotUnderstood("numbers that stand for gaps have no counterpart here")
      }
      words.append(word)
    }
    return words
  }

  private static func isGap(_ meaning: Meaning) -> Bool {
    guard case .library(let path) = meaning else { return false }
    return ["numpy.nan", "numpy.NaN", "numpy.NAN", "math.nan", "pandas.NA"].contains(path)
  }

  /// Words that a file is known to write for what it does not know.
  static let usualGaps: Set = [
    "?", "-", "NA", "N/A", "na", "n/a", "null", "None", "nan", "NaN", "",
  ]

  /// Says that words of the file stand for gaps.
  func add(gaps words: [String], to table: TableValue) throws(NotUnderstood) {
    guard
      !table.steps.contains(where: { step in
        switch step {
        case .dropMissing: true
        case .line(let line): line.hasPrefix("impute")
        case .drop, .select, .numbers: false
        }
      })
    else {
      throw NotUnderstood(
        "gaps are what the file has: write this line before rows with gaps are left out or filled")
    }
    declare(gaps: words, of: table.data)
  }

  func declare(gaps words: [String], of data: DataObject) {
    let quoted = words.map(ProgramText.quoted)
    if let place = data.options.firstIndex(where: { $0.hasPrefix("missing=[") }) {
      let more = quoted.filter { !data.options[place].contains($0) }
      if !more.isEmpty {
        data.options[place] = data.options[place].dropLast() + ", \(more.joined(separator: ", "))]"
      }
    } else {
      data.options.append("missing=[\(quoted.joined(separator: ", "))]")
    }
    change("`missing=` takes \(quoted.joined(separator: ", ")) for a gap in every column")
  }

  /// What is left of rows whose words got no number, before rows with gaps are left out.
  func keepMapped(_ table: inout TableValue, _ columns: [String]) throws(NotUnderstood) {
    let data = table.data
    let own = columns.map(data.column)
    for name in data.mappedWhole.sorted() where own.isEmpty || own.contains(name) {
      if table.selected?.contains(where: { data.column($0) == name }) == false { continue }
      let isGone = table.steps.contains { step in
        if case .drop(let names) = step { names.contains(name) } else { false }
      }
      guard !isGone, let mapping = data.mappings[name] else { continue }
      guard name == ProgramNames.label(name) else {
        throw NotUnderstood("a column in a formula needs a name that is one word")
      }
      let words = mapping.map { "\(name) == \(ProgramText.quoted($0.word))" }
      let line = TableStep.line("keep \(words.joined(separator: " or "))")
      if !table.steps.contains(line) { table.steps.append(line) }
    }
  }

  /// Throws where numbers of classes would be others than the program's.
  func checkNumbers(of data: DataObject) throws(NotUnderstood) {
    guard data.isRenumbered else { return }
    throw NotUnderstood(
      "classes have other numbers than in the program: here they stand in the order of the alphabet, "
        + data.classNumbers.map(\.word).sorted().prefix(10).joined(separator: ", "))
  }
}
