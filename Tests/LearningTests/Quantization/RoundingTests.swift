import Engine
import Testing

@testable import Learning

/// Numbers of PyTorch 2.13: `torch.fake_quantize_per_tensor_affine(x, 0.0125, 100, 0, 255)`, and its gradient of Σ i·y.
@Suite("Rounding in trainings")
struct RoundingTests {
  @Test func `values and gradients are PyTorch's`() throws {
    let graph = Graph()
    let numbers: [Float] = [-3, -1.03, -0.4, 0, 0.26, 0.7, 1.9, 2.5]
    let x = graph.variable(Variable("x", Tensor(numbers, [8])))
    let range = try #require(ByteRange(scale: 0.0125, zero: 100))
    let y = try graph.rounded(x, to: range)
    let weights = graph.constant(Tensor((1...8).map { Float($0) }, [8]))
    let loss = try graph.apply(Sum(), to: graph.apply(Multiply(), to: y, weights))
    let gradient = try graph.gradients(of: loss, for: [x])[0]
    let executor = Executor(Plan(graph, outputs: [y, gradient]), threads: 1)
    executor.run()
    let wanted = [-1.25, -1.0249999, -0.4, 0, 0.2625, 0.7, 1.9, 1.9375]
    #expect(zip(executor.doubles(of: y), wanted).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(executor.doubles(of: gradient) == [0, 2, 3, 4, 5, 6, 7, 0])
  }

  @Test(arguments: QuantizedKernel.Width.allCases)
  func `a kernel is rounded as it will be quantized, with the gradient of none`(
    width: QuantizedKernel.Width
  ) throws {
    let stream = RandomStream(seed: 3, purpose: .data, name: "rounding", occurrence: 0)
    for shape in [[40, 3], [64, 5], [3, 3, 2, 4]] {
      let value = stream.normalTensor(Shape(shape), .float32, step: 1)
      let graph = Graph()
      let kernel = graph.variable(Variable("w", value))
      let y = try graph.rounded(kernel, to: width)
      let gradient = try graph.gradients(of: graph.apply(Sum(), to: y), for: [kernel])[0]
      let executor = Executor(Plan(graph, outputs: [y, gradient]), threads: 1)
      executor.run()
      let wanted = QuantizedKernel(value, width).floats(Shape(shape)).doubles
      #expect(zip(executor.doubles(of: y), wanted).allSatisfy { abs($0 - $1) < 1e-6 })
      #expect(executor.doubles(of: gradient).allSatisfy { $0 == 1 })
    }
  }

  @Test func `a percentile leaves out what is rare, entropy keeps a range that is full`() {
    var histogram = RangeHistogram(low: 0, high: 100)
    histogram.add((0..<100_000).map { Double($0 % 1000) / 1000 } + [100])
    #expect(histogram.range(.minmax).high > 99)
    #expect(histogram.range(.percentile).high < 2)
    #expect(histogram.range(.entropy).high < 20)
    var even = RangeHistogram(low: -1, high: 1)
    even.add((0..<100_000).map { Double($0) / 50_000 - 1 })
    for method in CalibrationMethod.allCases { #expect(even.range(method).high > 0.9) }
  }
}
