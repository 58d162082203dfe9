import Catalog
import Formats
import Support

extension ONNXReader {
  /// A stream with numbers of the file: scaled, shifted, or by a formula.
  func changed(
    _ operation: String, _ stream: ONNXStream, _ value: ONNXKnown, isFirst: Bool
  ) throws(ONNXObstacle) -> ONNXStream {
    var (x, extents) = (stream, value.extents)
    let missing = extents.count - x.axes.count
    if missing > 0 {
      x = x.renamed((0..<extents.count).map { $0 < missing ? nil : $0 - missing })
    } else {
      extents = [Int](repeating: 1, count: -missing) + extents
    }
    let own = x.extents(batch)
    guard zip(extents, own).allSatisfy({ $0 == 1 || $0 == $1 }) else {
      throw ONNXObstacle("numbers of the file that would spread the model's")
    }
    let varying = extents.indices.filter { extents[$0] > 1 }
    // Numbers for each channel may become a bias, and stay apart even where they are equal now.
    let isVector = varying.count == 1 && !value.isSame && !x.axes[varying[0]].contains(0)
    if let number = value.uniform, !isVector {
      return scalar(operation, x, number, isFirst: isFirst)
    }
    // Axes in the order in which they lie, so that pictures need not be turned.
    let axes = varying.sorted { (x.axes[$0].first ?? 0) < (x.axes[$1].first ?? 0) }
    let still = extents.indices.filter { extents[$0] == 1 }
    guard !axes.contains(where: { x.axes[$0].contains(0) }),
      let numbers = folding.transposed(ONNXKnown(extents, value.numbers), still + axes)?
        .floats(limit: folding.limit)?.map(Double.init)
    else { throw ONNXObstacle("other numbers of the file for each sample") }
    let others = (1..<x.atoms.count + 1).filter { atom in
      !axes.contains { x.axes[$0].contains(atom) }
    }
    if axes.count == 1, let last = last(x, axes[0]) {
      return try vector(operation, last, numbers, isFirst: isFirst)
    }
    let turned = arranged(x, others.map { [$0] } + axes.map { x.axes[$0] })
    let shape = axes.map { extents[$0] }
    if operation == "Add", let formula = ONNXMask(shape, numbers)?.formula {
      return changed(formula, turned)
    }
    if operation == "Add", others.isEmpty, numbers.allSatisfy(\.isFinite) {
      return places(turned, numbers)
    }
    guard numbers.allSatisfy(\.isFinite), ["Add", "Sub", "Mul", "Div"].contains(operation) else {
      guard numbers.count <= 4096 else { throw ONNXObstacle("many numbers of the file") }
      return formula(operation, turned, FormulaWords.tensor(shape, numbers), isFirst: isFirst)
    }
    // The axes as one, and back.
    let flat = Array(turned.actual.dropLast(axes.count)) + [numbers.count]
    var one = append("reshape", [.wholes(flat)], to: turned, actual: flat, axes: [])
    one = try vector(operation, one, numbers, isFirst: isFirst)
    let back = append("reshape", [.wholes(turned.actual)], to: one, actual: turned.actual, axes: [])
    var result = turned
    result.line = back.line
    return result
  }

  /// With one number.
  private func scalar(
    _ operation: String, _ x: ONNXStream, _ number: Double, isFirst: Bool
  ) -> ONNXStream {
    let short = number.shortest
    switch (operation, isFirst) {
    case ("Add", _): return short == 0 ? x : scaled(x, by: nil, plus: [short])
    case ("Sub", false): return short == 0 ? x : scaled(x, by: nil, plus: [-short])
    case ("Sub", true): return scaled(x, by: [-1], plus: [short])
    case ("Mul", _): return short == 1 ? x : scaled(x, by: [short], plus: nil)
    case ("Div", false): return short == 1 ? x : scaled(x, by: [1 / short], plus: nil)
    case ("Pow", false) where number == 1: return x
    case ("Pow", false) where number == 0.5: return changed("sqrt(x)", x)
    case ("Max", _) where number == 0: return activated(.word("relu"), x)
    case ("PRelu", _): return activated(.spec(Spec("leaky_relu", Arguments([.number(short)]))), x)
    default: return formula(operation, x, FormulaWords.number(short), isFirst: isFirst)
    }
  }

  private func formula(
    _ operation: String, _ x: ONNXStream, _ numbers: String, isFirst: Bool
  ) -> ONNXStream {
    let text = Self.binary[operation] ?? "a"
    let other = numbers.hasPrefix("-") ? "(\(numbers))" : numbers
    let words = text.map { letter in
      letter == "a"
        ? (isFirst ? other : "x") : letter == "b" ? (isFirst ? "x" : other) : String(letter)
    }
    // Names of functions have these letters, too.
    let named = [
      "Max": "maximum(x, \(numbers))", "Min": "minimum(x, \(numbers))",
      "Or": "maximum(x, \(numbers))",
      "PRelu": "maximum(x, 0) + \(other) * minimum(x, 0)",
      "Mod": isFirst ? "mod(\(numbers), x)" : "mod(x, \(numbers))",
    ]
    return changed(named[operation] ?? words.joined(), x)
  }

