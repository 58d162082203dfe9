import Formats

extension ONNXReader {
  /// Numbers that are made whole and back: they stay as they are, since nabla computes in floats.
  func appendQuantization(_ node: ONNXNode) throws(ONNXObstacle) {
    tellQuantized()
    give(try stream(node, 0), to: node)
    guard node.operation == "DynamicQuantizeLinear" else { return }
    // What is multiplied by its scale later is whole already.
    if node.outputs.count > 1 { known[node.outputs[1]] = ONNXKnown(float: 1) }
    if node.outputs.count > 2 { known[node.outputs[2]] = ONNXKnown(whole: 0) }
  }

  func tellQuantized() {
    remark(
      "it is quantized: its weights are read as float32, and it computes in floats without rounding"
    )
  }
}
