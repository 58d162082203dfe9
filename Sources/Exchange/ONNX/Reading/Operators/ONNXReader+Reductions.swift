import Catalog
import Formats
import Support

extension ONNXReader {
  func appendReduction(_ node: ONNXNode) throws(ONNXObstacle) {
    let x = try stream(node, 0)
    var axes = node.ints("axes")
    if isGiven(node, 1) { axes = try numbers(node, 1, "axes").wholes() }
    if axes == nil || axes?.isEmpty == true {
      if (node.int("noop_with_empty_axes") ?? 0) != 0 { return give(x, to: node) }
      throw ONNXObstacle("all samples of a batch together")
    }
    var places: [Int] = []
    for number in axes ?? [] { places.append(try axis(number, x)) }
    guard !places.contains(where: { x.axes[$0].contains(0) }) else {
      throw ONNXObstacle("all samples of a batch together")
    }
    let keeps = (node.int("keepdims") ?? 1) != 0
    let left = x.axes.indices.filter { keeps || !places.contains($0) }
    let names = left.map { places.contains($0) ? nil : Optional($0) }
    if let pooled = pooled(node, x, places) { return give(pooled.renamed(names), to: node) }
    var (word, inner, outer) = ("sum", "x", "")
    switch node.operation {
    case "ReduceMean": word = "mean"
    case "ReduceMax": word = "max"
    case "ReduceMin": word = "min"
    case "ReduceProd": word = "prod"
    case "ReduceLogSumExp": word = "logsumexp"
    case "ReduceL2": (inner, outer) = ("x * x", "sqrt")
    case "ReduceSumSquare": inner = "x * x"
    case "ReduceL1": inner = "abs(x)"
    default: break
    }
    var result = x
    if inner != "x" { result = changed(inner, result) }
    for place in places where !result.axes[place].isEmpty {
      guard let (turned, position) = placed(result, place) else { throw ONNXObstacle("the batch") }
      var small = turned.resized(place, at: position, to: 1)
      // The axis is kept where it is the only one.
      let keeps = turned.actual.count == 1
      if !keeps { small = small.dropping(position) }
      small.line = lines.append(
        ONNXLine(
          word: "activation",
          positional: [
            .formula("x -> \(word)(x, axis=\(position + 1)\(keeps ? ", keepdims=true" : ""))")
          ], sources: [turned.line], shape: small.actual))
      result = small
    }
    if !outer.isEmpty { result = changed("\(outer)(x)", result) }
    give(result.renamed(names), to: node)
  }

  /// Means and largest numbers of pictures and sequences, by the layers for them.
  private func pooled(_ node: ONNXNode, _ x: ONNXStream, _ places: [Int]) -> ONNXStream? {
    guard node.operation == "ReduceMean" || node.operation == "ReduceMax",
      x.batchAxis != nil, (1...2).contains(places.count), x.axes.count == places.count + 2,
      let channels = x.axes.indices.first(where: { $0 != x.batchAxis && !places.contains($0) }),
      x.position(ofAxis: channels) == x.actual.count - 1,
      let turned = ordered(x, places.sorted() + [channels])
    else { return nil }
    let word = node.operation == "ReduceMean" ? "average" : "max"
    let width = turned.actual[places.count]
    return append(
      "global_\(word)_pooling\(places.count)d", to: turned, actual: [width],
      axes: x.axes.indices.map { $0 == x.batchAxis ? [0] : $0 == channels ? [1] : [] })
  }

  func appendPlace(_ node: ONNXNode) throws(ONNXObstacle) {
    let x = try stream(node, 0)
    let own = try axis(node.int("axis") ?? 0, x)
    guard (node.int("select_last_index") ?? 0) == 0 else {
      throw ONNXObstacle("the last of equal numbers")
    }
    let result = try place(x, own, word: node.operation == "ArgMax" ? "argmax" : "argmin")
    let keeps = (node.int("keepdims") ?? 1) != 0
    give(
      result.renamed(x.axes.indices.filter { keeps || $0 != own }.map { $0 == own ? nil : $0 }),
      to: node)
  }

  /// Where the largest or the smallest number of an axis stands: `argmax`, `argmin`.
  func place(_ x: ONNXStream, _ own: Int, word: String) throws(ONNXObstacle) -> ONNXStream {
    guard let (turned, position) = placed(x, own) else {
      throw ONNXObstacle("the batch as an axis")
    }
    var result = turned.resized(own, at: position, to: 1)
    let isOnly = turned.actual.count == 1
    if !isOnly { result = result.dropping(position) }
    let call = "\(word)(x, axis=\(position + 1))"
    result.line = lines.append(
      ONNXLine(
        word: "activation",
        positional: [.formula("x -> \(isOnly ? "reshape(\(call), [-1, 1])" : call)")],
        sources: [turned.line], shape: result.actual))
    return result
  }

  func appendRunningSum(_ node: ONNXNode) throws(ONNXObstacle) {
    let x = try stream(node, 0)
    let number = try numbers(node, 1, "an axis")
    guard number.count == 1, (node.int("exclusive") ?? 0) == 0, (node.int("reverse") ?? 0) == 0,
      let (turned, position) = placed(x, try axis(number.whole(at: 0), x))
    else { throw ONNXObstacle("a sum from the end, or without the number itself") }
    give(changed("cumsum(x, axis=\(position + 1))", turned), to: node)
  }
}
