import Testing

@testable import Engine

@Suite("Kernels of whole numbers")
struct QuantizedKernelTests {
  /// By hand: 2 / 127 is the scale of the second output, 0.5 / 127 of the first.
  @Test func `each output has the scale of its largest weight`() {
    let kernel = QuantizedKernel(
      Tensor([0.5, -2, -0.31, 0.77, 0.1, 1.3] as [Float], [3, 2]), .eight)
    #expect(kernel.numbers == [127, -127, -79, 49, 25, 83])
    #expect(kernel.scales.doubles == [Double(Float(0.5) / 127), Double(Float(2) / 127)])
    // torch.fake_quantize_per_channel_affine, PyTorch 2.13, with these scales.
    let torch: [Float] = [
      0.5, -2, -0.31102362275123596, 0.7716535329818726, 0.09842519462108612, 1.3070865869522095,
    ]
    #expect(
      zip(kernel.floats([3, 2]).doubles, torch).allSatisfy { abs($0 - Double($1)) < 1e-7 })
  }

  @Test(arguments: QuantizedKernel.Width.allCases)
  func `packing keeps every number`(width: QuantizedKernel.Width) {
    for (inputs, outputs) in [(1, 1), (3, 70), (64, 64), (33, 130), (129, 17)] {
      let numbers = (0..<inputs * outputs).map {
        Int8($0 * 11 % (2 * width.largest + 1) - width.largest)
      }
      let groups = (inputs + 31) / 32
      let scales = Tensor(repeating: 1, width == .eight ? [outputs] : [groups, outputs], .float32)
      let kernel = QuantizedKernel(
        numbers, inputs: inputs, outputs: outputs, scales: scales, width)
      #expect(kernel.numbers == numbers)
    }
  }

  @Test func `zeros and extremes have scales too`() {
    let zeros = QuantizedKernel(Tensor(repeating: 0, [4, 3], .float32), .eight)
    #expect(zeros.scales.doubles == [1, 1, 1])
    #expect(zeros.numbers.allSatisfy { $0 == 0 })
    let tiny = QuantizedKernel(Tensor(repeating: 1e-45, [4, 3], .float32), .four)
    #expect(tiny.floats([4, 3]).doubles.allSatisfy { $0.isFinite })
    #expect(QuantizedKernel(Tensor(repeating: 3e38, [4, 3], .float32), .eight).numbers[0] == 127)
  }

  @Test func `ranges hold zero and both ends`() {
    let range = ByteRange(low: 0.5, high: 2)
    #expect(range.zero == 0 && abs(range.high - 2) < 1e-6)
    #expect(ByteRange(low: 0, high: 0) == ByteRange(scale: 1, zero: 0))
    #expect(ByteRange(low: 0, high: 1e-40) == ByteRange(scale: 1, zero: 0))
    #expect(ByteRange(low: -1, high: -0.5).zero == 255)
    #expect(ByteRange(scale: 0, zero: 3) == nil && ByteRange(scale: .nan, zero: 3) == nil)
  }
}
