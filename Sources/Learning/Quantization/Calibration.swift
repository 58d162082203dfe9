import Data
import Engine
import Support

/// What the inputs of a model's products are on some samples: their ranges.
struct Calibration {
  /// Samples that are looked at, spread evenly.
  static let sampleLimit = 256
  static let batchSize = 32

  private let model: Model
  private let samples: Samples
  private let threads: Int
  private let positions: [Int]

  init(_ model: Model, _ samples: Samples, threads: Int) throws(LearningError) {
    try DataCheck.indices(of: model, samples)
    self.model = model
    self.samples = try samples.arranged(for: model)
    self.threads = threads
    let count = min(samples.count, Self.sampleLimit)
    positions = (0..<count).map { $0 * samples.count / count }
  }

  /// The range of what each weight is multiplied with, over all its uses.
  func ranges(
    of weights: Set<ObjectIdentifier>, _ method: CalibrationMethod
  ) throws(LearningError) -> [ObjectIdentifier: ByteRange] {
    var ends: [ObjectIdentifier: (low: Double, high: Double)] = [:]
    try run(weights) { weight, numbers in
      var (low, high) = ends[weight] ?? (0, 0)
      for number in numbers where number.isFinite {
        (low, high) = (min(low, number), max(high, number))
      }
      ends[weight] = (low, high)
    }
    var histograms = ends.mapValues { RangeHistogram(low: $0.low, high: $0.high) }
    if method != .minmax {
      try run(weights) { weight, numbers in histograms[weight]?.add(numbers) }
    }
    return histograms.mapValues { $0.range(method) }
  }

  /// Computes the model batch by batch and hands out what is multiplied with each weight.
  private func run(
    _ weights: Set<ObjectIdentifier>, _ look: (ObjectIdentifier, [Double]) -> Void
  ) throws(LearningError) {
    let team = ThreadTeam.of(threads)
    var known: (rows: Int, executor: Executor, nodes: BatchNodes, entries: [ProductRecord.Entry])?
    for start in stride(from: 0, to: positions.count, by: Self.batchSize) {
      if Interrupt.isRaised { throw .interrupted }
      let batch = positions[start..<min(start + Self.batchSize, positions.count)]
      if known?.rows != batch.count {
        let (graph, record) = (Graph(), ProductRecord())
        let nodes = BatchNodes(samples, rows: batch.count, in: graph)
        var application = Application()
        application.products = record
        _ = try model.apply(to: nodes.inputs, in: graph, application)
        let entries = record.entries.filter { weights.contains(ObjectIdentifier($0.weight)) }
        let plan = Plan(graph, outputs: entries.map(\.input))
        try MemoryLimit.check(bytes: plan.arenaByteCount, model: model.name)
        known = (batch.count, Executor(plan, team: team), nodes, entries)
      }
      guard let (_, executor, nodes, entries) = known else { return }
      nodes.fill(executor, with: samples, batch, step: nil)
      executor.run(step: 0)
      for entry in entries {
        look(ObjectIdentifier(entry.weight), executor.doubles(of: entry.input))
      }
    }
  }
}
