import Catalog
import Engine

/// How large a step is: one number, a schedule, or a function of the step, counted from 0.
package enum LearningRate {
  case constant(Double)
  case schedule(any Schedule)
  case function(any TraceableFunction)

  /// The key of an optimizer, whose default rate is its own.
  static func parameter(
    default keras: Double, pytorch: Double? = nil
  ) -> Parameter<LearningRate> {
    Parameter(
      "learning_rate", "Size of a step: a number, a schedule, or a function of the step.",
      expected: "a number or a function of the step", default: { .constant(keras) },
      pytorch: { .constant(pytorch ?? keras) }, shown: .number(keras),
      pytorchShown: pytorch.map { .number($0) }, kinds: [.schedule],
      reading: { (argument) throws(ArgumentError) in try LearningRate(argument) })
  }

  private init?(_ argument: WrittenArgument) throws(ArgumentError) {
    switch argument.argument {
    case .number(let rate):
      guard rate >= 0, rate.isFinite else { throw argument.outOfRange("0 or more") }
      self = .constant(rate)
    case .value(let value as any TraceableFunction): self = .function(value)
    case .word(let word) where Schedules.named(word) == nil: return nil
    default:
      guard let entry = try argument.entry(of: Schedules.all)?.entry as? any Schedule else {
        return nil
      }
      self = .schedule(entry)
    }
  }

  /// The series that has to exist for the rate to change.
  var monitor: String? {
    if case .schedule(let schedule) = self { schedule.plateau?.rule.monitor } else { nil }
  }

  /// The first step's rate where it is known without running anything.
  package var known: Double? {
    if case .constant(let rate) = self { rate } else { nil }
  }
}

/// Evaluates a learning rate for each step; traced once, so any thread may own it.
///
/// All that it remembers is `state`: with it and the step's number it goes on as if never stopped.
final class RateSchedule {
  private let fixed: Double
  private let traced: (executor: Executor, step: Graph.Node, output: Graph.Node)?
  private var plateau: Plateau?

  init(_ learningRate: LearningRate) throws {
    switch learningRate {
    case .constant(let rate):
      fixed = rate
      traced = nil
    case .schedule(let schedule):
      fixed = 0
      plateau = schedule.plateau
      traced = try RateSchedule.trace("learning_rate") { step, graph in
        try schedule.rate(step, in: graph)
      }
    case .function(let function):
      fixed = 0
      traced = try RateSchedule.trace(function.name) { step, graph in
        try function.trace([step], in: graph)
      }
    }
  }

  private static func trace(
    _ name: String, _ rate: (Graph.Node, Graph) throws -> Graph.Node
  ) throws -> (executor: Executor, step: Graph.Node, output: Graph.Node) {
    let graph = Graph()
    let step = graph.input(TensorType([], .float64), name: "step")
    let output = try rate(step, graph)
    guard output.shape.count == 1 else {
      throw LearningError.loss(.lossShape(name: name, found: output.shape))
    }
    return (Executor(Plan(graph, outputs: [output]), threads: 1), step, output)
  }

  /// The rate of an update, counted from 0.
  func rate(at step: Int) -> Double {
    if let plateau { return plateau.rate }
    guard let traced else { return fixed }
    traced.executor.set(traced.step, Tensor(scalar: Double(step)))
    traced.executor.run(step: 0)
    return traced.executor.number(of: traced.output)
  }

  /// Takes in the series' newest values after an epoch.
  func note(_ values: [(name: String, value: Double)]) { plateau?.note(values) }

  /// What the rate remembers of the epochs behind it; empty for all but plateaus.
  var state: [Double] {
    get { plateau?.state ?? [] }
    set { plateau?.state = newValue }
  }
}