  /// With a number for each place of the last axis of the line.
  private func vector(
    _ operation: String, _ x: ONNXStream, _ numbers: [Double], isFirst: Bool
  ) throws(ONNXObstacle) -> ONNXStream {
    let isFinite = numbers.allSatisfy(\.isFinite)
    switch (operation, isFirst) {
    case ("Add", _) where isFinite: return scaled(x, by: nil, plus: numbers)
    case ("Sub", false) where isFinite: return scaled(x, by: nil, plus: numbers.map { -$0 })
    case ("Sub", true) where isFinite:
      return scaled(scaled(x, by: [-1], plus: nil), by: nil, plus: numbers)
    case ("Mul", _) where isFinite: return scaled(x, by: numbers, plus: nil)
    case ("PRelu", false) where isFinite:
      // One slope for each place of the last axis, shared along the others.
      let others = x.actual.count - 1
      let line = append(
        "prelu", named: others > 0 ? [("shared_axes", .wholes(Array(1...others)))] : [], to: x,
        actual: x.actual, axes: [],
        weights: [
          (
            "alpha", numbers.map { Float($0) },
            [Int](repeating: 1, count: others) + [numbers.count]
          )
        ])
      var result = x
      result.line = line.line
      return result
    case ("Div", false) where isFinite && !numbers.contains(0):
      return scaled(x, by: numbers.map { 1 / $0 }, plus: nil)
    default:
      guard numbers.count <= 4096 else { throw ONNXObstacle("many numbers of the file") }
      return formula(
        operation, x, FormulaWords.tensor([numbers.count], numbers), isFirst: isFirst)
    }
  }

  /// Adds a number of its own to each place of a sample: a layer that learns them.
  private func places(_ x: ONNXStream, _ numbers: [Double]) -> ONNXStream {
    let shape = x.actual
    let width = shape.last ?? 1
    let rows = numbers.count / max(width, 1)
    var line = x
    if shape.count != 2 {
      line = append("reshape", [.wholes([rows, width])], to: x, actual: [rows, width], axes: [])
    }
    line = append(
      "position_embedding", to: line, actual: [rows, width], axes: [],
      weights: [("embeddings", numbers.map { Float($0) }, [rows, width])])
    if shape.count != 2 {
      line = append("reshape", [.wholes(shape)], to: line, actual: shape, axes: [])
    }
    var result = x
    result.line = line.line
    return result
  }

  /// One of two where a condition of the model holds; all lie alike.
  private func chosen(_ node: ONNXNode, _ condition: ONNXStream) throws(ONNXObstacle) -> ONNXStream
  {
    var (sources, words) = ([condition.line], ["c"])
    var texts: [String] = []
    for (place, word) in [(1, "a"), (2, "b")] {
      switch operand(node, place) {
      case .stream(let other)?:
        guard other.axes.count == condition.axes.count, let pair = alike(other, to: condition),
          pair.base.line == condition.line, pair.other.actual == condition.actual
        else { throw ONNXObstacle("a condition and results that do not lie alike") }
        sources.append(pair.other.line)
        words.append(word)
        texts.append(word)
      case .known(let value)?:
        guard let number = value.uniform else { throw ONNXObstacle("many numbers of the file") }
        texts.append(FormulaWords.number(number))
      case nil: throw ONNXObstacle("operands that are not known")
      }
    }
    var line = ONNXLine(
      word: "combine",
      positional: [
        .formula("(\(words.joined(separator: ", "))) -> where(c, \(texts.joined(separator: ", ")))")
      ], sources: sources, shape: condition.actual)
    line.isJoint = true
    var result = condition
    result.line = lines.append(line)
    return result
  }

  func appendWhere(_ node: ONNXNode) throws(ONNXObstacle) {
    guard let condition = value(node, 0) else {
      guard case .stream(let c)? = operand(node, 0) else {
        throw ONNXObstacle("a condition that is not known")
      }
      // Of two numbers of the file one is chosen, or numbers of the model are kept.
      if let a = value(node, 1)?.uniform, let b = value(node, 2)?.uniform {
        let (first, second) = (FormulaWords.number(a.shortest), FormulaWords.number(b.shortest))
        return give(changed("where(x, \(first), \(second))", c), to: node)
      }
      return give(try chosen(node, c), to: node)
    }
    let (x, other, isKept): (ONNXStream, ONNXKnown, Bool)
    switch (operand(node, 1), operand(node, 2)) {
    case (.stream(let stream)?, .known(let value)?): (x, other, isKept) = (stream, value, true)
    case (.known(let value)?, .stream(let stream)?): (x, other, isKept) = (stream, value, false)
    default: throw ONNXObstacle("two results that the model computes")
    }
    guard let number = other.uniform else { throw ONNXObstacle("many numbers of the file") }
    let rank = x.axes.count
    guard condition.extents.count <= rank else { throw ONNXObstacle("a condition of more axes") }
    let extents = [Int](repeating: 1, count: rank - condition.extents.count) + condition.extents
    let axes = extents.indices.filter { extents[$0] > 1 }
    guard !axes.contains(where: { x.axes[$0].contains(0) }), condition.count <= folding.limit,
      zip(extents, x.extents(batch)).allSatisfy({ $0 == 1 || $0 == $1 })
    else { throw ONNXObstacle("a condition that spreads the model's numbers") }
    let others = (1..<x.atoms.count + 1).filter { atom in
      !axes.contains { x.axes[$0].contains(atom) }
    }
    let turned = arranged(x, others.map { [$0] } + axes.map { x.axes[$0] })
    let holds = (0..<condition.count).map { condition.double(at: $0) != 0 ? 1.0 : 0 }
    let shape = axes.map { extents[$0] }
    let text = FormulaWords.number(number.shortest)
    let mask = holds.map { ($0 == 1) == isKept ? 0 : -Double.infinity }
    if let formula = ONNXMask(shape, mask)?.formula(else: text) {
      return give(changed(formula, turned), to: node)
    }
    guard holds.count <= 4096 else { throw ONNXObstacle("a large condition") }
    let words = FormulaWords.tensor(shape, holds)
    give(
      changed(isKept ? "where(\(words), x, \(text))" : "where(\(words), \(text), x)", turned),
      to: node)
  }
}
