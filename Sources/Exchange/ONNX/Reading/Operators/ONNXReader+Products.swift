import Catalog
import Formats
import Support

extension ONNXReader {
  func appendProduct(_ node: ONNXNode) throws(ONNXObstacle) {
    // Of quantized numbers: which operand stands where, and its scale and zero.
    let isQuantized = node.operation == "QLinearMatMul"
    let (first, second) = isQuantized ? (0, 3) : (0, 1)
    switch (operand(node, first), operand(node, second)) {
    case (.stream(let a)?, .stream(let b)?):
      guard !isQuantized else { throw ONNXObstacle("two results in whole numbers") }
      give(try product(a, b), to: node)
    case (.stream(let x)?, .known?):
      let matrix = try weight(node, second, isQuantized: isQuantized)
      give(try product(x, matrix), to: node)
    case (.known(let matrix)?, .stream(let x)?):
      guard !isQuantized, node.operation == "MatMul" else {
        throw ONNXObstacle("whole numbers of the file on the left")
      }
      guard matrix.extents.count == 2, x.axes.count >= 2,
        let turned = folding.transposed(matrix, [1, 0])
      else { throw ONNXObstacle("a product with a tensor of the file") }
      give(try dense(x, x.axes.count - 2, turned, bias: nil), to: node)
    default: throw ONNXObstacle("operands that are not known")
    }
  }

  /// A matrix of the file; one in whole numbers with its zero taken away, and times its scale.
  private func weight(
    _ node: ONNXNode, _ place: Int, isQuantized: Bool
  ) throws(ONNXObstacle) -> ONNXKnown {
    let matrix = try numbers(node, place, "a matrix")
    guard node.operation != "MatMul" else { return matrix }
    tellQuantized()
    let scale = isQuantized ? try numbers(node, 4, "a scale") : ONNXKnown(float: 1)
    let zero = value(node, isQuantized ? 5 : 3)
    let last = ONNXNode("", [], [], [("axis", .int(-1))])
    guard let result = folding.dequantized(matrix, scale, zero, last) else {
      throw ONNXObstacle("scales that do not fit")
    }
    return result
  }

  private func product(_ x: ONNXStream, _ matrix: ONNXKnown) throws(ONNXObstacle) -> ONNXStream {
    var (extents, numbers) = (matrix.extents, matrix)
    while extents.count > 2, extents[0] == 1 { extents.removeFirst() }
    if extents.count == 1 {
      numbers = ONNXKnown([extents[0], 1], matrix.numbers)
      let result = try dense(x, x.axes.count - 1, numbers, bias: nil)
      return result.renamed((0..<x.axes.count - 1).map { $0 })
    }
    guard extents.count == 2 else { throw ONNXObstacle("a product with many matrices of the file") }
    numbers.extents = extents
    return try dense(x, x.axes.count - 1, numbers, bias: nil)
  }

  /// A dense layer along an axis of ONNX.
  func dense(
    _ stream: ONNXStream, _ axis: Int, _ matrix: ONNXKnown, bias: [Float]?
  ) throws(ONNXObstacle) -> ONNXStream {
    guard axis >= 0, matrix.extents.count == 2, stream.extent(ofAxis: axis) == matrix.extents[0],
      !stream.axes[axis].contains(0), var kernel = matrix.floats(limit: folding.limit),
      matrix.extents[1] > 0, matrix.extents[0] > 0
    else { throw ONNXObstacle("a product whose extents do not fit, or along the batch") }
    let (inputs, units) = (matrix.extents[0], matrix.extents[1])
    // Rows go where their numbers lie, so that pictures need not be turned before they are flattened.
    let own = stream.axes[axis]
    if own != own.sorted() {
      let rows = rowOrder(own, stream)
      var turned = [Float](repeating: 0, count: kernel.count)
      for (row, from) in rows.enumerated() {
        for unit in 0..<units { turned[row * units + unit] = kernel[from * units + unit] }
      }
      kernel = turned
    }
    guard let last = last(stream.sorted(axis), axis) else {
      throw ONNXObstacle("the batch as an axis")
    }
    var actual = last.actual
    actual[actual.count - 1] = units
    var line = ONNXLine(
      word: "dense", positional: [.whole(units)], sources: [last.line], shape: actual)
    line.weights = [("kernel", kernel, [inputs, units])]
    if let bias { line.weights.append(("bias", bias, [units])) }
    var result = last.resized(axis, at: actual.count - 1, to: units)
    result.line = lines.append(line)
    return result
  }

