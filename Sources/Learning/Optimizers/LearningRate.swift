import Catalog
import Engine

/// How large a step is: one number, or a function of the step's number, counted from 0.
public enum LearningRate {
  case constant(Double)
  case function(any TraceableFunction)

  static func description(default text: String) -> ParameterDescription {
    ParameterDescription(
      "learning_rate", "Size of a step: a number, or a function of the step.",
      expected: "a number or a function of the step", default: text, kinds: [.schedule])
  }

  init(_ arguments: BoundArguments, default fallback: Double) throws(ArgumentError) {
    let owner = arguments.signature.name
    guard let (argument, position) = arguments.raw("learning_rate") else {
      self = .constant(fallback)
      return
    }
    switch argument {
    case .number(let rate):
      guard rate >= 0, rate.isFinite else {
        throw .outOfRange(
          parameter: "learning_rate", of: owner, rule: "0 or more", found: argument.described,
          at: position)
      }
      self = .constant(rate)
    case .value(let value):
      guard let function = value as? any TraceableFunction else { fallthrough }
      self = .function(function)
    default:
      throw .wrongType(
        parameter: "learning_rate", of: owner, expected: "a number or a function of the step",
        found: argument.described, at: position)
    }
  }

  /// The first step's rate where it is known without running anything.
  var known: Double? {
    if case .constant(let rate) = self { rate } else { nil }
  }
}

/// Evaluates a learning rate for each step; traced once, so any thread may own it.
final class RateSchedule {
  private let rate: Double
  private let traced: (executor: Executor, step: Graph.Node, output: Graph.Node)?

  init(_ learningRate: LearningRate) throws {
    switch learningRate {
    case .constant(let rate):
      self.rate = rate
      traced = nil
    case .function(let function):
      rate = 0
      let graph = Graph()
      let step = graph.input(TensorType([], .float64), name: "step")
      let output = try function.trace([step], in: graph)
      guard output.shape.count == 1 else {
        throw LearningError.lossShape(name: function.name, found: output.shape)
      }
      traced = (Executor(Plan(graph, outputs: [output]), threads: 1), step, output)
    }
  }

  func rate(at step: Int) -> Double {
    guard let traced else { return rate }
    traced.executor.set(traced.step, Tensor(scalar: Double(step)))
    traced.executor.run(step: 0)
    return traced.executor.value(of: traced.output).first
  }
}
