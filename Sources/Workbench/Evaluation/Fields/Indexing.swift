import Engine
import Learning

/// An index whose numbers are known.
enum ResolvedIndex {
  case at(Int)
  case slice(from: Int?, to: Int?)
  /// A tensor of positions picks entries: `x[order]`.
  case gather(TensorValue)
  /// A tensor of truth values selects the entries where it is true: `x[x > 0]`.
  case select(TensorValue)
}

/// NumPy's indexing: positions drop their axis, slices are half open, negatives count from the end.
enum Indexing {
  static func value(_ value: Value, at indices: [ResolvedIndex]) throws -> Value {
    switch value {
    case .tensor(let tensor): return .of(try self.tensor(tensor, at: indices))
    case .list(let items): return try list(Array(items), at: indices)
    case .model(let model): return .layer(model, path: try layer(of: model, at: indices))
    case .dataset: throw ValueProblem.index(.notIndexable(value.kindName, hasSamples: true))
    default: throw ValueProblem.index(.notIndexable(value.kindName))
    }
  }

  /// The label of the layer at a position, counted as `summary` lists them: 0 is the first, -1 the last.
  /// What stands in a structure is a part of it.
  static func layer(of model: Model, at indices: [ResolvedIndex]) throws -> String {
    guard indices.count == 1, case .at(let number) = indices[0] else {
      throw ValueProblem.index(.notALayer(model: model.name))
    }
    let labels = model.layers.filter { $0.depth == 0 }.map(\.label)
    return labels[try position(number, extent: labels.count, axis: 0)]
  }

  private static func list(_ items: [Value], at indices: [ResolvedIndex]) throws -> Value {
    guard indices.count == 1 else { throw ValueProblem.index(.tooMany(indices.count, rank: 1)) }
    let positions: [Int]
    switch indices[0] {
    case .at(let position):
      return items[try self.position(position, extent: items.count, axis: 0)]
    case .slice(let from, let to):
      let (low, high) = bounds(from, to, extent: items.count)
      return .list(Array(items[low..<high]))
    case .gather(let tensor):
      guard tensor.shape.rank == 1 else {
        throw ValueProblem.index(.listIndex(rank: tensor.shape.rank))
      }
      positions = try IndexNumbers.positions(tensor, extent: items.count, axis: 0)
    case .select(let tensor):
      guard tensor.shape.rank == 1 else {
        throw ValueProblem.index(.listIndex(rank: tensor.shape.rank))
      }
      positions = try IndexNumbers.selected(tensor, extents: [items.count], axis: 0)[0]
    }
    return .list(positions.map { items[$0] })
  }

  static func tensor(_ tensor: TensorValue, at indices: [ResolvedIndex]) throws -> TensorValue {
    let result = try ArrayIndexing(indices)?.value(of: tensor) ?? plain(tensor, at: indices)
    return result.with(.ofPart(result, of: tensor, indices: indices.count))
  }

  /// Positions and slices, one an axis.
  private static func plain(
    _ tensor: TensorValue, at indices: [ResolvedIndex]
  ) throws -> TensorValue {
    guard indices.count <= tensor.shape.rank else {
      throw ValueProblem.index(.tooMany(indices.count, rank: tensor.shape.rank))
    }
    var result = tensor
    // The axis of the result, and that of the tensor which an error names.
    var (axis, written) = (0, 0)
    for index in indices {
      let extent = result.shape[axis]
      switch index {
      case .at(let position):
        let start = try self.position(position, extent: extent, axis: written)
        result = try slice(result, axis, start, start + 1)
        var extents = result.shape.extents
        extents.remove(at: axis)
        result = try Operators.reshape(result, Shape(extents))
      case .slice(let from, let to):
        let (low, high) = bounds(from, to, extent: extent)
        result = try slice(result, axis, low, high)
        axis += 1
      case .gather, .select: preconditionFailure("tensors of indices are read by ArrayIndexing")
      }
      written += 1
    }
    return result
  }

  /// The part of a tensor at one position of its first axis.
  static func element(_ tensor: TensorValue, at position: Int) throws -> TensorValue {
    try self.tensor(tensor, at: [.at(position)])
  }

  /// The same as a value.
  static func item(_ tensor: TensorValue, at position: Int) throws -> Value {
    .of(try element(tensor, at: position))
  }

  static func slice(
    _ tensor: TensorValue, _ axis: Int, _ from: Int, _ to: Int
  ) throws -> TensorValue {
    if from == 0, to == tensor.shape[axis] { return tensor }
    return try Numerics.applyAsIs(
      Slice(axis: axis, from: from, to: to), [tensor], isWeak: tensor.isWeak)
  }

  static func position(_ position: Int, extent: Int, axis: Int) throws -> Int {
    let counted = position < 0 ? position + extent : position
    guard counted >= 0, counted < extent else {
      throw ValueProblem.index(.outside(position, extent: extent, axis: axis))
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
