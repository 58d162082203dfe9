import Catalog
import Formats
import Support

extension ONNXReader {
  /// Operators of two numbers as formulas of `a` and `b`.
  static let binary = [
    "Add": "a + b", "Sub": "a - b", "Mul": "a * b", "Div": "a / b", "Pow": "a ^ b",
    "Max": "maximum(a, b)", "Min": "minimum(a, b)", "Mod": "mod(a, b)", "Equal": "a == b",
    "Less": "a < b", "LessOrEqual": "a <= b", "Greater": "a > b", "GreaterOrEqual": "a >= b",
    "And": "a * b", "Or": "maximum(a, b)", "PRelu": "maximum(a, 0) + b * minimum(a, 0)",
  ]

  func appendBinary(_ node: ONNXNode) throws(ONNXObstacle) {
    guard node.inputs.count >= 2 else {
      return give(try stream(node, 0), to: node)
    }
    guard node.inputs.count == 2 else { return try appendMany(node) }
    switch (operand(node, 0), operand(node, 1)) {
    case (.stream(let a)?, .stream(let b)?): give(try joined(node.operation, a, b), to: node)
    case (.stream(let x)?, .known(let value)?):
      give(try changed(node.operation, x, value, isFirst: false), to: node)
    case (.known(let value)?, .stream(let x)?):
      give(try changed(node.operation, x, value, isFirst: true), to: node)
    default: throw ONNXObstacle("operands that are not known")
    }
  }

  /// Sums and means of any number of operands.
  func appendMany(_ node: ONNXNode) throws(ONNXObstacle) {
    let word = node.operation == "Sum" || node.operation == "Mean" ? "Add" : node.operation
    var result = try stream(node, 0)
    for place in 1..<max(node.inputs.count, 1) {
      switch operand(node, place) {
      case .stream(let other)?: result = try joined(word, result, other)
      case .known(let value)?: result = try changed(word, result, value, isFirst: false)
      case nil: throw ONNXObstacle("operands that are not known")
      }
    }
    if node.operation == "Mean" {
      result = scaled(result, by: [1 / Double(node.inputs.count)], plus: nil)
    }
    give(result, to: node)
  }

  /// Two streams as one.
  func joined(
    _ operation: String, _ a: ONNXStream, _ b: ONNXStream
  ) throws(ONNXObstacle) -> ONNXStream {
    let rank = max(a.axes.count, b.axes.count)
    func long(_ stream: ONNXStream) -> ONNXStream {
      let missing = rank - stream.axes.count
      return stream.renamed((0..<rank).map { $0 < missing ? nil : $0 - missing })
    }
    guard let (left, right, result) = fitted(long(a), long(b)) else {
      throw ONNXObstacle("two results whose axes do not lie alike")
    }
    var line: ONNXLine
    if left.actual == right.actual, operation == "Add" || operation == "Mul" {
      line = ONNXLine(
        word: operation == "Add" ? "add" : "multiply", sources: [], shape: result.actual)
    } else {
      line = ONNXLine(
        word: "combine", positional: [.formula("(a, b) -> \(Self.binary[operation] ?? "a")")],
        sources: [], shape: result.actual)
    }
    line.isJoint = true
    line.sources = [left.line, right.line]
    var joined = result
    joined.line = lines.append(line)
    return joined
  }

  /// Two streams whose lines can be spread over each other, and how what comes of them lies; both of one rank.
  private func fitted(
    _ a: ONNXStream, _ b: ONNXStream
  ) -> (ONNXStream, ONNXStream, ONNXStream)? {
    if a.axes == b.axes, a.atoms == b.atoms, a.actual == b.actual { return (a, b, a) }
    let (left, right) = (a.extents(batch), b.extents(batch))
    guard zip(left, right).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) else { return nil }
    if zip(left, right).allSatisfy({ $0 >= $1 }), let small = alike(b, to: a) {
      return (small.base, small.other, small.base)
    }
    if zip(left, right).allSatisfy({ $0 <= $1 }), let small = alike(a, to: b) {
      return (small.other, small.base, small.base)
    }
    guard let first = plain(a), let second = plain(b), a.batchAxis == b.batchAxis,
      let batch = a.batchAxis, first.actual.count == second.actual.count
    else { return nil }
    let actual = zip(first.actual, second.actual).map { max($0, $1) }
    var axes = (1..<actual.count + 1).map { [$0] }
    axes.insert([0], at: batch)
    return (first, second, ONNXStream(line: 0, actual, axes: axes))
  }

  /// A stream laid out as another one, whose axes it has or has an extent of 1 for; that one with its atoms apart.
  /// The axis `except` may have another extent.
  func alike(
    _ other: ONNXStream, to base: ONNXStream, except: Int? = nil
  ) -> (base: ONNXStream, other: ONNXStream)? {
    guard var runs = base.runs else { return nil }
    var base = base
    func isWhole(_ run: [Int]) -> Bool { run.count <= 1 || base.axes.contains(run) }
    if !runs.allSatisfy(isWhole) {
      base = arranged(base, (1..<base.atoms.count + 1).map { [$0] })
      runs = base.runs ?? []
    }
    var partners: [Int: [Int]] = [:]
    for (axis, own) in base.axes.enumerated() {
      let others = other.axes[axis]
      if axis == except {
        if let first = own.first { partners[first] = others }
        continue
      }
      if others.isEmpty { continue }
      guard own.count == others.count else { return nil }
      for (atom, partner) in zip(own, others) {
        guard (atom == 0) == (partner == 0),
          atom == 0 || base.atoms[atom - 1] == other.atoms[partner - 1]
        else { return nil }
        if atom > 0 { partners[atom] = [partner] }
      }
    }
    let groups = runs.map { run in run.flatMap { partners[$0] ?? [] } }
    guard groups.reduce(0, { $0 + $1.count }) == other.atoms.count else { return nil }
    return (base, arranged(other, groups))
  }
}
