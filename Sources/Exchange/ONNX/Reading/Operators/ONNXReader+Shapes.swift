import Catalog
import Formats
import Support

extension ONNXReader {
  /// Operators that only give axes other names.
  func appendView(_ node: ONNXNode) throws(ONNXObstacle) {
    let x = try stream(node, 0)
    switch node.operation {
    case "Transpose":
      let order = node.ints("perm") ?? Array(x.axes.indices.reversed())
      guard order.sorted() == Array(x.axes.indices) else {
        throw ONNXObstacle("an order of other axes")
      }
      give(x.renamed(order), to: node)
    case "Flatten":
      guard let axis = ONNXFolding.cut(node, rank: x.axes.count) else {
        throw ONNXObstacle("an axis that is not there")
      }
      let extents = x.extents(batch)
      let target = [
        extents[..<axis].reduce(1, saturatingProduct),
        extents[axis...].reduce(1, saturatingProduct),
      ]
      try give(x, as: target, to: node)
    case "Reshape":
      let shape = try numbers(node, 1, "a shape").wholes()
      guard
        let target = shape.flatMap({
          ONNXFolding.resolved($0, x.extents(batch), allowsZero: node.int("allowzero") == 1)
        })
      else { throw ONNXObstacle("a shape that does not fit") }
      try give(x, as: target, to: node)
    case "Squeeze":
      let given = isGiven(node, 1) ? try numbers(node, 1, "axes").wholes() : node.ints("axes")
      let extents = x.extents(batch)
      var places = Set(extents.indices.filter { extents[$0] == 1 && !x.axes[$0].contains(0) })
      if let given {
        places = Set(try given.map { (number) throws(ONNXObstacle) in try axis(number, x) })
      }
      guard places.allSatisfy({ x.axes[$0].isEmpty }) else {
        throw ONNXObstacle("an axis of more than one number, or the batch")
      }
      give(x.renamed(x.axes.indices.filter { !places.contains($0) }), to: node)
    default:
      let given = isGiven(node, 1) ? try numbers(node, 1, "axes").wholes() : node.ints("axes")
      guard let axes = given,
        let order = ONNXFolding.unsqueezed(x.axes.indices.map { Optional($0) }, axes, with: nil)
      else { throw ONNXObstacle("axes that do not fit") }
      give(x.renamed(order), to: node)
    }
  }

  private func give(_ x: ONNXStream, as target: [Int], to node: ONNXNode) throws(ONNXObstacle) {
    guard target.count <= 64, let view = x.reshaped(to: target, batch) else {
      throw ONNXObstacle("a shape that mixes the samples of a batch, or cuts axes unevenly")
    }
    give(view, to: node)
  }

  func appendGather(_ node: ONNXNode) throws(ONNXObstacle) {
    let number = node.int("axis") ?? 0
    if let table = value(node, 0) {
      let indices = try stream(node, 1)
      guard number == 0, table.extents.count == 2, table.extents.allSatisfy({ $0 > 0 }),
        let rows = table.floats(limit: folding.limit)
      else { throw ONNXObstacle("a table of other axes") }
      let width = table.extents[1]
      var line = ONNXLine(
        word: "embedding", positional: table.extents.map { .whole($0) }, sources: [indices.line],
        shape: indices.actual + [width])
      line.weights = [("embeddings", rows, table.extents)]
      give(indices.widened(width, line: lines.append(line)), to: node)
      return
    }
    let x = try stream(node, 0)
    let own = try axis(number, x)
    let indices = try numbers(node, 1, "places")
    let length = x.extents(batch)[own]
    guard let all = indices.wholes(limit: 4096)?.map({ $0 < 0 ? saturatingSum($0, length) : $0 }),
      all.allSatisfy({ (0..<length).contains($0) }), indices.extents.count <= 1, !all.isEmpty
    else { throw ONNXObstacle("places that are not there") }
    if x.axes[own].contains(0) {
      guard x.axes[own] == [0], length == 1 else { throw ONNXObstacle("a part of the batch") }
      throw ONNXObstacle("a sample of the batch")
    }
    var result = try taken(x, own, all, isOne: indices.extents.isEmpty)
    if indices.extents.isEmpty {
      result = result.renamed(result.axes.indices.filter { $0 != own })
    }
    give(result, to: node)
  }

