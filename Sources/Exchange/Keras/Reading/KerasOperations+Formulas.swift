import Catalog
import Learning
import Support

// Operations that have no line of their own, as formulas.
extension KerasOperations {
  /// Of one tensor.
  static let formulas = [
    "Absolute": "abs(x)", "Abs": "abs(x)", "Square": "x ^ 2", "Sqrt": "sqrt(x)", "Log": "log(x)",
    "Sin": "sin(x)", "Cos": "cos(x)", "Negative": "-x", "Sign": "sign(x)", "Floor": "floor(x)",
    "Relu6": "clip(x, 0, 6)", "Reciprocal": "1 / x", "Rsqrt": "1 / sqrt(x)",
    "Ceil": "ceil(x)", "Trunc": "trunc(x)", "Tan": "tan(x)", "Arcsin": "asin(x)",
    "Arccos": "acos(x)", "Arctan": "atan(x)", "Sinh": "sinh(x)", "Cosh": "cosh(x)",
    "Arcsinh": "asinh(x)", "Arccosh": "acosh(x)", "Arctanh": "atanh(x)", "Log1p": "log1p(x)",
    "Expm1": "expm1(x)", "Log2": "log2(x)", "Log10": "log10(x)", "Erf": "erf(x)",
    "LogicalNot": "not x",
    "LogSigmoid": "-softplus(-x)", "HardTanh": "clip(x, -1, 1)", "TanhShrink": "x - tanh(x)",
  ]

  /// Of two tensors, or a tensor and a number.
  static let pairs = [
    "Subtract": "a - b", "TrueDivide": "a / b", "Divide": "a / b", "Maximum": "maximum(a, b)",
    "Minimum": "minimum(a, b)", "Power": "a ^ b", "Mod": "mod(a, b)", "Arctan2": "atan2(a, b)",
    "Hypot": "hypot(a, b)", "Greater": "a > b", "GreaterEqual": "a >= b", "Less": "a < b",
    "LessEqual": "a <= b", "Equal": "a == b", "LogicalAnd": "a and b", "LogicalOr": "a or b",
  ]

  /// What is taken together along axes.
  static let reductions = ["Mean": "mean", "Sum": "sum", "Max": "max", "Min": "min"]

  /// The line of an operation on one tensor; `nil` for others.
  static func formula(_ className: String, _ config: JSON, _ call: KerasCall?) -> LayerDescription?
  {
    let places = call?.places ?? []
    let rank = rank(of: places.first)
    if let text = formulas[className] { return KerasFormulas.formula(text) }
    if let word = reductions[className] {
      return reduced(word, config, rank).map(KerasFormulas.formula)
    }
    // What is true or false is a number here, too.
    if className == "Cast", case .text(let type)? = config["dtype"], type.contains("float") {
      return LayerDescription("linear")
    }
    if className == "Round", config["decimals"] ?? .whole(0) == .whole(0) {
      return KerasFormulas.formula("round(x)")
    }
    if className == "Clip", let low = config["x_min"]?.double, let high = config["x_max"]?.double {
      return KerasFormulas.formula(
        "clip(x, \(FormulaWords.number(low)), \(FormulaWords.number(high)))")
    }
    if className == "GetItem", places.count == 2 {
      return part(places[1]).map { $0.isEmpty ? LayerDescription("linear") : formula(part: $0) }
    }
    return withNumber(className, places + (call?.named.map(\.value) ?? []))
  }

  /// `Where` of tensors and numbers, which are taken in their order; `nil` for other operations.
  static func choice(_ className: String, _ inputs: Int, _ call: KerasCall?) -> LayerDescription? {
    guard className == "Where", let call, call.named.isEmpty, call.places.count == 3 else {
      return nil
    }
    var letters = ["a", "b", "c"].prefix(inputs).map { inputs == 1 ? "x" : $0 }[...]
    let parts = call.places.compactMap { place -> String? in
      if place["class_name"] == "__keras_tensor__" { return letters.popFirst() }
      return number(place)
    }
    guard parts.count == 3, letters.isEmpty else { return nil }
    let text = "where(\(parts.joined(separator: ", ")))"
    if inputs == 1 { return KerasFormulas.formula(text) }
    let names = ["a", "b", "c"].prefix(inputs).joined(separator: ", ")
    return LayerDescription("combine", Arguments([.formula("(\(names)) -> \(text)")]))
  }

