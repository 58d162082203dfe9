import Catalog
import Engine

/// Functions of numbers that are called with quantities: they compute with the amounts, and the
/// result gets the dimension that it then has.
enum QuantityBuiltins {
  /// What becomes of the dimension.
  private enum Rule {
    /// All operands have one, and the result has it too: a sum, the larger of two.
    case kept
    /// That of a square: a variance.
    case squared
    /// That of a square root.
    case halved
    /// None: a position, a sign.
    case dropped
    /// To whole numbers of the unit in which each quantity prints.
    case rounded(FloatingPointRoundingRule)
  }

  private static let x = [Described.x.description]
  private static let pair = [
    ElementwiseBuiltins.first.description, ElementwiseBuiltins.second.description,
  ]

  private static let rules: [String: (operands: [ParameterDescription], rule: Rule)] = [
    "abs": (x, .kept), "sum": (x, .kept), "mean": (x, .kept), "min": (x, .kept),
    "max": (x, .kept), "std": (x, .kept), "cumsum": (x, .kept),
    "sort": (x, .kept), "topk": (x, .kept), "norm": (x, .kept),
    "reshape": (x, .kept), "transpose": (x, .kept), "shuffle": (x, .kept),
    "median": (x, .kept), "quantile": (x, .kept), "percentile": (x, .kept), "ptp": (x, .kept),
    "diff": (x, .kept), "flip": (x, .kept), "roll": (x, .kept), "tile": (x, .kept),
    "repeat_elements": (x, .kept), "squeeze": (x, .kept), "expand_dims": (x, .kept),
    "unique": (x, .kept), "argsort": (x, .dropped), "count_nonzero": (x, .dropped),
    "maximum": (pair, .kept), "minimum": (pair, .kept), "mod": (pair, .kept),
    "where": (
      [ElementwiseBuiltins.held.description, ElementwiseBuiltins.other.description], .kept
    ),
    "clip": (
      x + [ElementwiseBuiltins.low.description, ElementwiseBuiltins.high.description], .kept
    ),
    "var": (x, .squared), "sqrt": (x, .halved), "sign": (x, .dropped),
    "argmax": (x, .dropped), "argmin": (x, .dropped), "shape": (x, .dropped),
    "any": (x, .dropped), "all": (x, .dropped),
    "round": (x, .rounded(.toNearestOrEven)), "floor": (x, .rounded(.down)),
  ]

  /// The value of the call; `nil` where no operand is a quantity or the function knows none.
  static func value(_ builtin: Builtin, _ call: BuiltinCall) throws -> Value? {
    guard let (parameters, rule) = rules[builtin.signature.name] else { return nil }
    let operands = parameters.compactMap { parameter in
      call.value(of: parameter).map { (parameter: parameter, value: $0) }
    }
    guard operands.contains(where: { QuantityTensor.isQuantity($0.value) }) else { return nil }
    let quantities = operands.compactMap { QuantityTensor($0.value) }
    guard quantities.count == operands.count, let first = quantities.first else { return nil }
    for other in quantities where other.dimension != first.dimension {
      throw ValueProblem.units(
        builtin.signature.name, left: first.dimensionName, right: other.dimensionName)
    }
    if case .rounded(let rounding) = rule {
      return rounded(operands[0].value) { $0.rounded(rounding) }
    }
    var plain = call
    for (operand, quantity) in zip(operands, quantities) {
      plain.replace(operand.parameter, with: .tensor(quantity.amounts))
    }
    let result = try builtin.call(plain)
    guard let amounts = result.tensor else { return result }
    var dimension = first.dimension
    switch rule {
    case .kept, .rounded: break
    case .squared: dimension = dimension.map { $0 * 2 }
    case .halved:
      guard dimension.allSatisfy({ $0.isMultiple(of: 2) }) else { return nil }
      dimension = dimension.map { $0 / 2 }
    case .dropped: return result
    }
    return try QuantityTensor(
      amounts.asNumbers(), dimension, isInHours: quantities.contains(where: \.isInHours)
    ).value()
  }

  private static func rounded(_ value: Value, _ round: (Double) -> Double) -> Value {
    switch value {
    case .quantity(let quantity): .quantity(quantity.rounded(round))
    case .list(let items): .list(items.map { rounded($0, round) })
    default: value
    }
  }
}
