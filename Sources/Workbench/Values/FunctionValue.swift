import Catalog
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
  private weak var interpreter: Interpreter?
  private let body: ([Value], [(name: String, value: Value)]) throws -> Value

  /// A function that a builtin made of another value, `inner`.
  package convenience init(
    name: String, text: String, portableText: String? = nil, arity: ClosedRange<Int>,
    interpreter: Interpreter?, holding inner: Value = .none,
    body: @escaping ([Value], [(name: String, value: Value)]) throws -> Value
  ) {
    self.init(
      name: name, text: text, portableText: portableText, arity: arity, interpreter: interpreter,
      captured: nil, depth: 1 + inner.depth, body: body)
  }

  init(
    name: String, text: String, portableText: String? = nil, arity: ClosedRange<Int>,
    interpreter: Interpreter?, captured: [String: Value]?, depth: Int? = nil,
    body: @escaping ([Value], [(name: String, value: Value)]) throws -> Value
  ) {
    self.name = name
    self.text = text
    self.portableText = portableText
    self.arity = arity
    self.interpreter = interpreter
    self.captured = captured
    self.depth = depth ?? 1 + (captured?.values.lazy.map(\.depth).max() ?? 0)
    self.body = body
  }

  package var messageText: String { "function \(name)" }

  package func call(_ arguments: [Value], named: [(name: String, value: Value)] = []) throws
    -> Value
  {
    try body(arguments, named)
  }

  /// Calls the function on nodes of a graph; its result must be numbers.
  package func trace(_ arguments: [Graph.Node], in graph: Graph) throws -> Graph.Node {
    let outer = interpreter?.tracingGraph
    interpreter?.tracingGraph = graph
    defer { interpreter?.tracingGraph = outer }
    let result = try call(
      arguments.map { .tensor(TensorValue($0, in: graph, isWeak: false).asModelOutput()) })
    guard case .tensor(let tensor) = result else {
      throw ValueProblem.notNumbers(result.kindName, of: name)
    }
    let dtype = arguments.first { $0.dtype.isFloat }?.dtype ?? tensor.dtype
    return try Numerics.cast(tensor, to: dtype).node(in: graph)
  }

  package func trace(_ arguments: [Graph.Node], in step: StepTracing) throws -> Graph.Node {
    let outer = interpreter?.tracingStep
    interpreter?.tracingStep = step
    defer { interpreter?.tracingStep = outer }
    return try trace(arguments, in: step.graph)
  }

  /// Calls the function on known numbers, outside any graph.
  package func value(of argument: Tensor) throws -> Tensor {
    let outer = interpreter?.tracingGraph
    interpreter?.tracingGraph = nil
    defer { interpreter?.tracingGraph = outer }
    let result = try call([.tensor(TensorValue(weak: argument))])
    guard case .tensor(let tensor) = result, let known = tensor.known else {
      throw ValueProblem.notNumbers(result.kindName, of: name)
    }
    return known
  }
}
