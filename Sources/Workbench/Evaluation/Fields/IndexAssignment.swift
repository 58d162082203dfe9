import Engine
import Support

/// New numbers at a place of a tensor: `t[t > 6] = 0`, `m.dense.kernel[0, 1] = 2`.
enum IndexAssignment {
  /// A copy of `tensor` with the part at `indices` replaced.
  static func replacing(
    _ tensor: TensorValue, at indices: [ResolvedIndex], with value: TensorValue
  ) throws -> TensorValue {
    guard let known = tensor.known, let numbers = value.known else {
      throw ValueProblem.conditionTraced
    }
    let changed = try replacing(known, at: indices, with: numbers, isTruth: tensor.isTruth)
    return (tensor.isWeak ? TensorValue(weak: changed) : TensorValue(changed)).with(tensor.roles)
  }

  /// The same of numbers that are known. Of positions that occur twice the last one counts.
  static func replacing(
    _ tensor: Tensor, at indices: [ResolvedIndex], with value: Tensor, isTruth: Bool = false
  ) throws -> Tensor {
    // The positions are found by indexing a tensor that holds them: one rule for reading and writing.
    try MemoryBudget.current.require(
      ByteEstimate.product(tensor.count, 24 + tensor.dtype.byteCount), for: "the index")
    let all = Tensor(TensorType(tensor.shape, .float64)) { Double($0) }
    let chosen = try Indexing.tensor(TensorValue(weak: all), at: indices)
    guard let positions = chosen.known else { throw ValueProblem.conditionTraced }
    guard value.shape.rank <= positions.shape.rank || value.count == 1,
      Shape.broadcast(value.shape, positions.shape) == positions.shape || value.count == 1
    else { throw ValueProblem.index(.partShape(expected: positions.shape, found: value.shape)) }
    let source = value.count == 1 ? value.reshaped([]) : value
    let spread = try Eager.apply(BroadcastTo(positions.shape), to: [source.cast(to: .float64)])
    var numbers = tensor.doubles
    let (places, news) = (positions.doubles, spread.doubles)
    for index in places.indices.untilInterrupted {
      let (position, number) = (places[index], news[index])
      if isTruth, number != 0, number != 1 { throw ValueProblem.index(.elementNotTruth(number)) }
      if tensor.dtype == .int32, Int32(exactly: number) == nil {
        throw ValueProblem.index(.elementNotWhole(number))
      }
      numbers[Int(saturating: position)] = number
    }
    return Tensor(numbers, tensor.shape, tensor.dtype)
  }
}
