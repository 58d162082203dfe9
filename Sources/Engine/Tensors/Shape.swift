import Support

/// The extents of a tensor, outermost first; `[]` is a scalar.
package struct Shape: Hashable, Sendable, ExpressibleByArrayLiteral, CustomStringConvertible {
  /// How long each axis is, 0 or more; the first varies slowest in memory.
  package var extents: [Int]

  /// A shape of these extents, none of which may be negative.
  package init(_ extents: [Int]) {
    precondition(extents.allSatisfy { $0 >= 0 }, "extents are not negative")
    self.extents = extents
  }

  /// A shape as it is written: `[2, 3]`; `[]` is a scalar's.
  package init(arrayLiteral elements: Int...) { self.init(elements) }

  /// The number of axes; 0 of a scalar.
  package var rank: Int { extents.count }

  /// Operations refuse tensors of more axes.
  package static let maximumRank = 16

  /// The number of elements; saturates at `Int.max`, so that an estimate can refuse it.
  package var count: Int {
    var product = 1
    for extent in extents {
      let (next, overflows) = product.multipliedReportingOverflow(by: extent)
      if overflows { return extents.contains(0) ? 0 : Int.max }
      product = next
    }
    return product
  }

  /// The number of elements if no axis were empty; `Int.max` where that is too large.
  ///
  /// Steps between elements and loops over single axes are bounded by it, also where there is nothing.
  package var span: Int { extents.reduce(1) { saturatingProduct($0, max($1, 1)) } }

  /// The largest span of a shape without elements.
  package static let emptySpanLimit = 1 << 28

  /// Whether an axis is empty and the others are too long for anything.
  package var isHugeNothing: Bool { extents.contains(0) && span > Shape.emptySpanLimit }

  /// How long an axis is, counted from 0; negative ones are not resolved here.
  package subscript(axis: Int) -> Int { extents[axis] }

  /// `[2, 3]`, as users write it.
  package var description: String { "[" + extents.map(String.init).joined(separator: ", ") + "]" }

  /// The common shape under NumPy's broadcasting, or `nil` when two extents differ and none is 1.
  package static func broadcast(_ a: Shape, _ b: Shape) -> Shape? {
    let rank = max(a.rank, b.rank)
    var extents = [Int](repeating: 1, count: rank)
    for axis in 0..<rank {
      let left = axis < rank - a.rank ? 1 : a[axis - (rank - a.rank)]
      let right = axis < rank - b.rank ? 1 : b[axis - (rank - b.rank)]
      guard left == right || left == 1 || right == 1 else { return nil }
      extents[axis] = left == 1 ? right : left
    }
    return Shape(extents)
  }
}

/// The type of an element. Weak numbers of the language are float64 here.
package enum DType: UInt8, Sendable, Hashable {
  case float32, float64, int32

  /// Bytes of one element.
  package var byteCount: Int { self == .float64 ? 8 : 4 }
  /// Whether elements are floating-point numbers.
  package var isFloat: Bool { self != .int32 }
  /// The word users know: `float32`, `float64`, `int`.
  package var name: String {
    switch self {
    case .float32: "float32"
    case .float64: "float64"
    case .int32: "int"
    }
  }

  /// Whether a finite number lies beyond all numbers of this floating-point type, and would be infinite in
  /// it; false for whole numbers, which a value is checked for before it becomes one.
  package func isExceeded(by number: Double) -> Bool {
    self == .float32 && number.isFinite && !Float(number).isFinite
  }

  /// The greatest number of this type below another; infinity below what the type has no number for.
  package func greatest(below number: Double) -> Double {
    switch self {
    case .float32: Float(number).isFinite ? Double(Float(number).nextDown) : .infinity
    case .float64: number.isFinite ? number.nextDown : .infinity
    case .int32: number.rounded(.up) - 1
    }
  }
}

/// Shape and element type: what is known of a value before it is computed.
package struct TensorType: Hashable, Sendable {
  /// Extents of the value.
  package var shape: Shape
  /// Type of its elements.
  package var dtype: DType

  /// The type of tensors of this shape and element type.
  package init(_ shape: Shape, _ dtype: DType) {
    self.shape = shape
    self.dtype = dtype
  }

  /// Bytes of all elements; `Int.max` where that is too large for anything.
  package var byteCount: Int {
    let (bytes, overflows) = shape.count.multipliedReportingOverflow(by: dtype.byteCount)
    return overflows ? Int.max : bytes
  }
}

/// Operands that do not fit one another; data, worded for the user elsewhere.
package struct ShapeError: Error, Equatable, Sendable {
  /// The operation in the user's words: "matmul", "+".
  package var operation: String
  /// What it is; decides how the mistake is told.
  package var kind: OperationKind
  /// What would fit, in words: "[n × k] and [k × m]".
  package var expected: String
  /// The operands' shapes, in their order.
  package var found: [Shape]
  /// Why operands that fit give a result that does not: the memory.
  package var shortage: MemoryShortage?

  /// Operands that an operation refuses by their shapes or types; no shortage.
  package init(
    operation: String, kind: OperationKind = .other, expected: String, found: [Shape]
  ) {
    self.operation = operation
    self.kind = kind
    self.expected = expected
    self.found = found
  }

  /// Operands whose result would not fit into memory.
  package init(_ shortage: MemoryShortage, found: [Shape]) {
    self.init(operation: shortage.what, expected: "a smaller result", found: found)
    self.shortage = shortage
  }
}
