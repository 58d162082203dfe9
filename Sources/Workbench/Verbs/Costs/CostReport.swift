import Engine
import Learning
import Plots
import Support

/// What `cost m` says of a model that is there.
struct CostReport {
  private var rows = CostRows()
  private let title: String

  init(_ cost: ModelCost, _ model: Model, _ optimizer: String) {
    let memory = cost.memory
    let fixed =
      cost.fixedParameters == 0 ? "" : "\(NumberText.grouped(cost.fixedParameters)) not trained"
    let lines: [(name: String, field: String, amount: Int, unit: String, note: String)] = [
      ("parameters", "parameters", cost.parameters, "", fixed),
      ("MACs", "macs", cost.multiplyAccumulates, "MAC", "one sample, forward"),
      ("FLOPs", "flops", cost.forwardOperations, "FLOP", "one sample, forward: 2 a MAC"),
      ("training FLOPs", "training_flops", cost.trainingOperations, "FLOP", "3 forward passes"),
      (
        "weights", "weight_bytes", memory.weights, "byte",
        "\(memory.copies) copies in a training"
      ),
      ("gradients", "gradient_bytes", memory.gradients, "byte", ""),
      ("optimizer", "optimizer_bytes", memory.optimizer, "byte", optimizer),
      ("activations", "activation_bytes", memory.activations, "byte", "in training"),
      ("batch", "batch_bytes", memory.batch, "byte", "\(cost.batchSize) samples"),
      ("workspace", "workspace_bytes", memory.working, "byte", "kernels and metrics"),
      ("training", "bytes", memory.total, "byte", "all of these"),
      ("inference", "inference_bytes", cost.inferenceBytes, "byte", "beside the weights"),
    ]
    for line in lines { rows.count(line.name, line.field, line.amount, line.unit, line.note) }
    if !model.adapters.isEmpty {
      let trained = model.adapterParameters
      rows.count(
        "adapters", "adapter_parameters", trained.reduce(0) { $0 + $1.variable.type.shape.count },
        "", "of low rank, a set for each customer")
      rows.count(
        "a set", "adapter_bytes", trained.reduce(0) { $0 + $1.variable.type.byteCount }, "byte",
        "`export m, \"customer.safetensors\", only=adapters`")
    }
    title = "cost of \(model.name), batch_size=\(cost.batchSize), \(model.dtype.name)"
  }

  var value: ReportValue { rows.value(title: title) }

  /// Times by the roofline, those that were measured, and what they cost.
  mutating func add(
    _ cost: ModelCost, on device: Device, measured: ModelTimes?, samples: Double?
  ) throws {
    let size = cost.batchSize
    rows.isMeasured = device.isMeasured
    let planned = (
      step: try time("step", "step_time", "a training step", cost.stepWork, measured?.step, device),
      answer: try time(
        "answer", "answer_time", "an answer", cost.inferenceWork, measured?.answer, device)
    )
    let (step, answer) = (measured?.step ?? planned.step, measured?.answer ?? planned.answer)
    rows.number("samples a second", "samples_per_second", Double(size) / step, "training")
    if let samples {
      let seconds = (samples / Double(size)).rounded(.up) * step
      rows.seconds(
        "epoch", "epoch_time", seconds,
        "\(Int(exactly: samples).map(NumberText.grouped) ?? NumberText.general(samples)) samples")
      rows.money("epoch", "epoch", seconds: seconds, on: device)
    }
    let requests = 1000 / Double(size) * answer
    rows.seconds("1,000 requests", "requests_time", requests, "in batches of \(size)")
    rows.money("1,000 requests", "1k_requests", seconds: requests, on: device)
  }

  /// Adds the time of a plan and what bounds it, with the measured one beside it; answers the planned one.
  private mutating func time(
    _ name: String, _ field: String, _ what: String, _ lines: [LineWork], _ measured: Double?,
    _ device: Device
  ) throws -> Double {
    let times = try CostRows.needing(what) { () throws(CostError) in
      var times: [Roofline.Time] = []
      for line in lines { times.append(try Roofline.time(of: line, on: device)) }
      return times
    }
    let seconds = times.reduce(0) { $0 + $1.seconds }
    let products = times.filter { $0.bound == .compute }.reduce(0) { $0 + $1.seconds }
    let share = Table.Cell.share(seconds > 0 ? products / seconds : 0).text
    rows.seconds(name, field, seconds, "roofline, \(share) of it products")
    if let measured {
      rows.seconds("\(name), measured", "measured_\(field)", measured, "batch of zeros")
    }
    return seconds
  }
}
