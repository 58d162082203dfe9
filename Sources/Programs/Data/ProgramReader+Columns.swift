import Exchange

// Columns of tables: gaps that are filled, words that become numbers.
extension ProgramReader {
  func call(_ method: String, of column: ColumnValue, _ given: CallArguments) throws(NotUnderstood)
    -> Meaning
  {
    switch method {
    case "astype": return try cast(.column(column), to: given.value("dtype", at: 0))
    case "to_numpy", "copy", "ravel", "flatten", "reshape", "tolist":
      given.markAllRead()
      return .column(column)
    case "map", "replace":
      return .column(try mapped(column, method, given))
    case "isna", "isnull", "notna", "notnull":
      var column = column
      let name = try operand(.column(column), of: column.data)
      column.condition = method.hasPrefix("not") ? "not missing(\(name))" : "missing(\(name))"
      (column.formula, column.isMixed, column.askedWord) = (nil, true, nil)
      return .column(column)
    case "isin":
      guard case .items(let items)? = given.value("values", at: 0), (1...50).contains(items.count)
      else { break }
      var column = column
      let name = try operand(.column(column), of: column.data)
      var found: [String] = []
      for item in items { found.append("\(name) == \(try operand(item, of: column.data))") }
      column.condition = found.joined(separator: " or ")
      (column.formula, column.isMixed, column.askedWord) = (nil, true, nil)
      return .column(column)
    case "mean", "median", "mode":
      guard given.count == 0, let name = column.name else { break }
      return .constructed(
        "fill", KerasLayer(method == "mode" ? "most_frequent" : method, [.init(name, .none)]))
    case "fillna":
      guard let name = column.name else { break }
      guard !column.isMapped, !column.isCoded, !column.data.isNumbered(name)
      else { throw NotUnderstood("gaps are filled before words become numbers") }
      var column = column
      column.fills.append(
        "impute " + (try filling(given.value("value", at: 0), name, of: column.data)))
      return .column(column)
    default: break
    }
    throw NotUnderstood("`.\(method)` of a column is not read here")
  }

  /// What stands where nothing does: `median, "age"`.
  private func filling(
    _ value: Meaning?, _ name: String, of data: DataObject
  ) throws(NotUnderstood) -> String {
    let own = ProgramText.quoted(data.column(name))
    switch value {
    case .constructed("fill", let method)?:
      guard method.arguments.first?.name == name else {
        throw NotUnderstood("a gap is filled by what its own column has")
      }
      return "\(method.className), \(own)"
    case .text(let word)?: return "constant, \(own), value=\(ProgramText.quoted(word))"
    case let value?:
      guard let number = value.number else { break }
      return "constant, \(own), value=\(ProgramText.number(number))"
    case nil: break
    }
    throw NotUnderstood("gaps are filled by `impute`: mean, median, most_frequent, constant")
  }

  /// `df["age"] = …`: a column that was filled, given numbers for its words, or is what it was.
  func assign(
    _ value: Meaning, toColumnOf table: TableValue, _ base: PythonExpression,
    _ places: [PythonExpression]
  ) throws(NotUnderstood) {
    guard places.count == 1, case .text(let name) = try evaluate(places[0]) else {
      throw NotUnderstood("single elements are not changed here")
    }
    guard case .column(let column) = value, column.data === table.data else {
      throw NotUnderstood(
        "a new column is computed by a step of the data: `column \(ProgramNames.label(name)) = …`")
    }
    guard column.formula != nil || column.condition != nil || column.name != name else {
      guard column.steps.isEmpty else {
        throw NotUnderstood("a column of the file keeps its values: give a new one another name")
      }
      if !column.gapWords.isEmpty { try add(gaps: column.gapWords, to: table) }
      guard !column.fills.isEmpty || column.isMapped || column.isCoded,
        case .name(let own) = base
      else { return }
      var changed = table
      if column.isMapped || column.isCoded {
        if column.isMapped {
          table.data.words.append(name)
          note(column, of: name)
        }
        try number(column, as: name, in: &changed)
      }
      changed.steps += column.fills.map { .line($0) }
      return define(own, .table(changed))
    }
    // A new name for the words of a column: the column itself is meant.
    if column.isMapped, column.formula == nil, column.condition == nil, column.steps.isEmpty,
      column.fills.isEmpty, let own = column.name, table.data.aliases.count < 200,
      case .name(let variable) = base
    {
      table.data.aliases[name] = own
      note(column, of: own)
      var changed = table
      try number(column, as: name, in: &changed)
      return define(variable, .table(changed))
    }
    if column.name == name, column.fills.isEmpty, column.gapWords.isEmpty, !column.isMapped,
      !column.isCoded, let formula = column.formula ?? column.condition, case .name(let own) = base
    {
      var changed = table
      try compute(formula, as: name, in: &changed)
      return define(own, .table(changed))
    }
    guard column.name != name, name == ProgramNames.label(name), column.fills.isEmpty,
      column.gapWords.isEmpty,
      !column.isMapped, let formula = column.formula ?? column.condition, case .name(let own) = base
    else {
      throw NotUnderstood("a column of the file keeps its values: give a new one another name")
    }
    guard table.steps.count < 50, table.data.made.count < 200 else {
      throw NotUnderstood("so much is done to these data that it is not read")
    }
    var wider = table
    wider.steps.append(.line("column \(name) = \(formula)"))
    table.data.made.insert(name)
    define(own, .table(wider))
  }

