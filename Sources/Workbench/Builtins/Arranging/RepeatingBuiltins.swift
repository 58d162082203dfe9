import Catalog
import Engine
import Support

/// Functions that turn, move and repeat what stands along an axis.
enum RepeatingBuiltins {
  static let all: [Builtin] = [flip, roll, tile, repeatElements]

  private static let turned = Parameter<[Int]>.wholes(
    "axis", "The axis to turn round, or several; all of them without it.", shown: .nothing)

  private static let flip = Builtin(
    Described.function(
      "flip", "the elements along an axis in the opposite order", "flip([1, 2, 3])",
      [Described.x.description, turned.description])
  ) { call in
    var x = try call[Described.x]
    for axis in try call.axes(turned, rank: x.shape.rank) ?? Array(0..<x.shape.rank) {
      x = try Numerics.applyAsIs(Reverse(axis: axis), [x], isWeak: x.isWeak)
    }
    return .tensor(x)
  }

  private static let shift = Parameter<[Int]>.wholes(
    "shift", "By how many places, to the end; one for each axis.")
  private static let rolled = Parameter<[Int]>.wholes(
    "axis", "The axis to move along, or several; all elements as one row without it.",
    shown: .nothing)

  private static let roll = Builtin(
    Described.function(
      "roll", "the elements moved along an axis; what leaves at one end comes in at the other",
      "roll([1, 2, 3, 4], 1)",
      [Described.x.description, shift.description, rolled.description])
  ) { call in
    let x = try call[Described.x]
    let shifts = try call[shift]
    guard let axes = try call.axes(rolled, rank: x.shape.rank) else {
      guard shifts.count == 1 else { throw call.wrongType(shift, "one whole number") }
      let moved = try moved(Rearranging.flat(x), 0, shifts[0])
      return .tensor(try Rearranging.reshaped(moved, x.shape.extents))
    }
    guard shifts.count == axes.count || shifts.count == 1 else {
      throw call.outOfRange(shift, "one number, or one for each axis")
    }
    var result = x
    for (place, axis) in axes.enumerated() {
      result = try moved(result, axis, shifts.count == 1 ? shifts[0] : shifts[place])
    }
    return .tensor(result)
  }

  private static func moved(_ x: TensorValue, _ axis: Int, _ shift: Int) throws -> TensorValue {
    let extent = x.shape[axis]
    guard extent > 0 else { return x }
    let remainder = shift % extent
    let places = remainder < 0 ? remainder + extent : remainder
    guard places > 0 else { return x }
    return try Numerics.applyAsIs(
      Concatenate(axis: axis),
      [
        try Indexing.slice(x, axis, extent - places, extent),
        try Indexing.slice(x, axis, 0, extent - places),
      ], isWeak: x.isWeak)
  }

  private static let copies = Parameter<[Int]>.wholes(
    "repeats", "How many times, for each axis; of one number the last axis.")

  private static let tile = Builtin(
    Described.function(
      "tile", "the whole tensor again and again along each axis", "tile([1, 2], 3)",
      [Described.x.description, copies.description],
      details: "With more numbers than axes the tensor gets axes of 1 in front, as in NumPy.")
  ) { call in
    let x = try call[Described.x]
    let written = try call[copies]
    guard written.allSatisfy({ $0 >= 0 }) else { throw call.outOfRange(copies, "0 or more") }
    let rank = max(x.shape.rank, written.count)
    guard rank <= Shape.maximumRank else {
      throw call.outOfRange(copies, "at most \(Shape.maximumRank) numbers")
    }
    let times = Array(repeating: 1, count: rank - written.count) + written
    let extents = Array(repeating: 1, count: rank - x.shape.rank) + x.shape.extents
    try call.requireNumbers(
      Shape(zip(extents, times).map { ByteEstimate.product($0, $1) }), x.dtype)
    var result = try Rearranging.reshaped(x, extents)
    // From the last axis on, so that most is copied in long runs.
    for axis in (0..<rank).reversed() {
      result = try Rearranging.repeated(result, axis: axis, times: times[axis], whole: true)
    }
    return .tensor(result)
  }

  private static let each = Parameter<[Int]>.wholes(
    "repeats", "How many times; one number for all or one for each.")
  private static let repeated = Parameter<Int>.optional(
    "axis", "The axis whose entries are repeated; all elements as one row without it.")

  private static let repeatElements = Builtin(
    Described.function(
      "repeat_elements", "each element so many times, side by side", "repeat_elements([1, 2], 3)",
      [Described.x.description, each.description, repeated.description],
      details: "What Keras and NumPy call `repeat`.")
  ) { call in
    let written = try call[Described.x]
    let axis = try call.axis(repeated, rank: written.shape.rank)
    let x = axis == nil ? try Rearranging.flat(written) : written
    let along = axis ?? 0
    let times = try call[each]
    guard times.allSatisfy({ $0 >= 0 }) else { throw call.outOfRange(each, "0 or more") }
    var extents = x.shape.extents
    if times.count == 1 {
      extents[along] = ByteEstimate.product(extents[along], times[0])
      try call.requireNumbers(Shape(extents), x.dtype)
      return .tensor(
        try Rearranging.repeated(x, axis: along, times: times[0], whole: false))
    }
    guard times.count == extents[along] else {
      throw call.outOfRange(
        each, "one number, or \(NumberText.count(extents[along], "of them", "of them"))",
        found: "\(times.count) of them")
    }
    extents[along] = ByteEstimate.sum(times)
    try call.requireNumbers(Shape(extents), x.dtype)
    guard extents[along] <= Int(Int32.max) else {
      throw ValueProblem.limit(.tooLarge(elements: extents[along], limit: Int(Int32.max)))
    }
    var positions: [Int32] = []
    positions.reserveCapacity(extents[along])
    for (place, count) in times.enumerated() {
      try Interrupt.check()
      positions.append(contentsOf: repeatElement(Int32(place), count: count))
    }
    return .tensor(
      try Rearranging.taken(x, axis: along, positions, [positions.count]))
  }
}
