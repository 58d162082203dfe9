import Engine
import Support

/// What this machine reaches, measured with the kernels that train and answer.
package enum DeviceMeasurement {
  /// Products, memory, cache and the cost of a line by itself; takes about two seconds.
  ///
  /// Speeds are those that were reached, so that the utilisation is 1. The least time of several runs counts: other
  /// programs only make a run longer. `threads` are those that trainings use.
  package static func measure(threads: Int) -> Device {
    var device = Device(utilisation: 1)
    device.name = Device.here
    let team = threads > 1 ? ThreadTeam(threads: threads) : nil
    // A product that ends within a slice of the processor: of a longer one others take their share.
    let edge = 256
    let product = time(lines: 1, team, square(edge))
    device.operations = 2 * Double(edge * edge * edge) / product
    let sizes = (14...24).map { 1 << $0 }
    let rates = sizes.map { size in
      let seconds = time(lines: 1, team) { graph in
        let x = graph.input(TensorType([size], .float32), name: "x")
        return try graph.apply(Negate(), to: x)
      }
      return 8 * Double(size) / seconds
    }
    let main = rates[rates.count - 1]
    device.bandwidth = main
    if let last = rates.lastIndex(where: { $0 > 1.5 * main }) {
      let best = rates[...last].sorted()[last / 2]
      device.cache = Device.Cache(bandwidth: best, size: 8 * Double(sizes[last]))
    }
    let count = 64
    device.overhead = time(lines: count, team) { graph in
      var node = graph.input(TensorType([4, 4], .float32), name: "x")
      for _ in 0..<count { node = try graph.apply(MatrixProduct(), to: node, node) }
      return node
    }
    // Lines are timed on one thread; several are as much faster as products are.
    let alone = team == nil ? product : time(lines: 1, nil, square(edge))
    let gain = max(alone / product, 1)
    device.speeds = OperationSpeeds.measure().mapValues { $0 * gain }
    device.memory = Double(FreeMemory.share)
    return device
  }

  /// A product of two square matrices.
  private static func square(_ edge: Int) -> (Graph) throws -> Graph.Node {
    { graph in
      let a = graph.input(TensorType([edge, edge], .float32), name: "a")
      let b = graph.input(TensorType([edge, edge], .float32), name: "b")
      return try graph.apply(MatrixProduct(), to: a, b)
    }
  }

  /// Seconds that one of so many lines takes: the least of at least five runs, and of a tenth of a second.
  private static func time(
    lines: Int, _ team: ThreadTeam?, _ build: (Graph) throws -> Graph.Node
  ) -> Double {
    let graph = Graph()
    guard let node = try? build(graph) else { return .infinity }
    let executor = Executor(Plan(graph, outputs: [node]), team: team)
    _ = executor.run()
    // One thread is timed by its own clock, which stands still while others have the processor.
    let clock = team == nil ? threadSeconds : monotonicSeconds
    var (least, runs) = (Double.infinity, 0)
    let end = monotonicSeconds() + 0.08
    while runs < 5 || monotonicSeconds() < end {
      let start = clock()
      _ = executor.run()
      least = min(least, clock() - start)
      runs += 1
    }
    return max(least, 1e-9) / Double(lines)
  }
}
