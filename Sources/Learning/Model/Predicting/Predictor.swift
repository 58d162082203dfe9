import Data
import Engine
import Support

/// A model's inference plans, one for each batch size that was asked for last.
final class Predictor {
  /// Samples in one run of the plan; fewer only where they would not fit into memory.
  static let batchSize = 256
  /// So many plans are kept, and so many bytes of them: a server asks for the same few sizes again and again.
  private static let (mostPlans, mostPlanBytes) = (16, 64_000_000)

  private let model: Model
  private let application: Application
  private let team: ThreadTeam?
  private var plans: [Int: BatchPlan] = [:]

  private struct BatchPlan {
    let executor: Executor
    let nodes: BatchNodes
    let output: Graph.Node
  }

  init(_ model: Model, _ application: Application = Application(), threads: Int) {
    self.model = model
    self.application = application
    team = ThreadTeam.of(threads)
  }

  /// Outputs [samples × …] for samples with the model's inputs, in its order.
  ///
  /// Where the application draws masks, each `draw` has masks of its own, and so has each sample.
  func predict(_ samples: Samples, draw: Int = 0) throws(LearningError) -> Tensor {
    let count = samples.count
    let type = TensorType(model.outputShape.batched(count), model.dtype)
    try MemoryLimit.check(bytes: type.byteCount, model: model.name)
    var inputs = samples.mappingInputs { $0.cast(to: model.dtype) }
    inputs.targets = nil
    let chunks = try chunks(of: inputs)
    return Tensor(type) { bytes in
      for (index, (start, plan)) in chunks.enumerated() where !Interrupt.isRaised {
        plan.nodes.fill(
          plan.executor, with: inputs, start..<start + plan.nodes.rows, step: nil)
        plan.executor.run(step: UInt64(draw * chunks.count + index))
        plan.executor.withBytes(of: plan.output) { result in
          let offset = start * (bytes.count / max(count, 1))
          UnsafeMutableRawBufferPointer(rebasing: bytes[offset...]).copyMemory(from: result)
        }
      }
    }
  }

  /// The samples cut into as few runs as there is memory for.
  private func chunks(
    of samples: Samples
  ) throws(LearningError) -> [(start: Int, plan: BatchPlan)] {
    var rows = min(Self.batchSize, samples.count)
    while rows > 1, try plan(rows, samples) == nil { rows = (rows + 1) / 2 }
    var chunks: [(start: Int, plan: BatchPlan)] = []
    for start in stride(from: 0, to: samples.count, by: max(rows, 1)) {
      guard let plan = try plan(min(rows, samples.count - start), samples) else {
        throw .size(
          .computationTooLarge(
            model: model.name, bytes: Int.max, limit: MemoryLimit.bytes))
      }
      chunks.append((start, plan))
    }
    return chunks
  }

  /// The plan for so many samples at once; `nil` where it needs too much memory.
  private func plan(_ rows: Int, _ samples: Samples) throws(LearningError) -> BatchPlan? {
    if let known = plans[rows] { return known }
    let graph = Graph()
    let nodes = BatchNodes(samples, rows: rows, in: graph)
    let output = try model.apply(to: nodes.inputs, in: graph, application).output
    let plan = Plan(graph, outputs: [output])
    guard plan.arenaByteCount <= MemoryLimit.bytes else { return nil }
    let made = BatchPlan(executor: Executor(plan, team: team), nodes: nodes, output: output)
    let held = plans.values.reduce(made.executor.plan.arenaByteCount) {
      $0 + $1.executor.plan.arenaByteCount
    }
    if plans.count >= 2, plans.count >= Self.mostPlans || held > Self.mostPlanBytes {
      plans = plans.filter { $0.key == Self.batchSize }
    }
    plans[rows] = made
    return made
  }
}

extension Model {
  /// The outputs for a batch, or for one sample given without its batch axis.
  package func predict(_ x: Tensor, threads: Int = 1) throws(LearningError) -> Tensor {
    try predict([x], threads: threads)
  }

  /// The outputs for batches of all inputs, in the model's order.
  package func predict(_ tensors: [Tensor], threads: Int = 1) throws(LearningError) -> Tensor {
    try predict(samples(of: tensors), threads: threads)
  }

  /// Batches of all inputs, in the model's order, as samples under the model's names.
  package func samples(of tensors: [Tensor]) throws(LearningError) -> Samples {
    guard inputs.count == tensors.count else {
      throw .input(.severalInputs(model: name, names: inputs.map(\.name)))
    }
    var batch: [Samples.Input] = []
    for (input, tensor) in zip(inputs, tensors) {
      batch.append(Samples.Input(input.name, SampleRows(try batched(tensor, for: input))))
    }
    guard batch.allSatisfy({ $0.rows.count == batch[0].rows.count }) else {
      throw .input(
        .inputCounts(
          model: name, names: inputs.map(\.name), counts: batch.map(\.rows.count)))
    }
    return Samples(batch, targets: nil)
  }

  /// The outputs for samples, whose inputs are found by name.
  package func predict(_ samples: Samples, threads: Int = 1) throws(LearningError) -> Tensor {
    try DataCheck.indices(of: self, samples)
    let predictor = predictor ?? Predictor(self, threads: threads)
    self.predictor = predictor
    return try predictor.predict(samples.arranged(for: self))
  }

  private func batched(_ x: Tensor, for input: Input) throws(LearningError) -> Tensor {
    let sample = input.shape
    if x.shape.rank > 0, x.shape.sample == sample { return x }
    if x.shape == sample { return x.reshaped(sample.batched(1)) }
    // A list of numbers for a model of one number each.
    if sample.isOneNumber, x.shape.rank == 1 { return x.reshaped([x.count, 1]) }
    let found = x.shape.rank > 1 ? x.shape.sample : x.shape
    throw inputs.count == 1
      ? .input(.dataShape(model: name, expected: sample, found: found))
      : .input(.otherShape(model: name, input: input.name, expected: sample, found: found))
  }
}

extension ThreadTeam {
  /// A team where there is more than the caller's thread.
  static func of(_ threads: Int) -> ThreadTeam? {
    threads > 1 ? ThreadTeam(threads: threads) : nil
  }
}
