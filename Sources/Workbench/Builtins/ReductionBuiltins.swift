import Catalog
import Engine
import Support

/// Functions that reduce a tensor along an axis or to one number.
enum ReductionBuiltins {
  static let all: [Builtin] = [
    reduction("sum", "sum of all elements, or along an axis", "sum([1, 2, 3])") {
      Sum(axes: $0, keepsAxes: $1)
    },
    reduction("mean", "arithmetic mean", "mean([1, 2, 6])") { Mean(axes: $0, keepsAxes: $1) },
    reduction("prod", "product of all elements", "prod([2, 3, 4])") {
      Product(axes: $0, keepsAxes: $1)
    },
    reduction("max", "largest element; `maximum(a, b)` compares two tensors", "max([3, 9, 4])") {
      MaximumOf(axes: $0, keepsAxes: $1)
    },
    reduction("min", "smallest element; `minimum(a, b)` compares two tensors", "min([3, 9, 4])") {
      MinimumOf(axes: $0, keepsAxes: $1)
    },
    reduction("logsumexp", "log of the sum of exponentials, without overflow", "logsumexp([0, 0])")
    { LogSumExp(axes: $0, keepsAxes: $1) },
    variance, deviation, any, allHold,
    positions("argmax", "position of the largest element, the first of equals", "argmax([3, 9, 4])")
    { ArgMax(axis: $0) },
    positions(
      "argmin", "position of the smallest element, the first of equals", "argmin([3, 9, 4])"
    ) { ArgMin(axis: $0) },
    cumulativeSum,
  ]

  private static let parameters = [
    Described.x.description, Described.axes.description, Described.keepdims.description,
  ]

  private static func reduction(
    _ name: String, _ summary: String, _ example: String,
    _ make: @escaping @Sendable ([Int]?, Bool) -> any Operation
  ) -> Builtin {
    Builtin(Described.function(name, summary, example, parameters)) { call in
      // `max([1, 5], [3, 2])` compares two tensors.
      if name == "max" || name == "min", !call.isNamed(Described.axes.description),
        case .tensor(let second)? = call.value(of: Described.axes.description),
        second.shape.rank > 0
      {
        throw call.wrongType(Described.axes, "a whole number")
      }
      let x = try call[Described.x]
      try checkNothing(x, name, call)
      let numbers = name == "max" || name == "min" ? x : try Numerics.float(x)
      let result = try reduce(numbers, call, make)
      try tellGaps(numbers, result, name, call)
      return .tensor(result)
    }
  }

  private static func reduce(
    _ x: TensorValue, _ call: BuiltinCall, _ make: ([Int]?, Bool) -> any Operation
  ) throws -> TensorValue {
    let axes = try call.axes(rank: x.shape.rank)
    let keeps = try call[Described.keepdims]
    return try Numerics.applyAsIs(make(axes, keeps), [x], isWeak: x.isWeak)
  }

  /// Of nothing the sum is 0 and the product 1, `all` is true and `any` false; the mean and what is
  /// made of it are nan, which is said; the largest and the smallest, and their places, are errors.
  private static func checkNothing(
    _ x: TensorValue, _ name: String, _ call: BuiltinCall
  ) throws {
    let axes = try call.axes(rank: x.shape.rank) ?? Array(0..<x.shape.rank)
    let kept = Rearranging.reduced(x.shape, axes: axes, keeps: false)
    guard x.shape.count == 0, Shape(kept).count > 0 else { return }
    switch name {
    case "max", "min": throw ValueProblem.emptyList(name)
    case "mean", "var", "std": call.interpreter.noteOnce("\(name) of nothing is nan", of: name)
    default: break
    }
  }

  /// Where numbers that are none make the one number of all of them none, too, how many they are is said.
  private static func tellGaps(
    _ x: TensorValue, _ result: TensorValue, _ name: String, _ call: BuiltinCall
  ) throws {
    guard result.shape.count == 1, x.shape.count > 1, let found = try Numerics.constant(result),
      found.doubles.contains(where: \.isNaN), let numbers = try Numerics.constant(x)
    else { return }
    let gaps = numbers.doubles.count(where: \.isNaN)
    guard gaps > 0 else { return }
    let are =
      gaps == 1 ? "1 of \(x.shape.count) numbers is" : "\(gaps) of \(x.shape.count) numbers are"
    call.interpreter.noteOnce("\(are) nan, so the \(name) is nan", of: name)
  }

