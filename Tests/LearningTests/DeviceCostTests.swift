import Engine
import Learning
import Testing

@Suite("Times and money on a device")
struct DeviceCostTests {
  private var box: Device {
    var device = Device(utilisation: 0.5, count: 2)
    device.operations = 200e9
    device.bandwidth = 20e9
    device.price = 0.85 / 3600
    device.power = 65
    device.electricity = 0.12 / 3.6e6
    return device
  }

  /// 10⁹ MAC are 2·10⁹ operations at 2 · 100 GFLOP/s: 10 ms; 4·10⁸ bytes at 2 · 20 GB/s: 10 ms.
  @Test func `a line takes the longer of products and bytes`() throws {
    let products = LineWork(
      operation: "matmul", scope: "", multiplyAccumulates: 1_000_000_000, bytes: 8)
    let bytes = LineWork(operation: "relu", scope: "", multiplyAccumulates: 0, bytes: 800_000_000)
    let first = try Roofline.time(of: products, on: box)
    #expect(abs(first.seconds - 0.01) < 1e-12 && first.bound == .compute)
    let second = try Roofline.time(of: bytes, on: box)
    #expect(abs(second.seconds - 0.02) < 1e-12 && second.bound == .memory)
    #expect(abs(try Roofline.seconds(of: [products, bytes], on: box) - 0.03) < 1e-12)
  }

  @Test func `what fits into the cache is read from it`() throws {
    var device = box
    device.count = 1
    device.cache = Device.Cache(bandwidth: 200e9, size: 1e6)
    func time(_ bytes: Int) throws -> Double {
      try Roofline.time(
        of: LineWork(operation: "relu", scope: "", multiplyAccumulates: 0, bytes: bytes), on: device
      ).seconds
    }
    #expect(abs(try time(500_000) - 2.5e-6) < 1e-15)
    #expect(abs(try time(2_000_000) - 1e-4) < 1e-12)
  }

  /// 10⁶ bytes through tanh at 1 GB/s take 1 ms; 2·10⁶ operations of a recurrence at 4 GFLOP/s take 0.5 ms, however fast
  /// products are. Two machines share both.
  @Test func `where the speed of a family of operations is known, no line is faster`() throws {
    var device = box
    device.count = 1
    device.speeds = [.function: 1e9, .recurrence: 4e9]
    func time(_ operation: String, _ products: Int, _ bytes: Int) throws -> Double {
      try Roofline.seconds(
        of: [
          LineWork(
            operation: operation, scope: "", multiplyAccumulates: products, bytes: bytes)
        ], on: device)
    }
    #expect(abs(try time("tanh gradient", 0, 1_000_000) - 1e-3) < 1e-12)
    #expect(abs(try time("recurrence", 1_000_000, 8) - 5e-4) < 1e-12)
    #expect(abs(try time("relu", 0, 1_000_000) - 5e-5) < 1e-12)
    #expect(abs(try time("matmul", 1_000_000, 8) - 2e-5) < 1e-12)
    device.count = 2
    #expect(abs(try time("tanh", 0, 1_000_000) - 5e-4) < 1e-12)
  }

  @Test func `this machine knows the speed of each family of operations`() {
    let here = DeviceMeasurement.measure(threads: 1)
    #expect(Set(here.speeds.keys) == Set(OperationFamily.allCases), "\(here.speeds)")
    #expect(here.speeds.values.allSatisfy { $0 > 1e6 && $0 < 1e13 }, "\(here.speeds)")
    #expect(here.isMeasured && here.utilisation == 1)
  }

  /// Two machines for an hour: 2 · $0.85, and 0.13 kWh at $0.12.
  @Test func `money is rent and energy`() throws {
    let money: Double = try #require(box.money(seconds: 3600))
    #expect(abs(money - 1.7156) < 1e-12)
    #expect(box.energy(seconds: 10) == 1300)
    var free = box
    (free.price, free.power) = (nil, nil)
    #expect(free.money(seconds: 3600) == nil)
    // Energy that nobody has priced is not free.
    var owned = box
    (owned.price, owned.electricity) = (0, nil)
    #expect(owned.money(seconds: 3600) == nil)
    owned.electricity = 0
    #expect(owned.money(seconds: 3600) == 0)
  }

  @Test func `a figure that was not said is asked for by its name`() throws {
    let line = LineWork(operation: "relu", scope: "", multiplyAccumulates: 1, bytes: 8)
    var device = box
    device.bandwidth = nil
    #expect(throws: CostError.unknown(.bandwidth)) { try Roofline.time(of: line, on: device) }
    device.operations = nil
    #expect(throws: CostError.unknown(.flops)) { try Roofline.time(of: line, on: device) }
  }

  /// Narayanan et al. 2021, table 1: 1,024 A100s train 145.6 billion parameters, 8 tensor × 8 pipeline parallel.
  @Test func `a large model is spread so that each worker holds its part`() throws {
    var device = Device(utilisation: 0.5)
    (device.operations, device.memory, device.link) = (312e12, 80e9, 300e9)
    let shape = LanguageModelShapeTests.transformer(80, 12288, 96, 51200, 2048)
    let split = try #require(
      try ParallelSplit.best(for: shape, workers: 1024, batch: 2304, on: device))
    #expect(split.data * split.tensor * split.pipeline == 1024)
    #expect(split.bytes <= 80e9 && split.tensor * split.pipeline > 16)
    #expect(split.efficiency > 0.5 && split.efficiency < 1)
    let alone = try ParallelSplit.best(for: shape, workers: 1, batch: 2304, on: device)
    #expect(alone == nil)
  }

  /// 3 sequences on 2 copies: one copy has two of them, and half of the other's time is waiting.
  @Test func `no sequence is divided among copies`() throws {
    var device = Device(utilisation: 0.5)
    (device.operations, device.memory, device.link) = (312e12, 80e9, 300e9)
    let shape = LanguageModelShapeTests.transformer(2, 128, 2, 1000, 64)
    // One head in one layer can only be copied.
    let single = LanguageModelShapeTests.transformer(1, 128, 1, 1000, 64)
    let three = try #require(try ParallelSplit.best(for: single, workers: 2, batch: 3, on: device))
    #expect(three.efficiency <= 0.75, "\(three)")
    let near = try ParallelSplit.nearest(to: 1_024, for: shape, batch: 1, on: device)
    #expect(near.below == 4 && near.above == nil)
    for workers in [7, 100, 1_000] {
      let near = try ParallelSplit.nearest(to: workers, for: shape, batch: 64, on: device)
      for count in [near.below, near.above].compactMap({ $0 }) {
        #expect(
          try ParallelSplit.best(for: shape, workers: count, batch: 64, on: device) != nil)
      }
      #expect((near.below ?? 0) <= workers && (near.above ?? workers) >= workers)
    }
  }

  @Test func `planned bytes of a line are those of operands and result`() throws {
    let graph = Graph()
    let a = graph.input(TensorType([2, 3], .float32), name: "a")
    let b = graph.input(TensorType([3, 4], .float32), name: "b")
    let plan = Plan(graph, outputs: [try graph.apply(MatrixProduct(), to: a, b)])
    #expect(plan.work.map(\.multiplyAccumulates) == [24])
    #expect(plan.work.map(\.bytes) == [104])
  }
}
