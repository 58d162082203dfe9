import Engine
import Support

/// Indices of which at least one is a tensor, by NumPy's rules for them.
///
/// A tensor of truth values stands for the positions where it is true, one list an axis. All lists
/// of positions are broadcast to one shape, plain positions with them; the result has that shape in
/// place of their axes where they stand side by side, else in front.
struct ArrayIndexing {
  private let indices: [ResolvedIndex]

  /// `nil` where no index is a tensor.
  init?(_ indices: [ResolvedIndex]) {
    let hasTensor = indices.contains {
      switch $0 {
      case .gather, .select: true
      case .at, .slice: false
      }
    }
    guard hasTensor else { return nil }
    self.indices = indices
  }

  /// The positions along one axis, known or being traced.
  private struct Positions {
    let axis: Int
    let extent: Int
    let shape: Shape
    /// `nil` while they are being traced.
    let known: [Int]?
    let traced: TensorValue?
  }

  func value(of tensor: TensorValue) throws -> TensorValue {
    let rank = tensor.shape.rank
    let count = indices.reduce(0) { $0 + axes(of: $1) }
    guard count <= rank else { throw ValueProblem.index(.tooMany(count, rank: rank)) }
    var sliced = tensor
    var positions: [Positions] = []
    // Whether only tensors and plain positions stand between the first and the last of them.
    var (axis, isApart, hasGap) = (0, false, false)
    for index in indices {
      let extent = axis < rank ? tensor.shape[axis] : 0
      if case .slice(let from, let to) = index {
        let (low, high) = Indexing.bounds(from, to, extent: extent)
        sliced = try Indexing.slice(sliced, axis, low, high)
        hasGap = !positions.isEmpty
      } else {
        positions += try self.positions(index, tensor.shape, axis)
        isApart = isApart || hasGap
      }
      axis += axes(of: index)
    }
    return try gathered(sliced, positions, isApart: isApart)
  }

  private func axes(of index: ResolvedIndex) -> Int {
    if case .select(let tensor) = index { return tensor.shape.rank }
    return 1
  }

  private func positions(
    _ index: ResolvedIndex, _ shape: Shape, _ axis: Int
  ) throws -> [Positions] {
    switch index {
    case .slice: return []
    case .at(let position):
      let known = try Indexing.position(position, extent: shape[axis], axis: axis)
      return [Positions(axis: axis, extent: shape[axis], shape: [], known: [known], traced: nil)]
    case .gather(let tensor):
      let isTraced = try Numerics.constant(tensor) == nil
      return [
        Positions(
          axis: axis, extent: shape[axis], shape: tensor.shape,
          known: isTraced
            ? nil : try IndexNumbers.positions(tensor, extent: shape[axis], axis: axis),
          traced: isTraced ? tensor : nil)
      ]
    case .select(let tensor):
      let extents = Array(shape.extents[axis..<(axis + tensor.shape.rank)])
      return try IndexNumbers.selected(tensor, extents: extents, axis: axis).enumerated().map {
        Positions(
          axis: axis + $0, extent: extents[$0], shape: [$1.count], known: $1, traced: nil)
      }
    }
  }

  /// Rows of the tensor with its indexed axes in front, moved to where they belong.
  private func gathered(
    _ tensor: TensorValue, _ positions: [Positions], isApart: Bool
  ) throws -> TensorValue {
    var shape: Shape = []
    for item in positions {
      guard let common = Shape.broadcast(shape, item.shape) else {
        throw ValueProblem.index(.indicesDiffer(positions.map(\.shape)))
      }
      shape = common
    }
    let axes = positions.map(\.axis)
    let others = (0..<tensor.shape.rank).filter { !axes.contains($0) }
    let extents = tensor.shape.extents
    let rows = Shape(axes.map { extents[$0] }).count
    try BuiltinCall.requireNumbers(
      Shape([max(1, shape.count)] + others.map { extents[$0] }), tensor.dtype, for: "the index")
    guard rows <= Int(Int32.max) else {
      throw ValueProblem.limit(.tooLarge(elements: rows, limit: Int(Int32.max)))
    }
    let front = try transposed(tensor, axes + others)
    let table = try Operators.reshape(front, Shape([rows] + others.map { extents[$0] }))
    let flat = try flatPositions(positions, shape)
    let result = try Numerics.applyAsIs(Gather(), [table, flat], isWeak: tensor.isWeak)
    let place = isApart ? 0 : others.prefix { $0 < axes[0] }.count
    guard place > 0 else { return result }
    let (own, all) = (shape.rank, shape.rank + others.count)
    let order =
      Array(own..<(own + place)) + Array(0..<own) + Array((own + place)..<all)
    return try transposed(result, order)
  }

  private func transposed(_ tensor: TensorValue, _ order: [Int]) throws -> TensorValue {
    guard order != Array(order.indices) else { return tensor }
    return try Numerics.applyAsIs(
      Transpose(permutation: order), [tensor], isWeak: tensor.isWeak)
  }

  /// Row numbers in the table of all indexed axes.
  private func flatPositions(_ positions: [Positions], _ shape: Shape) throws -> TensorValue {
    var flat: TensorValue?
    var isInside: TensorValue?
    for item in positions {
      var term: TensorValue
      if let known = item.known {
        let type = TensorType(item.shape, .int32)
        term = try spread(TensorValue(Tensor(type) { Double(known[$0]) }), shape)
      } else {
        let checked = try checked(item)
        let holds = try spread(checked.isInside, shape)
        term = try spread(checked.position, shape)
        isInside = try isInside.map { try Numerics.apply(Logical(.and), $0, holds) } ?? holds
      }
      if let before = flat {
        let extent = TensorValue(Tensor([Int32(item.extent)], []))
        term = try Numerics.apply(Add(), Numerics.apply(Multiply(), before, extent), term)
      }
      flat = term
    }
    guard var flat else { throw ValueProblem.index(.tooMany(0, rank: 0)) }
    if let isInside {
      flat = try Numerics.apply(
        Where(), isInside, flat, TensorValue(Tensor([Int32(-1)], [])))
    }
    return flat
  }

  private func spread(_ positions: TensorValue, _ shape: Shape) throws -> TensorValue {
    guard positions.shape != shape else { return positions }
    return try Numerics.applyAsIs(BroadcastTo(shape), [positions], isWeak: false)
  }

  /// Positions that are being traced: those that are no place of the axis read as NaN.
  private func checked(
    _ item: Positions
  ) throws -> (position: TensorValue, isInside: TensorValue) {
    guard let traced = item.traced else { throw ValueProblem.conditionTraced }
    func number(_ value: Int) -> TensorValue {
      TensorValue(Tensor(scalar: Double(value), traced.dtype))
    }
    let extent = number(item.extent)
    let isNegative = try Numerics.apply(Comparison(.less), traced, number(0))
    let counted = try Numerics.apply(
      Where(), isNegative, Numerics.apply(Add(), traced, extent), traced)
    var isInside = try Numerics.apply(
      Logical(.and), Numerics.apply(Comparison(.greaterOrEqual), counted, number(0)),
      Numerics.apply(Comparison(.less), counted, extent))
    if traced.dtype.isFloat {
      let whole = try Numerics.apply(Floor(), counted)
      isInside = try Numerics.apply(
        Logical(.and), isInside, Numerics.apply(Comparison(.equal), counted, whole))
    }
    let position = try Numerics.apply(Where(), isInside, counted, number(0))
    return (try Numerics.cast(position, to: .int32), try Numerics.cast(isInside, to: .int32))
  }
}
