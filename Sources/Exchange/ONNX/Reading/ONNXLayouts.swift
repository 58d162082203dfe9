import Formats

/// How the samples of an input lie: ONNX has channels in front of rows and columns, nabla behind them.
enum ONNXLayouts {
  /// Operators that want the channels in second place.
  private static let channelsFirst: Set<String> = [
    "Conv", "ConvTranspose", "MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool",
    "BatchNormalization", "InstanceNormalization", "GroupNormalization", "Resize", "QLinearConv",
    "ConvInteger", "Upsample",
  ]
  /// Operators that leave axes as they are.
  private static let passing: Set<String> = [
    "Add", "Sub", "Mul", "Div", "Cast", "Relu", "Clip", "Pad", "QuantizeLinear",
    "DequantizeLinear", "DynamicQuantizeLinear", "Identity", "Dropout", "Neg", "LeakyRelu",
  ]

  /// Whether the first operator that cares for the axes of an input wants channels in front.
  static func wantsChannelsFirst(_ input: String, in graph: ONNXGraph) -> Bool {
    var reached: Set<String> = [input]
    for node in graph.nodes {
      guard let place = node.inputs.firstIndex(where: reached.contains) else { continue }
      if channelsFirst.contains(node.operation), place == 0 { return true }
      guard passing.contains(node.operation) else { return false }
      if let output = node.outputs.first { reached.insert(output) }
    }
    return false
  }
}
