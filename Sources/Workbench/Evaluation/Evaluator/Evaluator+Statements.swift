import Engine
import Language
import Support

extension Evaluator {
  /// Runs one statement; answers its value, which a function's last statement returns.
  @discardableResult
  func execute(_ statement: Statement) throws -> Value {
    try Problems.located(at: statement.span) { try session.checkInterrupt() }
    try session.checkRecovery()
    // An assignment names itself with its target, at once.
    if case .assignment = statement.kind { return try perform(statement) }
    guard context.isTop else { return try perform(statement) }
    return try with { $0.begin(statement.span) }.perform(statement)
  }

  private func perform(_ statement: Statement) throws -> Value {
    switch statement.kind {
    case .function(let function):
      if let name = function.name {
        bind(name.text, to: try makeFunction(function))
        remember(name.text, statement.span)
      }
    case .forIn(let names, let items, let body):
      for item in try iterate(items) {
        let parts = try Problems.located(at: items.span) { try unpack(item, into: names.count) }
        for (name, part) in zip(names, parts) { bind(name.text, to: part) }
        _ = try execute(body)
      }
    case .repetition(let count, let body):
      let number = try wholeNumber(count, of: "repeat")
      guard number <= Evaluator.loopLimit else {
        throw Problems.diagnostic(
          for: ValueProblem.limit(.loopTooLong(number, limit: Evaluator.loopLimit)), at: count.span)
      }
      for _ in 0..<max(0, number) { _ = try execute(body) }
    case .conditional(let branches, let otherwise):
      for branch in branches where try condition(branch.condition) {
        return try execute(branch.body)
      }
      return try execute(otherwise)
    case .intervention(let run, let unit, let place, let body):
      try intervene(run, isEpoch: unit.text == "epoch", at: place, body)
    case .assignment(let targets, let value):
      try assign(targets, value, statement)
      try checkTraining()
    case .expression(let expression):
      let value = try evaluate(expression)
      try session.checkRecovery(of: value)
      if context.isTop, frame === session.global { session.keepResult(value) }
      try checkTraining()
      if context.isTop && !statement.isSilenced {
        try Problems.located(at: expression.span) { try value.requireText() }
        try show(value, of: expression)
      }
      return value
    }
    return .none
  }

  /// Ends the program after a statement whose training has failed.
  private func checkTraining() throws {
    if let failed = session.input.failedTraining { throw failed }
  }

  /// Runs a body; its value is that of its last statement.
  func execute(_ body: [Statement]) throws -> Value {
    var last = Value.none
    for statement in body { last = try execute(statement) }
    return last
  }

  private func condition(_ expression: Expression) throws -> Bool {
    let value = try evaluate(expression)
    return try Problems.located(at: expression.span) { try truth(of: value) }
  }

  private func iterate(_ expression: Expression) throws -> AnySequence<Value> {
    let value = try evaluate(expression)
    return try Problems.located(at: expression.span) {
      if case .text = value {
        throw ValueProblem.wrongKind(
          of: "for", expected: "a list, a tensor or a range of whole numbers",
          found: value.messageText)
      }
      return try items(of: value, for: "for")
    }
  }

  /// `a = …`, `a, b = …`, `m.hidden.kernel = …`: binds all targets or none.
  private func assign(
    _ targets: [Target], _ expression: Expression, _ statement: Statement
  ) throws {
    let value = try naming(targets, expression, statement).evaluate(expression)
    try session.checkRecovery(of: value)
    let values = try Problems.located(at: expression.span) {
      try unpack(value, into: targets.count)
    }
    for (target, value) in zip(targets, values) {
      if target.path.isEmpty {
        bind(target.name.text, to: value)
        remember(target.name.text, statement.span)
      } else {
        try Problems.located(at: target.span) { try store(value, at: target) }
      }
    }
  }

  /// What is assigned to one name is called by it.
  private func naming(
    _ targets: [Target], _ expression: Expression, _ statement: Statement
  ) -> Evaluator {
    let isOne = targets.count == 1 && targets[0].path.isEmpty
    guard isOne || context.isTop else { return self }
    let name = targets[0].name.text
    return with {
      if $0.isTop { $0.begin(statement.span) }
      guard isOne else { return }
      $0.boundName = name
      if ResultNames.isSaved(name) {
        // It draws what it drew without a name.
        $0.begin(expression.span)
      } else {
        $0.target = name
      }
    }
  }

  /// One value for each of several names.
  func unpack(_ value: Value, into count: Int) throws -> [Value] {
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
    // `counts, edges = …` of a function that gives a record.
    case .record(let record): items = record.values
    default: items = [value]
    }
    guard items.count == count else {
      throw ValueProblem.wrongCount(
        function: "this assignment", expected: count...count, found: items.count)
    }
    return items
  }

  private func remember(_ name: String, _ span: SourceSpan) {
    if frame === session.global { session.definitions[name] = text(of: span) }
  }
}
