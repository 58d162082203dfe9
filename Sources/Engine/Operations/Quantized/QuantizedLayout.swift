/// Where the kernels of `CKernels/Template/Quantized` look for each number of a kernel.
struct QuantizedLayout {
  let inputs: Int
  let outputs: Int
  let width: QuantizedKernel.Width

  init(inputs: Int, outputs: Int, _ width: QuantizedKernel.Width) {
    (self.inputs, self.outputs, self.width) = (inputs, outputs, width)
  }

  private var perWord: Int { 32 / width.rawValue }
  private var steps: Int { (inputs + perWord - 1) / perWord }
  private var panels: Int { (outputs + 15) / 16 }

  /// The words of the packed kernel; columns beyond the last are zeros.
  var wordCount: Int { panels * 16 * steps }

  /// The word of a number. Eight bits: [group of four panels][step][panel][16]; four: [panel][step][16].
  private func word(_ step: Int, _ column: Int) -> Int {
    let panel = column / 16
    guard width == .eight else { return (panel * steps + step) * 16 + column % 16 }
    let group = panel / 4
    let here = min(4, panels - group * 4)
    return group * 4 * 16 * steps + step * here * 16 + panel % 4 * 16 + column % 16
  }

  func packed(_ numbers: [Int8]) -> Tensor {
    var words = [UInt32](repeating: 0, count: wordCount)
    let (bits, mask) = (width.rawValue, UInt32(1) << UInt32(width.rawValue) - 1)
    for row in 0..<inputs {
      for column in 0..<outputs {
        let number = UInt32(bitPattern: Int32(numbers[row * outputs + column])) & mask
        words[word(row / perWord, column)] |= number << UInt32(row % perWord * bits)
      }
    }
    return Tensor(words.map { Int32(bitPattern: $0) }, [words.count])
  }

  func numbers(of packed: Tensor) -> [Int8] {
    var numbers = [Int8](repeating: 0, count: inputs * outputs)
    let bits = width.rawValue
    packed.withBytes { bytes in
      let words = bytes.bindMemory(to: Int32.self)
      for row in 0..<inputs {
        let shift = Int32(32 - bits - row % perWord * bits)
        for column in 0..<outputs {
          // Up to the sign, and down again with it.
          let number = (words[word(row / perWord, column)] << shift) >> Int32(32 - bits)
          numbers[row * outputs + column] = Int8(truncatingIfNeeded: number)
        }
      }
    }
    return numbers
  }
}
