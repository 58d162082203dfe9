import Catalog
import Engine
import Support

/// Functions that make tensors out of sizes and ranges; random ones follow from the seed.
enum ConstructorBuiltins {
  static let all: [Builtin] = [zeros, ones, eye, range, linspace, normal, uniform]

  private static let shape = Parameter<[Int]>.wholes("shape", "The extents.")

  private static let zeros = filled("zeros", "a tensor of zeros", "zeros([2, 3])", 0)
  private static let ones = filled("ones", "a tensor of ones", "ones([2, 3])", 1)

  private static func filled(
    _ name: String, _ summary: String, _ example: String, _ number: Double
  ) -> Builtin {
    Builtin(Described.function(name, summary, example, [shape.description])) { call in
      let shape = try call.shape(shape)
      return .tensor(
        TensorValue(Tensor(repeating: number, shape, call.evaluator.dtype)))
    }
  }

  private static let size = Parameter<Int>("n", "Rows and columns.")

  private static let eye = Builtin(
    Described.function("eye", "the identity matrix", "eye(3)", [size.description])
  ) { call in
    let n = try call[size]
    guard n >= 0 else { throw call.wrongType(size, "0 or more") }
    try call.requireNumbers([n, n], call.evaluator.dtype)
    let type = TensorType([n, n], call.evaluator.dtype)
    return .tensor(TensorValue(Tensor(type) { $0 % (n + 1) == 0 ? 1 : 0 }))
  }

  private static let first = Parameter<Double>("start", "First number; the end if alone.")
  private static let end = Parameter<Double>.optional("stop", "Not included.")
  private static let distance = Parameter<Double>("step", "Distance.", default: 1)

  private static let range = Builtin(
    Described.function(
      "range", "whole steps from start up to, not including, stop", "range(5)",
      [first.description, end.description, distance.description])
  ) { call in
    .tensor(
      try steps(
        call, (first, try call[first]), (end, try call.optional(end)),
        (distance, try call[distance])))
  }

  /// Numbers at one distance, for words that take these three parameters.
  static func steps(
    _ call: BuiltinCall, _ first: (parameter: Parameter<Double>, number: Double),
    _ end: (parameter: Parameter<Double>, number: Double?),
    _ distance: (parameter: Parameter<Double>, number: Double)
  ) throws -> TensorValue {
    let (start, stop) = end.number.map { (first.number, $0) } ?? (0, first.number)
    let step = distance.number
    let last = end.number == nil ? first.parameter : end.parameter
    for (parameter, number) in [(last, stop), (first.parameter, start)] {
      guard number.isFinite else { throw call.outOfRange(parameter, "a finite number") }
    }
    let count = ((stop - start) / step).rounded(.up)
    guard step != 0, count.isFinite else {
      throw call.outOfRange(distance.parameter, "a number that is not 0")
    }
    let whole = max(0, Int(saturating: count))
    try call.requireNumbers([whole])
    let type = TensorType([whole], .float64)
    return TensorValue(weak: Tensor(type) { start + Double($0) * step })
  }

  private static let low = Parameter<Double>("start", "First number.")
  private static let high = Parameter<Double>("stop", "Last number.")
  private static let amount = Parameter<Int>("n", "How many.", default: 50)

  private static let linspace = Builtin(
    Described.function(
      "linspace", "evenly spaced numbers with both ends", "linspace(0, 1, 5)",
      [low.description, high.description, amount.description])
  ) { call in
    let (start, stop) = (try call[low], try call[high])
    let n = try call[amount]
    guard n >= 0 else { throw call.wrongType(amount, "0 or more") }
    try call.requireNumbers([n])
    let numbers = Tensor(TensorType([n], .float64)) { index in
      index == n - 1 && n > 1
        ? stop : start + (stop - start) * Double(index) / Double(max(1, n - 1))
    }
    return .tensor(TensorValue(weak: numbers))
  }

  private static let mean = Parameter<Double>("mean", "The mean.", default: 0)
  private static let deviation = Parameter<Double>("std", "The deviation.", default: 1)

  private static let normal = Builtin(
    Described.function(
      "normal", "normally distributed numbers that follow from the seed", "normal([2, 3])",
      [shape.description, mean.description, deviation.description])
  ) { call in
    let mean = try call[mean]
    let deviation = try call[deviation]
    func operation(_ type: TensorType, _ stream: RandomStream) -> RandomNormal {
      RandomNormal(type.shape, type.dtype, stream: stream, mean: mean, deviation: deviation)
    }
    return try drawn(call) { type, stream in
      try Eager.apply(operation(type, stream), to: [])
    } inStep: {
      operation($0, $1)
    }
  }

  private static let lower = Parameter<Double>("low", "Lower end.", default: 0)
  private static let upper = Parameter<Double>("high", "Upper end, not reached.", default: 1)

  private static let uniform = Builtin(
    Described.function(
      "uniform", "evenly distributed numbers that follow from the seed", "uniform([2, 3])",
      [shape.description, lower.description, upper.description])
  ) { call in
    let low = try call[lower]
    let high = try call[upper]
    return try drawn(call) { type, stream in
      // All 53 bits, rounded, but not to the end; a step's numbers are cut to those of its type.
      let greatest = high > low ? type.dtype.greatest(below: high) : .infinity
      return Tensor(type) {
        let number = low + (high - low) * stream.uniform(at: UInt64($0))
        return number > greatest ? greatest : number
      }
    } inStep: { type, stream in
      RandomUniform(type.shape, type.dtype, stream: stream, low: low, high: high)
    }
  }

  /// Numbers drawn now, or in a step of a training anew for each batch.
  private static func drawn(
    _ call: BuiltinCall, now draw: (TensorType, RandomStream) throws -> Tensor,
    inStep operation: (TensorType, RandomStream) -> any Operation
  ) throws -> Value {
    let shape = try call.shape(shape)
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
