import Catalog
import Formats
import Support

/// The largest numbers of an axis, and numbers as classes.
extension ONNXReader {
  /// `TopK`: the numbers themselves, and where one of them stands.
  func appendLargest(_ node: ONNXNode) throws(ONNXObstacle) {
    let x = try stream(node, 0)
    let own = try axis(node.int("axis") ?? -1, x)
    let isLargest = (node.int("largest") ?? 1) != 0
    let count =
      isGiven(node, 1)
      ? try numbers(node, 1, "how many are wanted").wholes()?.first : node.int("k")
    guard let turned = last(x, own) else { throw ONNXObstacle("the batch as an axis") }
    let position = turned.actual.count - 1
    guard let count, 1...turned.actual[position] ~= count else {
      throw ONNXObstacle("more numbers than the axis has")
    }
    if isUsed(node, 1) {
      guard count == 1 else {
        throw ONNXObstacle(
          "the places of the \(count) \(isLargest ? "largest" : "smallest") numbers")
      }
      let place = try place(x, own, word: isLargest ? "argmax" : "argmin")
      give(place.renamed(x.axes.indices.map { $0 == own ? nil : $0 }), to: node, 1)
    }
    guard isUsed(node, 0) else { return }
    var result = turned.resized(own, at: position, to: count)
    result.line = lines.append(
      ONNXLine(
        word: "activation",
        // The smallest come in ascending order.
        positional: [.formula(isLargest ? "x -> topk(x, \(count))" : "x -> -topk(-x, \(count))")],
        sources: [turned.line], shape: result.actual))
    give(result, to: node)
  }

  /// `OneHot`: each number as a row with one number among others; what is below 0 counts from the end.
  func appendClasses(_ node: ONNXNode) throws(ONNXObstacle) {
    let x = try stream(node, 0)
    let depths = try numbers(node, 1, "how many classes there are")
    let values = try numbers(node, 2, "what stands for a class and for others")
    guard depths.count == 1, let depth = depths.wholes()?.first, 1...1 << 20 ~= depth,
      values.count == 2, let rank = Optional(x.axes.count),
      let place = ONNXFolding.place(node.int("axis") ?? -1, rank + 1)
    else { throw ONNXObstacle("no number of classes") }
    let (off, on) = (values.double(at: 0).shortest, values.double(at: 1).shortest)
    var text = "one_hot(where(x < 0, x + \(depth), x), \(depth))"
    if (off, on) != (0, 1) {
      text = "\(FormulaWords.number((on - off).shortest)) * \(text)"
      if off != 0 {
        text += off < 0 ? " - \(FormulaWords.number(-off))" : " + \(FormulaWords.number(off))"
      }
    }
    let line = lines.append(
      ONNXLine(
        word: "activation", positional: [.formula("x -> \(text)")], sources: [x.line],
        shape: x.actual + [depth]))
    var order: [Int?] = Array(0..<rank)
    order.insert(rank, at: place)
    give(x.widened(depth, line: line).renamed(order), to: node)
  }
}
