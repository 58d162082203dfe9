import Catalog
import Engine
import Language
import Learning
import Support

/// Specs that are called: a schedule with steps, an initializer with a shape, a regularizer with a
/// weight, an optimizer with a weight and its gradient.
extension Evaluator {
  /// The value of a spec called with these arguments; `nil` where it cannot be called.
  func callSpec(
    _ spec: Spec, _ kind: Signature.Kind, _ arguments: EvaluatedArguments
  ) throws -> Value? {
    let operands = arguments.positional.compactMap { argument -> TensorValue? in
      if case .tensor(let tensor) = argument.value { tensor } else { nil }
    }
    guard arguments.named.isEmpty, operands.count == arguments.positional.count else {
      return try callEntry(spec.name, kind, arguments, with: spec.arguments, at: nil)
    }
    switch (kind, operands.count) {
    case (.schedule, 1): return try rate(spec, operands[0])
    case (.initializer, 1): return try drawn(spec.name, spec.arguments, operands[0])
    case (.regularizer, 1): return try penalty(spec.name, spec.arguments, operands[0])
    case (.optimizer, 2): return try firstStep(spec, operands[0], operands[1])
    default: return try callEntry(spec.name, kind, arguments, with: spec.arguments, at: nil)
    }
  }

  /// The rates at steps counted from 0.
  private func rate(_ spec: Spec, _ steps: TensorValue) throws -> Value? {
    guard let schedule = try Schedules.named(spec.name)?.make(spec.arguments) else { return nil }
    return .tensor(
      try Numerics.compute([try Numerics.cast(Numerics.float(steps), to: .float64)]) {
        graph, nodes in try schedule.rate(nodes[0], in: graph)
      })
  }

  /// A tensor of that shape, from a stream of its own.
  func drawn(_ name: String, _ options: Arguments, _ shape: TensorValue) throws -> Value? {
    guard let initializer = try Initializers.named(name)?.make(options) else { return nil }
    guard let known = shape.known else { throw ValueProblem.conditionTraced }
    guard known.shape.rank <= 1, known.count <= Shape.maximumRank else {
      throw ValueProblem.wrongKind(
        of: name, expected: "a list of at most \(Shape.maximumRank) extents",
        found: "a tensor \(known.shape)")
    }
    let extents = try known.doubles.map { number in
      guard let extent = Int(whole: number), extent >= 0 else {
        throw ValueProblem.notWhole(number, of: name)
      }
      return extent
    }
    let type = TensorType(Shape(extents), dtype)
    try BuiltinCall.requireNumbers(type.shape, type.dtype, for: name)
    let stream = session.random.stream(.initialization, "\(name) \(type.shape)")
    return .tensor(TensorValue(try initializer.values(type, from: stream)))
  }

  /// What a regularizer adds to the loss for a weight.
  func penalty(_ name: String, _ options: Arguments, _ weight: TensorValue) throws -> Value? {
    guard let regularizer = try Regularizers.named(name)?.make(options) else { return nil }
    return .tensor(
      try Numerics.compute([try Numerics.float(weight)]) { graph, nodes in
        try regularizer.penalty(of: nodes[0], in: graph)
      })
  }

  /// The weight after an optimizer's first update.
  private func firstStep(
    _ spec: Spec, _ weight: TensorValue, _ gradient: TensorValue
  ) throws -> Value? {
    guard let optimizer = try Optimizers.named(spec.name)?.make(spec.arguments) else { return nil }
    guard let start = try Numerics.float(weight).known,
      let slope = try Numerics.float(gradient).known
    else { throw ValueProblem.conditionTraced }
    let result = try optimizer.firstStep(from: start, gradient: slope.cast(to: start.dtype))
    return .tensor(weight.isWeak ? TensorValue(weak: result) : TensorValue(result))
  }

  /// A metric of sequences called with two texts, or two lists of texts; `nil` for anything else.
  func textMetric(
    _ name: String, _ arguments: EvaluatedArguments, with written: Arguments
  ) throws -> Value? {
    let texts = arguments.positional.compactMap { textList($0.value) }
    guard texts.count == 2, arguments.positional.count == 2, let type = Metrics.named(name) else {
      return nil
    }
    let options = Arguments(
      written.positional,
      named: written.named + arguments.named.map { ($0.name, $0.value.argument) })
    return try Problems.located(arguments) {
      guard let metric = try type.make(options) as? any SequenceMetric else {
        throw LearningError.training(
          .metric(name: name, .texts))
      }
      return .number(try metric.value(references: texts[0], candidates: texts[1]))
    }
  }

  private func textList(_ value: Value) -> [String]? {
    switch value {
    case .text(let text): return [text]
    case .list(let items) where !items.isEmpty:
      let texts = items.compactMap { item -> String? in
        if case .text(let text) = item { text } else { nil }
      }
      return texts.count == items.count ? texts : nil
    default: return nil
    }
  }
}
