import Learning
import Plots
import Support

/// A training that so many devices cannot do; data, worded in `Problems`.
struct UnheldTraining {
  /// How many there are.
  let used: Int
  /// Sequences of a step that cannot be shared out among them; `nil` where their memories do not hold the training.
  let sequences: Int?
  /// Fewer devices that can do it; `nil` where none can.
  let smaller: Int?
  /// More that can.
  let larger: Int?
}

/// What `cost llm(…)` says: by formula, nothing is allocated.
struct LanguageModelReport {
  private var rows = CostRows()
  private let shape: LanguageModelShape

  init(_ shape: LanguageModelShape) {
    self.shape = shape
    rows.count("parameters", "parameters", shape.parameters, "")
    if shape.experts > shape.activeExperts {
      rows.count(
        "active", "active_parameters", shape.activeParameters, "",
        "for one token, \(shape.activeExperts) of \(shape.experts) experts")
    }
    rows.count("embeddings", "embedding_parameters", shape.embeddings, "", "among them")
    rows.work(
      "forward", "forward_flops", shape.forwardOperations(context: shape.context),
      "one token, full context")
    rows.work("training", "training_flops", shape.trainingOperations, "one token: 3 forward passes")
    rows.size("weights", "weight_bytes", Double(bytes.weight) * parameters, "half precision")
    rows.size("gradients", "gradient_bytes", Double(bytes.gradient) * parameters, "half precision")
    rows.size(
      "optimizer", "optimizer_bytes", Double(bytes.optimizer) * parameters,
      "Adam: weights and two moments in single precision")
    rows.size("activations", "activation_bytes", shape.activationBytes, "one sequence, all kept")
    rows.size(
      "recomputed", "recomputed_bytes", shape.recomputedActivationBytes,
      "one sequence, blocks computed again")
    rows.size(
      "cache", "cache_bytes", shape.cacheBytes * Double(shape.context),
      "keys and values of a full context; \(Quantity(shape.cacheBytes, CostRows.data).text(digits: 3)) a token"
    )
  }

  private typealias Bytes = LanguageModelShape.TrainingBytes
  private var bytes: Bytes.Type { Bytes.self }
  private var parameters: Double { Double(shape.parameters) }

  var value: ReportValue {
    rows.value(
      title:
        "cost of llm(layers=\(shape.layers), width=\(shape.width), heads=\(shape.heads)), by formula"
    )
  }

  /// What a training on so many tokens computes.
  mutating func add(_ cost: LanguageModelCost) {
    let tokens =
      Int(exactly: cost.tokens).map(NumberText.grouped) ?? NumberText.general(cost.tokens)
    rows.work("FLOPs", "total_flops", cost.operations, "\(tokens) tokens, attention counted")
    rows.work(
      "6·N·D", "rough_flops", shape.roughOperations(tokens: cost.tokens), "the rule of thumb")
  }

  /// How long it takes on so many devices, what it costs, and how it is spread; on as few as hold it where
  /// nobody says how many. What they do not hold, or cannot share, has no time and no price: that is the answer.
  mutating func add(
    _ cost: LanguageModelCost, on device: Device, workers: Int?, batch: Int?
  ) throws -> UnheldTraining? {
    let least =
      device.memory == nil
      ? nil
      : try CostRows.needing("a least number of devices") { () throws(CostError) in
        try cost.leastDevices(device)
      }
    if let least {
      rows.count("devices", "least_devices", least, "", "the least that hold a training")
    }
    var used = workers ?? max(device.count, least ?? 1)
    var one = device
    one.count = 1
    // As many tokens a step as GPT-3 took, where nobody says how many.
    let sequences = batch ?? max(1, Int(saturating: (3.2e6 / Double(shape.context)).rounded()))
    var seconds = try CostRows.needing("a training") { () throws(CostError) in
      try cost.seconds(workers: used, on: one)
    }
    var remark = ""
    if let least, used < least {
      // As many as hold it may still not be shared out.
      let near =
        device.link == nil
        ? nil
        : try CostRows.needing("a split") { () throws(CostError) in
          try ParallelSplit.nearest(to: least, for: shape, batch: sequences, on: one)
        }
      let larger = near.map { $0.above } ?? least
      return unheld(UnheldTraining(used: used, sequences: nil, smaller: nil, larger: larger))
    }
    if used > 1, device.memory != nil, device.link != nil {
      let near = try CostRows.needing("a split") { () throws(CostError) in
        try ParallelSplit.nearest(to: used, for: shape, batch: sequences, on: one)
      }
      if workers == nil, let larger = near.above { used = larger }
      let split = try CostRows.needing("a split") { () throws(CostError) in
        try ParallelSplit.best(for: shape, workers: used, batch: sequences, on: one)
      }
      guard let split else {
        return unheld(
          UnheldTraining(
            used: used, sequences: sequences, smaller: near.below, larger: near.above))
      }
      let steps = (cost.tokens / (Double(sequences) * Double(shape.context))).rounded(.up)
      seconds = steps * split.seconds
      add(split, sequences: sequences)
    } else if used > 1 {
      remark = ", nothing lost between them: "
      remark += device.memory == nil ? "their `memory` is not said" : "their `link` is not said"
    }
    rows.seconds("time", "time", seconds, "on \(Problems.count(used, "device"))\(remark)")
    one.count = used
    rows.money("training", "training", seconds: seconds, on: one)
    return nil
  }

  private mutating func add(_ split: ParallelSplit, sequences: Int) {
    let again = split.recomputes ? ", blocks computed again" : ""
    rows.text(
      "split", "split", "\(split.data) × \(split.tensor) × \(split.pipeline)",
      "data × tensor × pipeline\(again)")
    rows.number(
      "efficiency", "efficiency", split.efficiency,
      "share of a step that computes; \(NumberText.grouped(sequences)) sequences a step")
    rows.size("memory", "worker_bytes", split.bytes, "of one device")
  }

  private mutating func unheld(_ training: UnheldTraining) -> UnheldTraining {
    rows.text("split", "split", "none", "no time and no price")
    return training
  }

  /// What a million tokens of prompts and of answers cost, on as many devices as hold the weights.
  mutating func addAnswers(on given: Device) throws {
    var device = given
    if given.memory != nil {
      let least = try CostRows.needing("an answer") { () throws(CostError) in
        try shape.leastAnsweringDevices(given)
      }
      if least > given.count {
        device.count = least
        rows.count(
          "answering", "answering_devices", least, "",
          "devices, the least that hold the weights and the cache of one")
      }
    }
    let answers = try CostRows.needing("an answer") { () throws(CostError) in
      try AnswerCost(shape, on: device)
    }
    rows.seconds("1M prompt tokens", "prompt_time", answers.promptSeconds, "bound by products")
    rows.money("1M prompt tokens", "1m_prompt_tokens", seconds: answers.promptSeconds, on: device)
    rows.seconds(
      "1M answer tokens", "answer_time", answers.answerSeconds, "one client after another")
    rows.money("1M answer tokens", "1m_answer_tokens", seconds: answers.answerSeconds, on: device)
  }
}
