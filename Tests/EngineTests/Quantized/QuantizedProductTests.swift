import Testing

@testable import Engine

/// Products of whole numbers against the formula, computed here one number at a time.
@Suite("Quantized products")
struct QuantizedProductTests {
  private static let edges = [1, 2, 3, 4, 5, 15, 16, 17, 31, 33, 63, 64, 65, 70]
  private static let stream = RandomStream(seed: 8, purpose: .data, name: "bytes", occurrence: 0)

  @Test(arguments: KernelSet.available)
  func `every size up to 70 gives exactly the sums of whole numbers`(set: KernelSet) throws {
    for other in Self.edges {
      for size in 1...70 {
        try check(rows: 1 + (size + other) % 8, inputs: size, outputs: other, set)
        try check(rows: 1 + size % 3, inputs: other, outputs: size, set)
      }
    }
  }

  /// The largest bytes against the largest weights: sums of pairs do not fit into sixteen bits.
  @Test(arguments: KernelSet.available)
  func `extremes do not saturate`(set: KernelSet) throws {
    let kernel = QuantizedKernel(
      [Int8](repeating: -127, count: 300 * 20), inputs: 300, outputs: 20,
      scales: Tensor(repeating: 1, [20], .float32), .eight)
    let y = try run(
      Tensor(repeating: 255, [3, 300], .float32), kernel,
      try #require(ByteRange(scale: 1, zero: 0)),
      set)
    #expect(y.allSatisfy { $0 == -255.0 * 127 * 300 })
  }

  private func check(rows: Int, inputs: Int, outputs: Int, _ set: KernelSet) throws {
    let x = Self.stream.normalTensor([rows, inputs], .float32, step: UInt64(inputs))
    let numbers = (0..<inputs * outputs).map { Int8($0 * 37 % 255 - 127) }
    let scales = Tensor((0..<outputs).map { Float($0 + 1) / 512 }, [outputs])
    let kernel = QuantizedKernel(numbers, inputs: inputs, outputs: outputs, scales: scales, .eight)
    let range = ByteRange(low: -2, high: 3)
    let y = try run(x, kernel, range, set)
    let xs = x.doubles.map { Float($0) }
    for row in 0..<rows {
      let bytes = (0..<inputs).map { byte(xs[row * inputs + $0], range) }
      for column in 0..<outputs {
        var sum: Int32 = 0
        for k in 0..<inputs {
          sum += (bytes[k] - Int32(range.zero)) * Int32(numbers[k * outputs + column])
        }
        let wanted = Float(sum) * (range.scale * Float(column + 1) / 512)
        guard Float(y[row * outputs + column]) == wanted else {
          Issue.record("\(rows) × \(inputs) × \(outputs), \(set): \(row), \(column)")
          return
        }
      }
    }
  }

  private func byte(_ x: Float, _ range: ByteRange) -> Int32 {
    let step = Double((x * (1 / range.scale)).rounded(.toNearestOrEven))
    return Int32(min(max(step + Double(range.zero), 0), 255))
  }

  private func run(
    _ x: Tensor, _ kernel: QuantizedKernel, _ range: ByteRange?, _ set: KernelSet
  ) throws -> [Double] {
    let graph = Graph()
    let rows = try graph.apply(
      QuantizeRows(depth: kernel.inputs, range: range), to: graph.variable(Variable("x", x)))
    let y = try QuantizedProduct.append(rows, kernel, outer: [x.shape[0]], in: graph)
    let executor = Executor(Plan(graph, outputs: [y]), team: nil, kernels: set)
    executor.run()
    return executor.doubles(of: y)
  }

