import CKernels

/// A tensor seen as [outer × length × inner] around one axis.
struct AlongAxis {
  let outer: Int
  let length: Int
  let inner: Int

  init(_ shape: Shape, _ axis: Int) {
    outer = shape.extents[..<axis].reduce(1, *)
    length = shape[axis]
    inner = shape.extents[(axis + 1)...].reduce(1, *)
  }

  func parameters(from: Int = 0, other: Int = 0, flag: Bool = false) -> nabla_axis {
    nabla_axis(
      outer: Int64(outer), length: Int64(length), inner: Int64(inner), from: Int64(from),
      other: Int64(other), flag: flag ? 1 : 0)
  }
}

extension Operation {
  /// An axis as a position; negative ones count from the end.
  func position(_ axis: Int, in inputs: [TensorType]) throws(ShapeError) -> Int {
    let rank = inputs[0].shape.rank
    let position = axis < 0 ? axis + rank : axis
    guard rank > 0 else { throw refusal("a vector, a matrix or a larger tensor", inputs) }
    guard position >= 0, position < rank else {
      throw refusal("an axis below \(rank), not \(axis)", inputs)
    }
    return position
  }

  /// The same where the shape rule has checked it.
  func checkedPosition(_ axis: Int, in inputs: [TensorType]) -> Int {
    axis < 0 ? axis + inputs[0].shape.rank : axis
  }
}

extension Shape {
  func replacing(_ axis: Int, with extent: Int) -> Shape {
    var copy = self
    copy.extents[axis] = extent
    return copy
  }
}
