import Learning
import Plots
import Support

/// How models print.
enum ModelReport {
  /// The table of layers with a row for all of them, and what no training changes.
  static func make(_ model: Model) -> Report {
    let rows = model.layers.map(Optional.init) + [nil]
    let table = Table(
      rows,
      [
        .nested("layer") { row in row.map { ($0.label, $0.depth) } ?? ("total", 0) },
        .text("kind") { $0?.kind }, .text("shape") { $0?.shape.description },
        .text("activation") { $0?.activation },
        .count("parameters") { $0?.parameters ?? model.parameterCount },
        .count("MACs", unit: "MAC") { $0?.multiplyAccumulates ?? model.multiplyAccumulates },
        .bytes("bytes", title: "") { $0 == nil ? model.byteCount : nil },
      ])
    var blocks = [Report.Block.table(table)]
    let fixed = model.fixedParameterCount
    if fixed > 0 {
      blocks.append(
        .facts(
          Facts(
            sentence: "\(NumberText.grouped(fixed)) of the parameters are not trained",
            [Fact("fixed_parameters", .count(fixed))])))
    }
    if let width = model.quantizedWidth {
      blocks.append(
        .note(
          "\(Problems.count(model.allQuantized.count, "kernel")) of whole numbers of \(width.rawValue) bits: "
            + Problems.list(first: 4, of: quantizedLayers(model))))
    }
    if let share = adapterShare(model) { blocks.append(.facts(share)) }
    return Report("model", title: "model \(model.name): \(arrow(model))", blocks)
  }

  /// The layers whose kernels are whole numbers, by path.
  private static func quantizedLayers(_ model: Model) -> [String] {
    let quantized = model.allQuantized
    return model.parameters.filter { quantized[ObjectIdentifier($0.variable)] != nil }.map {
      $0.path.split(separator: ".").dropLast().joined(separator: ".")
    }
  }

  /// How much of a model changes of low rank are: what each customer has of his own.
  private static func adapterShare(_ model: Model) -> Facts? {
    guard !model.adapters.isEmpty else { return nil }
    let own = model.adapterParameters
    let count = own.reduce(0) { $0 + $1.variable.type.shape.count }
    let bytes = own.reduce(0) { $0 + $1.variable.type.byteCount }
    let share = Double(count) / Double(max(model.parameterCount, 1)) * 100
    let kernels = Problems.count(model.adapters.count, "kernel")
    return Facts(
      sentence: "adapters of \(kernels): \(NumberText.grouped(count)) of the parameters, "
        + "\(NumberText.significant(share, digits: 2)) %, \(Problems.byteText(bytes)) a set",
      [
        Fact("adapter_parameters", .count(count)), Fact("adapter_bytes", .bytes(bytes)),
      ])
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
  static func layer(_ model: Model, path: String) -> Report {
    let weights = model.parameters.filter { $0.path.hasPrefix(path + ".") }.map {
      Fact(String($0.path.dropFirst(path.count + 1)), .text($0.variable.type.shape.description))
    }
    let parts = weights.map { "\($0.name) \($0.value.text)" }.joined(separator: ", ")
    return Report(
      "layer",
      [
        .facts(
          Facts(
            sentence: "layer \(path) of \(model.name): \(parts.isEmpty ? "no weights" : parts)",
            weights))
      ])
  }
}
