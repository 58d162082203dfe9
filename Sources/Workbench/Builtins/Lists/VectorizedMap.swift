import Catalog
import Engine

/// `vmap(f)`: a function of one sample as a function of many.
enum VectorizedMap {
  private static let mostArguments = 99

  static let builtin = Builtin(
    Described.function(
      "vmap",
      "the function that calls f for each entry along the first axis and stacks the results",
      "vmap(x -> sum(x^2))([[1, 2], [3, 4]])", [ListBuiltins.function.description],
      details:
        "Several arguments go along together. Inside `grad` and in the steps of a training, too.")
  ) { call in
    let f = try call[ListBuiltins.function]
    let text = "vmap(\(ValueText.short(f)))"
    let function = FunctionValue(
      name: text, text: text, arity: 1...mostArguments, session: call.interpreter, holding: f
    ) { caller, arguments, _ in
      try mapped(f, over: arguments, caller)
    }
    return try Value.function(function).checkedDepth()
  }

  private static func mapped(
    _ f: Value, over arguments: [Value], _ caller: Evaluator
  ) throws -> Value {
    let tensors = try arguments.map { argument in
      guard let tensor = argument.tensor, tensor.shape.rank > 0 else {
        throw ValueProblem.wrongKind(
          of: "vmap", expected: "tensors with a first axis", found: argument.kindName)
      }
      return tensor
    }
    guard let count = tensors.first?.shape[0] else {
      throw ValueProblem.wrongCount(
        function: "vmap", expected: 1...mostArguments, found: arguments.count)
    }
    guard tensors.allSatisfy({ $0.shape[0] == count }) else {
      throw ShapeError(
        operation: "vmap", expected: "first axes of one extent", found: tensors.map(\.shape))
    }
    guard count > 0 else { throw ValueProblem.emptyList("vmap") }
    try Evaluator.checkRounds(count)
    let results = try (0..<count).map { place in
      try caller.call(f, try tensors.map { try Indexing.item($0, at: place) })
    }
    return try ListBuiltins.collected(results)
  }
}
