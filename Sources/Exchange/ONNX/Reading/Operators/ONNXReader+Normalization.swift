import Catalog
import Formats
import Support

extension ONNXReader {
  private func epsilon(_ node: ONNXNode) -> (name: String, value: Argument) {
    ("epsilon", .number(max((node.float("epsilon") ?? 1e-5).shortest, 1e-30)))
  }

  /// Numbers for each channel.
  private func channels(
    _ node: ONNXNode, _ place: Int, _ count: Int
  ) throws(ONNXObstacle) -> [Float] {
    let value = try numbers(node, place, "its scale or its moments")
    guard value.count == count, let all = value.floats(limit: folding.limit) else {
      throw ONNXObstacle("scales of another length")
    }
    return all
  }

  func appendChannelNormalization(_ node: ONNXNode) throws(ONNXObstacle) {
    let x = try stream(node, 0)
    guard x.axes.count >= 2, (node.int("training_mode") ?? 0) == 0 else {
      throw ONNXObstacle("moments of the batch")
    }
    switch node.operation {
    case "BatchNormalization":
      guard let last = last(x, 1) else { throw ONNXObstacle("the batch as channels") }
      let count = x.extent(ofAxis: 1)
      var line = ONNXLine(word: "batch_normalization", sources: [last.line], shape: last.actual)
      line.named = [epsilon(node)]
      if let momentum = node.float("momentum"), (0...1).contains(momentum) {
        line.named.append(("momentum", .number(momentum.shortest)))
      }
      for (place, name) in ["gamma", "beta", "moving_mean", "moving_variance"].enumerated() {
        line.weights.append((name, try channels(node, place + 1, count), [count]))
      }
      var result = last
      result.line = lines.append(line)
      give(result, to: node)
    case "InstanceNormalization": give(try groups(node, x, nil), to: node)
    default: give(try groups(node, x, node.int("num_groups") ?? 1), to: node)
    }
  }

  /// Groups of channels; `nil` is one group of each.
  private func groups(
    _ node: ONNXNode, _ x: ONNXStream, _ count: Int?
  ) throws(ONNXObstacle) -> ONNXStream {
    let channels = x.extent(ofAxis: 1)
    let given = (try numbers(node, 1, "its scale"), try numbers(node, 2, "its shift"))
    // PyTorch writes groups as channels, with those of each among the places: they are channels here.
    if count == nil, x.axes.count == 3, x.axes[1].count == 1, let first = x.axes[2].first,
      let run = x.runs?.last, run == [x.axes[1][0], first]
    {
      let width = x.actual[x.actual.count - 1]
      return try normalized(node, x, channels, given, each: width / max(channels, 1))
    }
    guard let last = last(x, 1) else { throw ONNXObstacle("the batch as channels") }
    let groups = count ?? -1
    guard groups == -1 || groups > 0 && channels % groups == 0 else {
      throw ONNXObstacle("groups that do not fit")
    }
    let perGroup = given.0.count == channels ? 1 : channels / max(groups, 1)
    return try normalized(node, last, groups, given, each: perGroup)
  }

  private func normalized(
    _ node: ONNXNode, _ x: ONNXStream, _ groups: Int, _ given: (ONNXKnown, ONNXKnown), each: Int
  ) throws(ONNXObstacle) -> ONNXStream {
    let width = x.actual[x.actual.count - 1]
    guard let gamma = given.0.floats(limit: folding.limit),
      let beta = given.1.floats(limit: folding.limit), gamma.count * each == width,
      beta.count * each == width
    else { throw ONNXObstacle("scales of another length") }
    var line = ONNXLine(
      word: "group_normalization", positional: [.whole(groups)], named: [epsilon(node)],
      sources: [x.line], shape: x.actual)
    func spread(_ numbers: [Float]) -> [Float] { (0..<width).map { numbers[$0 / each] } }
    if !gamma.allSatisfy({ $0 == 1 }) { line.weights.append(("gamma", spread(gamma), [width])) }
    if !beta.allSatisfy({ $0 == 0 }) { line.weights.append(("beta", spread(beta), [width])) }
    var result = x
    result.line = lines.append(line)
    return result
  }

  func appendLayerNormalization(_ node: ONNXNode) throws(ONNXObstacle) {
    let x = try stream(node, 0)
    let first = try axis(node.int("axis") ?? -1, x)
    let axes = Array(first..<x.axes.count)
    guard !axes.contains(where: { x.axes[$0].contains(0) }) else {
      throw ONNXObstacle("the batch as an axis")
    }
    var turned = x
    if axes.count == 1 {
      guard let last = last(x, first) else { throw ONNXObstacle("the batch as an axis") }
      turned = last
    } else {
      let others = (1..<x.atoms.count + 1).filter { atom in
        !axes.contains { x.axes[$0].contains(atom) }
      }
      turned = arranged(x, others.map { [$0] } + axes.map { x.axes[$0] })
    }
    let width = axes.reduce(1) { saturatingProduct($0, x.extent(ofAxis: $1)) }
    let flat = Array(turned.actual.dropLast(axes.count)) + [width]
    var one = turned
    if axes.count > 1 {
      one = append("reshape", [.wholes(flat)], to: turned, actual: flat, axes: [])
    }
    var line = ONNXLine(
      word: "layer_normalization", named: [epsilon(node)], sources: [one.line], shape: flat)
    if isGiven(node, 1) { line.weights.append(("gamma", try channels(node, 1, width), [width])) }
    if isGiven(node, 2) { line.weights.append(("beta", try channels(node, 2, width), [width])) }
    one.line = lines.append(line)
    if axes.count > 1 {
      one = append(
        "reshape", [.wholes(turned.actual)], to: one, actual: turned.actual, axes: [])
    }
    turned.line = one.line
    give(turned, to: node)
  }

  func appendLength(_ node: ONNXNode) throws(ONNXObstacle) {
    let x = try stream(node, 0)
    let p = node.int("p") ?? 2
    guard p == 1 || p == 2, let (turned, place) = placed(x, try axis(node.int("axis") ?? -1, x))
    else {
      throw ONNXObstacle("the batch as an axis, or another power")
    }
    let sum = "sum(\(p == 1 ? "abs(x)" : "x * x"), axis=\(place + 1), keepdims=true)"
    give(changed("x / \(p == 1 ? sum : "sqrt(\(sum))")", turned), to: node)
  }
}
