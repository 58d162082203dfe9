import Catalog
import Engine
import Language
import Support

extension Evaluator {
  /// The value of an expression; a mistake is thrown as a diagnostic with its place.
  func evaluate(_ expression: Expression) throws -> Value {
    if Interrupt.isRaised {
      throw Problems.diagnostic(for: ValueProblem.interrupted, at: expression.span)
    }
    let value = try computed(expression)
    // What was left undone gives no value. A training that the user ended gives its run: nobody
    // is asked here.
    if Interrupt.wasRaised {
      throw Problems.diagnostic(for: ValueProblem.interrupted, at: expression.span)
    }
    return value
  }

  /// What stands behind a dot; `arguments` where it is called with them.
  func field(
    _ name: Name, of base: Expression, _ arguments: [ArgumentSyntax]? = nil
  ) throws -> Value {
    let value = try numbersOf(evaluate(base), asked: name.text, written: base)
    if context.pooled != nil { session.desk.look(at: value) }
    if case .record(let record) = value { return try field(name.text, of: record, at: name.span) }
    tellThinned(value, name, of: base)
    return try Problems.located(at: name.span) {
      try readingField(name.text, of: base, value, arguments) {
        let field = try Fields.value(of: value, name.text, in: context.tracing.step)
        try session.refuseLost(field)
        return field
      }
    }
  }

  private func computed(_ expression: Expression) throws -> Value {
    switch expression.kind {
    case .number(let number): return .number(number)
    case .quantity(let number, let unit):
      guard let quantity = Quantity(number, unit: unit) else {
        throw Problems.diagnostic(
          for: ValueProblem.unknownName(unit, known: Quantity.units.map(\.suffix)),
          at: expression.span)
      }
      return .quantity(quantity)
    case .string(let text): return .text(text)
    case .bool(let flag): return .bool(flag)
    case .none: return .none
    case .name(let name): return try lookUp(name, at: expression.span)
    case .list(let items):
      let values = try items.map { try evaluate($0) }
      return try Problems.located(at: expression.span) { try ListValue.make(values) }
    case .comprehension(let comprehension):
      return try collect(comprehension, at: expression.span)
    case .record(let fields):
      return try record(fields, at: expression.span) { try evaluate($0) }
    case .parenthesized(let inner): return try evaluate(inner)
    case .call(let function, let arguments):
      return try call(function, arguments, at: expression.span)
    case .index(let base, let indices):
      if case .name("out") = base.kind, frame["out"] == nil {
        return try output(indices, at: expression.span)
      }
      // Rows of a data set are taken from it one by one: all of them may be too many.
      if case .field(let owner, let name) = base.kind {
        let value = try numbersOf(evaluate(owner), asked: name.text, written: owner)
        if case .record(let record) = value {
          let field = try Problems.located(at: name.span) { try record.field(name.text) }
          return try part(of: field, at: indices, expression.span)
        }
        if case .report(let report) = value, let field = report[name.text], case .record = field {
          return try part(of: field, at: indices, expression.span)
        }
        // `d.test["age"]`, `d.mean["age"]`: what has parts of its own names.
        if case .dataset(let dataset) = value, !DatasetFields.isRows(name.text) {
          let field = try Problems.located(at: expression.span) {
            try readingField(name.text, of: owner, value) {
              try DatasetFields.value(of: dataset, name.text)
            }
          }
          return try part(of: field, at: indices, expression.span)
        }
        tellThinned(value, name, of: owner)
        let resolved = try resolve(indices)
        return try Problems.located(at: expression.span) {
          try readingField(name.text, of: owner, value) {
            if case .dataset(let dataset) = value {
              return try DatasetFields.value(of: dataset, name.text, at: resolved)
            }
            return try Indexing.value(
              Fields.value(of: value, name.text, in: context.tracing.step), at: resolved)
          }
        }
      }
      let value = try evaluate(base)
      return try learning(from: [value]) { try part(of: value, at: indices, expression.span) }
    case .field(let base, let name): return try field(name, of: base)
    case .unary(let sign, let operand):
      let value = try evaluate(operand)
      return try Problems.located(at: expression.span) { try Operators.unary(sign, value) }
    case .binary(let sign, let left, let right):
      return try binary(sign, left, right, at: expression.span)
    case .range(let low, let high):
      if let dates = try dates(low, high) { return dates }
      return .range(
        try number(low, of: "a range"), try number(high, of: "a range"))
    case .lambda(let function): return try makeFunction(function)
    case .model(let model): return try makeModel(model, at: expression.span)
    case .data(let source, let steps):
      return try makeDataset(source, steps, at: expression.span)
    case .block(let lines):
      let lines = try describe(lines)
      let block = Value.block(lines, text: text(of: expression.span))
      return try Problems.located(at: expression.span) {
        try lines.checkSize()
        return try block.checkedDepth()
      }
    case .command(let command):
      return try namingData { try perform(command, at: expression.span) }
    case .sweep(let syntax): return try sweep(syntax, at: expression.span)
    }
  }

