import Catalog
import Engine
import Support

/// Elements taken from positions along an axis, and put to positions of a tensor of zeros.
enum PlacingBuiltins {
  static let all: [Builtin] = [takeAlong, scatter]

  private static let indices = Parameter<TensorValue>.tensor(
    "indices", "Positions; negative ones count from the end.", expected: "a tensor of whole numbers"
  )
  private static let along = Parameter<Int>.optional(
    "axis", "The axis that they count along; all elements as one row without it.")

  private static let takeAlong = Builtin(
    Described.function(
      "take_along", "the elements at positions along an axis, each row by its own",
      "take_along([[3, 1], [2, 4]], [[1], [0]], axis=1)",
      [Described.x.description, indices.description, along.description],
      details: """
        With `i = argsort(x, axis=1)`, `take_along(x, i, axis=1)` is each row in order. The other axes of both
        broadcast.
        """)
  ) { call in
    var (x, index) = (try call[Described.x], try call[indices])
    let axis: Int
    if let written = try call.axis(along, rank: x.shape.rank) {
      axis = written
    } else {
      (x, index, axis) = (try Rearranging.flat(x), try Rearranging.flat(index), 0)
    }
    guard x.shape.rank == index.shape.rank else {
      throw ShapeError(
        operation: "take_along", expected: "as many axes of x and of the indices",
        found: [x.shape, index.shape])
    }
    let extent = x.shape[axis]
    let positions = try whole(index, extent: extent, axis: axis)
    var (own, others) = (x.shape.extents, index.shape.extents)
    let taken = others[axis]
    (own[axis], others[axis]) = (1, 1)
    guard let common = Shape.broadcast(Shape(own), Shape(others)) else {
      throw ShapeError(
        operation: "take_along", expected: "equal extents but along axis \(axis)",
        found: [x.shape, index.shape])
    }
    (own, others) = (common.extents, common.extents)
    (own[axis], others[axis]) = (extent, taken)
    try call.requireBytes(
      ByteEstimate.sum([
        TensorType(Shape(own), x.dtype).byteCount, TensorType(Shape(others), .float64).byteCount,
      ]))
    func spread(_ value: TensorValue, _ extents: [Int]) throws -> TensorValue {
      guard value.shape.extents != extents else { return value }
      return try Numerics.applyAsIs(
        BroadcastTo(Shape(extents)), [value], isWeak: value.isWeak)
    }
    return .of(
      try Numerics.applyAsIs(
        TakeAlong(axis: axis), [try spread(x, own), try spread(positions, others)],
        isWeak: x.isWeak))
  }

  /// Known positions counted from the front and within the axis; those that are traced as they are.
  private static func whole(_ index: TensorValue, extent: Int, axis: Int) throws -> TensorValue {
    guard let known = try Numerics.constant(index) else {
      return try Numerics.cast(index, to: .int32)
    }
    let positions = try IndexNumbers.positions(
      TensorValue(known), extent: extent, axis: axis)
    return TensorValue(
      Tensor(TensorType(known.shape, .int32)) { Double(positions[$0]) })
  }

  private static let places = Parameter<TensorValue>.tensor(
    "indices", "A position in each row, of one number or of one for each axis.",
    expected: "a tensor of whole numbers")
  private static let values = Parameter<TensorValue>.tensor(
    "values", "What is put there: a number or a part for each row.")
  private static let shape = Parameter<[Int]>.wholes("shape", "The extents of the result.")

  private static let scatter = Builtin(
    Described.function(
      "scatter", "zeros with values at some positions; those of one position add up",
      "scatter([[0, 1], [2, 0]], [5, 7], [3, 3])",
      [places.description, values.description, shape.description],
      details: """
        Indices [n, k] are the first k positions of n parts, values [n, …] the parts. A vector of n numbers counts along
        the first axis: `scatter([0, 2], [5, 7], [4])`.
        """)
  ) { call in
    let written = try call[places]
    let values = try call[values].asNumbers()
    let shape = try call.shape(shape)
    let isColumn = written.shape.rank == 1 && values.shape.rank > 0
    let index =
      isColumn ? try Rearranging.reshaped(written, [written.shape[0], 1]) : written
    guard let width = index.shape.extents.last, width >= 1, width <= shape.rank else {
      throw ShapeError(
        operation: "scatter", expected: "indices of 1 to \(shape.rank) numbers in each row",
        found: [written.shape])
    }
    let rows = Array(index.shape.extents.dropLast())
    let part = Array(shape.extents[width...])
    guard values.shape.extents == rows + part else {
      throw ShapeError(
        operation: "scatter", expected: "values of the shape \(Shape(rows + part))",
        found: [written.shape, values.shape])
    }
    guard let known = try Numerics.constant(index) else { throw ValueProblem.conditionTraced }
    let table = Array(shape.extents[..<width])
    let count = Shape(table).count
    guard count <= Int(Int32.max) else {
      throw ValueProblem.limit(.tooLarge(elements: count, limit: Int(Int32.max)))
    }
    let positions = try flat(known, table)
    let (lines, size) = (positions.count, Shape(part).count)
    let sums = try Numerics.applyAsIs(
      ScatterAdd(rows: count),
      [
        try Rearranging.reshaped(values, [lines, size]), TensorValue(Tensor(positions, [lines])),
      ], isWeak: values.isWeak)
    return .tensor(try Rearranging.reshaped(sums, shape.extents))
  }

  /// Each row of positions as one in row-major order.
  private static func flat(_ index: Tensor, _ extents: [Int]) throws -> [Int32] {
    let width = extents.count
    let columns = try extents.indices.map { axis in
      let column = try Interrupt.map(index.count / width) { index[$0 * width + axis] }
      return try IndexNumbers.positions(
        TensorValue(weak: Tensor(column, [column.count])), extent: extents[axis], axis: axis)
    }
    return try Interrupt.map(index.count / width) { row in
      var position = 0
      for axis in extents.indices { position = position * extents[axis] + columns[axis][row] }
      return Int32(clamping: position)
    }
  }
}
