import Catalog
import Engine
import Support

/// Functions that add, remove and exchange axes; the numbers stay.
enum AxisBuiltins {
  static let all: [Builtin] = [squeeze, expand, swap, move]

  private static let removed = Parameter<[Int]>.wholes(
    "axis", "The axis to remove, or several; all of extent 1 without it.", shown: .nothing)

  private static let squeeze = Builtin(
    Described.function(
      "squeeze", "the same numbers without axes of extent 1", "squeeze([[1, 2, 3]])",
      [Described.x.description, removed.description])
  ) { call in
    let x = try call[Described.x]
    let axes = try call.axes(removed, rank: x.shape.rank)
    if let axis = axes?.first(where: { x.shape[$0] != 1 }) {
      throw call.outOfRange(
        removed, "an axis of extent 1", found: "axis \(axis) of extent \(x.shape[axis])")
    }
    let gone = axes ?? (0..<x.shape.rank).filter { x.shape[$0] == 1 }
    return .of(
      try Rearranging.reshaped(x, Rearranging.reduced(x.shape, axes: gone, keeps: false)))
  }

  private static let added = Parameter<[Int]>.wholes(
    "axis", "Where the new axis stands in the result, or several of them.")

  private static let expand = Builtin(
    Described.function(
      "expand_dims", "the same numbers with a new axis of extent 1", "expand_dims([1, 2, 3], 0)",
      [Described.x.description, added.description])
  ) { call in
    let x = try call[Described.x]
    let rank = x.shape.rank + (try call[added].count)
    guard rank <= Shape.maximumRank else {
      throw call.outOfRange(added, "at most \(Shape.maximumRank) axes in all")
    }
    let axes = try call.axes(added, rank: rank) ?? []
    var rest = x.shape.extents[...]
    let extents = (0..<rank).map { axes.contains($0) ? 1 : rest.removeFirst() }
    return .tensor(try Rearranging.reshaped(x, extents))
  }

  private static let one = Parameter<Int>("axis1", "One axis.")
  private static let other = Parameter<Int>("axis2", "The other axis.")

  private static let swap = Builtin(
    Described.function(
      "swap_axes", "two axes exchanged", "swap_axes([[1, 2], [3, 4], [5, 6]], 0, 1)",
      [Described.x.description, one.description, other.description])
  ) { call in
    let x = try call[Described.x]
    let (a, b) = (
      try call.counted(try call[one], rank: x.shape.rank),
      try call.counted(try call[other], rank: x.shape.rank)
    )
    var order = Array(0..<x.shape.rank)
    order.swapAt(a, b)
    return .tensor(try Rearranging.transposed(x, order))
  }

  private static let source = Parameter<[Int]>.wholes(
    "source", "The axis to move, or several.")
  private static let destination = Parameter<[Int]>.wholes(
    "destination", "Where it stands in the result; one for each.")

  private static let move = Builtin(
    Described.function(
      "move_axis", "an axis moved to another place; the others keep their order",
      "shape(move_axis(zeros([2, 3, 4]), 0, -1))",
      [Described.x.description, source.description, destination.description])
  ) { call in
    let x = try call[Described.x]
    let rank = x.shape.rank
    let from = try call.axes(source, rank: rank) ?? []
    let to = try call.axes(destination, rank: rank) ?? []
    guard from.count == to.count else {
      throw call.outOfRange(destination, "as many axes as source has")
    }
    var order = (0..<rank).filter { !from.contains($0) }
    for (place, axis) in zip(to, from).sorted(by: { $0.0 < $1.0 }) {
      order.insert(axis, at: place)
    }
    return .tensor(try Rearranging.transposed(x, order))
  }
}
