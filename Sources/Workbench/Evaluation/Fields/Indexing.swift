import Engine

/// An index whose numbers are known.
enum ResolvedIndex {
  case at(Int)
  case slice(from: Int?, to: Int?)
  /// A tensor of positions picks rows: `x[argsort]`.
  case gather(TensorValue)
}

/// NumPy's indexing: positions drop their axis, slices are half open, negatives count from the end.
enum Indexing {
  static func value(_ value: Value, at indices: [ResolvedIndex]) throws -> Value {
    switch value {
    case .tensor(let tensor): return .tensor(try self.tensor(tensor, at: indices))
    case .list(let items):
      guard indices.count == 1 else { throw ValueProblem.tooManyIndices(indices.count, rank: 1) }
      switch indices[0] {
      case .at(let position):
        return items[try self.position(position, extent: items.count, axis: 0)]
      case .slice(let from, let to):
        let (low, high) = bounds(from, to, extent: items.count)
        return .list(Array(items[low..<high]))
      case .gather: throw ValueProblem.notIndexable("a list by a tensor")
      }
    default: throw ValueProblem.notIndexable(value.kindName)
    }
  }

  static func tensor(_ tensor: TensorValue, at indices: [ResolvedIndex]) throws -> TensorValue {
    guard indices.count <= tensor.shape.rank else {
      throw ValueProblem.tooManyIndices(indices.count, rank: tensor.shape.rank)
    }
    var result = tensor
    var axis = 0
    for index in indices {
      let extent = result.shape[axis]
      switch index {
      case .at(let position):
        let start = try self.position(position, extent: extent, axis: axis)
        result = try slice(result, axis, start, start + 1)
        var extents = result.shape.extents
        extents.remove(at: axis)
        result = try Operators.reshape(result, Shape(extents))
      case .slice(let from, let to):
        let (low, high) = bounds(from, to, extent: extent)
        result = try slice(result, axis, low, high)
        axis += 1
      case .gather(let positions):
        guard axis == 0, indices.count == 1 else { throw ValueProblem.notIndexable("a tensor") }
        let whole = try Numerics.cast(positions, to: .int32)
        for position in whole.known?.doubles ?? [] {
          _ = try self.position(Int(saturating: position), extent: extent, axis: axis)
        }
        result = try Numerics.applyAsIs(Gather(), [result, whole], isWeak: tensor.isWeak)
        axis += positions.shape.rank
      }
    }
    return result
  }

  /// The part of a tensor at one position of its first axis.
  static func element(_ tensor: TensorValue, at position: Int) throws -> TensorValue {
    try self.tensor(tensor, at: [.at(position)])
  }

  /// A copy of `tensor` with the element or part at `indices` replaced.
  static func replacing(
    _ tensor: Tensor, at indices: [ResolvedIndex], with value: TensorValue
  ) throws -> Tensor {
    // The positions are found by indexing a tensor that holds them: one rule for reading and writing.
    let all = Tensor((0..<tensor.count).map(Double.init), tensor.shape)
    let chosen = try self.tensor(TensorValue(weak: all), at: indices)
    let spread = try Numerics.applyAsIs(
      BroadcastTo(chosen.shape), [try Numerics.cast(value, to: .float64)], isWeak: true)
    var numbers = tensor.doubles
    let positions = chosen.known?.doubles ?? []
    for (position, number) in zip(positions, spread.known?.doubles ?? []) {
      numbers[Int(saturating: position)] = number
    }
    return Tensor(numbers, tensor.shape, tensor.dtype)
  }

  private static func slice(
    _ tensor: TensorValue, _ axis: Int, _ from: Int, _ to: Int
  ) throws -> TensorValue {
    try Numerics.applyAsIs(Slice(axis: axis, from: from, to: to), [tensor], isWeak: tensor.isWeak)
  }

  static func position(_ position: Int, extent: Int, axis: Int) throws -> Int {
    let counted = position < 0 ? position + extent : position
    guard counted >= 0, counted < extent else {
      throw ValueProblem.indexOutside(position, extent: extent, axis: axis)
    }
    return counted
  }

  /// Slices are cut to the extent, as NumPy does.
  static func bounds(_ from: Int?, _ to: Int?, extent: Int) -> (Int, Int) {
    func counted(_ position: Int) -> Int {
      max(0, min(extent, position < 0 ? position + extent : position))
    }
    let low = from.map(counted) ?? 0
    return (low, max(low, to.map(counted) ?? extent))
  }
}
