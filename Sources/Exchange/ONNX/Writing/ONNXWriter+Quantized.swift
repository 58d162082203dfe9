import Engine
import Formats

// Quantized products as QDQ: QuantizeLinear and DequantizeLinear around what is rounded, in front of an operator of
// floats. Runtimes make products of whole numbers of it.

extension ONNXWriter {
  /// Appends what a node of a quantized product stands for; false for other operations.
  func appendQuantized(
    _ operation: any Operation, _ inputs: [Graph.Node], _ node: Graph.Node
  ) throws(ExportError) -> Bool {
    switch operation {
    case is QuantizeRows, is QuantizedPatches:
      // Written with the product that reads them.
      return true
    case let product as QuantizedProduct:
      try append(product, inputs[0], node)
      return true
    case let product as GroupProduct:
      let kernel = product.kernel
      let weights = initializer(kernel.floats([kernel.inputs, kernel.outputs]), "kernel")
      give(add("MatMul", [try name(of: inputs[0]), weights]), to: node)
      return true
    default: return false
    }
  }

  private func append(
    _ product: QuantizedProduct, _ rows: Graph.Node, _ node: Graph.Node
  ) throws(ExportError) {
    guard case .operation(let made, let from) = pair.graph.sources[rows.index] else {
      throw unsupported("rows of bytes", node)
    }
    let kernel = product.kernel
    if let range = made as? QuantizeRows {
      let x = rounded(try name(of: from[0]), range.range)
      let weights = dequantized(
        kernel.numbers, [kernel.inputs, kernel.outputs], kernel.scales, axis: 1)
      return give(add("MatMul", [x, weights]), to: node)
    }
    guard let patches = made as? QuantizedPatches,
      case .operation(let quantize, let image) = pair.graph.sources[from[0].index],
      let range = quantize as? QuantizeRows
    else { throw unsupported("rows of bytes", node) }
    let x = rounded(try channelsFirstName(of: image[0]), range.range)
    let (height, width, channels) = (patches.taps[0], patches.taps[1], patches.image[2])
    // [taps, channels, outputs] becomes [outputs, channels, taps].
    let (numbers, taps) = (kernel.numbers, height * width)
    var turned = [Int8](repeating: 0, count: numbers.count)
    for output in 0..<kernel.outputs {
      for channel in 0..<channels {
        for tap in 0..<taps {
          turned[(output * channels + channel) * taps + tap] =
            numbers[(tap * channels + channel) * kernel.outputs + output]
        }
      }
    }
    let weights = dequantized(
      turned, [kernel.outputs, channels, height, width], kernel.scales, axis: 0)
    let axes = [patches.rows, patches.columns]
    guard axes.allSatisfy({ $0.before >= 0 && $0.after >= 0 }) else {
      throw unsupported("a convolution that cuts its input", node)
    }
    giveChannelsFirst(
      add(
        "Conv", [x, weights],
        [
          ("kernel_shape", .ints([height, width])), ("dilations", .ints(axes.map(\.dilation))),
          ("group", .int(1)), ("strides", .ints(axes.map(\.stride))),
          ("pads", .ints(axes.map(\.before) + axes.map(\.after))),
        ]), to: node)
  }

  /// The same numbers, rounded as the product rounds them; as they are where each sample has its own range.
  private func rounded(_ x: String, _ range: ByteRange?) -> String {
    guard let range else { return x }
    let scale = scalar(Double(range.scale))
    let zero = unused("zero")
    graph.initializers.append(ONNXTensor(zero, .uint8, [], [range.zero]))
    return add("DequantizeLinear", [add("QuantizeLinear", [x, scale, zero]), scale, zero])
  }

  private func dequantized(
    _ numbers: [Int8], _ extents: [Int], _ scales: Tensor, axis: Int
  ) -> String {
    let (name, zeros) = (unused("kernel"), unused("zeros"))
    graph.initializers.append(
      ONNXTensor(name, .int8, extents, numbers.map { UInt8(bitPattern: $0) }))
    graph.initializers.append(
      ONNXTensor(zeros, .int8, [scales.count], [UInt8](repeating: 0, count: scales.count)))
    return add(
      "DequantizeLinear", [name, initializer(scales, "scales"), zeros], [("axis", .int(axis))])
  }
}
