import Engine
import Language
import Learning
import Support

extension Interpreter {
  /// Runs one statement; answers its value, which a function's last statement returns.
  @discardableResult
  func execute(_ statement: Statement, in frame: Frame, isTop: Bool) throws -> Value {
    try Problems.located(at: statement.span) { try checkInterrupt() }
    try checkRecovery()
    if isTop { statementText = text(of: statement.span) }
    switch statement.kind {
    case .function(let function):
      if let name = function.name {
        bind(name.text, to: try makeFunction(function, in: frame), in: frame)
        remember(name.text, statement.span, in: frame)
      }
    case .forIn(let name, let items, let body):
      for item in try iterate(items, in: frame) {
        bind(name.text, to: item, in: frame)
        _ = try execute(body, in: frame, isTop: isTop)
      }
    case .repetition(let count, let body):
      let number = try wholeNumber(count, in: frame, of: "repeat")
      guard number <= Interpreter.loopLimit else {
        throw Problems.diagnostic(
          for: ValueProblem.loopTooLong(number, limit: Interpreter.loopLimit), at: count.span)
      }
      for _ in 0..<max(0, number) { _ = try execute(body, in: frame, isTop: isTop) }
    case .conditional(let branches, let otherwise):
      for branch in branches where try condition(branch.condition, in: frame) {
        return try execute(branch.body, in: frame, isTop: isTop)
      }
      return try execute(otherwise, in: frame, isTop: isTop)
    case .intervention(let run, let unit, let place, let body):
      try intervene(
        run, isEpoch: unit.text == "epoch", at: place, body, in: frame, isTop: isTop)
    case .assignment(let targets, let value):
      try assign(targets, value, statement, in: frame)
      try checkTraining()
    case .expression(let expression):
      let value = try evaluate(expression, in: frame)
      try checkRecovery(of: value)
      if isTop, frame === global { keepResult(value) }
      try checkTraining()
      if isTop && !statement.isSilenced {
        try Problems.located(at: expression.span) { try value.requireText() }
        try show(value, of: expression)
      }
      return value
    }
    return .none
  }

  /// Ends the program after a statement whose training has failed.
  private func checkTraining() throws {
    if let failedTraining { throw failedTraining }
  }

  /// Runs a body; its value is that of its last statement.
  func execute(_ body: [Statement], in frame: Frame, isTop: Bool) throws -> Value {
    var last = Value.none
    for statement in body { last = try execute(statement, in: frame, isTop: isTop) }
    return last
  }

  /// A bound on loops, so that every cell ends.
  static let loopLimit = 1_000_000

  private func condition(_ expression: Expression, in frame: Frame) throws -> Bool {
    let value = try evaluate(expression, in: frame)
    return try Problems.located(at: expression.span) { try truth(of: value) }
  }

  /// The items of a list, a tensor's first axis, or a whole-number range with both ends.
  private func iterate(_ expression: Expression, in frame: Frame) throws -> AnySequence<Value> {
    let value = try evaluate(expression, in: frame)
    return try Problems.located(at: expression.span) {
      switch value {
      case .list(let items): return AnySequence(items)
      case .range(let low, let high):
        guard let first = Int(exactly: low), let last = Int(exactly: high) else {
          throw ValueProblem.notWhole(Int(exactly: low) == nil ? low : high, of: "for")
        }
        let (distance, overflows) = last.subtractingReportingOverflow(first)
        guard !overflows, distance < Interpreter.loopLimit else {
          throw ValueProblem.loopTooLong(
            overflows || distance == .max ? .max : distance + 1, limit: Interpreter.loopLimit)
        }
        // One after the other: a million numbers at once are half a gigabyte.
        return AnySequence((first..<max(first, last + 1)).lazy.map { .number(Double($0)) })
      case .tensor(let tensor) where tensor.shape.rank > 0:
        return AnySequence(
          try (0..<tensor.shape[0]).map {
            if $0 & 0xFF == 0 { try Interrupt.check() }
            return try Indexing.item(tensor, at: $0)
          })
      default:
        throw ValueProblem.wrongKind(
          of: "for", expected: "a list, a tensor or a range of whole numbers",
          found: value.messageText)
      }
    }
  }

  /// `a = …`, `a, b = …`, `m.hidden.kernel = …`: binds all targets or none.
  private func assign(
    _ targets: [Target], _ expression: Expression, _ statement: Statement, in frame: Frame
  ) throws {
    let outer = (targetName, boundName, statementText)
    defer { (targetName, boundName, statementText) = outer }
    if targets.count == 1, targets[0].path.isEmpty {
      boundName = targets[0].name.text
      if SavedInputs.isResultName(targets[0].name.text) {
        // It draws what it drew without a name.
        statementText = text(of: expression.span)
      } else {
        targetName = boundName
      }
    }
    let value = try evaluate(expression, in: frame)
    try checkRecovery(of: value)
    let values = try Problems.located(at: expression.span) {
      try unpack(value, into: targets.count)
    }
    for (target, value) in zip(targets, values) {
      if target.path.isEmpty {
        bind(target.name.text, to: value, in: frame)
        remember(target.name.text, statement.span, in: frame)
      } else {
        try Problems.located(at: target.span) { try store(value, at: target, in: frame) }
      }
    }
  }

  private func unpack(_ value: Value, into count: Int) throws -> [Value] {
    guard count > 1 else { return [value] }
    let items: [Value]
    switch value {
    case .list(let list): items = Array(list)
    case .tensor(let tensor) where tensor.shape.rank > 0:
      guard tensor.shape[0] == count else {
        throw ValueProblem.wrongCount(
          function: "this assignment", expected: count...count, found: tensor.shape[0])
      }
      items = try (0..<count).map { try Indexing.item(tensor, at: $0) }
    default: items = [value]
    }
    guard items.count == count else {
      throw ValueProblem.wrongCount(
        function: "this assignment", expected: count...count, found: items.count)
    }
    return items
  }

  private func remember(_ name: String, _ span: SourceSpan, in frame: Frame) {
    if frame === global { definitions[name] = text(of: span) }
  }

  /// The source text of a span.
  func text(of span: SourceSpan) -> String {
    let bytes = source.utf8
    guard span.start <= span.end, span.end <= bytes.count else { return "" }
    let start = bytes.index(bytes.startIndex, offsetBy: span.start)
    let end = bytes.index(start, offsetBy: span.end - span.start)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
