import Engine
import Support

/// Numbers and truth values as positions along an axis; what is none is refused with its place.
enum IndexNumbers {
  /// A whole number as it stands in an index; negative ones count from the end.
  static func whole(_ number: Double) throws -> Int {
    try checked(number, extent: nil, axis: 0)
  }

  /// The end of a slice: what lies beyond every axis is its end.
  static func bound(_ number: Double) throws -> Int {
    guard number.isFinite, number == number.rounded() else {
      throw ValueProblem.index(.notWhole(number, extent: nil, axis: 0))
    }
    return Int(saturating: number)
  }

  private static func checked(
    _ number: Double, extent: Int?, axis: Int
  ) throws -> Int {
    guard number.isFinite, number == number.rounded() else {
      throw ValueProblem.index(.notWhole(number, extent: extent, axis: axis))
    }
    guard let whole = Int(whole: number) else {
      throw ValueProblem.index(.huge(number, extent: extent, axis: axis))
    }
    return whole
  }

  /// The positions that the numbers of a tensor name, from the front.
  static func positions(_ tensor: TensorValue, extent: Int, axis: Int) throws -> [Int] {
    guard let known = try Numerics.constant(tensor) else { throw ValueProblem.conditionTraced }
    try MemoryBudget.current.require(ByteEstimate.product(known.count, 20), for: "the index")
    let numbers = known.doubles
    return try Interrupt.map(numbers.count) { index in
      let whole = try checked(numbers[index], extent: extent, axis: axis)
      return try Indexing.position(whole, extent: extent, axis: axis)
    }
  }

  /// Where the truth values are true: one list of positions for each axis that they stand for.
  static func selected(_ tensor: TensorValue, extents: [Int], axis: Int) throws -> [[Int]] {
    guard tensor.shape.extents == extents else {
      throw ValueProblem.index(.maskLength(tensor.shape.extents, extents: extents, axis: axis))
    }
    guard let known = try Numerics.constant(tensor) else { throw ValueProblem.conditionTraced }
    // Of all that may be true, in lists that grow.
    try MemoryBudget.current.require(
      ByteEstimate.product(known.count, 8 + 20 * extents.count), for: "the index")
    var positions = [[Int]](repeating: [], count: extents.count)
    let numbers = known.doubles
    for flat in numbers.indices.untilInterrupted where numbers[flat] != 0 {
      var rest = flat
      for axis in extents.indices.reversed() {
        positions[axis].append(rest % extents[axis])
        rest /= extents[axis]
      }
    }
    return positions
  }
}
