import Catalog
import Formats
import Support

extension ONNXReader {
  /// Pictures with the channels last, sequences with the steps first: what nabla's layers take.
  func channelsLast(_ node: ONNXNode, _ place: Int = 0) throws(ONNXObstacle) -> ONNXStream {
    let x = try stream(node, place)
    guard x.axes.count == 3 || x.axes.count == 4 else {
      throw ONNXObstacle(
        x.axes.count == 5
          ? "samples of three dimensions: there are layers for sequences and pictures"
          : "samples that are no pictures or sequences")
    }
    guard x.axes[0] == [0], let turned = ordered(x, Array(2..<x.axes.count) + [1]) else {
      throw ONNXObstacle("pictures whose axes are mixed with the batch")
    }
    return turned
  }

  /// A stream of the same axes with other extents: channels last.
  private func pictures(_ line: Int, _ actual: [Int]) -> ONNXStream {
    let rank = actual.count + 1
    return ONNXStream(line: line, actual, axes: [[0], [rank - 1]] + (1..<rank - 1).map { [$0] })
  }

  func appendConvolution(_ node: ONNXNode) throws(ONNXObstacle) {
    let isQuantized = node.operation == "QLinearConv"
    let x = try channelsLast(node)
    var kernel = try numbers(node, isQuantized ? 3 : 1, "a kernel")
    let spatial = x.actual.count - 1
    guard kernel.extents.count == spatial + 2, kernel.extents.allSatisfy({ $0 > 0 }) else {
      throw ONNXObstacle("a kernel of other axes")
    }
    if node.operation != "Conv" {
      tellQuantized()
      let scale = isQuantized ? try numbers(node, 4, "a scale") : ONNXKnown(float: 1)
      let first = ONNXNode("", [], [], [("axis", .int(0))])
      guard let plain = folding.dequantized(kernel, scale, value(node, isQuantized ? 5 : 3), first)
      else { throw ONNXObstacle("scales that do not fit") }
      kernel = plain
    }
    let (filters, channels) = (kernel.extents[0], x.actual[spatial])
    let groups = node.int("group") ?? 1
    guard groups > 0, filters % groups == 0, kernel.extents[1] * groups == channels else {
      throw ONNXObstacle("groups that do not fit")
    }
    let window = try ONNXWindow(node, Array(kernel.extents[2...]), Array(x.actual.dropLast()))
    let (input, padding) = padded(x, window, causal: spatial == 1)
    let output = window.outputs
    guard output.allSatisfy({ $0 > 0 }) else {
      throw ONNXObstacle("a window larger than its input")
    }
    let taps = Array(kernel.extents[2...])
    let isDepthwise = groups == channels && groups > 1 && spatial == 2
    var line = ONNXLine(
      word: isDepthwise ? "depthwise_conv2d" : "conv\(spatial)d", sources: [input.line],
      shape: output + [filters])
    line.positional = isDepthwise ? [.sizes(taps)] : [.whole(filters), .sizes(taps)]
    if window.strides.contains(where: { $0 != 1 }) {
      line.named.append(("strides", .sizes(window.strides)))
    }
    if padding != "valid" { line.named.append(("padding", .word(padding))) }
    if isDepthwise, filters != channels {
      line.named.append(("depth_multiplier", .whole(filters / channels)))
    }
    if window.dilations.contains(where: { $0 != 1 }) {
      line.named.append(("dilation_rate", .sizes(window.dilations)))
    }
    if !isDepthwise, groups > 1 { line.named.append(("groups", .whole(groups))) }
    // [filters, channels / groups, taps…] → [taps…, channels / groups, filters]; of depthwise ones
    // [taps…, channels, multiplier], which is the same row of numbers.
    let order = Array(2..<spatial + 2) + [1, 0]
    guard let weights = folding.transposed(kernel, order)?.floats(limit: folding.limit) else {
      throw ONNXObstacle("a kernel of too many numbers")
    }
    line.weights = [
      (
        "kernel", weights,
        taps + (isDepthwise ? [channels, filters / channels] : [channels / groups, filters])
      )
    ]
    if let bias = try bias(node, isQuantized, filters) {
      line.weights.append(("bias", bias, [filters]))
    }
    give(pictures(lines.append(line), output + [filters]), to: node)
  }

  private func bias(
    _ node: ONNXNode, _ isQuantized: Bool, _ filters: Int
  ) throws(ONNXObstacle) -> [Float]? {
    let place = isQuantized ? 8 : 2
    guard node.operation != "ConvInteger", isGiven(node, place) else { return nil }
    let value = try numbers(node, place, "a bias")
    guard value.count == filters else { throw ONNXObstacle("a bias of another length") }
    guard isQuantized else { return value.floats(limit: folding.limit) }
    // Its scale is that of the input times those of the kernel.
    let scale = try numbers(node, 1, "a scale")
    let scales = try numbers(node, 4, "a scale")
    guard scale.count == 1, scales.count == 1 || scales.count == filters else {
      throw ONNXObstacle("scales that do not fit")
    }
    return (0..<filters).map {
      Float(value.double(at: $0) * scale.double(at: 0) * scales.double(at: $0 % scales.count))
    }
  }

