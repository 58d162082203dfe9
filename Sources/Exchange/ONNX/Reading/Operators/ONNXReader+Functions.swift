import Catalog
import Formats
import Support

extension ONNXReader {
  /// Operators that are activations by another name.
  static let words = [
    "Relu": "relu", "Sigmoid": "sigmoid", "Tanh": "tanh", "Softplus": "softplus",
    "Softsign": "softsign", "Mish": "mish", "Exp": "exponential", "Silu": "silu",
  ]

  /// Operators that are formulas of each number.
  static let formulas = [
    "Neg": "-x", "Abs": "abs(x)", "Sqrt": "sqrt(x)", "Log": "log(x)", "Sin": "sin(x)",
    "Cos": "cos(x)", "Floor": "floor(x)", "Ceil": "ceil(x)", "Round": "round(x)",
    "Reciprocal": "1 / x", "Sign": "sign(x)", "Not": "1 - x", "HardSwish": "x * hard_sigmoid(x)",
    "Erf": "erf(x)", "Asin": "asin(x)", "Acos": "acos(x)", "Atan": "atan(x)", "Asinh": "asinh(x)",
    "Acosh": "acosh(x)", "Atanh": "atanh(x)", "IsNaN": "isnan(x)",
    "Tan": "tan(x)", "Sinh": "sinh(x)", "Cosh": "cosh(x)",
  ]

  /// A function of each number of a stream.
  func function(_ node: ONNXNode, _ x: ONNXStream) throws(ONNXObstacle) -> ONNXStream {
    if let word = Self.words[node.operation] { return activated(.word(word), x) }
    if let formula = Self.formulas[node.operation] { return changed(formula, x) }
    func number(_ name: String, _ usual: Double) -> Double { node.float(name) ?? usual }
    func spec(_ word: String, _ number: Double) -> Argument {
      // The shortest decimal of a float32 is what was meant.
      .spec(Spec(word, Arguments([.number(number.shortest)])))
    }
    switch node.operation {
    case "Elu":
      let alpha = number("alpha", 1)
      return activated(alpha == 1 ? .word("elu") : spec("elu", alpha), x)
    case "LeakyRelu": return activated(spec("leaky_relu", number("alpha", 0.01)), x)
    case "Selu":
      let (alpha, gamma) = (number("alpha", 1.673263), number("gamma", 1.050701))
      if abs(alpha - 1.673263) < 1e-5, abs(gamma - 1.050701) < 1e-5 {
        return activated(.word("selu"), x)
      }
      return scaled(activated(spec("elu", alpha), x), by: [gamma], plus: nil)
    case "Celu":
      let alpha = FormulaWords.number(number("alpha", 1).shortest)
      return changed("maximum(x, 0) + minimum(\(alpha) * (exp(x / \(alpha)) - 1), 0)", x)
    case "ThresholdedRelu":
      return changed("where(x > \(FormulaWords.number(number("alpha", 1).shortest)), x, 0)", x)
    case "Gelu":
      return activated(
        node.text("approximate") == "tanh"
          ? .spec(Spec("gelu", Arguments(named: [("approximate", .bool(true))]))) : .word("gelu"), x
      )
    case "HardSigmoid":
      let (alpha, beta) = (number("alpha", 0.2), number("beta", 0.5))
      if abs(alpha - 1 / 6) < 1e-6, beta == 0.5 { return activated(.word("hard_sigmoid"), x) }
      let (factor, offset) = (
        FormulaWords.number(alpha.shortest), FormulaWords.number(beta.shortest)
      )
      return changed("clip(\(factor) * x + \(offset), 0, 1)", x)
    case "Clip": return try clipped(node, x)
    default: throw ONNXObstacle("no layer for it")
    }
  }

  private func clipped(_ node: ONNXNode, _ x: ONNXStream) throws(ONNXObstacle) -> ONNXStream {
    func bound(_ place: Int, _ name: String) throws(ONNXObstacle) -> Double? {
      guard isGiven(node, place) else { return node.float(name) }
      let value = try numbers(node, place, "a bound")
      return value.count == 1 ? value.double(at: 0) : nil
    }
    let (low, high) = (try bound(1, "min"), try bound(2, "max"))
    func text(_ number: Double) -> String { FormulaWords.number(number.shortest) }
    switch (low.flatMap { $0 > -3e38 ? $0 : nil }, high.flatMap { $0 < 3e38 ? $0 : nil }) {
    case (0?, nil): return activated(.word("relu"), x)
    case (let low?, let high?): return changed("clip(x, \(text(low)), \(text(high)))", x)
    case (let low?, nil): return changed("maximum(x, \(text(low)))", x)
    case (nil, let high?): return changed("minimum(x, \(text(high)))", x)
    case (nil, nil): return x
    }
  }

  func appendSoftmax(_ node: ONNXNode) throws(ONNXObstacle) {
    let x = try stream(node, 0)
    let axis = try axis(node.int("axis") ?? (version < 13 ? 1 : -1), x)
    guard
      version >= 13 || axis == x.axes.count - 1
        || x.extents(1)[(axis + 1)...].allSatisfy({ $0 == 1 })
    else { throw ONNXObstacle("several axes taken together") }
    guard let last = last(x, axis) else { throw ONNXObstacle("the batch as an axis") }
    give(activated(.word(node.operation == "Softmax" ? "softmax" : "log_softmax"), last), to: node)
  }
}

extension Double {
  /// The number with fewest digits that is the same float32.
  var shortest: Double { Double(Float(self).description) ?? self }
}
