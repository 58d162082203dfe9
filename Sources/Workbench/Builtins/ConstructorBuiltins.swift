import Catalog
import Engine
import Support

/// Functions that make tensors out of sizes and ranges; random ones follow from the seed.
enum ConstructorBuiltins {
  static let all: [Builtin] = [zeros, ones, eye, range, linspace, normal, uniform]

  private static let shape = ParameterDescription(
    "shape", "The extents.", expected: "a list of whole numbers")

  private static let zeros = filled("zeros", "a tensor of zeros", "zeros([2, 3])", 0)
  private static let ones = filled("ones", "a tensor of ones", "ones([2, 3])", 1)

  private static func filled(
    _ name: String, _ summary: String, _ example: String, _ number: Double
  ) -> Builtin {
    Builtin(Described.function(name, summary, example, [shape])) { call in
      let shape = try call.shape("shape")
      return .tensor(
        TensorValue(Tensor(repeating: number, shape, call.evaluator.dtype)))
    }
  }

  private static let eye = Builtin(
    Described.function(
      "eye", "the identity matrix", "eye(3)",
      [ParameterDescription("n", "Rows and columns.", expected: "a whole number")])
  ) { call in
    let n = try call.whole("n")
    guard n >= 0 else { throw call.wrongType("n", expected: "0 or more") }
    try call.requireNumbers([n, n], call.evaluator.dtype)
    let type = TensorType([n, n], call.evaluator.dtype)
    return .tensor(TensorValue(Tensor(type) { $0 % (n + 1) == 0 ? 1 : 0 }))
  }

  private static let range = Builtin(
    Described.function(
      "range", "whole steps from start up to, not including, stop", "range(5)",
      [
        ParameterDescription("start", "First number; the end if alone.", expected: "a number"),
        ParameterDescription("stop", "Not included.", expected: "a number", default: "none"),
        ParameterDescription("step", "Distance.", expected: "a number", default: "1"),
      ])
  ) { call in
    let first = try call.number("start", default: 0)
    let isAlone = call.optional("stop") == nil
    let start = isAlone ? 0 : first
    let stop = isAlone ? first : try call.number("stop", default: 0)
    let step = try call.number("step", default: 1)
    for (name, number) in [(isAlone ? "start" : "stop", stop), ("start", start)] {
      guard number.isFinite else { throw call.outOfRange(name, rule: "a finite number") }
    }
    let count = ((stop - start) / step).rounded(.up)
    guard step != 0, count.isFinite else {
      throw call.outOfRange("step", rule: "a number that is not 0")
    }
    let whole = max(0, Int(saturating: count))
    try call.requireNumbers([whole])
    let type = TensorType([whole], .float64)
    return .tensor(TensorValue(weak: Tensor(type) { start + Double($0) * step }))
  }

  private static let linspace = Builtin(
    Described.function(
      "linspace", "evenly spaced numbers with both ends", "linspace(0, 1, 5)",
      [
        ParameterDescription("start", "First number.", expected: "a number"),
        ParameterDescription("stop", "Last number.", expected: "a number"),
        ParameterDescription("n", "How many.", expected: "a whole number", default: "50"),
      ])
  ) { call in
    let start = try call.number("start", default: 0)
    let stop = try call.number("stop", default: 1)
    let n = try call.whole("n", default: 50)
    guard n >= 0 else { throw call.wrongType("n", expected: "0 or more") }
    try call.requireNumbers([n])
    let numbers = Tensor(TensorType([n], .float64)) { index in
      index == n - 1 && n > 1
        ? stop : start + (stop - start) * Double(index) / Double(max(1, n - 1))
    }
    return .tensor(TensorValue(weak: numbers))
  }

  private static let normal = Builtin(
    Described.function(
      "normal", "normally distributed numbers that follow from the seed", "normal([2, 3])",
      [
        shape,
        ParameterDescription("mean", "The mean.", expected: "a number", default: "0"),
        ParameterDescription("std", "The deviation.", expected: "a number", default: "1"),
      ])
  ) { call in
    let mean = try call.number("mean", default: 0)
    let deviation = try call.number("std", default: 1)
    func operation(_ type: TensorType, _ stream: RandomStream) -> RandomNormal {
      RandomNormal(type.shape, type.dtype, stream: stream, mean: mean, deviation: deviation)
    }
    return try drawn(call) { type, stream in
      try Eager.apply(operation(type, stream), to: [])
    } inStep: {
      operation($0, $1)
    }
  }

  private static let uniform = Builtin(
    Described.function(
      "uniform", "evenly distributed numbers that follow from the seed", "uniform([2, 3])",
      [
        shape,
        ParameterDescription("low", "Lower end.", expected: "a number", default: "0"),
        ParameterDescription("high", "Upper end, not reached.", expected: "a number", default: "1"),
      ])
  ) { call in
    let low = try call.number("low", default: 0)
    let high = try call.number("high", default: 1)
    return try drawn(call) { type, stream in
      // All 53 bits, rounded; a step's numbers are cut to those of its type.
      Tensor(type) { low + (high - low) * stream.uniform(at: UInt64($0)) }
    } inStep: { type, stream in
      RandomUniform(type.shape, type.dtype, stream: stream, low: low, high: high)
    }
  }

  /// Numbers drawn now, or in a step of a training anew for each batch.
  private static func drawn(
    _ call: BuiltinCall, now draw: (TensorType, RandomStream) throws -> Tensor,
    inStep operation: (TensorType, RandomStream) -> any Operation
  ) throws -> Value {
    let shape = try call.shape("shape")
    let type = TensorType(shape, call.evaluator.dtype)
    let what = "\(call.signature.name) \(shape)"
    if let step = call.evaluator.context.tracing.step {
      let random = operation(type, step.nextStream(what))
      let node = try step.graph.apply(random, toAll: [])
      return .tensor(TensorValue(node, in: step.graph, isWeak: false))
    }
    let stream = call.interpreter.random.stream(.sample, what)
    return .tensor(TensorValue(try draw(type, stream)))
  }
}
