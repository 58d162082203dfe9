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
    let start = try share(first, of: data) ?? 0
    let end = try share(last, of: data) ?? 1
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

  private func share(_ expression: PythonExpression?, of data: DataObject) throws(NotUnderstood)
    -> Double?
  {
    guard let expression else { return nil }
    switch try evaluate(expression) {
    case .none: return nil
    case .integer(0): return 0
    case .rows(let own, let share) where own === data:
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
