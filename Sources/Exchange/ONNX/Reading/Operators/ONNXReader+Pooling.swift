import Catalog
import Formats
import Support

extension ONNXReader {
  func appendPooling(_ node: ONNXNode) throws(ONNXObstacle) {
    var x = try channelsLast(node)
    let isMax = node.operation == "MaxPool"
    guard let size = node.ints("kernel_shape"), size.count == x.actual.count - 1 else {
      throw ONNXObstacle("a window of other axes")
    }
    let window = try ONNXWindow(node, size, Array(x.actual.dropLast()))
    guard window.dilations.allSatisfy({ $0 == 1 }) else { throw ONNXObstacle("gaps in a window") }
    guard node.outputs.count < 2 || node.outputs[1].isEmpty else {
      throw ONNXObstacle("the places of the largest numbers")
    }
    let output = window.outputs
    guard output.allSatisfy({ $0 > 0 }) else {
      throw ONNXObstacle("a window larger than its input")
    }
    var padding = "valid"
    var counts: ONNXKnown?
    let isPadded = !window.pads.allSatisfy { $0 == [0, 0] }
    let countsPads = (node.int("count_include_pad") ?? 0) != 0
    if isPadded, window.isSame, isMax || !countsPads {
      padding = "same"
    } else if isPadded {
      if isMax {
        x = isNonNegative(x) ? zeros(around: x, window.pads) : lowest(around: x, window.pads)
      } else {
        x = zeros(around: x, window.pads)
        if !countsPads || window.isCeiled { counts = self.counts(window, node, countsPads) }
      }
    }
    let spatial = size.count
    var line = ONNXLine(
      word: isMax ? "max_pooling\(spatial)d" : "average_pooling\(spatial)d",
      positional: [.sizes(size)], sources: [x.line], shape: output + [x.actual[spatial]])
    if window.strides != size { line.named.append(("strides", .sizes(window.strides))) }
    if padding != "valid" { line.named.append(("padding", .word(padding))) }
    let actual = line.shape
    var result = ONNXStream(
      line: lines.append(line), actual,
      axes: [[0], [spatial + 1]] + (1..<spatial + 1).map { [$0] })
    if let counts { result = try changed("Mul", result, counts, isFirst: false) }
    give(result, to: node)
  }

  /// Whether numbers are at least 0, as behind a rectifier.
  private func isNonNegative(_ x: ONNXStream) -> Bool {
    var line = x.line
    while line >= 0 {
      let entry = lines.all[line]
      switch entry.word {
      case "activation":
        if case .word(let word)? = entry.positional.first {
          return word == "relu" || word == "sigmoid"
        }
        return false
      case "max_pooling2d", "max_pooling1d", "zero_padding1d", "zero_padding2d", "permute",
        "reshape":
        line = entry.sources[0]
      default: return false
      }
    }
    return false
  }

  /// Numbers below all others around pictures or sequences.
  private func lowest(around x: ONNXStream, _ pads: [[Int]]) -> ONNXStream {
    var (numbers, inside, actual) = ("x", "(x * 0 + 1)", x.actual)
    for (axis, pad) in pads.enumerated() where pad != [0, 0] {
      numbers = "pad(\(numbers), \(pad[0]), \(pad[1]), axis=\(axis + 1))"
      inside = "pad(\(inside), \(pad[0]), \(pad[1]), axis=\(axis + 1))"
      actual[axis] += pad[0] + pad[1]
    }
    let spatial = pads.count
    return append(
      "activation", [.formula("x -> \(numbers) + (\(inside) - 1) * 1e30")], to: x, actual: actual,
      axes: [[0], [spatial + 1]] + (1..<spatial + 1).map { [$0] })
  }

  /// By what a mean over whole windows is multiplied where padding does not count.
  private func counts(_ window: ONNXWindow, _ node: ONNXNode, _ countsPads: Bool) -> ONNXKnown {
    let own = node.ints("pads") ?? [Int](repeating: 0, count: 2 * window.size.count)
    let axes = window.size.indices.map { axis in
      (0..<window.outputs[axis]).map { place in
        let first = place * window.strides[axis] - window.pads[axis][0]
        let low = countsPads ? -window.pads[axis][0] : 0
        let high = window.inputs[axis] + (countsPads ? own[window.size.count + axis] : 0)
        let inside = min(first + window.size[axis], high) - max(first, low)
        return Double(window.size[axis]) / Double(max(inside, 1))
      }
    }
    var all = axes[0]
    for axis in axes.dropFirst() { all = all.flatMap { row in axis.map { row * $0 } } }
    return ONNXKnown([1, 1] + axes.map(\.count), .floats(all.map { Float($0) }))
  }

  func appendGlobalPooling(_ node: ONNXNode) throws(ONNXObstacle) {
    let x = try channelsLast(node)
    let spatial = x.actual.count - 1
    let word = node.operation == "GlobalMaxPool" ? "max" : "average"
    let channels = x.actual[spatial]
    give(
      append(
        "global_\(word)_pooling\(spatial)d", to: x, actual: [channels],
        axes: [[0], [1]] + (0..<spatial).map { _ in [] }), to: node)
  }

  func appendResize(_ node: ONNXNode) throws(ONNXObstacle) {
    let x = try channelsLast(node)
    guard x.actual.count == 3 else { throw ONNXObstacle("sequences") }
    let extents = x.extents(batch)
    let factors: [Double]
    if node.inputs.count > 3, let sizes = value(node, 3)?.wholes(), sizes.count == 4 {
      factors = zip(sizes, extents).map { Double($0) / Double($1) }
    } else if let scales = value(node, node.operation == "Upsample" ? 1 : 2) ?? value(node, 1),
      scales.count == 4
    {
      factors = (0..<4).map { scales.double(at: $0) }
    } else if case .floats(let scales)? = node.attribute("scales"), scales.count == 4 {
      factors = scales.map(Double.init)
    } else {
      throw ONNXObstacle("a size that the model computes")
    }
    let sizes = factors[2...].map { Int($0, within: 0...4096) }
    guard factors[0] == 1, factors[1] == 1,
      zip(sizes, factors[2...]).allSatisfy({ Double($0) == $1 }),
      sizes.allSatisfy({ $0 >= 1 })
    else { throw ONNXObstacle("a factor that is no whole number") }
    let mode = node.text("mode") ?? "nearest"
    let place = node.text("coordinate_transformation_mode") ?? "half_pixel"
    let isHalf = place == "half_pixel" || place == "pytorch_half_pixel"
    let rounding = node.text("nearest_mode") ?? "round_prefer_floor"
    var named: [(name: String, value: Argument)] = []
    if mode == "linear" {
      guard isHalf else { throw ONNXObstacle("places of its own (\(place))") }
      named = [("interpolation", .word("bilinear"))]
    } else {
      // What is repeated is the element in which the middle, or with whole places the beginning, lies.
      guard mode == "nearest",
        node.operation == "Upsample" || isHalf && rounding.hasPrefix("round")
          || place == "asymmetric" && rounding == "floor"
      else { throw ONNXObstacle("an interpolation of its own (\(mode), \(place))") }
    }
    let actual = [x.actual[0] * sizes[0], x.actual[1] * sizes[1], x.actual[2]]
    guard actual.reduce(1, saturatingProduct) < 1 << 31 else {
      throw ONNXObstacle("very large pictures")
    }
    give(
      append(
        "up_sampling2d", [.sizes(sizes)], named: named, to: x, actual: actual,
        axes: [[0], [3], [1], [2]]), to: node)
  }
}