  /// Which row of ONNX each row of the line is, where the atoms of an axis lie in another order.
  private func rowOrder(_ atoms: [Int], _ stream: ONNXStream) -> [Int] {
    var steps: [Int: Int] = [:]
    var step = 1
    for atom in atoms.reversed() {
      steps[atom] = step
      step *= stream.atoms[atom - 1]
    }
    var rows = [0]
    for atom in atoms.sorted() {
      let (extent, own) = (stream.atoms[atom - 1], steps[atom] ?? 0)
      rows = rows.flatMap { row in (0..<extent).map { row + $0 * own } }
    }
    return rows
  }

  /// Matrices of two results, sample by sample.
  private func product(_ a: ONNXStream, _ b: ONNXStream) throws(ONNXObstacle) -> ONNXStream {
    let rank = a.axes.count
    guard rank >= 2, b.axes.count == rank else {
      throw ONNXObstacle("matrices of other numbers of axes")
    }
    let outer = Array(0..<rank - 2)
    func outerAtoms(_ stream: ONNXStream) -> [Int] { outer.flatMap { stream.axes[$0] } }
    let (left, right) = (outerAtoms(a), outerAtoms(b))
    let inner = [a.axes[rank - 2], a.axes[rank - 1], b.axes[rank - 2], b.axes[rank - 1]]
    guard left.contains(0), right.contains(0), !inner.contains(where: { $0.contains(0) }),
      left.map({ a.extent(ofAtom: $0, batch) }) == right.map({ b.extent(ofAtom: $0, batch) })
    else { throw ONNXObstacle("matrices that are not one for each sample") }
    func groups(_ stream: ONNXStream, _ outer: [Int]) -> [[Int]] {
      outer.filter { $0 > 0 }.map { [$0] } + [stream.axes[rank - 2], stream.axes[rank - 1]]
    }
    let first = arranged(a, groups(a, left))
    let second = arranged(b, groups(b, right))
    let units = second.actual[second.actual.count - 1]
    guard first.actual.last == second.actual[second.actual.count - 2] else {
      throw ONNXObstacle("matrices that do not fit")
    }
    var result = first.resized(rank - 1, at: first.actual.count - 1, to: units)
    var line = ONNXLine(
      word: "combine", positional: [.formula("(a, b) -> a @ b")],
      sources: [first.line, second.line], shape: result.actual)
    line.isJoint = true
    result.line = lines.append(line)
    return result
  }

  func appendGemm(_ node: ONNXNode) throws(ONNXObstacle) {
    let (alpha, beta) = (node.float("alpha") ?? 1, node.float("beta") ?? 1)
    var x = try stream(node, 0)
    if (node.int("transA") ?? 0) != 0 { x = x.renamed([1, 0]) }
    guard x.axes.count == 2 else { throw ONNXObstacle("a tensor that is no matrix") }
    guard var matrix = value(node, 1) else {
      guard case .stream(let other)? = operand(node, 1), other.axes.count == 2 else {
        throw ONNXObstacle("operands that are not known")
      }
      throw ONNXObstacle("a matrix that the model computes")
    }
    guard matrix.extents.count == 2 else { throw ONNXObstacle("a tensor that is no matrix") }
    if (node.int("transB") ?? 0) != 0, let turned = folding.transposed(matrix, [1, 0]) {
      matrix = turned
    }
    if alpha != 1, let scaled = folding.changed(matrix, { $0 * alpha }) { matrix = scaled }
    guard isGiven(node, 2) else {
      return give(try dense(x, 1, matrix, bias: nil), to: node)
    }
    if let bias = value(node, 2), bias.count == 1 || bias.count == matrix.extents[1],
      let numbers = bias.floats(limit: folding.limit)
    {
      let all = (0..<matrix.extents[1]).map { Float(Double(numbers[$0 % numbers.count]) * beta) }
      return give(try dense(x, 1, matrix, bias: all), to: node)
    }
    let result = try dense(x, 1, matrix, bias: nil)
    guard case .stream(let other)? = operand(node, 2) else {
      throw ONNXObstacle("a bias of another shape")
    }
    give(
      try joined("Add", result, beta == 1 ? other : scaled(other, by: [beta], plus: nil)), to: node)
  }
}
