import Engine
import Support

/// What `[a, b, c]` is: a tensor where all items are numbers of one shape, a list otherwise.
enum ListValue {
  /// True and false make a tensor of truth values.
  static func make(_ items: [Value]) throws -> Value {
    let tensors = items.compactMap { item -> TensorValue? in
      if case .tensor(let tensor) = item { tensor } else { nil }
    }
    let truths = tensors.count < items.count ? items.compactMap(\.tensor).filter(\.isTruth) : []
    if !truths.isEmpty, truths.count == items.count,
      truths.allSatisfy({ $0.shape == truths[0].shape })
    {
      return .tensor(try stack(truths))
    }
    guard tensors.count == items.count, let first = tensors.first else {
      return items.isEmpty
        ? .tensor(TensorValue(weak: Tensor([Double](), [0])))
        : .list(try ValueList(items).checked())
    }
    guard tensors.allSatisfy({ $0.shape == first.shape }) else {
      throw ValueProblem.shape(.raggedRows(tensors.map { $0.shape.rank == 0 ? 1 : $0.shape[0] }))
    }
    return .tensor(try stack(tensors))
  }

  /// Tensors of one shape under a new first axis.
  static func stack(_ tensors: [TensorValue]) throws -> TensorValue {
    let shape = tensors[0].shape
    let known = tensors.compactMap(\.known)
    let common = tensors.reduce(TensorRoles([.truth, .confusion])) { $0.intersection($1.roles) }
    if known.count == tensors.count, shape.count < 4_096, tensors.allSatisfy(\.isWeak) {
      // One number after the other in a list that grows, and then in the tensor.
      try MemoryBudget.current.require(
        ByteEstimate.product(tensors.count, shape.count, 24), for: "stack")
      var numbers: [Double] = []
      numbers.reserveCapacity(tensors.count * shape.count)
      for index in known.indices.untilInterrupted(every: 256) { numbers += known[index].doubles }
      try Interrupt.check()
      return TensorValue(
        weak: Tensor(numbers, Shape([tensors.count] + shape.extents))
      ).with(common)
    }
    let rows = try Interrupt.map(tensors.count, every: 256) {
      try Numerics.applyAsIs(
        Reshape(Shape([1] + shape.extents)), [tensors[$0]], isWeak: tensors[$0].isWeak)
    }
    let joined = try concatenate(rows, axis: 0)
    return joined.with(joined.roles.union(common))
  }

  /// Joins tensors along an axis, giving them a common type first.
  static func concatenate(_ tensors: [TensorValue], axis: Int) throws -> TensorValue {
    guard let first = tensors.first else { throw ValueProblem.emptyList("concat") }
    let strong = tensors.first { !$0.isWeak && $0.dtype.isFloat }
    let dtype =
      strong?.dtype ?? (tensors.allSatisfy { $0.dtype == .int32 } ? .int32 : .float64)
    let cast = try tensors.map { try Numerics.cast($0, to: dtype) }
    return try Numerics.applyAsIs(
      Concatenate(axis: axis), cast, isWeak: strong == nil && first.dtype != .int32)
  }
}
