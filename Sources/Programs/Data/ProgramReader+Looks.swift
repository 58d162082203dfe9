// What is looked at of a table: its rows are those that the program has left by then.
extension ProgramReader {
  /// Stands for the name of a table as it is now, until it is known how its data are prepared.
  func mark(lookingAt table: TableValue) -> String {
    guard looks.count < 2000 else { return mark(of: table.data) }
    looks.append(table)
    return "\(Self.open)L\(looks.count - 1)\(Self.close)"
  }

  /// The same of data, as the name that was given last has them.
  func mark(lookingAt data: DataObject) -> String {
    data.latest.map { mark(lookingAt: $0) } ?? mark(of: data)
  }

  /// The name of what is looked at: of data that are prepared otherwise, but have the same rows, too.
  func name(lookedAt table: TableValue) -> String {
    let data = table.data
    var steps = lines(of: table)
    let rows = steps.filter(TableValue.isOfRows)
    if let known = data.variants.first(where: { $0.steps.filter(TableValue.isOfRows) == rows }) {
      return known.name
    }
    // Columns that are left out behind the last rows change no row; without a target the last column is one.
    if data.target == nil {
      let whole = steps.count
      while let last = steps.last, last.hasPrefix("drop ") || last.hasPrefix("select ") {
        steps.removeLast()
      }
      if steps.count < whole {
        let own = pieces.first {
          if case .data(let other) = $0.piece { other === data } else { false }
        }
        remark(
          data.line, .changed,
          "what is shown has the columns of the file, also those that are left out",
          in: own?.cell)
      }
    }
    return name(of: data, steps)
  }

  /// Writes what `head`, `tail` and `describe` at the end of a line show; `false` where it is none of a table.
  func show(_ expression: PythonExpression) throws(NotUnderstood) -> Bool {
    guard case .call(.attribute(let base, let method), let arguments) = expression,
      method == "head" || method == "tail", arguments.count <= 1,
      arguments.allSatisfy({ $0.name == nil || $0.name == "n" }),
      case .table(let table) = try evaluate(base)
    else { return false }
    let count = try arguments.first.map { argument throws(NotUnderstood) in
      try evaluate(argument.value)
    }
    guard method == "head" else {
      throw NotUnderstood("the last rows have no verb: `head d` shows the first ones")
    }
    switch count {
    case nil: write(["head \(mark(lookingAt: table))"])
    case .integer(let rows)? where rows > 0:
      write(["head \(mark(lookingAt: table))" + (rows == 5 ? "" : ", \(rows)")])
    default: throw NotUnderstood("how many rows it shows is not known here")
    }
    return true
  }
}
