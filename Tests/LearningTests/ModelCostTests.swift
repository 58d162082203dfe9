import Catalog
import Data
import Engine
import Learning
import Support
import Testing

@Suite("What a model costs")
struct ModelCostTests {
  /// 784·256 + 256 + 256 + 1 parameters, 784·256 + 256 products.
  @Test func `counts are those of the formula`() throws {
    let m = try model([784], [.dense(256, "relu"), .dense(1, "sigmoid")])
    let cost = try ModelCost(of: m, batchSize: 32)
    #expect(cost.parameters == 201_217)
    #expect(cost.multiplyAccumulates == 200_960)
    #expect(cost.forwardOperations == 401_920)
    #expect(cost.trainingOperations == 1_205_760)
    #expect(cost.memory.weights == 804_868)
    #expect(cost.memory.gradients == 804_868)
    #expect(cost.memory.optimizer == 1_609_736)
    let sgd = try ModelCost(of: m, optimizer: chosen(StochasticGradientDescent()))
    #expect(sgd.memory.optimizer == 0)
  }

  /// Where activations need more than the gradients, whose memory they share in a small batch.
  @Test func `activations grow with the batch`() throws {
    let m = try model([64], [.dense(512, "relu"), .dense(512, "relu"), .dense(10, "softmax")])
    let costs = try [1280, 2560, 3840].map { try ModelCost(of: m, batchSize: $0) }
    let bytes = costs.map { Double($0.memory.activations) }
    let (small, large) = (costs[0], costs[2])
    #expect(abs((bytes[2] - bytes[1]) / (bytes[1] - bytes[0]) - 1) < 0.05)
    #expect(bytes[1] - bytes[0] >= 1280 * 2 * 512 * 4)
    #expect(large.memory.weights == small.memory.weights)
  }

  @Test func `a training is refused below the memory that its cost tells`() throws {
    let m = try model([64], [.dense(512, "relu"), .dense(1)])
    let needed = try ModelCost(of: m, batchSize: 32).memory.total
    let samples = Samples(
      x: Tensor([Float](repeating: 0.5, count: 64 * 64), [64, 64]),
      y: Tensor([Float](repeating: 1, count: 64), [64, 1]))
    var options = TrainingOptions()
    options.batchSize = 32
    options.loss = LossChoice(MeanSquaredError())
    options.memoryLimit = needed
    _ = try TrainingRun(TrainingSetup(m, on: samples, options))
    options.memoryLimit = needed - 1
    #expect {
      _ = try TrainingRun(TrainingSetup(m, on: samples, options))
    } throws: { error in
      guard case .size(.trainingTooLarge(_, _, let bytes, _))? = error as? LearningError else {
        return false
      }
      return bytes == needed
    }
  }

  @Test func `moving statistics need neither gradient nor moments`() throws {
    let m = try model([8], [.dense(4), .word("batch_normalization")])
    let cost = try ModelCost(of: m)
    #expect(cost.fixedParameters == 8)
    #expect(cost.memory.gradients == (36 + 8) * 4)
  }

  @Test func `a plan beyond the memory is refused before it is allocated`() throws {
    let m = try model([1], [.word("repeat_vector", .number(1_048_576)), .dense(4096)])
    MemoryBudget(limit: 8 << 30).inForce {
      #expect(throws: LearningError.self) { try ModelCost(of: m, batchSize: 1 << 20) }
      #expect(throws: LearningError.self) { try m.predict(tensor([1], [1, 1])) }
    }
  }
}
