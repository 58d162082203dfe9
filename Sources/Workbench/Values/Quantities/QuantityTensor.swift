import Engine

/// Quantities of one dimension in the shape of a tensor: what `[1, 2] * 3h` is.
///
/// As a value it is a list of quantities, or a list of such lists.
struct QuantityTensor {
  var amounts: TensorValue
  var dimension: [Int]
  var isInHours: Bool

  /// Lists hold each quantity by itself, so they are no place for millions.
  private static let limit = 100_000

  init(_ amounts: TensorValue, _ dimension: [Int], isInHours: Bool = false) {
    self.amounts = amounts
    self.dimension = dimension
    self.isInHours = isInHours
  }

  /// Numbers have no dimension; `nil` for what is no quantity, or several of different dimensions.
  init?(_ value: Value) {
    switch value {
    case .quantity(let quantity):
      self.init(
        TensorValue(weak: Tensor(scalar: quantity.amount)), quantity.dimension,
        isInHours: quantity.isInHours)
    case .tensor(let tensor):
      guard let known = tensor.known else { return nil }
      self.init(TensorValue(weak: known.cast(to: .float64)), Quantity.plain)
    case .bool:
      self.init(TensorValue(weak: Tensor(scalar: value.tensor?.known?.first ?? 0)), Quantity.plain)
    case .list(let items):
      let parts = items.compactMap(QuantityTensor.init)
      guard let first = parts.first, parts.count == items.count,
        parts.allSatisfy({ $0.dimension == first.dimension && $0.shape == first.shape }),
        let amounts = try? ListValue.stack(parts.map(\.amounts))
      else { return nil }
      self.init(amounts, first.dimension, isInHours: parts.contains(where: \.isInHours))
    default: return nil
    }
  }

  var shape: Shape { amounts.shape }

  /// Whether a value has a unit.
  static func isQuantity(_ value: Value) -> Bool {
    switch value {
    case .quantity: true
    case .list(let items): items.first.map(isQuantity) ?? false && QuantityTensor(value) != nil
    default: false
    }
  }

  var dimensionName: String { Quantity(0, dimension).dimensionName }

  func value() throws -> Value {
    if Quantity(0, dimension).isDimensionless { return .of(amounts) }
    guard let known = amounts.known else { throw ValueProblem.conditionTraced }
    guard known.count <= QuantityTensor.limit else {
      throw ValueProblem.limit(.tooLarge(elements: known.count, limit: QuantityTensor.limit))
    }
    return nested(known.doubles[...], shape.extents[...])
  }

  private func nested(_ numbers: ArraySlice<Double>, _ extents: ArraySlice<Int>) -> Value {
    guard let count = extents.first else {
      return .quantity(Quantity(numbers.first ?? .nan, dimension, isInHours: isInHours))
    }
    let size = count == 0 ? 0 : numbers.count / count
    return .list(
      (0..<count).map { index in
        let start = numbers.startIndex + index * size
        return nested(numbers[start..<(start + size)], extents.dropFirst())
      })
  }
}
