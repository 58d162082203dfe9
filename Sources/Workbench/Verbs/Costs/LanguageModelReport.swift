import Learning
import Plots
import Support

/// What `cost llm(…)` says: by formula, nothing is allocated.
struct LanguageModelReport {
  private var rows = CostRows()
  private let shape: LanguageModelShape

  init(_ shape: LanguageModelShape) {
    self.shape = shape
    rows.count("parameters", "parameters", shape.parameters, "")
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
  /// nobody says how many.
  mutating func add(
    _ cost: LanguageModelCost, on device: Device, workers: Int?, batch: Int?
  ) throws {
    let least =
      device.memory == nil
      ? nil
      : try CostRows.needing("a least number of devices") { () throws(CostError) in
        try cost.leastDevices(device)
      }
    if let least {
      rows.count("devices", "least_devices", least, "", "the least that hold a training")
    }
    let used = workers ?? max(device.count, least ?? 1)
    var one = device
    one.count = 1
    // As many tokens a step as GPT-3 took, where nobody says how many.
    let sequences = batch ?? max(1, Int(saturating: (3.2e6 / Double(shape.context)).rounded()))
    var seconds = try CostRows.needing("a training") { () throws(CostError) in
      try cost.seconds(workers: used, on: one)
    }
    if used > 1, device.memory != nil, device.link != nil {
      let split = try CostRows.needing("a split") { () throws(CostError) in
        try ParallelSplit.best(for: shape, workers: used, batch: sequences, on: one)
      }
      if let split {
        let steps = (cost.tokens / (Double(sequences) * Double(shape.context))).rounded(.up)
        seconds = steps * split.seconds
        let again = split.recomputes ? ", blocks computed again" : ""
        rows.text(
          "split", "split", "\(split.data) × \(split.tensor) × \(split.pipeline)",
          "data × tensor × pipeline\(again)")
        rows.number(
          "efficiency", "efficiency", split.efficiency,
          "share of a step that computes; \(NumberText.grouped(sequences)) sequences a step")
        rows.size("memory", "worker_bytes", split.bytes, "of one device")
      } else {
        rows.text("split", "split", "none", "\(NumberText.grouped(used)) devices do not hold it")
      }
    }
    rows.seconds("time", "time", seconds, "on \(Problems.count(used, "device"))")
    one.count = used
    rows.money("training", "training", seconds: seconds, on: one)
  }

  /// What a million tokens of prompts and of answers cost.
  mutating func addAnswers(on device: Device) throws {
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