  /// Elements of an axis, in this order; where it is one, without the axis of the line.
  private func taken(
    _ x: ONNXStream, _ axis: Int, _ places: [Int], isOne: Bool
  ) throws(ONNXObstacle) -> ONNXStream {
    if x.axes[axis].isEmpty { return x }
    guard let (turned, position) = placed(x, axis) else {
      throw ONNXObstacle("a part of the batch")
    }
    if places == Array(0..<turned.actual[position]) { return turned }
    var result = turned.resized(axis, at: position, to: places.count)
    let first = places[0]
    let isRun = places == Array(first..<first + places.count)
    var text = isRun ? "\(first):\(first + places.count)" : FormulaWords.wholes(places)
    if isOne, turned.actual.count > 1 {
      text = String(first)
      result = result.dropping(position)
    }
    let colons = String(repeating: ":, ", count: position + 1)
    var line = ONNXLine(
      word: "activation", positional: [.formula("x -> x[\(colons)\(text)]")],
      sources: [turned.line], shape: result.actual)
    if isRun {
      line.cut = (position, first, places.count, result.actual.count < turned.actual.count)
    }
    result.line = lines.append(line)
    return result
  }

  func appendSlice(_ node: ONNXNode) throws(ONNXObstacle) {
    var x = try stream(node, 0)
    let operands = node.inputs.indices.map { place in
      place == 0 || !isGiven(node, place) ? nil : value(node, place)
    }
    let extents = x.extents(batch)
    var inputs = operands
    while let last = inputs.last, last == nil, inputs.count > 1 { inputs.removeLast() }
    guard let cuts = ONNXFolding.Cut.all(node, inputs, extents: extents) else {
      throw ONNXObstacle("bounds that the model computes")
    }
    for cut in cuts where cut.count != extents[cut.axis] || cut.step != 1 {
      guard cut.count > 0, cut.step == 1 || cut.count <= 4096, cut.count < 1 << 24 else {
        throw ONNXObstacle("nothing, or many single places")
      }
      let places = (0..<cut.count).map { cut.from + $0 * cut.step }
      x = try taken(x, cut.axis, places, isOne: false)
    }
    give(x, to: node)
  }

  func appendSplit(_ node: ONNXNode) throws(ONNXObstacle) {
    let x = try stream(node, 0)
    let own = try axis(node.int("axis") ?? 0, x)
    let length = x.extents(batch)[own]
    let count = node.outputs.count
    let each = (length + count - 1) / max(count, 1)
    var sizes = node.ints("split") ?? (0..<count).map { max(0, min(each, length - $0 * each)) }
    if isGiven(node, 1) { sizes = try numbers(node, 1, "sizes").wholes() ?? [] }
    guard sizes.count == count, sizes.allSatisfy({ $0 > 0 && $0 <= length }),
      sizes.reduce(0, saturatingSum) == length
    else { throw ONNXObstacle("parts that do not fit") }
    var start = 0
    for (place, size) in sizes.enumerated() {
      let part = try taken(x, own, Array(start..<start + size), isOne: false)
      start += size
      give(part, to: node, place)
    }
  }

  func appendConcatenation(_ node: ONNXNode) throws(ONNXObstacle) {
    var parts: [ONNXStream] = []
    for place in node.inputs.indices {
      guard case .stream(let part)? = operand(node, place) else {
        throw ONNXObstacle("numbers of the file beside those of the model")
      }
      parts.append(part)
    }
    let own = try axis(node.int("axis") ?? 0, parts[0])
    guard parts.count > 1 else { return give(parts[0], to: node) }
    guard parts.allSatisfy({ $0.axes.count == parts[0].axes.count }),
      !parts[0].axes[own].contains(0)
    else { throw ONNXObstacle("samples behind one another, or other axes") }
    guard let (laid, position) = laid(parts, own) else {
      throw ONNXObstacle("results whose axes do not lie alike")
    }
    var actual = laid[0].actual
    actual[position] = laid.reduce(0) { saturatingSum($0, $1.actual[position]) }
    guard
      laid.allSatisfy({ part in
        part.actual.count == actual.count
          && part.actual.indices.allSatisfy { $0 == position || part.actual[$0] == actual[$0] }
      })
    else { throw ONNXObstacle("results of other extents") }
    var line = ONNXLine(word: "concatenate", sources: laid.map(\.line), shape: actual)
    if position != actual.count - 1 { line.named = [("axis", .whole(position + 1))] }
    line.isJoint = true
    var result = laid[0].resized(own, at: position, to: actual[position])
    result.line = lines.append(line)
    give(result, to: node)
  }

