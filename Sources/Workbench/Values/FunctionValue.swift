import Catalog
import Data
import Engine
import Language
import Learning

/// Something that can be called: a function of the user or one that a builtin made, `grad(f)`.
package final class FunctionValue: TraceableFunction, DescribedInMessages, NestedValue {
  package let name: String
  /// How the function prints: the source of a user's function, a signature otherwise.
  package let text: String
  /// The function as a lambda that needs no other names; `nil` where it uses some.
  package let portableText: String?
  /// How many arguments it needs at least and takes at most.
  package let arity: ClosedRange<Int>
  /// The values of the names that it mentions, as they were when it was made; `nil` where it is not
  /// known what it depends on.
  let captured: [String: Value]?
  /// How many values stand inside one another, this one included.
  package let depth: Int
  /// Whether it is the slope of another function: what `grad` makes.
  let isDerivative: Bool
  private weak var session: Interpreter?
  private let body: Body

  /// Computes on arguments in the place of its caller: what is traced there is traced, and where
  /// nothing may change nothing may.
  typealias Body = (_ caller: Evaluator, [Value], [(name: String, value: Value)]) throws -> Value

  /// A function that a builtin made of another value, `inner`.
  convenience init(
    name: String, text: String, portableText: String? = nil, arity: ClosedRange<Int>,
    session: Interpreter, holding inner: Value = .none, isDerivative: Bool = false,
    body: @escaping Body
  ) {
    self.init(
      name: name, text: text, portableText: portableText, arity: arity, session: session,
      captured: nil, depth: 1 + inner.depth, isDerivative: isDerivative, body: body)
  }

  init(
    name: String, text: String, portableText: String? = nil, arity: ClosedRange<Int>,
    session: Interpreter, captured: [String: Value]?, depth: Int? = nil,
    isDerivative: Bool = false, body: @escaping Body
  ) {
    self.name = name
    self.text = text
    self.portableText = portableText
    self.arity = arity
    self.session = session
    self.captured = captured
    self.depth = depth ?? 1 + (captured?.values.lazy.map(\.depth).max() ?? 0)
    self.isDerivative = isDerivative
    self.body = body
  }

  /// What a function without a name is called where its text would say too much.
  static let unnamed = "this function"

  /// Its name, or its text where it has none: `x -> x^2`.
  package var shortText: String { name == Self.unnamed ? text : name }

  package var messageText: String { "function \(shortText)" }

  /// Calls the function in the place of `caller`.
  func call(
    _ arguments: [Value], named: [(name: String, value: Value)] = [], by caller: Evaluator
  ) throws -> Value {
    try body(caller, arguments, named)
  }

  /// Where it is called by another module: in the place from which that one was called.
  private func caller(tracing: Tracing) throws -> Evaluator {
    guard let session else {
      throw ValueProblem.notCallable("a function of a session that is gone")
    }
    var context = StatementContext.caller ?? session.outside
    context.tracing = tracing
    return Evaluator(session, context)
  }

  /// Calls the function on nodes of a graph; its result must be numbers.
  package func trace(_ arguments: [Graph.Node], in graph: Graph) throws -> Graph.Node {
    // Inside a step of a training models stay in training mode.
    if let step = StatementContext.caller?.tracing.step, step.graph === graph {
      return try trace(arguments, .step(step), in: graph)
    }
    return try trace(arguments, .graph(graph), in: graph)
  }

  /// The same in a step of a training.
  package func trace(_ arguments: [Graph.Node], in step: StepTracing) throws -> Graph.Node {
    try trace(arguments, .step(step), in: step.graph)
  }

  private func trace(
    _ arguments: [Graph.Node], _ tracing: Tracing, in graph: Graph
  ) throws -> Graph.Node {
    let result = try call(
      arguments.map { .tensor(TensorValue($0, in: graph, isWeak: false).asModelOutput()) },
      by: caller(tracing: tracing))
    guard case .tensor(let tensor) = result else {
      throw ValueProblem.notNumbers(result.kindName, of: name)
    }
    let dtype = arguments.first { $0.dtype.isFloat }?.dtype ?? tensor.dtype
    return try Numerics.cast(tensor, to: dtype).node(in: graph)
  }

  /// Calls the function on known numbers, outside any graph.
  package func value(of argument: Tensor) throws -> Tensor {
    let result = try call([.tensor(TensorValue(weak: argument))], by: caller(tracing: .none))
    guard case .tensor(let tensor) = result, let known = tensor.known else {
      throw ValueProblem.notNumbers(result.kindName, of: name)
    }
    return known
  }
}

extension FunctionValue: LabelFunction {
  /// The function called on all targets of the training part at once, and for other parts with what it found out of these.
  package func labels(
    learntFrom y: Tensor
  ) throws -> (labels: Tensor, others: (Tensor) throws -> Tensor) {
    let statistics = StatisticsTape(rows: y.shape.rank > 0 ? y.shape[0] : 1)
    let labels = try labels(y, statistics)
    return (labels, { try self.labels($0, statistics.again) })
  }

  private func labels(_ y: Tensor, _ statistics: StatisticsTape) throws -> Tensor {
    let caller = try caller(tracing: .none)
    var context = caller.context
    context.statistics = statistics
    let result = try call([.tensor(TensorValue(y))], by: Evaluator(caller.session, context))
    switch result {
    case .tensor(let tensor):
      guard let known = tensor.known else { throw ValueProblem.conditionTraced }
      return known
    case .bool(let flag): return Tensor(scalar: flag ? 1 : 0)
    default: throw ValueProblem.notNumbers(result.kindName, of: name)
    }
  }
}
