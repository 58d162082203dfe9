import Engine
import Learning

// Convolutions and what else moves a window over pictures and sequences.
extension TorchSource {
  func convolution(_ result: inout TorchLine) {
    guard let kernel = variables["kernel"], has(["kernel"], bias: variables["bias"] != nil),
      let found = operations(Convolution.self).first
    else { return }
    let axes = windowAxes(found.operation.rows, found.operation.columns)
    let shape = kernel.type.shape.extents
    let size = Array(shape.prefix(axes.count))
    let isDepthwise = line.kind == "depthwise_conv2d"
    let filters = isDepthwise ? shape[2] * shape[3] : shape[shape.count - 1]
    let weight =
      isDepthwise
      ? TorchWeights("weight", kernel, order: [2, 3, 0, 1], shape: [filters, 1] + size)
      : TorchWeights("weight", kernel, order: Array(0..<shape.count).backwardsChannels)
    let bias = variables["bias"]
    let (inside, outside) = padding(axes)
    var settings = window(axes)
    if inside.contains(where: { $0 != 0 }) { settings += ", padding=\(PythonText.pair(inside))" }
    if found.operation.groups != 1 { settings += ", groups=\(found.operation.groups)" }
    if bias == nil { settings += ", bias=False" }
    result.module = module(
      "nn.Conv\(axes.count)d(\(channels), \(filters), \(PythonText.pair(size))\(settings))",
      [weight] + (bias.map { [TorchWeights("bias", $0)] } ?? []))
    guard let function = options.activation() else { return }
    let attribute = attribute
    result.call = call(channelsFirst: true) {
      function.apply("\(attribute)(\(PythonWriter.padded($0, outside)))", channels: 1)
    }
  }

  func separable(_ result: inout TorchLine) {
    guard let first = variables["depthwise_kernel"], let second = variables["pointwise_kernel"],
      has(["depthwise_kernel", "pointwise_kernel"], bias: variables["bias"] != nil),
      let found = operations(Convolution.self).first
    else { return }
    let axes = [found.operation.rows, found.operation.columns]
    let shape = first.type.shape.extents
    let (size, between) = (Array(shape.prefix(2)), shape[2] * shape[3])
    let filters = second.type.shape[3]
    let bias = variables["bias"]
    let (inside, outside) = padding(axes)
    var settings = window(axes)
    if inside.contains(where: { $0 != 0 }) { settings += ", padding=\(PythonText.pair(inside))" }
    result.module = module(
      """
      nn.Sequential(
          nn.Conv2d(\(channels), \(between), \(PythonText.pair(size))\(settings), groups=\(channels), bias=False),
          nn.Conv2d(\(between), \(filters), 1\(bias == nil ? ", bias=False" : "")),
      )
      """,
      [
        TorchWeights("0.weight", first, order: [2, 3, 0, 1], shape: [between, 1] + size),
        TorchWeights("1.weight", second, order: [3, 2, 0, 1]),
      ] + (bias.map { [TorchWeights("1.bias", $0)] } ?? []))
    guard let function = options.activation() else { return }
    let attribute = attribute
    result.call = call(channelsFirst: true) {
      function.apply("\(attribute)(\(PythonWriter.padded($0, outside)))", channels: 1)
    }
  }

