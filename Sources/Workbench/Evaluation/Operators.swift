import Engine
import Language

/// What `+ - * / @ ^`, comparisons and logic mean for each kind of value.
enum Operators {
  static func unary(_ sign: UnaryOperator, _ value: Value) throws -> Value {
    switch (sign, value) {
    case (.negate, .tensor(let tensor)): return .tensor(try Numerics.apply(Negate(), tensor))
    case (.negate, .quantity(let quantity)):
      return .quantity(Quantity(-quantity.amount, quantity.dimension))
    case (.not, .bool(let flag)): return .bool(!flag)
    case (.not, .tensor(let tensor)): return .tensor(try Numerics.apply(Logical(.not), tensor))
    default:
      throw ValueProblem.wrongKind(
        of: "`\(sign.rawValue)`", expected: sign == .not ? "true or false" : "a number or a tensor",
        found: value.messageText)
    }
  }

  static func binary(_ sign: BinaryOperator, _ left: Value, _ right: Value) throws -> Value {
    switch (left, right) {
    case (.tensor(let a), .tensor(let b)): return try tensors(sign, a, b)
    case (.quantity, .quantity), (.quantity, .tensor), (.tensor, .quantity):
      if let value = try quantities(sign, left, right) { return value }
    case (.bool(let a), .bool(let b)):
      if let value = logic(sign, a, b) { return .bool(value) }
    case (.bool(let flag), .tensor):
      return try binary(sign, .number(flag ? 1 : 0), right)
    case (.tensor, .bool(let flag)):
      return try binary(sign, left, .number(flag ? 1 : 0))
    case (.text(let a), .text(let b)):
      if sign == .equal { return .bool(a == b) }
      if sign == .notEqual { return .bool(a != b) }
      if sign == .add { return .text(a + b) }
    case (.none, _), (_, .none):
      if sign == .equal { return .bool(isNone(left) && isNone(right)) }
      if sign == .notEqual { return .bool(!(isNone(left) && isNone(right))) }
    case (.list(let a), .list(let b)):
      if sign == .add { return .list(a + b) }
    default: break
    }
    throw ValueProblem.operands(
      sign.rawValue, left: left.messageText, right: right.messageText)
  }

  private static func tensors(
    _ sign: BinaryOperator, _ a: TensorValue, _ b: TensorValue
  ) throws -> Value {
    switch sign {
    case .add: return .tensor(try Numerics.apply(Add(), a, b))
    case .subtract: return .tensor(try Numerics.apply(Subtract(), a, b))
    case .multiply: return .tensor(try Numerics.apply(Multiply(), a, b))
    case .divide:
      return .tensor(try Numerics.apply(Divide(), try Numerics.float(a), try Numerics.float(b)))
    case .power: return .tensor(try power(a, b))
    case .matrixProduct: return .tensor(try matrixProduct(a, b))
    case .and: return .tensor(try Numerics.apply(Logical(.and), a, b))
    case .or: return .tensor(try Numerics.apply(Logical(.or), a, b))
    case .equal: return try compare(.equal, a, b)
    case .notEqual: return try compare(.notEqual, a, b)
    case .less: return try compare(.less, a, b)
    case .lessOrEqual: return try compare(.lessOrEqual, a, b)
    case .greater: return try compare(.greater, a, b)
    case .greaterOrEqual: return try compare(.greaterOrEqual, a, b)
    }
  }

  /// Two known numbers compare to true or false, tensors to 0 and 1.
  private static func compare(
    _ relation: Comparison.Kind, _ a: TensorValue, _ b: TensorValue
  ) throws -> Value {
    let result = try Numerics.apply(Comparison(relation), a, b)
    if result.shape.rank == 0, let known = result.known { return .bool(known.first != 0) }
    return .tensor(result)
  }