  /// Population variance, as Keras and NumPy count it: divided by n.
  private static let variance = Builtin(
    Described.function(
      "var", "population variance: mean squared distance from the mean", "var([1, 2, 3])",
      parameters)
  ) { call in .tensor(try squaredDistance(call)) }

  private static let deviation = Builtin(
    Described.function(
      "std", "population standard deviation", "std([1, 2, 3])", parameters)
  ) { call in
    .tensor(try Numerics.apply(RootOfSquares(), try squaredDistance(call)))
  }

  private static func squaredDistance(_ call: BuiltinCall) throws -> TensorValue {
    let x = try call.float(Described.x)
    try checkNothing(x, call.signature.name, call)
    let axes = try call.axes(rank: x.shape.rank)
    let mean = try Numerics.applyAsIs(Mean(axes: axes, keepsAxes: true), [x], isWeak: x.isWeak)
    let distance = try Numerics.apply(Subtract(), x, mean)
    let square = try Numerics.apply(Multiply(), distance, distance)
    let result = try reduce(square, call) { Mean(axes: $0, keepsAxes: $1) }
    try tellGaps(x, result, call.signature.name, call)
    return result
  }

  private static let any = truth(
    "any", "whether at least one element is not 0, of all or along an axis", "any([0, 0, 1])"
  ) { MaximumOf(axes: $0, keepsAxes: $1) }

  private static let allHold = truth(
    "all", "whether no element is 0, of all or along an axis", "all([1, 1, 0])"
  ) { MinimumOf(axes: $0, keepsAxes: $1) }

  /// The largest or smallest truth value; of nothing `all` is true and `any` false.
  private static func truth(
    _ name: String, _ summary: String, _ example: String,
    _ make: @escaping @Sendable ([Int]?, Bool) -> any Operation
  ) -> Builtin {
    Builtin(Described.function(name, summary, example, parameters)) { call in
      let x = try call[Described.x]
      let zero = TensorValue(Tensor(scalar: 0, x.dtype))
      let holds = try Numerics.apply(Comparison(.notEqual), x, zero)
      let written = try call.axes(rank: x.shape.rank)
      let keeps = try call[Described.keepdims]
      guard written != nil || keeps else {
        guard let known = try Numerics.constant(holds) else { throw ValueProblem.conditionTraced }
        let isAny = name == "any"
        let found = known.first { $0 == (isAny ? 1 : 0) } != nil
        return .bool(found == isAny)
      }
      let axes = written ?? Array(0..<x.shape.rank)
      guard axes.allSatisfy({ x.shape[$0] > 0 }) else { return try ofNothing(x, axes, name, call) }
      return .of(try reduce(holds, call, make).asTruth())
    }
  }

  /// `any` and `all` along axes without entries.
  private static func ofNothing(
    _ x: TensorValue, _ axes: [Int], _ name: String, _ call: BuiltinCall
  ) throws -> Value {
    let shape = Shape(
      Rearranging.reduced(x.shape, axes: axes, keeps: try call[Described.keepdims]))
    try call.requireBytes(ByteEstimate.product(shape.span, 16))
    let zeros = Tensor([Double](repeating: 0, count: shape.count), shape, .float32)
    let truth = Comparison(name == "any" ? .notEqual : .equal)
    return .of(
      try Numerics.apply(truth, TensorValue(zeros), TensorValue(Tensor(scalar: 0, .float32)))
        .asTruth())
  }

  private static func positions(
    _ name: String, _ summary: String, _ example: String,
    _ make: @escaping @Sendable (Int) -> any Operation
  ) -> Builtin {
    Builtin(
      Described.function(
        name, summary, example, [Described.x.description, Described.axis.description])
    ) { call in
      let x = try call[Described.x]
      guard x.shape.count > 0 else { throw ValueProblem.emptyList(name) }
      let axis = try call.axis(rank: x.shape.rank)
      let flat = axis == nil ? try Operators.reshape(x, [x.shape.count]) : x
      return .tensor(try Numerics.applyAsIs(make(axis ?? 0), [flat], isWeak: false))
    }
  }

  private static let walked = Parameter<Int>("axis", "The axis to walk.", default: 0)

  private static let cumulativeSum = Builtin(
    Described.function(
      "cumsum", "running sum along an axis", "cumsum([1, 2, 3])",
      [Described.x.description, walked.description])
  ) { call in
    let x = try call.float(Described.x)
    let axis = try call.axis(walked, rank: x.shape.rank) ?? 0
    guard x.shape.rank > 0 else { return .tensor(x) }
    return .tensor(try Numerics.applyAsIs(CumulativeSum(axis: axis), [x], isWeak: x.isWeak))
  }
}
