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
    let isDepthwise = line.kind.hasPrefix("depthwise")
    let filters =
      isDepthwise ? shape[axes.count] * shape[axes.count + 1] : shape[shape.count - 1]
    let weight =
      isDepthwise
      ? TorchWeights(
        "weight", kernel, order: Self.depthwiseOrder(axes.count), shape: [filters, 1] + size)
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
    let axes = windowAxes(found.operation.rows, found.operation.columns)
    let count = axes.count
    let shape = first.type.shape.extents
    let (size, between) = (Array(shape.prefix(count)), shape[count] * shape[count + 1])
    let filters = second.type.shape[count + 1]
    let bias = variables["bias"]
    let (inside, outside) = padding(axes)
    var settings = window(axes)
    if inside.contains(where: { $0 != 0 }) { settings += ", padding=\(PythonText.pair(inside))" }
    result.module = module(
      """
      nn.Sequential(
          nn.Conv\(count)d(\(channels), \(between), \(PythonText.pair(size))\(settings), groups=\(channels), bias=False),
          nn.Conv\(count)d(\(between), \(filters), 1\(bias == nil ? ", bias=False" : "")),
      )
      """,
      [
        TorchWeights(
          "0.weight", first, order: Self.depthwiseOrder(count), shape: [between, 1] + size),
        TorchWeights("1.weight", second, order: Array(0..<count + 2).backwardsChannels),
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
    let axes = windowAxes(found.operation.rows, found.operation.columns)
    let shape = kernel.type.shape.extents
    let size = Array(shape.prefix(axes.count))
    let (zeros, ones) = (axes.map { _ in 0 }, axes.map { _ in 1 })
    let reach = zip(axes, size).map { ($1 - 1) * $0.dilation }
    let (strides, dilations) = (axes.map(\.inputDilation), axes.map(\.dilation))
    let before = zip(axes, reach).map { $1 - $0.before }
    let extra = axes.map { $0.after - $0.before }
    let limits = zip(strides, dilations).map { max($0, $1) }
    let fits =
      before.allSatisfy { $0 >= 0 } && zip(extra, limits).allSatisfy { $0 >= 0 && $0 < $1 }
    let added = zip(axes, reach).map { max($0.after - $1, 0) }
    guard before.allSatisfy({ $0 >= 0 }), zip(added, limits).allSatisfy({ $0 < $1 }) else { return }
    var settings = strides == ones ? "" : ", stride=\(PythonText.pair(strides))"
    if dilations != ones { settings += ", dilation=\(PythonText.pair(dilations))" }
    if fits {
      if before != zeros { settings += ", padding=\(PythonText.pair(before))" }
      if extra != zeros { settings += ", output_padding=\(PythonText.pair(extra))" }
    } else if added != zeros {
      settings += ", output_padding=\(PythonText.pair(added))"
    }
    let bias = variables["bias"]
    result.module = module(
      "nn.ConvTranspose\(axes.count)d(\(channels), \(shape[axes.count]), \(PythonText.pair(size))\(settings)\(bias == nil ? ", bias=False" : ""))",
      [TorchWeights("weight", kernel, order: Array(0..<shape.count).backwardsChannels)]
        + (bias.map { [TorchWeights("bias", $0)] } ?? []))
    guard let function = options.activation() else { return }
    // Where both sides are cut differently, the whole result is.
    let cuts = zip(before, output.dropFirst()).map { "\($0):\($0 + $1)" }.joined(separator: ", ")
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

  /// [window…, channels, multiplier] as [channels, multiplier, window…].
  private static func depthwiseOrder(_ axes: Int) -> [Int] { [axes, axes + 1] + Array(0..<axes) }

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