  /// The example of DynamicQuantizeLinear in the description of ONNX's operators.
  /// −2.5 lies on the edge of two bytes: a product with 1 / scale may take the other one than a division.
  @Test func `a row of its own range is rounded as ONNX rounds it, within one byte`() throws {
    let x = Tensor([0, 2, -3, -2.5, 1.34, 0.5] as [Float], [1, 6])
    let row = try Eager.apply(QuantizeRows(depth: 6, range: nil), to: [x])
    #expect(row.shape == [1, 4])
    let bytes = row.withBytes { Array($0) }
    let wanted: [UInt8] = [153, 255, 0, 26, 221, 179]
    #expect(zip(bytes[8..<14], wanted).allSatisfy { max($0, $1) - min($0, $1) <= 1 })
    #expect(Int(row[1]) == 153)
    let scale = bytes[0..<4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    #expect(abs(Float(bitPattern: scale) - 0.0196078438) < 1e-9)
  }

  @Test(arguments: KernelSet.available)
  func `a number that is none makes its own row NaN, and no other`(set: KernelSet) throws {
    let kernel = QuantizedKernel(Self.stream.normalTensor([20, 5], .float32, step: 3), .eight)
    var x = [Float](repeating: 1, count: 60)
    x[25] = .nan
    for range in [ByteRange(low: -1, high: 1), nil] {
      let y = try run(Tensor(x, [3, 20]), kernel, range, set)
      #expect(y.map(\.isNaN) == (0..<15).map { 5..<10 ~= $0 })
    }
  }

  @Test(arguments: KernelSet.available, 1...3)
  func `layers in one line have the bits of several lines`(set: KernelSet, threads: Int) throws {
    for (rows, sizes) in [(1, [9, 70, 17, 3]), (67, [33, 65, 130, 10]), (200, [16, 64, 64, 16])] {
      let graph = Graph()
      var node = graph.variable(
        Variable("x", Self.stream.normalTensor([rows, sizes[0]], .float32, step: 1)))
      for (index, (inputs, outputs)) in zip(sizes, sizes.dropFirst()).enumerated() {
        let step = UInt64(index + 2)
        let kernel = QuantizedKernel(
          Self.stream.normalTensor([inputs, outputs], .float32, step: step), .eight)
        let bias = graph.variable(
          Variable("b", Self.stream.normalTensor([outputs], .float32, step: step + 9)))
        let bytes = try graph.apply(
          QuantizeRows(depth: inputs, range: ByteRange(low: -4, high: 5)), to: node)
        node = try graph.apply(
          Relu(),
          to: graph.apply(
            Add(), to: QuantizedProduct.append(bytes, kernel, outer: [rows], in: graph), bias))
      }
      let (fused, plain) = (
        Plan(graph, outputs: [node]), Plan(graph, outputs: [node], simplifies: false)
      )
      // One line to begin with, and one for each layer.
      #expect(fused.lines.count == 4)
      #expect(plain.lines.count > 9)
      let team = threads > 1 ? ThreadTeam(threads: threads) : nil
      #expect(values(plain, .generic) == values(fused, set, team))
    }
  }

  /// The numbers that the bytes stand for, through the convolution of floats.
  @Test func `windows of bytes are those of a convolution`() throws {
    for (window, extents) in [
      (WindowAxis(), [2, 7, 8, 3]), (.same(input: 9, taps: 3, stride: 2), [3, 9, 9, 1]),
      (WindowAxis(dilation: 2, before: 2, after: 2), [1, 8, 8, 5]),
    ] as [(WindowAxis, [Int])] {
      let x = Self.stream.normalTensor(Shape(extents), .float32, step: 7)
      let weights = Self.stream.normalTensor([3, 3, extents[3], 6], .float32, step: 8)
      let kernel = QuantizedKernel(weights, .eight)
      let range = ByteRange(low: -3, high: 3)
      let graph = Graph()
      let image = Shape(Array(extents.dropFirst()))
      let patches = QuantizedPatches(
        rows: window, columns: window, image: image, taps: [3, 3])
      let positions = try #require(patches.positions)
      let images = try graph.apply(
        QuantizeRows(depth: image.count, range: range), to: graph.constant(x))
      let y = try QuantizedProduct.append(
        graph.apply(patches, to: images), kernel,
        outer: [extents[0], positions.rows, positions.columns], in: graph)
      let rounded = x.doubles.map { number -> Double in
        Double(range.scale) * Double(byte(Float(number), range) - Int32(range.zero))
      }
      let exact = try graph.apply(
        Convolution(rows: window, columns: window),
        to: graph.constant(Tensor(rounded, x.shape, .float64)),
        graph.constant(kernel.floats(weights.shape).cast(to: .float64)))
      let executor = Executor(Plan(graph, outputs: [y, exact]), threads: 1)
      executor.run()
      let (found, wanted) = (executor.doubles(of: y), executor.doubles(of: exact))
      #expect(y.shape == exact.shape)
      #expect(zip(found, wanted).allSatisfy { abs($0 - $1) < 1e-4 * (1 + abs($1)) })
    }
  }

  @Test func `four bits give the product with the numbers that they stand for, on every set`()
    throws
  {
    for (rows, inputs, outputs) in [(1, 1, 1), (3, 7, 17), (5, 32, 16), (9, 33, 40), (70, 100, 10)]
    {
      let weights = Self.stream.normalTensor([inputs, outputs], .float32, step: 4)
      let kernel = QuantizedKernel(weights, .four)
      #expect(kernel.scales.shape == [(inputs + 31) / 32, outputs])
      let x = Self.stream.normalTensor([rows, inputs], .float32, step: 5)
      let graph = Graph()
      let y = try GroupProduct.append(graph.variable(Variable("x", x)), kernel, in: graph)
      let exact = try graph.apply(
        MatrixProduct(), to: graph.constant(x.cast(to: .float64)),
        graph.constant(kernel.floats(weights.shape).cast(to: .float64)))
      let plan = Plan(graph, outputs: [y, exact])
      let executor = Executor(plan, threads: 1)
      executor.run()
      let pairs = zip(executor.doubles(of: y), executor.doubles(of: exact))
      #expect(pairs.allSatisfy { abs($0 - $1) < 1e-4 * (1 + abs($1)) })
      for set in KernelSet.available { #expect(values(plan, .generic) == values(plan, set)) }
    }
  }

  private func values(
    _ plan: Plan, _ set: KernelSet, _ team: ThreadTeam? = nil
  ) -> [[UInt8]] {
    let executor = Executor(plan, team: team, kernels: set)
    executor.run()
    return plan.outputs.map { executor.value(of: $0).withBytes { Array($0) } }
  }

  @Test func `a gradient of a quantized product is an error`() throws {
    let graph = Graph()
    let x = graph.variable(Variable("x", Tensor(repeating: 1, [2, 3], .float32)))
    let kernel = QuantizedKernel(Tensor(repeating: 1, [3, 2], .float32), .eight)
    let rows = try graph.apply(QuantizeRows(depth: 3, range: nil), to: x)
    let y = try QuantizedProduct.append(rows, kernel, outer: [2], in: graph)
    let loss = try graph.apply(Sum(), to: y)
    let error = #expect(throws: ShapeError.self) { try graph.gradients(of: loss, for: [x]) }
    #expect(error?.kind == .quantization)
  }
}
