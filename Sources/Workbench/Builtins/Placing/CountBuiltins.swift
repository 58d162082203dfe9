import Catalog
import Engine
import Support

/// How many elements there are of each kind or size.
enum CountBuiltins {
  static let all: [Builtin] = [bincount, histogram]

  private static let weights = Parameter<TensorValue>.value(
    "weights", "What each element counts; 1 without them.", expected: "a vector",
    shown: .nothing
  ) { value, _ in value.tensor }
  private static let least = Parameter<Int>(
    "minlength", "How many counts there are at least.", default: 0, rule: "0 or more",
    where: { $0 >= 0 })

  private static let bincount = Builtin(
    Described.function(
      "bincount", "how often each whole number from 0 on occurs", "bincount([0, 2, 2, 3])",
      [Described.x.description, weights.description, least.description])
  ) { call in
    guard let known = try Numerics.constant(try call[Described.x]) else {
      throw ValueProblem.conditionTraced
    }
    guard known.shape.rank == 1 else { throw call.wrongType(Described.x, "a vector") }
    try call.requireBytes(ByteEstimate.product(known.count, 16))
    let numbers = known.doubles
    let places = try Interrupt.map(numbers.count) { index in
      guard let place = Int32(exactly: numbers[index]), place >= 0, place < .max else {
        throw call.outOfRange(
          Described.x, "whole numbers from 0 on", found: NumberText.general(numbers[index]))
      }
      return place
    }
    let length = max(try call[least], Int(places.max() ?? -1) + 1)
    try call.requireNumbers([length])
    guard let weights = try call.optional(weights) else {
      return .tensor(
        TensorValue(Tensor(countsOf: places.lazy.map(Int.init), [length])))
    }
    guard weights.shape == known.shape else {
      throw ShapeError(
        operation: "bincount", expected: "a weight for each element",
        found: [known.shape, weights.shape])
    }
    let shares = try Numerics.float(weights).asNumbers()
    return .tensor(
      try Numerics.applyAsIs(
        ScatterAdd(rows: length), [shares, TensorValue(Tensor(places, known.shape))],
        isWeak: shares.isWeak))
  }

  private static let bins = Parameter<TensorValue>.value(
    "bins", "How many bins of one width, or the edges of all.",
    expected: "a whole number or a vector of edges", shown: .number(10)
  ) { value, _ in value.tensor }
  private static let limits = Parameter<(Double, Double)>.value(
    "range", "The first and the last edge: [0, 10] or 0..10; those of the elements without it.",
    expected: "two numbers", shown: .nothing
  ) { value, _ in
    if case .range(let low, let high) = value { return (low, high) }
    guard let tensor = value.tensor, tensor.shape == [2], let known = tensor.known else {
      return nil
    }
    return (known[0], known[1])
  }

  private static let histogram = Builtin(
    Described.function(
      "histogram", "how many elements lie in each of some bins, and the bins' edges",
      "counts, edges = histogram([1, 2, 2, 5], 4)",
      [Described.x.description, bins.description, limits.description],
      details: """
        A list: the counts, and one edge more than counts. A bin holds its lower edge; the last one both. What lies
        outside is not counted. `plot x, kind=histogram` draws one.
        """)
  ) { call in
    guard let known = try Numerics.constant(try call[Described.x]) else {
      throw ValueProblem.conditionTraced
    }
    try call.requireBytes(ByteEstimate.product(known.count, 8))
    let numbers = known.doubles
    let edges = try edges(call, numbers)
    var counts = [Int32](repeating: 0, count: edges.count - 1)
    let (low, high) = (edges[0], edges[edges.count - 1])
    for index in numbers.indices.untilInterrupted {
      let number = numbers[index]
      guard number >= low, number <= high else { continue }
      let place = OrderBuiltins.place(of: number, in: edges, isRight: true) - 1
      counts[min(place, counts.count - 1)] += 1
    }
    try Interrupt.check()
    return .list([
      .tensor(TensorValue(Tensor(counts, [counts.count]))),
      .tensor(TensorValue(weak: Tensor(edges, [edges.count]))),
    ])
  }

  private static func edges(_ call: BuiltinCall, _ numbers: [Double]) throws -> [Double] {
    let written = try call.optional(bins)
    guard let written, written.shape.rank > 0 else {
      let count = try written.map { try Numerics.constant($0)?.first ?? .nan } ?? 10
      guard let bins = Int(whole: count), bins >= 1 else {
        throw call.outOfRange(Self.bins, "a whole number from 1 on")
      }
      try call.requireNumbers([bins])
      return try evenEdges(call, numbers, bins)
    }
    guard let known = try Numerics.constant(written), known.shape.rank == 1, known.count >= 2 else {
      throw call.wrongType(bins, "a whole number or a vector of at least two edges")
    }
    let edges = known.doubles
    guard zip(edges, edges.dropFirst()).allSatisfy({ $0 <= $1 }) else {
      throw call.outOfRange(bins, "edges in ascending order")
    }
    return edges
  }

  private static func evenEdges(
    _ call: BuiltinCall, _ numbers: [Double], _ bins: Int
  ) throws -> [Double] {
    var (low, high) = (0.0, 1.0)
    if let limits = try call.optional(limits) {
      (low, high) = limits
      guard low.isFinite, high.isFinite, low <= high else {
        throw call.outOfRange(Self.limits, "two finite numbers, the smaller first")
      }
    } else if let first = numbers.first {
      (low, high) = (first, first)
      for number in numbers {
        guard number.isFinite else {
          throw call.outOfRange(
            Described.x, "finite numbers, or say which: `range=[0, 1]`",
            found: NumberText.general(number))
        }
        (low, high) = (min(low, number), max(high, number))
      }
    }
    if low == high { (low, high) = (low - 0.5, high + 0.5) }
    let step = (high - low) / Double(bins)
    return try Interrupt.map(bins + 1) { place in
      if place == bins { return high }
      // The difference of two numbers may be beyond all numbers.
      let share = Double(place) / Double(bins)
      return step.isFinite ? low + Double(place) * step : low * (1 - share) + high * share
    }
  }
}
