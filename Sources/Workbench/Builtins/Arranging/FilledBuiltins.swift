import Catalog
import Engine
import Support

/// Functions that make tensors of one number, of the shape of another tensor, or of coordinates.
enum FilledBuiltins {
  static let all: [Builtin] = [
    full, fullLike,
    like("zeros_like", "zeros in the shape of x", "zeros_like([[1, 2], [3, 4]])", 0),
    like("ones_like", "ones in the shape of x", "ones_like([[1, 2], [3, 4]])", 1), arange, grid,
  ]

  private static let shape = Parameter<[Int]>.wholes("shape", "The extents.")
  private static let number = Parameter<TensorValue>.tensor(
    "value", "The number, or a tensor that broadcasts to the shape.")

  private static let full = Builtin(
    Described.function(
      "full", "a tensor of one number", "full([2, 3], 7)",
      [shape.description, number.description])
  ) { call in
    let value = try Numerics.cast(Numerics.float(call[number]), to: call.evaluator.dtype)
    return .tensor(try spread(value, to: call.shape(shape), isWeak: false, call))
  }

  private static let fullLike = Builtin(
    Described.function(
      "full_like", "a tensor of one number in the shape of x", "full_like([1, 2, 3], 7)",
      [Described.x.description, number.description])
  ) { call in
    let x = try call[Described.x]
    let written = try call[number]
    let keepsWhole = x.dtype == .int32 && written.dtype == .int32
    let dtype = x.dtype == .int32 && !keepsWhole ? .float64 : x.dtype
    return .tensor(
      try spread(
        Numerics.cast(written.asNumbers(), to: dtype), to: x.shape,
        isWeak: dtype == .float64 && (x.isWeak || x.dtype == .int32), call))
  }

  private static func spread(
    _ value: TensorValue, to shape: Shape, isWeak: Bool, _ call: BuiltinCall
  ) throws -> TensorValue {
    try call.requireNumbers(shape, value.dtype)
    let result = try Numerics.applyAsIs(BroadcastTo(shape), [value], isWeak: isWeak)
    return result.asNumbers()
  }

  private static func like(
    _ name: String, _ summary: String, _ example: String, _ number: Double
  ) -> Builtin {
    Builtin(Described.function(name, summary, example, [Described.x.description])) { call in
      let x = try call[Described.x]
      try call.requireNumbers(x.shape, x.dtype)
      let tensor = Tensor(repeating: number, x.shape, x.dtype)
      return .tensor(
        x.isWeak && x.dtype == .float64 ? TensorValue(weak: tensor) : TensorValue(tensor))
    }
  }

  private static let first = Parameter<Double>("start", "First number; the end if alone.")
  private static let end = Parameter<Double>.optional("stop", "Not included.")
  private static let distance = Parameter<Double>("step", "Distance.", default: 1)

  private static let arange = Builtin(
    Described.function(
      "arange", "whole steps from start up to, not including, stop: `range` under NumPy's name",
      "arange(5)", [first.description, end.description, distance.description])
  ) { call in
    .tensor(
      try ConstructorBuiltins.steps(
        call, (first, try call[first]), (end, try call.optional(end)),
        (distance, try call[distance])))
  }

  private static let rows = Parameter<[Value]>.values(
    "vectors", "The coordinates along each axis.", expected: "vectors")
  private static let indexings = ["xy", "ij"]
  private static let indexing = Parameter<String>.value(
    "indexing", "xy: the first vector goes along columns; ij: along rows.",
    expected: "a word", shown: .word("xy"), words: indexings
  ) { value, _ in
    switch value {
    case .spec(let spec, _) where indexings.contains(spec.name): spec.name
    case .text(let text) where indexings.contains(text): text
    default: nil
    }
  }

  private static let grid = Builtin(
    Described.function(
      "meshgrid", "the coordinates of all points of a grid, one tensor an axis",
      "X, Y = meshgrid([1, 2, 3], [10, 20])", [rows.description, indexing.description],
      details: "A list of tensors of one shape: `X, Y = meshgrid(x, y)` takes them apart.")
  ) { call in
    let vectors = try call[rows].map { value in
      guard let vector = value.tensor, vector.shape.rank <= 1 else {
        throw call.wrongType(rows, "vectors")
      }
      return vector
    }
    guard vectors.count <= Shape.maximumRank else {
      throw call.outOfRange(rows, "at most \(Shape.maximumRank) vectors")
    }
    let isTurned = try call.optional(indexing) != "ij" && vectors.count > 1
    let extents = vectors.map(\.shape.count)
    try call.requireBytes(
      ByteEstimate.product(Shape(extents).count, vectors.count, 16))
    let grids = try vectors.enumerated().map { axis, vector in
      let column = extents.indices.map { $0 == axis ? extents[axis] : 1 }
      let grid = try Numerics.applyAsIs(
        BroadcastTo(Shape(extents)), [try Rearranging.reshaped(vector, column)],
        isWeak: vector.isWeak)
      var order = Array(extents.indices)
      if isTurned { order.swapAt(0, 1) }
      return Value.tensor(try Rearranging.transposed(grid, order))
    }
    return .list(try ValueList(grids).checked())
  }
}
