import Catalog
import Engine
import Support

/// What goes along an axis, from one element to the next.
enum RunningBuiltins {
  static let all: [Builtin] = [product, difference]

  private static let walked = Parameter<Int>("axis", "The axis to walk.", default: 0)

  private static let product = Builtin(
    Described.function(
      "cumprod", "running product along an axis", "cumprod([1, 2, 3, 4])",
      [Described.x.description, walked.description])
  ) { call in
    let x = try call.float(Described.x).asNumbers()
    guard x.shape.rank > 0 else { return .tensor(x) }
    let axis = try call.counted(call[walked], rank: x.shape.rank)
    try call.requireBytes(ByteEstimate.product(x.shape.count, 3, x.dtype.byteCount))
    return .tensor(try running(x, axis))
  }

  /// Each step doubles how many neighbours an element has been multiplied with: products, and so their
  /// gradients, in as many steps as the count has binary digits.
  private static func running(_ x: TensorValue, _ axis: Int) throws -> TensorValue {
    let extent = x.shape[axis]
    var (result, reach) = (x, 1)
    while reach < extent {
      try Interrupt.check()
      let first = try Indexing.slice(result, axis, 0, reach)
      let later = try Numerics.applyAsIs(
        Multiply(),
        [
          try Indexing.slice(result, axis, reach, extent),
          try Indexing.slice(result, axis, 0, extent - reach),
        ], isWeak: x.isWeak)
      result = try Numerics.applyAsIs(
        Concatenate(axis: axis), [first, later], isWeak: x.isWeak)
      reach *= 2
    }
    return result
  }

  private static let times = Parameter<Int>(
    "n", "How many times differences are taken.", default: 1, rule: "0 or more",
    where: { $0 >= 0 })
  private static let compared = Parameter<Int>("axis", "The axis to walk.", default: -1)

  private static let difference = Builtin(
    Described.function(
      "diff", "each element less the one before it, along an axis", "diff([1, 4, 9, 16])",
      [Described.x.description, times.description, compared.description],
      details: "n=2 takes the differences of the differences. The axis becomes n shorter.")
  ) { call in
    let x = try call[Described.x].asNumbers()
    guard x.shape.rank > 0 else { throw call.wrongType(Described.x, "a tensor with an axis") }
    let axis = try call.counted(call[compared], rank: x.shape.rank)
    var result = x
    for _ in 0..<min(try call[times], x.shape[axis]) {
      try Interrupt.check()
      let extent = result.shape[axis]
      result = try Numerics.applyAsIs(
        Subtract(),
        [
          try Indexing.slice(result, axis, min(1, extent), extent),
          try Indexing.slice(result, axis, 0, max(0, extent - 1)),
        ], isWeak: x.isWeak)
    }
    return .tensor(result)
  }
}
