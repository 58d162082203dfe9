import Catalog
import Learning
import Plots
import Support

/// `summary m`: the table of layers, which a model also prints by itself.
enum SummaryVerb: Verb {
  private static let model = Parameter<Model>.model()

  static let signature = Signature(
    "summary", .verb, "layers, shapes, parameters and multiply-accumulates of a model",
    example: "summary model 784 { dense 10 }",
    [model.description],
    details: """
      The last line is what `cost` says of one sample and of a training with adam, batch_size=32.
      """, effects: .shows)

  static func perform(_ call: VerbCall) throws -> Value {
    let model = try call[model]
    var report = ModelReport.make(model)
    report.kind = "summary"
    var fields: [(name: String, value: Value)] = [
      ("parameters", .number(Double(model.parameterCount))),
      ("fixed_parameters", .number(Double(model.fixedParameterCount))),
      ("macs", .number(Double(model.multiplyAccumulates))),
      ("bytes", .number(Double(model.byteCount))),
    ]
    do {
      let cost = try ModelCost(of: model)
      report.blocks.append(.facts(training(cost)))
      fields += [
        ("flops", .number(Double(cost.forwardOperations))),
        ("optimizer_bytes", .number(Double(cost.memory.optimizer))),
        ("activation_bytes", .number(Double(cost.memory.activations))),
        ("training_bytes", .number(Double(cost.memory.total))),
      ]
    } catch .quantization {
      // It is not trained at all.
    } catch .weights(.noParameters) {
      // Nothing of it can be trained.
    } catch .size(.computationTooLarge(_, _, let limit)) {
      report.blocks.append(
        .note("a batch of 32 needs more than the limit of \(Problems.byteText(limit))"))
    }
    return .report(ReportValue(report, fields: fields))
  }

  private static func training(_ cost: ModelCost) -> Facts {
    let amounts = [
      ("optimizer", cost.memory.optimizer), ("activations", cost.memory.activations),
      ("in all", cost.memory.total),
    ]
    let sizes = amounts.map { "\($0) \(Problems.byteText($1))" }.joined(separator: ", ")
    return Facts(
      sentence: "\(NumberText.grouped(cost.forwardOperations)) FLOPs a sample; training with adam, "
        + "batch_size=\(cost.batchSize): \(sizes)",
      [
        Fact("flops", .count(cost.forwardOperations), unit: "FLOP"),
        Fact("batch_size", .count(cost.batchSize), unit: "sample"),
      ] + amounts.map { Fact($0, .bytes($1)) })
  }
}
