import Data
import Engine
import Formats
import Learning

/// What a model's outputs stand for: the target's units, and the names of classes.
struct ONNXAnswer {
  let writer: ONNXWriter
  let model: Model

  /// Appends the outputs: `output`, and for classes with names `label` [N].
  func append(_ result: String) {
    let target = model.recipe?.target
    var value = result
    if let target, target.isScaled {
      let scaled = writer.add("Mul", [value, writer.scalar(target.scale)])
      value = writer.add("Add", [scaled, writer.scalar(target.offset)])
    }
    let output = writer.unused("output")
    writer.graph.nodes.append(ONNXNode("Identity", [value], [output], name: output))
    writer.graph.outputs.append(
      ONNXValue(output, .float, [.named("N")] + model.outputShape.extents.map { .known($0) }))
    guard let classes = target?.classes, let place = place(of: value, classes.count) else { return }
    let names = ONNXTensor(writer.unused("classes"), texts: classes)
    writer.graph.initializers.append(names)
    let label = writer.unused("label")
    writer.graph.nodes.append(
      ONNXNode("Gather", [names.name, place], [label], [("axis", .int(0))], name: label))
    writer.graph.outputs.append(ONNXValue(label, .string, [.named("N")]))
  }

  /// The number of the class that is answered [N]; `nil` where outputs are no classes.
  private func place(of output: String, _ classes: Int) -> String? {
    guard model.outputShape.rank == 1, classes > 1 else { return nil }
    if model.outputShape.count == classes {
      return writer.add("ArgMax", [output], [("axis", .int(1)), ("keepdims", .int(0))])
    }
    guard model.outputShape.count == 1, classes == 2 else { return nil }
    let isProbability: Bool
    switch model.outputActivation?.output {
    case .probability, .distribution, .cutProbability: isProbability = true
    default: isProbability = false
    }
    let limit = writer.scalar(isProbability ? 0.5 : 0)
    let second = writer.add("GreaterOrEqual", [output, limit])
    let code = writer.add(
      "Cast", [second], [("to", .int(ONNXElementType.int64.rawValue))])
    return writer.add("Squeeze", [code, writer.vector([1])])
  }
}
