// Functions that Python has by itself.
extension ProgramReader {
  func callBuiltin(_ word: String, _ given: CallArguments) throws(NotUnderstood) -> Meaning {
    let first = given.first
    if ["display", "type", "exit"].contains(word) { given.markAllRead() }
    switch (word, first) {
    case ("len", .items(let items)?): return .integer(items.count)
    case ("len", .array(let array)?):
      if let count = array.count { return .integer(count) }
      if array.part == .all, array.rows == nil, !array.data.hasParts, array.data.shares.isEmpty {
        return .rows(array.data, 1)
      }
      return .value(ValueText(text: "len(\(text(of: array)))", shape: [], isWhole: true))
    case ("len", .value(let value)?):
      if let count = value.shape?.first { return .integer(count) }
      return .value(ValueText(text: "len(\(value.text))", shape: [], isWhole: true))
    case ("len", .table(let table)?):
      if table.part == .all, let latest = table.data.latest, latest.rowSteps != table.rowSteps {
        // Rows that are chosen for this alone.
        return .value(
          ValueText(text: "len(\(mark(lookingAt: table)).x)", shape: [], isWhole: true))
      }
      return try Self.count(of: table.data, table.part)
    case ("len", .column(let column)?): return try Self.count(of: column.data, column.part)
    case ("len", .classNames(let data)?):
      data.countsClasses = data.classes == nil
      return data.classes.map(Meaning.integer) ?? .classCount(data)
    case ("int", .rows?), ("round", .rows?): return first ?? .none
    case ("range", _):
      guard let bounds = Meaning.items(given.positional).wholeNumbers,
        (1...3).contains(bounds.count)
      else {
        throw NotUnderstood("how often it runs is known only when it runs")
      }
      let (start, end) = bounds.count == 1 ? (0, bounds[0]) : (bounds[0], bounds[1])
      let step = bounds.count == 3 ? bounds[2] : 1
      guard step != 0, start.magnitude < 1 << 40, end.magnitude < 1 << 40, step.magnitude < 1 << 40,
        (end - start) / step < 1000
      else { throw NotUnderstood("a loop of so many rounds is not unrolled") }
      return .items(stride(from: start, to: end, by: step).map(Meaning.integer))
    case ("int", .integer?), ("float", .number?), ("str", .text?), ("list", .items?),
      ("tuple", .items?):
      return first ?? .none
    case ("int", .number(let number)?):
      guard let whole = Int(exactly: number.rounded(.towardZero)) else { break }
      return .integer(whole)
    case ("float", .integer(let number)?): return .number(Double(number))
    case ("str", .integer(let number)?): return .text("\(number)")
    case ("enumerate", .items(let items)?):
      return .items(items.enumerated().map { .items([.integer($0.offset), $0.element]) })
    case ("reversed", .items(let items)?): return .items(items.reversed())
    case ("zip", .items?):
      let lists = given.positional.compactMap { meaning -> [Meaning]? in
        if case .items(let items) = meaning { items } else { nil }
      }
      guard lists.count == given.count, let count = lists.map(\.count).min() else {
        break
      }
      return .items((0..<count).map { place in .items(lists.map { $0[place] }) })
    case ("float", .value?), ("float", .array?): return first ?? .none
    case ("int", .value(let value)?)
    where !value.isWhole && value.text.contains("len(") && !value.text.contains("-"):
      // A share of a number of samples is not below 0.
      return .value(ValueText(text: "floor(\(value.text))", shape: [], isWhole: true))
    case ("int", .value(let value)?):
      return try cast(.value(value), to: .text("int"))
    case ("min", .value?) where given.count == 1, ("max", .value?) where given.count == 1,
      ("sum", .value?) where given.count == 1, ("abs", .value?), ("round", .value?):
      return try callNumerics(
        "numpy.\(word)", word, CallArguments(positional: given.positional))
    case ("exit", _):
      throw NotUnderstood("the program ends there; the lines behind it stand here all the same")
    case ("display", _), ("type", _):
      skip()
      return .none
    default: break
    }
    throw NotUnderstood("`\(word)` is not read here")
  }
}
