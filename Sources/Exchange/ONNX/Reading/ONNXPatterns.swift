import Formats
import Support

/// Puts several operators that exporters write for one function back together.
///
/// Each pattern ends in one node, which becomes the function; what only it needed is left out with everything else that
/// no output needs.
struct ONNXPatterns {
  private let makers: [String: ONNXNode]
  private let known: [String: ONNXKnown]

  init(_ graph: ONNXGraph) {
    var makers: [String: ONNXNode] = [:]
    var known: [String: ONNXKnown] = [:]
    let folding = ONNXFolding(limit: 64)
    for tensor in graph.initializers where tensor.bytes.count <= 512 {
      known[tensor.name] = ONNXKnown(tensor)
    }
    for node in graph.nodes {
      for output in node.outputs where !output.isEmpty { makers[output] = node }
      if node.operation == "Constant", let value = folding.fold(node, [])?.first, value.count <= 64
      {
        known[node.outputs.first ?? ""] = value
      }
    }
    (self.makers, self.known) = (makers, known)
  }

  /// The graph with functions in the places of the nodes that end their patterns.
  static func applied(to graph: ONNXGraph) -> ONNXGraph {
    let patterns = ONNXPatterns(graph)
    var result = graph
    result.nodes = graph.nodes.map { patterns.function(endingIn: $0) ?? $0 }
    return result
  }

  private func function(endingIn node: ONNXNode) -> ONNXNode? {
    guard node.domain.isEmpty, node.outputs.count == 1 else { return nil }
    switch node.operation {
    case "Mul": return gelu(node) ?? curve(node)
    case "Div": return layerNormalization(node)
    case "Log": return softplus(node)
    default: return nil
    }
  }

  private func made(_ node: ONNXNode, _ operation: String, _ x: String) -> ONNXNode {
    ONNXNode(operation, [x], node.outputs, name: node.name)
  }

  private func maker(_ name: String, _ operations: String...) -> ONNXNode? {
    makers[name].flatMap { operations.contains($0.operation) ? $0 : nil }
  }

  private func number(_ name: String) -> Double? {
    known[name].flatMap { $0.count == 1 ? $0.double(at: 0) : nil }
  }

  private func isNumber(_ name: String, _ wanted: Double) -> Bool {
    number(name).map { abs($0 - wanted) <= 1e-4 * abs(wanted) } ?? false
  }

  /// The two operands, in both orders.
  private func pairs(_ node: ONNXNode) -> [(String, String)] {
    guard node.inputs.count == 2 else { return [] }
    return [(node.inputs[0], node.inputs[1]), (node.inputs[1], node.inputs[0])]
  }

  /// x · sigmoid(x), x · tanh(softplus(x)).
  private func curve(_ node: ONNXNode) -> ONNXNode? {
    for (x, other) in pairs(node) {
      if let sigmoid = maker(other, "Sigmoid"), sigmoid.inputs == [x] {
        return made(node, "Silu", x)
      }
      if let hard = maker(other, "HardSigmoid"), hard.inputs == [x],
        abs((hard.float("alpha") ?? 0.2) - 1 / 6) < 1e-6
      {
        return made(node, "HardSwish", x)
      }
      if let tanh = maker(other, "Tanh"), let soft = maker(tanh.inputs.first ?? "", "Softplus"),
        soft.inputs == [x]
      {
        return made(node, "Mish", x)
      }
    }
    return nil
  }

  /// log(exp(x) + 1).
  private func softplus(_ node: ONNXNode) -> ONNXNode? {
    guard let sum = maker(node.inputs.first ?? "", "Add") else { return nil }
    for (exponential, one) in pairs(sum) where isNumber(one, 1) {
      if let exponential = maker(exponential, "Exp") {
        return made(node, "Softplus", exponential.inputs.first ?? "")
      }
    }
    return nil
  }

