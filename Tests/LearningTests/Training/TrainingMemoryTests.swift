import Catalog
@testable import Engine
@testable import Learning
import Data
import Testing

@Suite("The memory of a training")
struct TrainingMemoryTests {
  /// Widths whose weights fill whole lines of 64 bytes, so that allocated and asked for agree.
  private func setup(_ change: (inout TrainingOptions) -> Void) throws -> TrainingSetup {
    let m = try model([16], [.dense(32, "relu"), .dense(16)])
    let x = Tensor([Float](repeating: 0.5, count: 72 * 16), [72, 16])
    return try TrainingSetup(m, on: Samples(x: x, y: x), options(change))
  }

  /// 16·32 + 32 + 32·16 + 16 weights of 4 bytes; batches of 32 and a rest of 8.
  @Test func `the estimate is what is allocated, byte for byte`() throws {
    let metric = try R2Score(BoundArguments(Arguments(), to: R2Score.signature))
    let setup = try setup {
      $0.metrics = [MetricChoice(metric)]
      $0.earlyStopping = EarlyStopping(patience: 1)
    }
    let worker = try TrainingWorker(setup, board: RunBoard())
    let (memory, state) = (worker.memory, worker.state)
    #expect(memory.weights == 1072 * 4)
    #expect(memory.weights == allocated(state.weights))
    #expect(memory.optimizer == allocated(state.parts.flatMap { $0.slots.flatMap { $0 } }))
    #expect(memory.weights == worker.epochStart.weights.reduce(0) { $0 + $1.type.byteCount })
    let executors = worker.runners.flatMap(\.plans).map(\.executor)
    #expect(executors.count == 2)
    for executor in executors { #expect(executor.arena === executors[0].arena) }
    #expect(
      memory.gradients + memory.activations == allocated(executors[0].arena.values)
        && memory.gradients == 1072 * 4)
    let inputs = executors.flatMap { $0.inputs.compactMap { $0 } }
    let constants = executors.flatMap { $0.plan.sources.values }.compactMap { source in
      if case .constant(let tensor) = source { tensor.block } else { nil }
    }
    #expect(memory.batch == (inputs + constants).reduce(0) { $0 + allocated($1) })
    // What a metric reads of a batch of 32, in Double.
    #expect(
      memory.working == allocated(executors[0].arena.scratch) + 8 * 2 * 32 * 16)
    // The model's, which undoing brings back, the run's, those of the epoch's start, the best.
    #expect(memory.copies == 4)
    let once = [
      memory.gradients, memory.optimizer, memory.activations, memory.batch, memory.working,
    ]
    #expect(memory.total == 4 * memory.weights + once.reduce(0, +))
  }

  @Test func `cost and training estimate the same`() throws {
    let setup = try setup {
      $0.batchSize = 36
      $0.optimizer = chosen(StochasticGradientDescent())
    }
    let memory = try TrainingWorker(setup, board: RunBoard()).memory
    let cost = try ModelCost(
      of: setup.models[0], batchSize: 36, optimizer: chosen(StochasticGradientDescent()))
    #expect(cost.memory == memory)
  }

  @Test func `a validation shares the arena and counts with its larger batches`() throws {
    let alone = try TrainingWorker(setup { $0.batchSize = 8 }, board: RunBoard()).memory
    let x = Tensor([Float](repeating: 0.5, count: 512 * 16), [512, 16])
    let both = try TrainingWorker(
      setup {
        $0.batchSize = 8
        $0.validation = Samples(x: x, y: x)
      }, board: RunBoard()
    ).memory
    #expect(both.activations > alone.activations)
    #expect(both.batch == alone.batch + 256 * 16 * 4 * 2)
  }

  @Test func `one byte too much is refused with the estimate`() throws {
    let total = try TrainingWorker(setup { _ in }, board: RunBoard()).memory.total
    _ = try TrainingRun(setup { $0.memoryLimit = total })
    do {
      _ = try TrainingRun(setup { $0.memoryLimit = total - 1 })
      Issue.record("the training fits nowhere")
    } catch LearningError.size(.trainingTooLarge("m", 32, let bytes, let limit)) {
      #expect(bytes == total && limit == total - 1)
    }
  }

  /// A terabyte of activations: planning takes nothing of it, or the test would not end.
  @Test func `a batch beyond the memory is refused before it is allocated`() throws {
    let m = try model(
      [1],
      [
        .word("repeat_vector", .number(1_048_576)), .dense(4096), .word("global_max_pooling1d"),
        .dense(1),
      ])
    let x = Tensor([Float](repeating: 0, count: 64), [64, 1])
    let setup = try TrainingSetup(m, on: Samples(x: x, y: x), options { $0.batchSize = 64 })
    #expect(throws: LearningError.self) { try TrainingRun(setup) }
  }

  @Test func `a run that has ended keeps no plan's memory`() throws {
    let run = try TrainingRun(setup { _ in })
    weak var arena = try #require(run.worker).runners[0].plans[0].executor.arena
    #expect(arena != nil)
    run.start()
    run.wait()
    #expect(arena == nil)
    // What a checkpoint holds is still there.
    #expect(run.checkpoint?.weights.count == 4)
  }
}

/// What a block was asked for; each has 64 bytes behind it that may be read.
private func allocated(_ block: Block) -> Int { block.bytes.count - 64 }

private func allocated(_ variables: [Variable]) -> Int {
  variables.reduce(0) { $0 + allocated($1.block) }
}