  /// The input with zeros around it where the layer cannot add them, and the layer's word for the rest.
  func padded(
    _ x: ONNXStream, _ window: ONNXWindow, causal: Bool
  ) -> (ONNXStream, padding: String) {
    if window.pads.allSatisfy({ $0 == [0, 0] }) { return (x, "valid") }
    if window.isSame { return (x, "same") }
    if causal, window.pads[0] == [window.reach[0] - 1, 0] { return (x, "causal") }
    return (zeros(around: x, window.pads), "valid")
  }

  /// Zeros around pictures or sequences.
  func zeros(around x: ONNXStream, _ pads: [[Int]]) -> ONNXStream {
    var actual = x.actual
    for (axis, pad) in pads.enumerated() { actual[axis] += pad[0] + pad[1] }
    let line: ONNXLine
    if pads.count == 2 {
      let isEven = pads.allSatisfy { $0[0] == $0[1] }
      line = ONNXLine(
        word: "zero_padding2d",
        positional: [isEven ? .sizes(pads.map { $0[0] }) : .list(pads.map { .wholes($0) })],
        sources: [x.line], shape: actual)
    } else {
      line = ONNXLine(
        word: "zero_padding1d", positional: [.sizes(pads[0])], sources: [x.line], shape: actual)
    }
    return pictures(lines.append(line), actual)
  }

  func appendTransposedConvolution(_ node: ONNXNode) throws(ONNXObstacle) {
    let x = try channelsLast(node)
    let kernel = try numbers(node, 1, "a kernel")
    let spatial = x.actual.count - 1
    guard kernel.extents.count == spatial + 2, kernel.extents.allSatisfy({ $0 > 0 }),
      (node.int("group") ?? 1) == 1,
      kernel.extents[0] == x.actual[spatial],
      node.text("auto_pad") ?? "NOTSET" == "NOTSET"
        || node.text("auto_pad") == "VALID", node.ints("output_shape") == nil
    else { throw ONNXObstacle("groups, or a padding of its own choice") }
    let filters = kernel.extents[1]
    let window = try ONNXWindow(node, Array(kernel.extents[2...]), Array(x.actual.dropLast()))
    let none = [Int](repeating: 0, count: spatial)
    let extra = node.ints("output_padding") ?? none
    guard extra.count == spatial, extra.allSatisfy({ (0..<1_000_000).contains($0) }) else {
      throw ONNXObstacle("a padding of other axes")
    }
    // What the layer adds at the end, and what is cut off afterwards.
    var (added, cuts, full) = ([Int](), [[Int]](), [Int]())
    for axis in 0..<spatial {
      let end = window.pads[axis][1] - extra[axis]
      added.append(max(0, -end))
      cuts.append([window.pads[axis][0], max(0, end)])
      full.append(
        (x.actual[axis] - 1) * window.strides[axis] + window.reach[axis] + added[axis])
    }
    guard zip(added, window.strides).allSatisfy({ $0 < $1 }),
      zip(full, cuts).allSatisfy({ $0 > $1[0] + $1[1] }),
      let weights = folding.transposed(kernel, Array(2..<spatial + 2) + [1, 0])?.floats(
        limit: folding.limit)
    else { throw ONNXObstacle("a padding as large as its strides") }
    var line = ONNXLine(
      word: "conv\(spatial)d_transpose", positional: [.whole(filters), .sizes(window.size)],
      sources: [x.line], shape: full + [filters])
    if window.strides.contains(where: { $0 != 1 }) {
      line.named.append(("strides", .sizes(window.strides)))
    }
    line.named.append(("output_padding", .sizes(added)))
    if window.dilations.contains(where: { $0 != 1 }) {
      line.named.append(("dilation_rate", .sizes(window.dilations)))
    }
    line.weights = [("kernel", weights, window.size + [filters, x.actual[spatial]])]
    if let bias = try bias(node, false, filters) { line.weights.append(("bias", bias, [filters])) }
    var result = pictures(lines.append(line), full + [filters])
    if cuts.contains(where: { $0 != [0, 0] }) {
      let left = zip(full, cuts).map { $0 - $1[0] - $1[1] } + [filters]
      let isEven = cuts.allSatisfy { $0[0] == $0[1] }
      let sides: Argument =
        isEven
        ? .sizes(cuts.map { $0[0] })
        : spatial == 1 ? .wholes(cuts[0]) : .list(cuts.map { .wholes($0) })
      let cut = append("cropping\(spatial)d", [sides], to: result, actual: left, axes: [])
      result = pictures(cut.line, left)
    }
    give(result, to: node)
  }
}