  /// A user's value, else a builtin, else a catalogue entry that stands for itself.
  private func lookUp(_ name: String, at span: SourceSpan) throws -> Value {
    if let value = frame[name] {
      session.desk.look(at: value)
      try session.refuseLost(value, called: name)
      return value
    }
    if let value = vocabulary.value(of: name, compatibility) ?? result(named: name) { return value }
    let known = Array(session.global.locals.keys) + catalog.signatures.map(\.name)
    throw Problems.diagnostic(for: ValueProblem.unknownName(name, known: known), at: span)
  }

  /// Says that a series of very many epochs or steps has no longer a value for each.
  private func tellThinned(_ value: Value, _ name: Name, of owner: Expression) {
    guard case .run(let run) = value else { return }
    let seen = run.seen
    let (epochs, steps) = (seen.epochs, seen.stepSeries(of: 0))
    let (count, stride) =
      name.text == "step_loss"
      ? (NumberText.count(steps.count, "step"), steps.stride)
      : (NumberText.count(epochs.count, "epoch"), epochs.stride)
    guard stride > 1, name.text == "step_loss" || run.seriesNames.contains(name.text) else {
      return
    }
    session.noteOnce(
      "\(text(of: owner.span)).\(name.text): of \(count) the smallest and the largest of each "
        + "\(2 * stride) are kept, and the first and the last; positions count what is kept",
      of: context.source, at: name.span.start)
  }

  private func binary(
    _ sign: BinaryOperator, _ left: Expression, _ right: Expression, at span: SourceSpan
  ) throws -> Value {
    let first = try evaluate(left)
    if sign == .and || sign == .or, case .bool(let known) = first {
      if known == (sign == .or) { return .bool(known) }
      let second = try evaluate(right)
      if case .tensor(let tensor) = second, tensor.shape.rank > 0 {
        return try Problems.located(at: span) { try Operators.binary(sign, first, second) }
      }
      return try Problems.located(at: right.span) { .bool(try truth(of: second)) }
    }
    let second = try evaluate(right)
    return try Problems.located(at: span) {
      do {
        // `y @ y` adds up rows as a function does.
        return sign == .matrixProduct
          ? try learning(from: [first, second]) { try Operators.binary(sign, first, second) }
          : try Operators.binary(sign, first, second)
      } catch ValueProblem.shape(.columnWithVector(let sign, let a, let b, let spread, _, _)) {
        throw ValueProblem.shape(
          .columnWithVector(
            sign, left: a, right: b, spread: spread, leftText: operand(left),
            rightText: operand(right)))
      }
    }
  }

  /// An operand as it is written, where that is short enough to be repeated in a hint.
  private func operand(_ expression: Expression) -> String {
    let text = text(of: expression.span)
    return text.isEmpty || text.utf8.count > 24 || text.contains("\n") ? "…" : text
  }

  /// Whether a condition holds; a tensor of several numbers has no single answer.
  func truth(of value: Value) throws -> Bool {
    switch value {
    case .bool(let flag): return flag
    case .tensor(let tensor):
      guard tensor.shape.count == 1 else { throw ValueProblem.conditionOnTensor(tensor.shape) }
      guard let known = tensor.known else { throw ValueProblem.conditionTraced }
      return known.first != 0
    default: throw ValueProblem.conditionNotBool(value.kindName)
    }
  }

  /// A plain number, for places that need one before anything is computed.
  /// Both ends of a range of dates as they are written; `nil` for others, which are numbers.
  private func dates(_ low: Expression, _ high: Expression) throws -> Value? {
    guard case .string = low.kind, case .string = high.kind else { return nil }
    let ends = Value.list(ValueList([try evaluate(low), try evaluate(high)]))
    return PlotPlaces.dates(ends) == nil ? nil : ends
  }

  func number(_ expression: Expression, of place: String) throws -> Double {
    let value = try evaluate(expression)
    guard let number = value.number else {
      throw Problems.diagnostic(
        for: ValueProblem.notANumber(value.messageText, of: place), at: expression.span)
    }
    return number
  }

  func wholeNumber(_ expression: Expression, of place: String) throws -> Int {
    let number = try number(expression, of: place)
    guard let whole = Int(whole: number) else {
      throw Problems.diagnostic(
        for: ValueProblem.notWhole(number, of: place), at: expression.span)
    }
    return whole
  }

  func resolve(_ indices: [Index]) throws -> [ResolvedIndex] {
    try indices.map { try resolve($0) }
  }

  private func resolve(_ index: Index) throws -> ResolvedIndex {
    switch index {
    case .at(let expression):
      let value = try evaluate(expression)
      return try Problems.located(at: expression.span) {
        guard case .tensor(let tensor) = value else {
          throw ValueProblem.index(.kind(value.kindName))
        }
        if tensor.shape.rank > 0 { return tensor.isTruth ? .select(tensor) : .gather(tensor) }
        guard let number = value.number else { return .gather(tensor) }
        return .at(try IndexNumbers.whole(number))
      }
    case .slice(let from, let to, _):
      return .slice(
        from: try from.map { try bound($0) }, to: try to.map { try bound($0) }
      )
    }
  }

  private func bound(_ expression: Expression) throws -> Int {
    let number = try number(expression, of: "a slice")
    return try Problems.located(at: expression.span) { try IndexNumbers.bound(number) }
  }
}