  /// x · Φ(x) by the error function, or by its tanh form, whatever stands first.
  private func gelu(_ node: ONNXNode) -> ONNXNode? {
    // The factors of the product, through the products in it.
    var (factors, queue) = ([String](), node.inputs)
    while let next = queue.popLast(), factors.count < 8 {
      if let inner = maker(next, "Mul"), factors.count + queue.count < 4 {
        queue += inner.inputs
      } else {
        factors.append(next)
      }
    }
    guard factors.count == 3, let half = factors.firstIndex(where: { isNumber($0, 0.5) }) else {
      return nil
    }
    factors.remove(at: half)
    for (x, other) in [(factors[0], factors[1]), (factors[1], factors[0])] {
      guard let sum = maker(other, "Add") else { continue }
      for (inner, one) in pairs(sum) where isNumber(one, 1) {
        if let erf = maker(inner, "Erf"), isScaled(erf.inputs.first ?? "", x, 0.5.squareRoot()) {
          return made(node, "Gelu", x)
        }
        if let tanh = maker(inner, "Tanh"), isCubic(tanh.inputs.first ?? "", x) {
          var result = made(node, "Gelu", x)
          result.attributes = [("approximate", .string("tanh"))]
          return result
        }
      }
    }
    return nil
  }

  /// Whether a value is x times a number.
  private func isScaled(_ name: String, _ x: String, _ factor: Double) -> Bool {
    if let product = maker(name, "Mul") {
      return pairs(product).contains { $0.0 == x && isNumber($0.1, factor) }
    }
    if let quotient = maker(name, "Div"), quotient.inputs.count == 2 {
      return quotient.inputs[0] == x && isNumber(quotient.inputs[1], 1 / factor)
    }
    return false
  }

  /// Whether a value is √(2/π) · (x + 0.044715 · x³).
  private func isCubic(_ name: String, _ x: String) -> Bool {
    guard let product = maker(name, "Mul") else { return false }
    return pairs(product).contains { sum, factor in
      guard isNumber(factor, 0.797_884_56), let sum = maker(sum, "Add") else { return false }
      return pairs(sum).contains { first, rest in
        guard first == x, let scaled = maker(rest, "Mul") else { return false }
        return pairs(scaled).contains { cube, factor in
          isNumber(factor, 0.044715)
            && (maker(cube, "Pow").map { $0.inputs.first == x && isNumber($0.inputs.last ?? "", 3) }
              ?? maker(cube, "Mul").map { cube in
                pairs(cube).contains { square, own in
                  own == x && maker(square, "Mul")?.inputs == [x, x]
                }
              } ?? false)
        }
      }
    }
  }

  /// (x − mean) / √(mean of (x − mean)² + ε) over the last axis; scale and shift stand behind it.
  private func layerNormalization(_ node: ONNXNode) -> ONNXNode? {
    guard node.inputs.count == 2, let centered = maker(node.inputs[0], "Sub"),
      centered.inputs.count == 2, let mean = maker(centered.inputs[1], "ReduceMean"),
      mean.inputs.first == centered.inputs[0], isLast(mean),
      let root = maker(node.inputs[1], "Sqrt"), let sum = maker(root.inputs.first ?? "", "Add")
    else { return nil }
    for (variance, epsilon) in pairs(sum) {
      guard let small = number(epsilon), let mean = maker(variance, "ReduceMean"), isLast(mean),
        let square = maker(mean.inputs.first ?? "", "Pow", "Mul")
      else { continue }
      let base = square.inputs.first.flatMap { maker($0, "Sub") }
      let isSquare =
        square.operation == "Mul"
        ? square.inputs.first == square.inputs.last : isNumber(square.inputs.last ?? "", 2)
      guard isSquare, base?.inputs == centered.inputs else { continue }
      return ONNXNode(
        "LayerNormalization", [centered.inputs[0]], node.outputs,
        [("axis", .int(-1)), ("epsilon", .float(Float(small)))], name: node.name)
    }
    return nil
  }

  private func isLast(_ mean: ONNXNode) -> Bool {
    let axes = mean.ints("axes") ?? mean.inputs.dropFirst().first.flatMap { known[$0]?.wholes() }
    return axes == [-1] && (mean.int("keepdims") ?? 1) != 0
  }
}
