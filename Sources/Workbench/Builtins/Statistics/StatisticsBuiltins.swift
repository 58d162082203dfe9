import Catalog
import Engine
import Support

/// Reductions of which sorting is a part, and counts.
enum StatisticsBuiltins {
  static let all: [Builtin] = [median, quantile, percentile, spread, nonzero]

  private static let median = Builtin(
    Described.function(
      "median", "the middle of the sorted elements; of an even count the mean of the two",
      "median([3, 1, 2, 10])",
      [Described.x.description, Described.axes.description, Described.keepdims.description],
      details: "As in Keras and NumPy: nan where an element is nan, and of nothing.")
  ) { call in
    try ranked(call) { sorted, count in
      let low = try Rearranging.entry(sorted, axis: sorted.shape.rank - 1, at: (count - 1) / 2)
      guard count.isMultiple(of: 2) else { return low }
      let high = try Rearranging.entry(sorted, axis: sorted.shape.rank - 1, at: count / 2)
      return try Numerics.apply(
        Multiply(), Numerics.apply(Add(), low, high), Rearranging.number(0.5))
    }
  }

  private static let share = Parameter<TensorValue>.tensor(
    "q", "The share of elements below, from 0 to 1; several in a list.",
    expected: "a number or a list of numbers")
  private static let hundredth = Parameter<TensorValue>.tensor(
    "q", "The share of elements below in percent, from 0 to 100; several in a list.",
    expected: "a number or a list of numbers")
  private static let methods = ["linear", "lower", "higher", "midpoint", "nearest"]
  private static let method = Parameter<String>.value(
    "method", "What stands for a place between two elements.", expected: "a word",
    shown: .word("linear"), words: methods
  ) { value, _ in
    switch value {
    case .spec(let spec, _) where methods.contains(spec.name): spec.name
    case .text(let text) where methods.contains(text): text
    default: nil
    }
  }

  private static let quantile = quantiles(
    "quantile", "the element below which a share of the others lies",
    "quantile([1, 2, 3, 4], 0.25)",
    share, scale: 1)
  private static let percentile = quantiles(
    "percentile", "the element below which so many percent of the others lie",
    "percentile([1, 2, 3, 4], 90)", hundredth, scale: 100)

