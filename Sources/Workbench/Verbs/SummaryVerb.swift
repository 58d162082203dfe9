import Catalog
import Learning
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
    var (lines, fields): ([String], [(name: String, value: Value)]) = (
      [SummaryTable.text(model)],
      [
        ("parameters", .number(Double(model.parameterCount))),
        ("fixed_parameters", .number(Double(model.fixedParameterCount))),
        ("macs", .number(Double(model.multiplyAccumulates))),
        ("bytes", .number(Double(model.byteCount))),
      ]
    )
    do {
      let cost = try ModelCost(of: model)
      lines.append("  \(training(cost))")
      fields += [
        ("flops", .number(Double(cost.forwardOperations))),
        ("optimizer_bytes", .number(Double(cost.memory.optimizer))),
        ("activation_bytes", .number(Double(cost.memory.activations))),
        ("training_bytes", .number(Double(cost.memory.total))),
      ]
    } catch .noParameters {
      // Nothing of it can be trained.
    } catch .computationTooLarge(_, _, let limit) {
      lines.append("  a batch of 32 needs more than the limit of \(Problems.byteText(limit))")
    }
    return .report(
      Report(kind: "summary", text: lines.joined(separator: "\n"), fields: fields))
  }

  private static func training(_ cost: ModelCost) -> String {
    let amounts = [
      ("optimizer", cost.memory.optimizer), ("activations", cost.memory.activations),
      ("in all", cost.memory.total),
    ]
    let sizes = amounts.map { "\($0) \(Problems.byteText($1))" }.joined(separator: ", ")
    return "\(NumberText.grouped(cost.forwardOperations)) FLOPs a sample; training with adam, "
      + "batch_size=\(cost.batchSize): \(sizes)"
  }
}

/// How models print.
enum SummaryTable {
  static func text(_ model: Model) -> String {
    let rows = model.layers.map { row in
      [
        String(repeating: "  ", count: row.depth) + row.label, row.kind, "\(row.shape)",
        row.activation, NumberText.grouped(row.parameters),
        NumberText.grouped(row.multiplyAccumulates),
      ]
    }
    let total = [
      "total", "", "", "", NumberText.grouped(model.parameterCount),
      NumberText.grouped(model.multiplyAccumulates),
    ]
    var table = TextTable(
      header: ["layer", "kind", "shape", "activation", "parameters", "MACs"],
      alignments: [.left, .left, .left, .left, .right, .right])
    for row in rows + [total] { table.append(row) }
    var lines = table.lines(indent: 2)
    lines[lines.count - 1] += "  \(Problems.byteText(model.byteCount))"
    let fixed = model.fixedParameterCount
    if fixed > 0 {
      lines.append("  \(NumberText.grouped(fixed)) of the parameters are not trained")
    }
    return (["model \(model.name): \(arrow(model))"] + lines).joined(separator: "\n")
  }

  /// `784 -> 10`: inputs and output of one sample.
  static func arrow(_ model: Model) -> String {
    let inputs = model.inputs.map { input in
      input.shape.rank == 1 ? "\(input.shape[0])" : "\(input.shape)"
    }
    let output = model.outputShape.rank == 1 ? "\(model.outputShape[0])" : "\(model.outputShape)"
    return "\(inputs.joined(separator: ", ")) -> \(output)"
  }

  /// The row of one layer with its weights.
  static func layerText(_ model: Model, path: String) -> String {
    let weights = model.parameters.filter { $0.path.hasPrefix(path + ".") }
    let parts = weights.map { "\($0.path.dropFirst(path.count + 1)) \($0.variable.type.shape)" }
    return
      "layer \(path) of \(model.name): \(parts.isEmpty ? "no weights" : parts.joined(separator: ", "))"
  }
}
