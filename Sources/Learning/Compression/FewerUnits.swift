import Engine

/// Which units of a layer stay, and the weights without the others.
package struct FewerUnits {
  /// The numbers of the units that stay, in order.
  package let kept: [Int]
  private let units: Int

  /// Those with the largest weights, by the Euclidean norm of each unit's part of the kernel [… × units].
  ///
  /// round(share · units) go, and one stays at least; of equal norms the first go. Where a norm is no number the unit
  /// stays.
  package init(of kernel: Tensor, share: Double) {
    let units = kernel.shape.extents.last ?? 1
    self.units = units
    var squares = [Double](repeating: 0, count: units)
    for (place, number) in kernel.doubles.enumerated() {
      squares[place % units] += number * number
    }
    let sizes = squares.map { $0.isNaN ? .infinity : $0 }
    let gone = Int((share * Double(units)).rounded(), within: 0...max(0, units - 1))
    let order = sizes.indices.sorted { (sizes[$0], $0) < (sizes[$1], $1) }
    kept = order.dropFirst(gone).sorted()
  }

  /// A tensor without the places of the others along one axis, on which each unit has `width / units` numbers, its own
  /// number running fastest.
  package func cut(_ tensor: Tensor, axis: Int, width: Int) -> Tensor {
    guard tensor.shape.extents.indices.contains(axis), tensor.shape[axis] == width, units > 0,
      width % units == 0
    else { return tensor }
    let places = (0..<width / units).flatMap { group in kept.map { group * units + $0 } }
    var extents = tensor.shape.extents
    extents[axis] = places.count
    let inner = extents[(axis + 1)...].reduce(1, *)
    let numbers = tensor.doubles
    return Tensor(TensorType(Shape(extents), tensor.dtype)) { position in
      let (outer, rest) = position.quotientAndRemainder(dividingBy: places.count * inner)
      let (place, last) = rest.quotientAndRemainder(dividingBy: inner)
      return numbers[(outer * width + places[place]) * inner + last]
    }
  }
}
