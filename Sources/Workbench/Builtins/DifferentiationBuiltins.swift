import Catalog
import Engine
import Support

/// `grad` and its relatives: functions that make functions.
enum DifferentiationBuiltins {
  static let all: [Builtin] = [gradient, valueAndGradient, jacobian, stopGradient]

  private static let function = Parameter<Value>(
    "f", "The function to differentiate.", expected: "a function"
  ) { argument in
    switch argument.languageValue {
    case .function, .spec, .model: argument.languageValue
    default: nil
    }
  }
  private static let position = Parameter<Int>(
    "argument", "Which argument to differentiate by; 0 is the first.", default: 0)

  private static let gradient = Builtin(
    Described.function(
      "grad", "the function x → d sum(f(x)) / dx", "grad(x -> x^3)(2)",
      [function.description, position.description],
      details: """
        For an element-wise f this is the slope at each element, so it can be plotted; for a scalar
        loss it is the gradient. grad(grad(f)) works.
        """)
  ) { call in
    let (f, index) = try target(call)
    return try made("grad", f, call) { caller, arguments in
      .tensor(try differentiate(f, index, arguments, caller).gradient)
    }
  }

  private static let valueAndGradient = Builtin(
    Described.function(
      "value_and_grad", "the function x → [f(x), grad(f)(x)]", "value_and_grad(x -> x^2)(3)",
      [function.description, position.description])
  ) { call in
    let (f, index) = try target(call)
    return try made("value_and_grad", f, call) { caller, arguments in
      let result = try differentiate(f, index, arguments, caller)
      return .list([.tensor(result.value), .tensor(result.gradient)])
    }
  }

  private static let jacobian = Builtin(
    Described.function(
      "jacobian", "the function x → all partial derivatives of f at x",
      "jacobian(x -> x^2)([1, 2])", [function.description, position.description])
  ) { call in
    let (f, index) = try target(call)
    return try made("jacobian", f, call) { caller, arguments in
      .tensor(try rows(f, index, arguments, caller))
    }
  }

  private static let stopGradient = Builtin(
    Described.function(
      "stop_gradient", "x, through which no gradient flows", "grad(x -> x * stop_gradient(x))(3)",
      [Described.x.description])
  ) { call in
    let x = try call[Described.x]
    return .tensor(try Numerics.applyAsIs(StopGradient(), [x], isWeak: x.isWeak))
  }

  private static func target(_ call: BuiltinCall) throws -> (Value, Int) {
    let f = try call[function]
    let index = try call[position]
    let last = lastArgument(of: f, in: call.interpreter.vocabulary)
    guard index >= 0, index <= last else {
      throw call.outOfRange(position, last == 0 ? "0" : "between 0 and \(last)")
    }
    return (f, index)
  }

  /// The number of the last argument that f takes.
  private static func lastArgument(of f: Value, in vocabulary: Vocabulary) -> Int {
    switch f {
    case .function(let function): return max(0, min(function.arity.upperBound, mostArguments) - 1)
    case .model(let model): return model.inputs.count - 1
    case .spec(let spec, let kind):
      if let parameters = vocabulary.builtins[spec.name]?.signature.parameters {
        return parameters.contains(where: \.isVariadic) ? mostArguments - 1 : parameters.count - 1
      }
      return kind == .loss || kind == .metric ? 1 : 0
    default: return 0
    }
  }

  private static let mostArguments = 99

  private static func made(
    _ name: String, _ f: Value, _ call: BuiltinCall,
    _ body: @escaping (Evaluator, [Value]) throws -> Value
  ) throws -> Value {
    let text = "\(name)(\(ValueText.short(f)))"
    let function = FunctionValue(
      name: text, text: text, arity: 1...mostArguments, session: call.interpreter,
      holding: f, isDerivative: name == "grad"
    ) { caller, arguments, _ in try body(caller, arguments) }
    return try Value.function(function).checkedDepth()
  }

