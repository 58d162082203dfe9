import Engine
import Testing

@Suite struct RandomStreamTests {
  private let stream = RandomStream(seed: 1, purpose: .data, name: "x", occurrence: 0)

  @Test func `Philox gives Random123's known answers`() {
    // kat_vectors of Random123 1.14, philox4x32-10.
    let zero = Philox.block(key: 0, counter: (0, 0, 0, 0))
    #expect(zero == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let ones = Philox.block(
      key: .max, counter: (.max, .max, .max, .max))
    #expect(ones == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    let pi = Philox.block(
      key: 0x299f_31d0_a409_3822,
      counter: (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344))
    #expect(pi == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func `bulk numbers are those of their positions`() {
    let (uniform, normal) = (
      stream.uniformTensor([37], .float64, step: 9), stream.normalTensor([37], .float64, step: 9)
    )
    for index in 0..<37 {
      #expect(uniform[index] == stream.uniform(at: UInt64(index), step: 9))
      #expect(normal[index] == stream.normal(at: UInt64(index), step: 9))
    }
    let narrow = stream.uniformTensor([37], .float32, step: 9)
    for index in 0..<37 {
      #expect(narrow[index] == (uniform[index] * 0x1p24).rounded(.down) * 0x1p-24)
    }
  }

  @Test(arguments: [DType.float32, .float64])
  func `weights drawn together are those drawn one by one, in each bit`(_ dtype: DType) {
    let stream = RandomStream(
      seed: 7, purpose: .initialization, name: "dense.kernel", occurrence: 0)
    for count in [1, 15, 16, 17, 1000, 70_001] {
      let type = TensorType([count], dtype)
      let one = Tensor(type) { -0.3 + (0.5 - -0.3) * stream.uniform(at: UInt64($0)) }
      #expect(stream.fullUniformTensor(type, low: -0.3, high: 0.5).doubles == one.doubles)
      let normal = Tensor(type) { 0.1 + 0.7 * stream.normal(at: UInt64($0)) }
      #expect(
        stream.normalTensor([count], dtype, mean: 0.1, deviation: 0.7).doubles == normal.doubles)
    }
  }

  @Test func `seed, purpose, name, occurrence and step each change the numbers`() {
    let others = [
      RandomStream(seed: 2, purpose: .data, name: "x", occurrence: 0).bits(at: 0),
      RandomStream(seed: 1, purpose: .noise, name: "x", occurrence: 0).bits(at: 0),
      RandomStream(seed: 1, purpose: .data, name: "y", occurrence: 0).bits(at: 0),
      RandomStream(seed: 1, purpose: .data, name: "x", occurrence: 1).bits(at: 0),
      stream.bits(at: 0, step: 1), stream.bits(at: 1), stream.bits(at: 2), stream.bits(at: 0),
    ]
    #expect(Set(others).count == others.count)
  }

  @Test func `no rounding takes a uniform number to its upper end`() {
    // Between two whole numbers of that size there are few others.
    let narrow = stream.uniformTensor([1 << 18], .float32, low: 1000, high: 1001).doubles
    #expect(narrow.allSatisfy { $0 >= 1000 && $0 < 1001 })
    let wide = stream.uniformTensor([1 << 10], .float64, low: 1e15, high: 1e15 + 1).doubles
    #expect(wide.allSatisfy { $0 >= 1e15 && $0 < 1e15 + 1 })
    #expect(stream.uniformTensor([9], .float64, low: 2, high: 2).doubles.allSatisfy { $0 == 2 })
    for dtype in [DType.float32, .float64] {
      for (low, high) in [(Double.nan, 1), (0, .nan), (-.infinity, .infinity)] {
        let numbers = stream.uniformTensor([9], dtype, low: low, high: high).doubles
        #expect(numbers.allSatisfy { !$0.isFinite }, "\(low) to \(high)")
      }
    }
  }

  @Test func `uniform and normal numbers have their moments`() {
    let count = 100_000
    let (uniform, normal) = (
      stream.uniformTensor([count], .float64).doubles,
      stream.normalTensor([count], .float64).doubles
    )
    // Five standard errors.
    #expect(abs(mean(uniform) - 0.5) < 5 * 0.2887 / 316)
    #expect(abs(mean(uniform.map { $0 * $0 }) - 1 / 3) < 5 * 0.2981 / 316)
    #expect(abs(mean(normal)) < 5 / 316)
    #expect(abs(mean(normal.map { $0 * $0 }) - 1) < 5 * 1.414 / 316)
    #expect(abs(mean(normal.map { $0 * $0 * $0 * $0 }) - 3) < 5 * 9.8 / 316)
    #expect(uniform.allSatisfy { $0 >= 0 && $0 < 1 })
  }

  @Test func `a permutation holds every index once and differs between epochs`() {
    let first = stream.permutation(1000, epoch: 0)
    #expect(first.sorted() == Array(0..<1000))
    #expect(first != stream.permutation(1000, epoch: 1))
    #expect(first == stream.permutation(1000, epoch: 0))
    #expect(stream.permutation(0, epoch: 0) == [] && stream.permutation(1, epoch: 0) == [0])
  }

  @Test func `a dropout mask drops its share and scales the rest`() throws {
    let mask = try value(
      DropoutMask(rate: 0.25, stream: stream), tensor([Double](repeating: 1, count: 40_000)))
    let dropped = Double(mask.count { $0 == 0 }) / 40_000
    #expect(abs(dropped - 0.25) < 5 * 0.433 / 200)
    #expect(mask.allSatisfy { $0 == 0 || $0 == 1 / 0.75 })
  }

  private func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(numbers.count) }
}
