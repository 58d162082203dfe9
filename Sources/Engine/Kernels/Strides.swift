import CKernels

/// How an operand is read along the axes of the output: elements between neighbours, 0 repeats.
struct Strides {
  var steps: [Int]

  /// Row-major strides of a shape.
  static func rowMajor(_ shape: Shape) -> [Int] {
    var steps = [Int](repeating: 1, count: shape.rank)
    for axis in stride(from: shape.rank - 2, through: 0, by: -1) {
      steps[axis] = steps[axis + 1] * max(shape[axis + 1], 1)
    }
    return steps
  }

  /// Strides of a tensor that is broadcast to `shape`.
  init(of operand: Shape, broadcastTo shape: Shape) {
    let own = Strides.rowMajor(operand)
    let missing = shape.rank - operand.rank
    steps = (0..<shape.rank).map { axis in
      axis < missing || operand[axis - missing] == 1 ? 0 : own[axis - missing]
    }
  }

  init(_ steps: [Int]) { self.steps = steps }
}

/// Axes that are read together, with neighbours merged wherever that changes nothing.
struct Axes {
  var extents: [Int] = []
  var strides: [[Int]]

  /// Drops axes of extent 1 and merges an axis into the next when all operands run on through both.
  init(_ shape: Shape, _ operands: [Strides]) {
    strides = operands.map { _ in [] }
    for axis in 0..<shape.rank where shape[axis] != 1 {
      let steps = operands.map { $0.steps[axis] }
      if let last = extents.indices.last,
        zip(strides, steps).allSatisfy({ $0[last] == $1 * shape[axis] })
      {
        extents[last] *= shape[axis]
        for operand in operands.indices { strides[operand][last] = steps[operand] }
      } else {
        extents.append(shape[axis])
        for operand in operands.indices { strides[operand].append(steps[operand]) }
      }
    }
  }

  /// As the kernels want it; an empty list becomes one axis of one element.
  var parameters: nabla_strided {
    var result = nabla_strided()
    let isScalar = extents.isEmpty
    result.rank = Int64(isScalar ? 1 : extents.count)
    copy(isScalar ? [1] : extents, to: &result.extents)
    withUnsafeMutableBytes(of: &result.strides) { bytes in
      let words = bytes.bindMemory(to: Int64.self)
      for (operand, steps) in strides.enumerated() {
        for (axis, step) in (isScalar ? [1] : steps).enumerated() {
          words[operand * Int(NABLA_MAXIMUM_RANK) + axis] = Int64(step)
        }
      }
    }
    return result
  }

  /// Rows, or blocks where there is only one row.
  var units: Int {
    if extents.contains(0) { return 0 }
    guard extents.count > 1, let inner = extents.last else {
      let block = Int(NABLA_BLOCK)
      return ((extents.first ?? 1) + block - 1) / block
    }
    return extents.reduce(1, *) / inner
  }
}

/// Copies numbers into an array member of a C structure.
func copy<Member>(_ numbers: [Int], to member: inout Member) {
  withUnsafeMutableBytes(of: &member) { bytes in
    let words = bytes.bindMemory(to: Int64.self)
    for (index, number) in numbers.enumerated() { words[index] = Int64(number) }
  }
}

extension Kernel {
  /// Element by element over operands that are broadcast to the output.
  static func broadcast(
    _ identifier: nabla_kernel, _ dtype: DType, inputs: [Shape], output: Shape,
    nanoseconds: Double = 0.1
  ) -> Kernel {
    let axes = Axes(output, inputs.map { Strides(of: $0, broadcastTo: output) })
    return Kernel(
      identifier, dtype, axes.parameters, units: axes.units,
      cost: Double(output.count) * nanoseconds)
  }

  /// A copy of the elements that `strides` reads for each element of the output.
  static func stridedCopy(_ dtype: DType, output: Shape, strides: Strides) -> Kernel {
    let axes = Axes(output, [strides])
    return Kernel(
      nabla_kernel_strided_copy, dtype, axes.parameters, units: axes.units,
      cost: Double(output.count) * 0.5)
  }
}
