import Catalog
import Engine
import Support

/// Tensors with their axes in another order, or parts of them in other places: made of operations that
/// exist, so that gradients flow through all of it.
enum Rearranging {
  /// Axis i of the result is axis `order[i]` of x.
  static func transposed(_ x: TensorValue, _ order: [Int]) throws -> TensorValue {
    guard order != Array(0..<x.shape.rank) else { return x }
    return try Numerics.applyAsIs(Transpose(permutation: order), [x], isWeak: x.isWeak)
  }

  /// The same numbers in another shape of as many elements.
  static func reshaped(_ x: TensorValue, _ extents: [Int]) throws -> TensorValue {
    x.shape.extents == extents ? x : try Operators.reshape(x, Shape(extents))
  }

  /// All elements along one axis.
  static func flat(_ x: TensorValue) throws -> TensorValue { try reshaped(x, [x.shape.count]) }

  /// The axes named, behind the others and as one: [… kept, n].
  static func gathered(_ x: TensorValue, axes: [Int]) throws -> TensorValue {
    let kept = (0..<x.shape.rank).filter { !axes.contains($0) }
    let extents = x.shape.extents
    let moved = try transposed(x, kept + axes)
    return try reshaped(
      moved, kept.map { extents[$0] } + [Shape(axes.map { extents[$0] }).count])
  }

  /// The shape that is left without some axes, or with extent 1 for them.
  static func reduced(_ shape: Shape, axes: [Int], keeps: Bool) -> [Int] {
    (0..<shape.rank).compactMap { axes.contains($0) ? (keeps ? 1 : nil) : shape[$0] }
  }

  /// An axis moved to another place.
  static func moving(_ rank: Int, _ source: Int, to place: Int) -> [Int] {
    var order = (0..<rank).filter { $0 != source }
    order.insert(source, at: place)
    return order
  }

  /// Each entry of an axis so many times, side by side; a block of entries again and again where `whole`.
  static func repeated(
    _ x: TensorValue, axis: Int, times: Int, whole: Bool
  ) throws -> TensorValue {
    guard times != 1 else { return x }
    let extents = x.shape.extents
    let (outer, inner) = (
      Shape(Array(extents[..<axis])).count, Shape(Array(extents[axis...])).count
    )
    let (rows, width) =
      whole
      ? (outer, inner)
      : (outer * extents[axis], Shape(Array(extents[(axis + 1)...])).count)
    let column = try reshaped(x, [rows, 1, width])
    let spread = try Numerics.applyAsIs(
      BroadcastTo([rows, times, width]), [column], isWeak: x.isWeak)
    var result = extents
    result[axis] *= times
    return try reshaped(spread, result)
  }

  /// Entries of an axis by their positions, which are within it: the axis becomes those of `shape`.
  static func taken(
    _ x: TensorValue, axis: Int, _ positions: [Int32], _ shape: Shape
  ) throws -> TensorValue {
    let rank = x.shape.rank
    let front = try transposed(x, moving(rank, axis, to: 0))
    let index = TensorValue(Tensor(positions, shape))
    let rows = try Numerics.applyAsIs(Gather(), [front, index], isWeak: x.isWeak)
    // [shape, before, behind] as [before, shape, behind].
    let own = Array(0..<shape.rank)
    let others = Array(shape.rank..<(shape.rank + rank - 1))
    return try transposed(rows, others[..<axis] + own + others[axis...])
  }

  /// A part of an axis without the axis itself.
  static func entry(_ x: TensorValue, axis: Int, at position: Int) throws -> TensorValue {
    let part = try Indexing.slice(x, axis, position, position + 1)
    var extents = x.shape.extents
    extents.remove(at: axis)
    return try reshaped(part, extents)
  }

  /// A number that takes the type of what it meets.
  static func number(_ number: Double) -> TensorValue {
    TensorValue(weak: Tensor(scalar: number))
  }
}

extension BuiltinCall {
  /// Axes counted from the front, each once; `nil` where they are left out.
  func axes(_ parameter: Parameter<[Int]> = Described.axes, rank: Int) throws -> [Int]? {
    guard let written = try optional(parameter) else { return nil }
    let axes = try written.map { try counted($0, rank: rank) }
    guard Set(axes).count == axes.count else { throw outOfRange(parameter, "each axis once") }
    return axes
  }

  /// An axis counted from the front; one that is not there is a mistake.
  func counted(_ axis: Int, rank: Int) throws -> Int {
    let (sum, _) = axis.addingReportingOverflow(axis < 0 ? rank : 0)
    guard sum >= 0, sum < rank else {
      throw ValueProblem.index(.axisOutside(axis, rank: rank, of: signature.name))
    }
    return sum
  }
}