  /// d sum(f(x)) / dx as numbers.
  static func gradient(
    of f: Value, at x: TensorValue, _ evaluator: Evaluator
  ) throws -> Tensor {
    let result = try differentiate(f, 0, [.tensor(x)], evaluator).gradient
    guard let known = result.known else { throw ValueProblem.conditionTraced }
    return known
  }

  /// f's value and the gradient of its sum by one argument.
  ///
  /// Inside another gradient everything is appended to that graph, and its caller differentiates
  /// through it.
  private static func differentiate(
    _ f: Value, _ index: Int, _ arguments: [Value], _ evaluator: Evaluator
  ) throws -> (value: TensorValue, gradient: TensorValue) {
    let (graph, x, output, outer) = try trace(f, index, arguments, evaluator)
    let node = try graph.gradients(of: output.node, for: [x.node])[0]
    if outer {
      return (output.value, TensorValue(node, in: graph, isWeak: x.isWeak))
    }
    let values = try Numerics.evaluate([output.node, node], in: graph)
    return (
      known(values[0], isWeak: output.value.isWeak), known(values[1], isWeak: x.isWeak)
    )
  }

  private static func rows(
    _ f: Value, _ index: Int, _ arguments: [Value], _ evaluator: Evaluator
  ) throws -> TensorValue {
    let (graph, x, output, outer) = try trace(f, index, arguments, evaluator)
    let count = output.node.shape.count
    guard count <= 4096 else { throw ValueProblem.limit(.tooLarge(elements: count, limit: 4096)) }
    // Before as many gradients are written down as there are elements.
    try MemoryBudget.current.require(
      ByteEstimate.product(count, x.node.type.byteCount), for: "jacobian")
    let flat = try graph.apply(Reshape([count]), to: output.node)
    var parts: [Graph.Node] = []
    for position in 0..<count {
      try Interrupt.check()
      let element = try graph.apply(
        Slice(axis: 0, from: position, to: position + 1), to: flat)
      let row = try graph.gradients(of: element, for: [x.node])[0]
      parts.append(try graph.apply(Reshape(Shape([1] + x.node.shape.extents)), to: row))
    }
    let joined =
      parts.count == 1 ? parts[0] : try graph.apply(Concatenate(axis: 0), toAll: parts)
    let shape = Shape(output.node.shape.extents + x.node.shape.extents)
    let result = try graph.apply(Reshape(shape), to: joined)
    if outer { return TensorValue(result, in: graph, isWeak: x.isWeak) }
    return known(try Numerics.evaluate(result, in: graph), isWeak: x.isWeak)
  }

  private static func trace(
    _ f: Value, _ index: Int, _ arguments: [Value], _ evaluator: Evaluator
  ) throws -> (
    graph: Graph, x: (node: Graph.Node, isWeak: Bool),
    output: (node: Graph.Node, value: TensorValue), isNested: Bool
  ) {
    if index < arguments.count, arguments[index].tensor == nil {
      throw ValueProblem.notNumbers(arguments[index].kindName, of: "the gradient")
    }
    guard index < arguments.count, let written = arguments[index].tensor else {
      throw ValueProblem.wrongCount(
        function: "the gradient", expected: (index + 1)...mostArguments, found: arguments.count)
    }
    let x = try Numerics.float(written)
    let outer = evaluator.context.tracing.graph
    let graph = outer ?? Graph()
    let tracer = outer == nil ? evaluator.with { $0.tracing = .graph(graph) } : evaluator
    // A node of its own, so that only uses inside f count.
    let node = try graph.apply(Identity(), to: x.node(in: graph))
    var inner = arguments
    inner[index] = .tensor(TensorValue(node, in: graph, isWeak: x.isWeak))
    let result = try tracer.call(f, inner)
    guard case .tensor(let value) = result else {
      throw ValueProblem.notNumbers(result.kindName, of: "the function")
    }
    let float = try Numerics.float(value)
    return (graph, (node, x.isWeak), (float.node(in: graph), float), outer != nil)
  }

  private static func known(_ tensor: Tensor, isWeak: Bool) -> TensorValue {
    isWeak && tensor.dtype == .float64 ? TensorValue(weak: tensor) : TensorValue(tensor)
  }
}
