import Support

/// A kernel [inputs × outputs] as small whole numbers with scales: w ≈ scale · number.
///
/// Symmetric: numbers of 8 bits lie in −127…127 with one scale for each output, max|w| / 127; those of 4 bits
/// in −7…7 with one scale, max|w| / 7, for each 32 inputs of an output. Rounded half to even. An output
/// of zeros has the scale 1.
package struct QuantizedKernel: Sendable {
  /// How many bits a number has.
  package enum Width: Int, Sendable, CaseIterable {
    case four = 4
    case eight = 8

    /// The largest number; the smallest is its negative.
    package var largest: Int { self == .eight ? 127 : 7 }
  }

  /// Inputs of an output that share a scale of four-bit numbers.
  package static let groupLength = 32
  /// So many products of bytes still fit into a sum of 32 bits.
  package static let mostInputs = 65_536

  /// How many bits a number has.
  package let width: Width
  /// Rows of the kernel.
  package let inputs: Int
  /// Columns of the kernel.
  package let outputs: Int
  /// As the products read them: words of four or eight numbers.
  let packed: Tensor
  /// [outputs], or [⌈inputs / 32⌉ × outputs] of four-bit numbers; float32.
  package let scales: Tensor
  /// The sum of each output's numbers, int.
  let sums: Tensor

  /// `numbers` row by row, inputs · outputs of them; each within the width, else it is brought there.
  package init(_ numbers: [Int8], inputs: Int, outputs: Int, scales: Tensor, _ width: Width) {
    precondition(numbers.count == inputs * outputs, "as many numbers as the kernel has")
    let largest = Int8(width.largest)
    let numbers = numbers.map { min(max($0, -largest), largest) }
    self.width = width
    (self.inputs, self.outputs) = (inputs, outputs)
    self.scales = scales.cast(to: .float32).owned
    var sums = [Int32](repeating: 0, count: outputs)
    for (index, number) in numbers.enumerated() { sums[index % outputs] &+= Int32(number) }
    self.sums = Tensor(sums, [outputs])
    packed = QuantizedLayout(inputs: inputs, outputs: outputs, width).packed(numbers)
  }

  /// The nearest numbers to those of a kernel, whose axes but the last are its inputs.
  package init(_ kernel: Tensor, _ width: Width) {
    let outputs = kernel.shape.extents.last ?? 1
    let inputs = outputs == 0 ? 0 : kernel.count / outputs
    let weights = kernel.cast(to: .float32)
    let length = width == .eight ? max(inputs, 1) : Self.groupLength
    let groups = (inputs + length - 1) / length
    var largest = [Float](repeating: 0, count: groups * outputs)
    var numbers = [Int8](repeating: 0, count: inputs * outputs)
    weights.withBytes { bytes in
      let w = bytes.bindMemory(to: Float.self)
      for row in 0..<inputs {
        for column in 0..<outputs {
          let place = row / length * outputs + column
          largest[place] = max(largest[place], w[row * outputs + column].magnitude)
        }
      }
      for place in largest.indices {
        let scale = largest[place] / Float(width.largest)
        largest[place] = scale > 0 && scale.isFinite ? scale : 1
      }
      for row in 0..<inputs {
        for column in 0..<outputs {
          let scale = largest[row / length * outputs + column]
          let rounded = (w[row * outputs + column] / scale).rounded(.toNearestOrEven)
          numbers[row * outputs + column] = Int8(clamping: Int(saturating: Double(rounded)))
        }
      }
    }
    let shape: Shape = width == .eight ? [outputs] : [groups, outputs]
    self.init(
      numbers, inputs: inputs, outputs: outputs, scales: Tensor(largest, shape), width)
  }

  /// The numbers, row by row.
  package var numbers: [Int8] {
    QuantizedLayout(inputs: inputs, outputs: outputs, width).numbers(of: packed)
  }

  /// scale · number, in float32 and under the kernel's shape.
  package func floats(_ shape: Shape) -> Tensor {
    let (numbers, scales) = (numbers, scales.doubles)
    let length = width == .eight ? max(inputs, 1) : Self.groupLength
    return Tensor(TensorType(shape, .float32)) { index in
      let (row, column) = (index / outputs, index % outputs)
      return Double(
        Float(numbers[index]) * Float(scales[row / length * outputs + column]))
    }
  }

  /// Bytes of numbers and scales as a file keeps them.
  package var byteCount: Int {
    (width == .eight ? inputs : (inputs + 1) / 2) * outputs + scales.type.byteCount
  }
}
