import Catalog
import Learning
import Plots
import Support

/// `cost m`: what training and running a model need; with `device=`, how long it takes and what it costs.
enum CostVerb: Verb {
  private static let model = Parameter<Value>.any(
    "model", "The model, or `llm(…)`: one by its figures.", expected: "a model")
  private static let batchSize = Parameter<Int>(
    "batch_size", "Samples of one step.", default: 32, rule: "at least 1"
  ) { $0 >= 1 }
  private static let optimizer = Parameter<Chosen<any Optimizer>>.optimizer(
    "Whose memory is counted.")
  private static let device = Parameter<Device>.device("The machine that it runs on.")
  private static let samples = Parameter<Double>.optional(
    "samples", "Samples of an epoch.", rule: "at least 1"
  ) { $0 >= 1 && $0.isFinite }
  private static let tokens = Parameter<Double>.optional(
    "tokens", "Tokens of the training, for `llm`.", rule: "at least 1"
  ) { $0 >= 1 && $0.isFinite }
  private static let workers = Parameter<Int>.optional(
    "workers", "How many devices train, for `llm`.", rule: "between 1 and 10^6"
  ) { 1...1_000_000 ~= $0 }
  private static let batch = Parameter<Int>.optional(
    "batch", "Sequences of one step, for `llm`.", rule: "between 1 and 10^9"
  ) { 1...1_000_000_000 ~= $0 }

  static let signature = Signature(
    "cost", .verb, "parameters, operations, memory, time and money that a model needs",
    example: "cost model 784 { dense 10 }",
    [
      model.description, batchSize.description, optimizer.description, device.description,
      samples.description, tokens.description, workers.description, batch.description,
    ],
    details: """
      One multiply-accumulate (MAC) is 2 FLOP, a training step 3 forward passes. The memory is that
      of a training at its peak, planned for this batch size; the data come on top.
      device=device(flops=200GFLOP / 1s, bandwidth=20GB / 1s, price=0.85$ / 1h) adds times by the roofline, line by line:
      the longer of products / (flops · utilisation) and bytes / bandwidth. With device(here) it is measured beside it.
      cost llm(layers=96, width=12288, heads=96, vocabulary=50257, context=2048), tokens=300e9, device=device(a100),
      workers=1024 reckons a published model by formula, without allocating it.
      """, effects: .givesValue)

  static func perform(_ call: VerbCall) throws -> Value {
    switch try call[model] {
    case .model(let model): try cost(of: model, call)
    case let value:
      if let shape = LanguageModelValue.shape(value) {
        try cost(of: shape, call)
      } else {
        throw call.wrongKind(model, "a model, or `llm(…)`")
      }
    }
  }

  private static func cost(of model: Model, _ call: VerbCall) throws -> Value {
    for option in [tokens.description, workers.description, batch.description] {
      try call.refuse(idle: option, .of("a model that is there: it is for `llm(…)`"))
    }
    let device = try call.optional(device)
    if device == nil {
      try call.refuse(idle: samples.description, .without("device", typed: "device=device(here)"))
    }
    if model.isQuantized {
      for option in [optimizer.description, samples.description] {
        try call.refuse(idle: option, .of("a quantized model, which is not trained"))
      }
      return .report(
        try QuantizedCost.report(
          model, batchSize: call[batchSize], device: device,
          threads: call.interpreter.options.threads))
    }
    let optimizer = try call.bound.given(optimizer)
    let batchSize = try call[batchSize]
    let cost = try ModelCost(of: model, batchSize: batchSize, optimizer: optimizer)
    var report = CostReport(cost, model, optimizer?.text ?? "adam")
    if let device {
      let times =
        try device.isMeasured
        ? ModelTimes(
          of: model, batchSize: batchSize, optimizer: optimizer,
          threads: call.interpreter.options.threads) : nil
      try report.add(cost, on: device, measured: times, samples: try call.optional(samples))
    }
    return .report(report.value)
  }

  private static func cost(of shape: LanguageModelShape, _ call: VerbCall) throws -> Value {
    for option in [batchSize.description, optimizer.description, samples.description] {
      try call.refuse(idle: option, .of("`llm(…)`: a model by its figures trains on `tokens=`"))
    }
    let (device, tokens) = (try call.optional(device), try call.optional(tokens))
    if device == nil {
      try call.refuse(idle: workers.description, .without("device", typed: "device=device(a100)"))
    }
    if tokens == nil {
      for option in [workers.description, batch.description] {
        try call.refuse(idle: option, .without("tokens", typed: "tokens=300e9"))
      }
    }
    var report = LanguageModelReport(shape)
    if let tokens {
      let cost = LanguageModelCost(shape, tokens: tokens)
      report.add(cost)
      if let device {
        let unheld = try report.add(
          cost, on: device, workers: try call.optional(workers), batch: try call.optional(batch))
        if let unheld { call.interpreter.report(Problems.unheld(unheld, at: call.span)) }
      }
    }
    // Who asks about a training need not say how fast the memory is, which bounds answers.
    if let device, tokens == nil || device.bandwidth != nil {
      try report.addAnswers(on: device)
    }
    return .report(report.value)
  }
}