  /// What is a convolution over an input with gaps is, from the input's side, a kernel laid down at every element.
  func transposed(_ result: inout TorchLine) {
    guard let kernel = variables["kernel"], has(["kernel"], bias: variables["bias"] != nil),
      let found = operations(Convolution.self).first
    else { return }
    let axes = [found.operation.rows, found.operation.columns]
    let shape = kernel.type.shape.extents
    let size = Array(shape.prefix(2))
    let reach = zip(axes, size).map { ($1 - 1) * $0.dilation }
    let (strides, dilations) = (axes.map(\.inputDilation), axes.map(\.dilation))
    let before = zip(axes, reach).map { $1 - $0.before }
    let extra = axes.map { $0.after - $0.before }
    let limits = zip(strides, dilations).map { max($0, $1) }
    let fits =
      before.allSatisfy { $0 >= 0 } && zip(extra, limits).allSatisfy { $0 >= 0 && $0 < $1 }
    let added = zip(axes, reach).map { max($0.after - $1, 0) }
    guard before.allSatisfy({ $0 >= 0 }), zip(added, limits).allSatisfy({ $0 < $1 }) else { return }
    var settings = strides == [1, 1] ? "" : ", stride=\(PythonText.pair(strides))"
    if dilations != [1, 1] { settings += ", dilation=\(PythonText.pair(dilations))" }
    if fits {
      if before != [0, 0] { settings += ", padding=\(PythonText.pair(before))" }
      if extra != [0, 0] { settings += ", output_padding=\(PythonText.pair(extra))" }
    } else if added != [0, 0] {
      settings += ", output_padding=\(PythonText.pair(added))"
    }
    let bias = variables["bias"]
    result.module = module(
      "nn.ConvTranspose2d(\(channels), \(shape[2]), \(PythonText.pair(size))\(settings)\(bias == nil ? ", bias=False" : ""))",
      [TorchWeights("weight", kernel, order: [3, 2, 0, 1])]
        + (bias.map { [TorchWeights("bias", $0)] } ?? []))
    guard let function = options.activation() else { return }
    // Where both sides are cut differently, the whole result is.
    let cuts = zip(before, output[1...2]).map { "\($0):\($0 + $1)" }.joined(separator: ", ")
    let attribute = attribute
    result.call = call(channelsFirst: true) {
      function.apply("\(attribute)(\($0))" + (fits ? "" : "[:, :, \(cuts)]"), channels: 1)
    }
  }

  func pooling(_ result: inout TorchLine) {
    let window: PoolWindow
    let isMean = line.kind.hasPrefix("average")
    if let found = operations(MaxPool.self).first {
      window = found.operation.window
    } else if let found = operations(AveragePool.self).first {
      window = found.operation.window
    } else {
      return
    }
    let axes = windowAxes(window.rows, window.columns)
    let size = axes.count == 1 ? [window.size[1]] : window.size
    result.call = call(channelsFirst: true) {
      PythonWriter.pooling($0, size: size, axes: axes, isMean: isMean)
    }
  }

  func upSampling(_ result: inout TorchLine) {
    let sizes = options.wholes("size")
    let both = sizes.count == 1 ? [sizes[0], sizes[0]] : sizes
    let isBilinear = options.word("interpolation") == "bilinear"
    let mode = isBilinear ? "mode=\"bilinear\", align_corners=False" : "mode=\"nearest\""
    result.call = call(channelsFirst: true) {
      "F.interpolate(\($0), scale_factor=\(PythonText.tuple(both)), \(mode))"
    }
  }

  /// Of a sequence, which is a picture of one row, only the columns.
  private func windowAxes(_ rows: WindowAxis, _ columns: WindowAxis) -> [WindowAxis] {
    line.input.shape.rank == 3 ? [columns] : [rows, columns]
  }

  private func window(_ axes: [WindowAxis]) -> String {
    var settings = ""
    if axes.contains(where: { $0.stride != 1 }) {
      settings += ", stride=\(PythonText.pair(axes.map(\.stride)))"
    }
    if axes.contains(where: { $0.dilation != 1 }) {
      settings += ", dilation=\(PythonText.pair(axes.map(\.dilation)))"
    }
    return settings
  }

  /// Padding that PyTorch's module does by itself, being equal on both sides, or else in front of it.
  private func padding(_ axes: [WindowAxis]) -> (inside: [Int], outside: [(Int, Int)]) {
    let isEven = axes.allSatisfy { $0.before == $0.after }
    return (
      isEven ? axes.map(\.before) : axes.map { _ in 0 },
      isEven ? [] : axes.map { ($0.before, $0.after) }
    )
  }
}

extension [Int] {
  /// [rows, columns, in, out] as [out, in, rows, columns].
  fileprivate var backwardsChannels: [Int] { [count - 1, count - 2] + prefix(count - 2) }
}
