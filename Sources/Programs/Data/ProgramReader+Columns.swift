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
      given.markAllRead()
      change("words are classes by themselves here, in the order of the alphabet")
      var column = column
      column.isMapped = true
      return .column(column)
    case "mean", "median", "mode":
      guard given.count == 0, let name = column.name else { break }
      return .constructed(
        "fill", KerasLayer(method == "mode" ? "most_frequent" : method, [.init(name, .none)]))
    case "fillna":
      guard let name = column.name else { break }
      if given.isTrue("inplace") {
        throw NotUnderstood("write `df[\"\(name)\"] = df[\"\(name)\"].fillna(…)`")
      }
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
    guard case .column(let column) = value, column.name == name, column.data === table.data else {
      throw NotUnderstood(
        "a new column is computed by a step of the data: `column \(ProgramNames.label(name)) = …`")
    }
    if column.isMapped { table.data.words.append(name) }
    guard !column.fills.isEmpty, case .name(let own) = base else { return }
    var filled = table
    filled.steps += column.fills
    define(own, .table(filled))
  }
}