  private static func quantiles(
    _ name: String, _ summary: String, _ example: String, _ q: Parameter<TensorValue>,
    scale: Double
  ) -> Builtin {
    Builtin(
      Described.function(
        name, summary, example,
        [
          Described.x.description, q.description, Described.axes.description,
          method.description, Described.keepdims.description,
        ],
        details: """
          Keras's and NumPy's definition: place q · (n - 1) of the n sorted elements, counted from 0;
          between two of them on the straight line. Several q give a first axis. nan where an element is nan.
          """)
    ) { call in
      guard let shares = try Numerics.constant(try call[q]) else {
        throw ValueProblem.conditionTraced
      }
      let rule = "between 0 and \(NumberText.general(scale))"
      guard shares.shape.rank <= 1, shares.count > 0 else {
        throw call.wrongType(q, "a number or a list of numbers")
      }
      let numbers = shares.doubles.map { $0 / scale }
      guard numbers.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
        throw call.outOfRange(q, rule)
      }
      let method = try call.optional(method) ?? "linear"
      if shares.shape.rank == 0 {
        return try ranked(call) { try place(numbers[0], method, of: $0, $1) }
      }
      let parts = try numbers.map { number in
        try ranked(call) { try place(number, method, of: $0, $1) }
      }
      return .tensor(try ListValue.stack(parts.compactMap(\.tensor)))
    }
  }

  /// The number at a share of the sorted rows.
  private static func place(
    _ share: Double, _ method: String, of sorted: TensorValue, _ count: Int
  ) throws -> TensorValue {
    let position = share * Double(count - 1)
    let (low, high) = (position.rounded(.down), position.rounded(.up))
    func entry(_ place: Double) throws -> TensorValue {
      try Rearranging.entry(
        sorted, axis: sorted.shape.rank - 1, at: Int(place, within: 0...max(0, count - 1)))
    }
    switch method {
    case "lower": return try entry(low)
    case "higher": return try entry(high)
    case "nearest": return try entry(position.rounded(.toNearestOrEven))
    default: break
    }
    guard low < high else { return try entry(low) }
    let (first, second) = (try entry(low), try entry(high))
    if method == "midpoint" {
      return try Numerics.apply(
        Multiply(), Numerics.apply(Add(), first, second), Rearranging.number(0.5))
    }
    let way = try Numerics.apply(
      Multiply(), Numerics.apply(Subtract(), second, first), Rearranging.number(position - low))
    return try Numerics.apply(Add(), first, way)
  }

  /// What is read out of the sorted elements along the axes of the call; nan where one of them is.
  private static func ranked(
    _ call: BuiltinCall, _ read: (_ sorted: TensorValue, _ count: Int) throws -> TensorValue
  ) throws -> Value {
    let x = try call.float(Described.x).asNumbers()
    let axes = try call.axes(rank: x.shape.rank) ?? Array(0..<x.shape.rank)
    let result = Rearranging.reduced(x.shape, axes: axes, keeps: try call[Described.keepdims])
    let rows = try Rearranging.gathered(x, axes: axes)
    let last = rows.shape.rank - 1
    let count = rows.shape[last]
    guard count > 0 else {
      let name = call.signature.name
      if Shape(result).count > 0 {
        call.interpreter.noteOnce("\(name) of nothing is nan", of: name)
      }
      try call.requireNumbers(Shape(result), x.dtype)
      return .tensor(TensorValue(Tensor(repeating: .nan, Shape(result), x.dtype)))
    }
    // Two tensors of that size are made on the way.
    try call.requireBytes(ByteEstimate.product(x.shape.count, 2, x.dtype.byteCount))
    let sorted = try Numerics.applyAsIs(Sort(axis: last), [rows], isWeak: x.isWeak)
    // nan counts as the largest.
    let largest = try Rearranging.entry(sorted, axis: last, at: count - 1)
    let isNaN = try Numerics.apply(Comparison(.notEqual), largest, largest).asNumbers()
    let found = try Numerics.applyAsIs(
      Where(), [isNaN, largest, try read(sorted, count)], isWeak: x.isWeak)
    return .tensor(try Rearranging.reshaped(found, result))
  }

  private static let spread = Builtin(
    Described.function(
      "ptp", "peak to peak: the largest element less the smallest", "ptp([3, 9, 4])",
      [Described.x.description, Described.axes.description, Described.keepdims.description])
  ) { call in
    let x = try call[Described.x].asNumbers()
    let axes = try call.axes(rank: x.shape.rank)
    let keeps = try call[Described.keepdims]
    let reduced = axes ?? Array(0..<x.shape.rank)
    guard reduced.allSatisfy({ x.shape[$0] > 0 }) else { throw ValueProblem.emptyList("ptp") }
    let high = try Numerics.applyAsIs(
      MaximumOf(axes: axes, keepsAxes: keeps), [x], isWeak: x.isWeak)
    let low = try Numerics.applyAsIs(
      MinimumOf(axes: axes, keepsAxes: keeps), [x], isWeak: x.isWeak)
    return .tensor(try Numerics.applyAsIs(Subtract(), [high, low], isWeak: x.isWeak))
  }

  private static let nonzero = Builtin(
    Described.function(
      "count_nonzero", "how many elements are not 0", "count_nonzero([0, 2, 0, 5])",
      [Described.x.description, Described.axes.description, Described.keepdims.description],
      details: "nan is not 0, and counts; so does what holds: `count_nonzero(x > 2)`.")
  ) { call in
    let x = try call[Described.x]
    let axes = try call.axes(rank: x.shape.rank)
    let holds = try Numerics.apply(
      Comparison(.notEqual), x, TensorValue(Tensor(scalar: 0, x.dtype))
    ).asNumbers()
    let ones = try Numerics.cast(holds, to: .int32)
    return .tensor(
      try Numerics.applyAsIs(
        Sum(axes: axes, keepsAxes: try call[Described.keepdims]), [ones], isWeak: false))
  }
}
