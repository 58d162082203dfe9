import Data
import Engine
import Formats
import Learning

/// A model for ONNX Runtime and whoever else reads the format.
package enum ONNXExport {
  /// The operators of this version are written.
  private static let operatorSet = 17

  /// The file, with what is told of the model in its metadata.
  ///
  /// Weights and activations are float32. With `raw` a model of a table takes its columns as a file has them, an input
  /// each, where every step of its recipe has a form in ONNX, and answers with names and in units of the file; else, and
  /// without it, it takes what its layers take. Inputs that are looked up in a table are whole numbers of 64 bits; the
  /// batch is `N`. `core` is where the model itself stands in it. Throws where a layer has no form in ONNX.
  package static func file(
    of model: Model, raw: Bool, metadata: [(key: String, value: String)] = []
  ) throws(ExportError) -> (file: ONNXModel, isRaw: Bool, core: ONNXCore) {
    var file = ONNXModel()
    file.producer = "nabla"
    file.metadata = metadata
    let (graph, isRaw, core) = try graph(of: model, raw: raw)
    file.graph = graph
    file.operatorSets = [("", operatorSet)]
    if graph.nodes.contains(where: { $0.domain == ONNXColumns.domain.name }) {
      file.operatorSets.append((ONNXColumns.domain.name, ONNXColumns.domain.version))
    }
    return (file, isRaw, core)
  }

  /// The same as the file's bytes.
  package static func bytes(
    of model: Model, raw: Bool, metadata: [(key: String, value: String)]
  ) throws(ExportError) -> (bytes: [UInt8], isRaw: Bool) {
    let (file, isRaw, _) = try file(of: model, raw: raw, metadata: metadata)
    return (file.bytes, isRaw)
  }

  private static func graph(
    of model: Model, raw: Bool
  ) throws(ExportError) -> (graph: ONNXGraph, isRaw: Bool, core: ONNXCore) {
    let pair = try GraphPair(model)
    let writer = ONNXWriter(pair, model)
    writer.graph.name = model.name
    let isRaw = raw && takeColumns(of: model, writer)
    if !isRaw { takeInputs(of: model, writer) }
    for index in pair.needed().all {
      let node = pair.graph.nodes[index]
      // What follows from weights alone becomes an initializer where it is read.
      if writer.followsInputs(node) || !pair.isFixed(node) { try writer.append(node) }
    }
    let answer = try writer.name(of: pair.output)
    let core = ONNXCore(
      input: isRaw ? (try writer.name(of: pair.inputs[0]), model.inputs[0].shape.extents) : nil,
      output: answer, model.outputShape.extents)
    ONNXAnswer(writer: writer, model: model).append(answer)
    return (writer.graph, isRaw, core)
  }

  /// What a file holds as inputs, columns of a table or pictures; false where a step has no form.
  private static func takeColumns(of model: Model, _ writer: ONNXWriter) -> Bool {
    guard model.inputs.count == 1, let recipe = model.recipe,
      recipe.tensorSteps.allSatisfy(ONNXTensorSteps.hasForm)
    else { return false }
    let shape = model.inputs[0].shape
    var row: String
    if let raw = recipe.raw {
      guard !recipe.tensorSteps.isEmpty else { return false }
      row = writer.unused(model.inputs[0].name)
      writer.graph.inputs.append(
        ONNXValue(row, .float, [.named("N")] + raw.shape.extents.map { .known($0) }))
    } else {
      guard let columns = ONNXColumns(recipe, writer) else { return false }
      row = writer.casted(columns.joined(), .float32)
    }
    row = ONNXTensorSteps(writer: writer).applied(recipe.tensorSteps, to: row)
    writer.give(
      shape.rank == 1 && recipe.raw == nil && recipe.tensorSteps.isEmpty
        ? row : writer.add("Reshape", [row, writer.vector([-1] + shape.extents)]),
      to: writer.pair.inputs[0])
    return true
  }

  private static func takeInputs(of model: Model, _ writer: ONNXWriter) {
    let looked = Set(model.indexLimits.map(\.input))
    for (input, node) in zip(model.inputs, writer.pair.inputs) {
      let isIndex = looked.contains(input.name)
      let name = writer.unused(input.name)
      writer.graph.inputs.append(
        ONNXValue(
          name, isIndex ? .int64 : .float,
          [.named("N")] + input.shape.extents.map { .known($0) }))
      writer.give(isIndex ? writer.casted(name, .float32) : name, to: node)
    }
  }
}
