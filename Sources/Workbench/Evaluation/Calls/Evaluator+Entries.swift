import Catalog
import Engine
import Language
import Learning
import Support

extension Evaluator {
  /// Calls a catalogue entry that computes: an activation of one tensor, a loss or metric of two.
  ///
  /// `nil` where the arguments are options only, so that the call makes a spec: `adam(0.01)`.
  /// `written` are the options of a spec that is called: `s(y, p)` with `s = huber(2)`.
  func callEntry(
    _ name: String, _ kind: Signature.Kind, _ arguments: EvaluatedArguments,
    with written: Arguments = Arguments(), at span: SourceSpan?
  ) throws -> Value? {
    if kind == .metric, let value = try textMetric(name, arguments, with: written) { return value }
    let operands = arguments.positional.compactMap { argument -> TensorValue? in
      argument.value.tensor
    }
    guard operands.count == arguments.positional.count else {
      if let range = arguments.positional.first(where: { $0.value.isRange }) {
        throw Problems.diagnostic(for: ValueProblem.rangeForNumbers(of: name), at: range.span)
      }
      return nil
    }
    let most = [.activation: 1, .loss: 2, .metric: 2][kind] ?? Int.max
    guard operands.count <= most else {
      throw Problems.diagnostic(
        for: ValueProblem.wrongCount(
          function: name, expected: most...most, found: operands.count),
        at: arguments.positional[most].span)
    }
    let options = Arguments(
      written.positional,
      named: written.named + arguments.named.map { ($0.name, $0.value.argument) })
    let compute: () throws -> Value?
    switch (kind, operands.count) {
    case (.activation, 1): compute = { try self.activation(name, options, operands[0]) }
    case (.loss, 2): compute = { try self.loss(name, options, operands) }
    case (.metric, 2): compute = { try self.metric(name, options, operands, at: span) }
    case (.initializer, 1) where operands[0].shape.rank == 1:
      compute = { try self.drawn(name, options, operands[0]) }
    case (.regularizer, 1) where operands[0].shape.rank > 0:
      compute = { try self.penalty(name, options, operands[0]) }
    default: return nil
    }
    return try Problems.located(arguments, compute)
  }

  private func activation(
    _ name: String, _ options: Arguments, _ x: TensorValue
  ) throws -> Value? {
    guard let type = Activations.named(name) else { return nil }
    let activation = try type.make(options)
    return .tensor(
      try Numerics.compute([try Numerics.float(x)]) { graph, nodes in
        try activation.apply(nodes[0], in: graph)
      })
  }

  /// One value per sample; the targets keep whole numbers, which stand for classes.
  private func loss(
    _ name: String, _ options: Arguments, _ operands: [TensorValue]
  ) throws -> Value? {
    guard let type = Losses.named(name) else { return nil }
    let loss = try type.make(options)
    let predictions = try Numerics.float(operands[1])
    let targets =
      loss.expectation.hasWholeTargets
      ? try Numerics.cast(
        try classNumbers(operands[0], of: name, loss.expectation, operands[1].shape), to: .int32)
      : try Numerics.cast(try Numerics.float(operands[0]), to: predictions.dtype)
    let isWeak = operands[0].isWeak && operands[1].isWeak
    let result = try Numerics.compute([targets, predictions]) { graph, nodes in
      // One number stands for as many equal targets: `binary_crossentropy(1, D(x))`.
      let spreads = nodes[0].shape.rank == 0 && nodes[0].dtype == nodes[1].dtype
      let truth =
        spreads ? try graph.apply(BroadcastTo(nodes[1].shape), to: nodes[0]) : nodes[0]
      return try loss.values(truth, nodes[1], in: graph)
    }
    return .tensor(isWeak ? try Numerics.weak(result) : result)
  }

  /// Refuses what stands for no class, and would silently become one or give NaN.
  private func classNumbers(
    _ value: TensorValue, of name: String, _ expectation: LossExpectation, _ predictions: Shape
  ) throws -> TensorValue {
    guard let classes = predictions.extents.last, let known = value.known else { return value }
    let ignored = expectation.ignoredClass.map(Double.init)
    guard
      let other = known.first(where: {
        $0 != ignored && ($0 != $0.rounded() || $0 < 0 || $0 >= Double(classes))
      })
    else { return value }
    throw LearningError.training(
      .metric(name: name, .targetWithoutScore(other, classes: classes)))
  }

  private func metric(
    _ name: String, _ options: Arguments, _ operands: [TensorValue], at span: SourceSpan?
  ) throws -> Value? {
    guard let type = Metrics.named(name) else { return nil }
    let metric = try type.make(options)
    guard let targets = operands[0].known, let predictions = operands[1].known else {
      throw ValueProblem.conditionTraced
    }
    let measured = try Metrics.measure(
      metric, targets: wholeTargets(operands[0], targets), predictions: predictions)
    if let remark = measured.remark {
      report(Diagnostic(.note, "", "\(name): \(remark)", at: span, hint: nil))
    }
    return MetricValues.value(measured.value)
  }

  /// Literal targets such as [0, 2, 1] stand for classes where all of them are whole.
  private func wholeTargets(_ value: TensorValue, _ known: Tensor) -> Tensor {
    guard value.isWeak, known.shape.rank == 1,
      known.first(where: { !($0 >= 0 && $0 == $0.rounded()) }) == nil
    else { return known }
    return known.cast(to: .int32)
  }
}

/// Metrics as values of the language.
enum MetricValues {
  /// `names` are those of the classes, where they have some.
  static func value(_ metric: MetricValue, of names: [String] = []) -> Value {
    switch metric {
    case .number(let number): return .number(number)
    case .perClass(let numbers):
      let value = TensorValue(weak: Tensor(numbers, [numbers.count]))
      return .tensor(names.count == numbers.count ? value.asPerClass(of: names) : value)
    case .counts(let rows):
      let width = rows.first?.count ?? 0
      return .tensor(
        TensorValue(Tensor(rows.flatMap { $0.map(Int32.init(clamping:)) }, [rows.count, width]))
          .asConfusion(of: names))
    }
  }
}