  /// a^2 is a·a: exact, fast, and differentiable at negative numbers and zero.
  private static func power(_ a: TensorValue, _ b: TensorValue) throws -> TensorValue {
    let base = try Numerics.float(a)
    if b.isWeak, b.shape.rank == 0, let exponent = b.known?.first {
      if exponent == 1 { return base }
      if exponent == 2 { return try Numerics.apply(Multiply(), base, base) }
      if exponent == 3 {
        return try Numerics.apply(
          Multiply(), try Numerics.apply(Multiply(), base, base), base)
      }
    }
    return try Numerics.apply(Power(), base, try Numerics.float(b))
  }

  /// NumPy's rules for vectors: a row on the left, a column on the right.
  private static func matrixProduct(_ a: TensorValue, _ b: TensorValue) throws -> TensorValue {
    guard a.shape.rank > 0, b.shape.rank > 0 else {
      throw ShapeError(
        operation: "@", expected: "[n × k] and [k × m]", found: [a.shape, b.shape])
    }
    guard a.shape.extents.last == b.shape[max(0, b.shape.rank - 2)] else {
      throw ShapeError(
        operation: "@", expected: "[n × k] and [k × m]", found: [a.shape, b.shape])
    }
    var left = try Numerics.float(a)
    var right = try Numerics.float(b)
    if a.shape.rank == 1 { left = try reshape(left, [1, a.shape[0]]) }
    if b.shape.rank == 1 { right = try reshape(right, [b.shape[0], 1]) }
    let product = try Numerics.apply(MatrixProduct(), left, right)
    var extents = product.shape.extents
    if b.shape.rank == 1 { extents.removeLast() }
    if a.shape.rank == 1 { extents.remove(at: extents.count - (b.shape.rank == 1 ? 1 : 2)) }
    return extents == product.shape.extents ? product : try reshape(product, Shape(extents))
  }

  static func reshape(_ value: TensorValue, _ shape: Shape) throws -> TensorValue {
    try Numerics.applyAsIs(Reshape(shape), [value], isWeak: value.isWeak)
  }

  private static func quantities(
    _ sign: BinaryOperator, _ left: Value, _ right: Value
  ) throws -> Value? {
    guard let a = quantity(left), let b = quantity(right) else { return nil }
    switch sign {
    case .multiply: return unwrap(a.multiplied(by: b))
    case .divide: return unwrap(a.divided(by: b))
    case .power:
      guard b.isDimensionless, let exponent = Int(exactly: b.amount), abs(exponent) <= 9 else {
        return nil
      }
      return unwrap(a.raised(to: exponent))
    default: break
    }
    guard a.dimension == b.dimension else {
      throw ValueProblem.units(sign.rawValue, left: a.dimensionName, right: b.dimensionName)
    }
    switch sign {
    case .add: return unwrap(Quantity(a.amount + b.amount, a.dimension))
    case .subtract: return unwrap(Quantity(a.amount - b.amount, a.dimension))
    case .equal: return .bool(a.amount == b.amount)
    case .notEqual: return .bool(a.amount != b.amount)
    case .less: return .bool(a.amount < b.amount)
    case .lessOrEqual: return .bool(a.amount <= b.amount)
    case .greater: return .bool(a.amount > b.amount)
    case .greaterOrEqual: return .bool(a.amount >= b.amount)
    default: return nil
    }
  }

  private static func quantity(_ value: Value) -> Quantity? {
    if case .quantity(let quantity) = value { return quantity }
    return value.number.map { Quantity($0, [0, 0, 0, 0, 0]) }
  }

  private static func unwrap(_ quantity: Quantity) -> Value {
    quantity.isDimensionless ? .number(quantity.amount) : .quantity(quantity)
  }

  private static func logic(_ sign: BinaryOperator, _ a: Bool, _ b: Bool) -> Bool? {
    switch sign {
    case .and: a && b
    case .or: a || b
    case .equal: a == b
    case .notEqual: a != b
    default: nil
    }
  }

  private static func isNone(_ value: Value) -> Bool {
    if case .none = value { true } else { false }
  }
}
