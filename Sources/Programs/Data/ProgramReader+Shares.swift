// Parts of data that a program cuts at a share of their rows.
extension ProgramReader {
  private static let advice =
    "how many rows there are is known only when it runs: parts are shares, `split 70%, 30%`"

  /// The part that rows from `first` to before `last` are: `x[:n]` trains, `x[n:]` tests, `x[n:k]` stands between them.
  ///
  /// Throws where the rows are no share of the data, or parts would meet.
  func cut(
    _ data: DataObject, _ part: ArrayValue.Part, _ first: PythonExpression?,
    _ last: PythonExpression?, isShuffled: Bool
  ) throws(NotUnderstood) -> ArrayValue.Part {
    try cut(
      data, part, from: try share(first.map(evaluate), of: data) ?? 0,
      to: try share(last.map(evaluate), of: data) ?? 1, isShuffled: isShuffled)
  }

  private func cut(
    _ data: DataObject, _ part: ArrayValue.Part, from start: Double, to end: Double,
    isShuffled: Bool
  ) throws(NotUnderstood) -> ArrayValue.Part {
    if start == 0, end == 1 { return part }
    guard part == .all, !data.hasParts, data.heldOut == nil,
      data.shares.isEmpty || data.trainEnd != nil || data.testStart != nil
    else { throw NotUnderstood("these data have their parts already") }
    guard start >= 0, start < end, end <= 1 else {
      throw NotUnderstood("its rows are no share of the data")
    }
    let found: ArrayValue.Part = start == 0 ? .train : end == 1 ? .test : .validation
    let trainEnd = found == .train ? end : found == .validation ? start : data.trainEnd
    let testStart = found == .test ? start : found == .validation ? end : data.testStart
    let ends = trainEnd ?? testStart ?? 1
    let starts = testStart ?? ends
    guard data.trainEnd == nil || data.trainEnd == trainEnd,
      data.testStart == nil || data.testStart == testStart, ends <= starts
    else { throw NotUnderstood("its parts have rows in common, or other ends than those before") }
    (data.trainEnd, data.testStart) = (trainEnd, testStart)
    data.shares = ends == starts ? [ends, 1 - ends] : [ends, starts - ends, 1 - starts]
    data.splitOptions = isShuffled ? [] : ["shuffle=false"]
    change("`split` cuts at a share: its parts may have a row more or less than the program's")
    return found
  }

  /// `np.split(df, [int(0.8 * len(df)), int(0.9 * len(df))])`
  func split(_ all: Meaning, at ends: [Meaning]) throws(NotUnderstood) -> Meaning {
    guard (1...2).contains(ends.count) else {
      throw NotUnderstood("there are two or three parts here: train, validation and test")
    }
    var found: [Meaning] = []
    let bounds = [Meaning.integer(0)] + ends + [.none]
    for (first, last) in zip(bounds, bounds.dropFirst()) {
      switch all {
      case .table(var table):
        table.part = try cut(
          table.data, table.part, from: try share(first, of: table.data) ?? 0,
          to: try share(last, of: table.data) ?? 1, isShuffled: table.isShuffled)
        found.append(.table(table))
      case .array(var array):
        array.part = try cut(
          array.data, array.part, from: try share(first, of: array.data) ?? 0,
          to: try share(last, of: array.data) ?? 1, isShuffled: array.steps.contains("shuffle"))
        array.count = nil
        found.append(.array(array))
      default: throw NotUnderstood("`split` of these is not read")
      }
    }
    return .items(found)
  }

  /// Whether it may be inputs, or their targets.
  static func isSamples(_ meaning: Meaning) -> Bool {
    switch meaning {
    case .array, .value, .table, .column: true
    default: false
    }
  }

  private func share(_ meaning: Meaning?, of data: DataObject) throws(NotUnderstood) -> Double? {
    switch meaning {
    case nil, Meaning.none?: return nil
    case .integer(0)?: return 0
    case .rows(let own, let share)? where own === data:
      // Shares are written to a tenth of a percent.
      let rounded = (share * 1000).rounded() / 1000
      guard rounded.isFinite, abs(rounded - share) < 1e-9 else {
        throw NotUnderstood("shares are written to a tenth of a percent: `split 66.7%, 33.3%`")
      }
      return rounded
    default: throw NotUnderstood(Self.advice)
    }
  }

  /// How many rows data have, where that is known only when they are read.
  static func count(of data: DataObject, _ part: ArrayValue.Part) throws(NotUnderstood) -> Meaning {
    guard part == .all else { throw NotUnderstood(advice) }
    return .rows(data, 1)
  }

  /// Arithmetic of a number of rows: another share of them.
  func shared(_ sign: String, _ left: Meaning, _ right: Meaning) throws(NotUnderstood) -> Meaning? {
    switch (left, right) {
    case (.rows(let data, let share), let other) where other.number != nil:
      let number = other.number ?? 0
      if sign == "*" { return .rows(data, share * number) }
      if sign == "/" || sign == "//", number != 0 { return .rows(data, share / number) }
    case (let other, .rows(let data, let share)) where other.number != nil && sign == "*":
      return .rows(data, share * (other.number ?? 0))
    case (.rows(let data, let a), .rows(let other, let b)) where data === other:
      if sign == "+" { return .rows(data, a + b) }
      if sign == "-" { return .rows(data, a - b) }
    case (.rows, _), (_, .rows): break
    default: return nil
    }
    throw NotUnderstood(Self.advice)
  }
}