  private static func formula(part: String) -> LayerDescription {
    KerasFormulas.formula("x[\(part)]")
  }

  /// A number beside the tensor, on either side.
  private static func withNumber(_ className: String, _ given: [JSON]) -> LayerDescription? {
    let known = ["Add": "a + b", "Multiply": "a * b"].merging(pairs) { first, _ in first }
    guard let text = known[className], given.count == 2,
      let place = given.firstIndex(where: { number($0) != nil }), let number = number(given[place])
    else { return nil }
    let written = "(\(number))"
    let (first, second) = place == 0 ? (written, "x") : ("x", written)
    guard text.hasSuffix("(a, b)") else {
      return KerasFormulas.formula("\(first)\(text.dropFirst().dropLast())\(second)")
    }
    return KerasFormulas.formula("\(text.dropLast(6))(\(first), \(second))")
  }

  /// A number, or an array of numbers, as formulas have it; `nil` for a tensor.
  private static func number(_ value: JSON) -> String? {
    if value["class_name"] == "__numpy__" || value["class_name"] == "__tensor__" {
      return value["config"]?["value"].flatMap(number)
    }
    if let number = value.double { return number.isFinite ? FormulaWords.number(number) : nil }
    guard let items = value.items, !items.isEmpty, items.count <= 4096 else { return nil }
    let texts = items.compactMap(number)
    return texts.count == items.count ? "[\(texts.joined(separator: ", "))]" : nil
  }

  /// How many axes a tensor has, the batch among them.
  static func rank(of tensor: JSON?) -> Int? {
    // Of several tensors in a list it is that of the first.
    (tensor?["config"] ?? tensor?.items?.first?["config"])?["shape"]?.items?.count
  }

  /// The shapes of the tensors that a call joins, the batch among them; empty where one is not known.
  static func shapes(of call: KerasCall) -> [[JSON]] {
    let tensors = call.places.flatMap { place in
      place["class_name"] == "__keras_tensor__" ? [place] : place.items ?? []
    }
    let shapes = tensors.compactMap { $0["config"]?["shape"]?.items }
    return shapes.count == tensors.count ? shapes : []
  }

  private static func reduced(_ word: String, _ config: JSON, _ rank: Int?) -> String? {
    let given: [JSON] =
      switch config["axis"] {
      case .whole(let axis)?: [.whole(axis)]
      case .list(let items)?: items
      default: []
      }
    var axes: [Int] = []
    for item in given {
      guard case .whole(let number) = item, let axis = KerasFormulas.axis(number, rank) else {
        return nil
      }
      axes.append(axis)
    }
    guard !axes.isEmpty, Set(axes).count == axes.count, axes.count == 1 || !axes.contains(-1) else {
      return nil
    }
    let end = config["keepdims"] == .bool(true) ? ", keepdims=true" : ""
    // From the last axis on, so that those before it keep their numbers.
    var text = "x"
    for axis in axes.sorted(by: >) { text = "\(word)(\(text), axis=\(axis)\(end))" }
    return text
  }

  /// What stands in the brackets behind a tensor: `:, 1:3, -1`; empty for the whole, `nil` for what takes part of the batch,
  /// and for steps, new axes and the like.
  private static func part(_ key: JSON) -> String? {
    guard let items = key.items ?? key["items"]?.items, let first = items.first, range(first) == ":"
    else { return nil }
    var texts: [String] = []
    for item in items {
      if case .whole(let place) = item {
        texts.append("\(place)")
      } else if let range = range(item) {
        texts.append(range)
      } else {
        return nil
      }
    }
    return texts.allSatisfy { $0 == ":" } ? "" : texts.joined(separator: ", ")
  }

  private static func range(_ item: JSON) -> String? {
    guard item["class_name"] == "__slice__", let config = item["config"],
      config["step"] == .null || config["step"] == .whole(1)
    else { return nil }
    func end(_ value: JSON?) -> String? {
      switch value {
      case .null?, nil: ""
      case .whole(let number)?: "\(number)"
      default: nil
      }
    }
    guard let start = end(config["start"]), let stop = end(config["stop"]) else { return nil }
    return "\(start):\(stop)"
  }
}