  /// Streams whose lines lie alike, with an axis of ONNX that is one of theirs, and which.
  private func laid(_ parts: [ONNXStream], _ axis: Int) -> ([ONNXStream], Int)? {
    if let (first, position) = placed(parts[0], axis) {
      var (base, others) = (first, [ONNXStream]())
      for part in parts.dropFirst() {
        guard let (same, other) = alike(part, to: base, except: axis) else { break }
        if same.line != base.line { break }
        base = same
        others.append(other)
      }
      if others.count == parts.count - 1 { return ([base] + others, position) }
    }
    let plain = parts.compactMap { self.plain($0) }
    guard plain.count == parts.count, let batch = parts[0].batchAxis,
      parts.allSatisfy({ $0.batchAxis == batch })
    else { return nil }
    return (plain, axis < batch ? axis : axis - 1)
  }

  func appendPadding(_ node: ONNXNode) throws(ONNXObstacle) {
    var x = try stream(node, 0)
    guard (node.text("mode") ?? "constant") == "constant" else {
      throw ONNXObstacle("padding by the numbers themselves (\(node.text("mode") ?? ""))")
    }
    let given = isGiven(node, 1) ? try numbers(node, 1, "pads").wholes() : node.ints("pads")
    var axes = Array(x.axes.indices)
    if isGiven(node, 3) {
      axes = try (numbers(node, 3, "axes").wholes() ?? []).map { (number) throws(ONNXObstacle) in
        try axis(number, x)
      }
    }
    guard let pads = given, pads.count == 2 * axes.count,
      pads.allSatisfy({ (0...1_000_000).contains($0) })
    else { throw ONNXObstacle("pads that cut") }
    let number =
      isGiven(node, 2) ? try numbers(node, 2, "a number").uniform ?? 0 : node.float("value") ?? 0
    let shown = FormulaWords.number(number.shortest)
    if number != 0 { x = scaled(x, by: nil, plus: [-number.shortest]) }
    for (place, own) in axes.enumerated() where pads[place] + pads[axes.count + place] > 0 {
      guard let (turned, position) = placed(x, own) else { throw ONNXObstacle("a longer batch") }
      let (before, after) = (pads[place], pads[axes.count + place])
      x = turned.resized(own, at: position, to: turned.actual[position] + before + after)
      x.line = lines.append(
        ONNXLine(
          word: "activation",
          positional: [.formula("x -> pad(x, \(before), \(after), axis=\(position + 1))")],
          sources: [turned.line], shape: x.actual))
    }
    if number != 0 { x = changed("x + \(shown.hasPrefix("-") ? "(\(shown))" : shown)", x) }
    give(x, to: node)
  }

  func appendSpread(_ node: ONNXNode) throws(ONNXObstacle) {
    var x = try stream(node, 0)
    guard let given = try numbers(node, 1, "a shape").wholes(), given.count <= 64,
      given.allSatisfy({ $0 > 0 })
    else { throw ONNXObstacle("a shape that cannot be") }
    let rank = max(given.count, x.axes.count)
    let missing = rank - x.axes.count
    x = x.renamed((0..<rank).map { $0 < missing ? nil : $0 - missing })
    let extents = x.extents(batch)
    let wanted = [Int](repeating: 1, count: rank - given.count) + given
    let isTile = node.operation == "Tile"
    for axis in 0..<rank {
      let times = isTile ? wanted[axis] : extents[axis] == 1 ? wanted[axis] : 1
      guard isTile || extents[axis] == 1 || wanted[axis] == 1 || wanted[axis] == extents[axis]
      else {
        throw ONNXObstacle("a shape that does not fit")
      }
      guard times > 1, !(x.axes[axis] == [0] && wanted[axis] == batch && !isTile) else { continue }
      guard times <= 4096, let (turned, position) = placed(x, axis) else {
        throw ONNXObstacle("samples that are repeated")
      }
      let extent = turned.actual[position]
      x = turned.resized(axis, at: position, to: saturatingProduct(extent, times))
      var ones = turned.actual.map { _ in 1 }
      ones[position] = times
      let text =
        extent == 1
        ? "x * ones(\(FormulaWords.wholes([1] + ones)))"
        : "concat([\([String](repeating: "x", count: times).joined(separator: ", "))], axis=\(position + 1))"
      x.line = lines.append(
        ONNXLine(
          word: "activation", positional: [.formula("x -> \(text)")], sources: [turned.line],
          shape: x.actual))
    }
    give(x, to: node)
  }
}
