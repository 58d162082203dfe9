import Support

/// What training a Transformer of a shape takes, in closed form: nothing is allocated.
package struct LanguageModelCost: Equatable, Sendable {
  /// The shape that is trained.
  package let shape: LanguageModelShape
  /// How many tokens it sees.
  package let tokens: Double

  /// A training of `shape` on so many tokens.
  package init(_ shape: LanguageModelShape, tokens: Double) {
    (self.shape, self.tokens) = (shape, tokens)
  }

  /// Floating-point operations of the whole training, attention and answer included.
  package var operations: Double { shape.trainingOperations * tokens }

  /// Bytes of weights, gradients and optimizer, one copy.
  package var stateBytes: Double {
    Double(LanguageModelShape.TrainingBytes.total) * Double(shape.parameters)
  }

  /// The least number of devices whose memories hold the state and the activations of one sequence, recomputed.
  package func leastDevices(_ device: Device) throws(CostError) -> Int {
    let bytes = stateBytes + shape.recomputedActivationBytes
    let count = try (bytes / device.require(.memory)).rounded(.up)
    return max(1, Int(saturating: count))
  }

  /// Seconds of the training on so many devices at the share of their peak that they reach; nothing is lost
  /// in exchange.
  package func seconds(workers: Int, on device: Device) throws(CostError) -> Double {
    let speed = try device.require(.flops) * device.utilisation * Double(workers)
    return operations / speed
  }
}

extension LanguageModelShape {
  /// The least number of devices whose memories hold weights in half precision, and keys and values of one full context.
  package func leastAnsweringDevices(_ device: Device) throws(CostError) -> Int {
    let bytes = 2 * Double(parameters) + cacheBytes * Double(context)
    return max(1, Int(saturating: (try bytes / device.require(.memory)).rounded(.up)))
  }
}

/// What answering costs: reading a prompt is bound by products, each token of an answer by the bytes of the weights.
package struct AnswerCost: Equatable, Sendable {
  /// Seconds for one million tokens of prompts.
  package let promptSeconds: Double
  /// Seconds for one million tokens of answers.
  package let answerSeconds: Double
  /// Bytes of keys and values of one token.
  package let cacheBytes: Double

  /// For one client after another, half-precision weights, in the middle of a full context.
  ///
  /// A prompt's token takes 2 operations a parameter of the matrices and its attention; a token of an answer reads
  /// the weights that take part in it, and the keys and values before it.
  package init(_ shape: LanguageModelShape, on device: Device) throws(CostError) {
    let million = 1e6
    let half = shape.context / 2
    promptSeconds =
      try million * shape.forwardOperations(context: half) / device.reachedOperations()
    cacheBytes = shape.cacheBytes
    let read = 2 * Double(shape.activeParameters) + cacheBytes * Double(half)
    let memory = try read / (device.require(.bandwidth) * Double(device.count))
    let compute = try shape.forwardOperations(context: half) / device.reachedOperations()
    answerSeconds = million * max(memory, compute)
  }
}
