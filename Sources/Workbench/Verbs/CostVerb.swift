import Catalog
import Learning
import Plots
import Support

/// `cost m`: what training and running a model need.
enum CostVerb: Verb {
  private static let model = Parameter<Model>.model()
  private static let batchSize = Parameter<Int>(
    "batch_size", "Samples of one step.", default: 32, rule: "at least 1"
  ) { $0 >= 1 }
  private static let optimizer = Parameter<Chosen<any Optimizer>>.optimizer(
    "Whose memory is counted.")

  static let signature = Signature(
    "cost", .verb, "parameters, operations and memory that a model needs",
    example: "cost model 784 { dense 10 }",
    [model.description, batchSize.description, optimizer.description],
    details: """
      One multiply-accumulate (MAC) is 2 FLOP, a training step 3 forward passes. The memory is that
      of a training at its peak, planned for this batch size; the data come on top.
      """, effects: .givesValue)

  static func perform(_ call: VerbCall) throws -> Value {
    let model = try call[model]
    let optimizer = try call.bound.given(optimizer)
    let cost = try ModelCost(of: model, batchSize: try call[batchSize], optimizer: optimizer)
    return .report(report(cost, model, optimizer?.text ?? "adam"))
  }

  private static func report(_ cost: ModelCost, _ model: Model, _ optimizer: String)
    -> ReportValue
  {
    let memory = cost.memory
    let rows: [(name: String, field: String, amount: Int, unit: String, note: String)] = [
      ("parameters", "parameters", cost.parameters, "", fixed(cost)),
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
    let facts = rows.map { row in
      let isSize = row.unit == "byte"
      return Fact(
        row.name, isSize ? .bytes(row.amount) : .count(row.amount), unit: row.unit, note: row.note)
    }
    let head = "cost of \(model.name), batch_size=\(cost.batchSize), \(model.dtype.name)"
    return ReportValue(
      Report("cost", title: head, [.facts(Facts(facts, alignment: .right))]),
      fields: rows.map { ($0.field, .number(Double($0.amount))) })
  }

  private static func fixed(_ cost: ModelCost) -> String {
    cost.fixedParameters == 0 ? "" : "\(NumberText.grouped(cost.fixedParameters)) not trained"
  }
}