  /// Remembers the numbers that a program gives the words of a column.
  private func note(_ column: ColumnValue, of name: String) {
    let own = column.data.column(name)
    column.data.mappings[own] = column.mapping
    if column.hasGapsElsewhere { column.data.mappedWhole.insert(own) }
  }

  /// What is computed of a column and a number, a word or another column; the column stands behind where it `isSecond`.
  func computed(
    _ column: ColumnValue, _ sign: String, _ other: Meaning, isSecond: Bool = false
  ) throws(NotUnderstood) -> ColumnValue {
    guard column.fills.isEmpty, !column.isMapped, !column.isCoded, column.gapWords.isEmpty,
      column.steps.count < 50,
      column.formula?.utf8.count ?? 0 < 2000,
      column.condition?.utf8.count ?? 0 < 2000
    else { throw NotUnderstood("`\(sign)` of a column that was changed is not read") }
    var result = column
    (result.gapFilter, result.askedWord) = (nil, nil)
    if sign == "&" || sign == "|" {
      guard let own = column.condition, case .column(let second) = other,
        second.data === column.data, let more = second.condition
      else {
        throw NotUnderstood("`\(sign)` joins conditions: `keep age > 30 and city == \"Rome\"`")
      }
      result.condition = "(\(own)) \(sign == "&" ? "and" : "or") (\(more))"
      (result.formula, result.isMixed) = (nil, true)
      return result
    }
    let operands = [
      try operand(.column(column), of: column.data), try operand(other, of: column.data),
    ]
    let (left, right) = isSecond ? (operands[1], operands[0]) : (operands[0], operands[1])
    let isNumber = other.number != nil
    result.isMixed = column.isMixed || !isNumber || column.condition != nil || column.name == nil
    let y = column.steps.isEmpty ? "y" : "(y)"
    let relabel =
      isSecond
      ? "relabel y -> \(operands[1]) \(sign) \(y)" : "relabel y -> \(y) \(sign) \(operands[1])"
    switch sign {
    case "==", "!=", "<", ">", "<=", ">=":
      // A gap is unlike everything in pandas.
      result.condition =
        sign == "!=" && column.name != nil && column.formula == nil
        ? "(missing(\(operands[0])) or \(left) != \(right))" : "\(left) \(sign) \(right)"
      result.formula = nil
      if sign == "==", column.name != nil, column.formula == nil, column.condition == nil,
        column.steps.isEmpty, case .text(let word) = other
      {
        result.askedWord = word
      }
      if sign == "!=", !isSecond, column.formula == nil, column.name != nil,
        case .text(let word) = other, Self.usualGaps.contains(word)
      {
        result.gapFilter = word
      }
    case "+", "-", "*", "/":
      result.formula = "(\(left) \(sign) \(right))"
      result.condition = nil
    default: throw NotUnderstood("`\(sign)` of a column is not read")
    }
    if isNumber { result.steps.append(relabel) }
    return result
  }

  /// A column, a number or a word inside a formula.
  private func operand(_ meaning: Meaning, of data: DataObject) throws(NotUnderstood) -> String {
    switch meaning {
    case .column(let column)
    where column.data === data && column.condition == nil && column.gapWords.isEmpty:
      if let formula = column.formula { return formula }
      guard let name = column.name.map(data.column), name == ProgramNames.label(name) else {
        throw NotUnderstood("a column in a formula needs a name that is one word")
      }
      guard column.name.map(data.isNumbered) != true else {
        throw NotUnderstood(
          "the words of `\(name)` have become numbers: rows are chosen, and columns computed, by the words before that"
        )
      }
      return name
    case .text(let word): return ProgramText.quoted(word)
    default:
      guard let number = meaning.number else {
        throw NotUnderstood("it is computed of what is not known here")
      }
      return ProgramText.number(number)
    }
  }
}
