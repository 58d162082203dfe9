import Catalog
import Engine
import Support

/// Products of tensors along axes that are chosen.
enum ProductBuiltins {
  static let all: [Builtin] = [outer, einsum, tensordot, cross]

  private static let left = Parameter<TensorValue>.tensor("a", "Left.")
  private static let right = Parameter<TensorValue>.tensor("b", "Right.")

  private static let outer = Builtin(
    Described.function(
      "outer", "all products of an element of a and one of b", "outer([1, 2], [3, 4, 5])",
      [left.description, right.description])
  ) { call in
    let (a, b) = (try call[left].asNumbers(), try call[right].asNumbers())
    let shape = Shape([a.shape.count, b.shape.count])
    try call.requireNumbers(shape)
    return .tensor(
      try Numerics.apply(
        Multiply(), Rearranging.reshaped(a, [shape[0], 1]),
        Rearranging.reshaped(b, [1, shape[1]])))
  }

  private static let pattern = Parameter<String>(
    "pattern", "A letter for each axis of each tensor, then `->` and those of the result.")
  private static let tensors = Parameter<[Value]>.values(
    "tensors", "The tensors, in the order of the pattern.", expected: "tensors")

  private static let einsum = Builtin(
    Described.function(
      "einsum", "products of tensors, summed over the axes whose letters the result lacks",
      "einsum(\"ij,jk->ik\", [[1, 2], [3, 4]], [[5], [6]])",
      [pattern.description, tensors.description],
      details: """
        Axes with one letter go together: `"ij,j->i"` a matrix with a vector, `"bij,bjk->bik"` a batch of products,
        `"ii"` the trace, `"ii->i"` the diagonal, `"ij->ji"` the transpose, `"i,j->ij"` all products. `...` stands for
        further axes, which broadcast. Without `->` the result has the letters that stand once, by the alphabet.
        """)
  ) { call in
    let values = try call[tensors].map { value in
      guard let tensor = value.tensor else { throw call.wrongType(tensors, "tensors") }
      return tensor
    }
    guard values.count <= 32 else {
      throw call.outOfRange(tensors, "at most 32 tensors", found: "\(values.count) of them")
    }
    let pattern = try EinsumPattern(try call[pattern], for: values.map(\.shape))
    var product = try LabelledProduct(
      zip(values, pattern.terms).map { (tensor: $0, labels: $1) }, result: pattern.result)
    return .tensor(try product.value())
  }

  private static let summed = Parameter<TensorValue>.value(
    "axes", "How many last axes of a go with the first of b, or which with which: [[1], [0]].",
    expected: "a whole number or two lists of axes", shown: .number(2)
  ) { value, _ in
    value.tensor
  }

  private static let tensordot = Builtin(
    Described.function(
      "tensordot", "products of two tensors, summed over axes of both",
      "tensordot([[1, 2], [3, 4]], [5, 6], 1)",
      [left.description, right.description, summed.description],
      details:
        "axes=2 sums over two axes, axes=1 is a product of matrices, axes=0 gives all products.")
  ) { call in
    let (a, b) = (try call[left], try call[right])
    let (own, others) = try pairs(call, a.shape.rank, b.shape.rank)
    for (one, other) in zip(own, others) where a.shape[one] != b.shape[other] {
      throw ShapeError(
        operation: "tensordot", expected: "axes of one extent that are summed over",
        found: [a.shape, b.shape])
    }
    let first = Array(0..<a.shape.rank)
    var second = Array(0..<b.shape.rank).map { $0 + a.shape.rank }
    for (one, other) in zip(own, others) { second[other] = one }
    let result = (first + second).filter { label in
      !(own.contains(label) && label < a.shape.rank)
    }
    var product = try LabelledProduct(
      [(tensor: a, labels: first), (tensor: b, labels: second)], result: result)
    return .tensor(try product.value())
  }

  /// The axes of a and of b that go together.
  private static func pairs(
    _ call: BuiltinCall, _ left: Int, _ right: Int
  ) throws -> ([Int], [Int]) {
    guard let given = try call.optional(summed) else { return try last(2, left, right, call) }
    let numbers = try Numerics.constant(given)?.doubles.compactMap { Int(whole: $0) } ?? []
    guard numbers.count == given.shape.count else {
      throw call.wrongType(summed, "a whole number or two lists of axes")
    }
    switch given.shape.extents {
    case []: return try last(numbers[0], left, right, call)
    case [2]:
      return (
        [try call.counted(numbers[0], rank: left)], [try call.counted(numbers[1], rank: right)]
      )
    case let extents where extents.count == 2 && extents[0] == 2:
      let own = try numbers[..<extents[1]].map { try call.counted($0, rank: left) }
      let others = try numbers[extents[1]...].map { try call.counted($0, rank: right) }
      guard Set(own).count == own.count, Set(others).count == others.count else {
        throw call.outOfRange(summed, "each axis once")
      }
      return (own, others)
    default: throw call.wrongType(summed, "a whole number or two lists of axes")
    }
  }

  private static func last(
    _ count: Int, _ left: Int, _ right: Int, _ call: BuiltinCall
  ) throws -> ([Int], [Int]) {
    guard count >= 0, count <= min(left, right) else {
      throw call.outOfRange(summed, "between 0 and \(min(left, right))")
    }
    return (Array((left - count)..<left), Array(0..<count))
  }

  private static let crossed = Parameter<Int>(
    "axis", "The axis of the three coordinates.", default: -1)

  private static let cross = Builtin(
    Described.function(
      "cross", "the vector at right angles to a and b, as long as the area between them",
      "cross([1, 0, 0], [0, 1, 0])",
      [left.description, right.description, crossed.description],
      details: "Of vectors of three; other axes broadcast.")
  ) { call in
    let (a, b) = (try call[left].asNumbers(), try call[right].asNumbers())
    let (own, other) = (
      try call.counted(call[crossed], rank: a.shape.rank),
      try call.counted(call[crossed], rank: b.shape.rank)
    )
    guard a.shape[own] == 3, b.shape[other] == 3 else {
      throw ShapeError(
        operation: "cross", expected: "axes of 3 coordinates", found: [a.shape, b.shape])
    }
    func turned(_ x: TensorValue, _ axis: Int, _ order: [Int32]) throws -> TensorValue {
      let last = try Rearranging.transposed(
        x, Rearranging.moving(x.shape.rank, axis, to: x.shape.rank - 1))
      return try Rearranging.taken(last, axis: x.shape.rank - 1, order, [3])
    }
    let forth: [Int32] = [1, 2, 0]
    let back: [Int32] = [2, 0, 1]
    let first = try Numerics.apply(
      Multiply(), turned(a, own, forth), turned(b, other, back))
    let second = try Numerics.apply(
      Multiply(), turned(a, own, back), turned(b, other, forth))
    let result = try Numerics.apply(Subtract(), first, second)
    let rank = result.shape.rank
    let place = a.shape.rank >= b.shape.rank ? own : other
    return .tensor(
      try Rearranging.transposed(result, Rearranging.moving(rank, rank - 1, to: place)))
  }
}
