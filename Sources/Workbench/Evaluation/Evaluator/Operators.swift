import Engine
import Language
import Support

/// What `+ - * / @ ^`, comparisons and logic mean for each kind of value.
enum Operators {
  /// Bytes of one text: what is longer is read with `data text`, a text twice as long in each round
  /// of a loop ends soon.
  static let textLimit = 1 << 26

  static func unary(_ sign: UnaryOperator, _ value: Value) throws -> Value {
    switch (sign, value) {
    case (.negate, .tensor(let tensor)): return .tensor(try Numerics.apply(Negate(), tensor))
    case (.negate, .quantity(let quantity)):
      return .quantity(quantity.multiplied(by: Quantity(-1, Quantity.plain)))
    case (.negate, .list):
      if let value = try quantities(.multiply, .number(-1), value) { return value }
      throw ValueProblem.wrongKind(
        of: "`-`", expected: "a number or a tensor", found: value.messageText)
    case (.not, .bool(let flag)): return .bool(!flag)
    case (.not, .tensor(let tensor)): return .of(try Numerics.apply(Logical(.not), tensor))
    case (.negate, .bool(let flag)): return .number(flag ? -1 : 0)
    default:
      throw ValueProblem.wrongKind(
        of: "`\(sign.rawValue)`", expected: sign == .not ? "true or false" : "a number or a tensor",
        found: value.messageText)
    }
  }

  static func binary(_ sign: BinaryOperator, _ left: Value, _ right: Value) throws -> Value {
    switch (left, right) {
    case (.tensor(let a), .tensor(let b)): return try tensors(sign, a, b)
    case (.quantity, .quantity), (.quantity, .tensor), (.tensor, .quantity), (.quantity, .bool),
      (.bool, .quantity):
      if let value = try quantities(sign, left, right) { return value }
    case (.bool(let a), .bool(let b)):
      if let value = logic(sign, a, b) { return .bool(value) }
      return try binary(sign, .number(a ? 1 : 0), .number(b ? 1 : 0))
    case (.bool, .tensor(let b)): if let a = left.tensor { return try tensors(sign, a, b) }
    case (.tensor(let a), .bool): if let b = right.tensor { return try tensors(sign, a, b) }
    case (.text(let a), .text(let b)):
      if sign == .equal { return .bool(a == b) }
      if sign == .notEqual { return .bool(a != b) }
      if sign == .add {
        let bytes = a.utf8.count + b.utf8.count
        guard bytes <= textLimit else {
          throw ValueProblem.limit(.textTooLong(bytes, limit: textLimit))
        }
        // What prints it, writes it down or compares it holds it once more.
        try MemoryBudget.current.require(2 * bytes, for: "the text")
        return .text(a + b)
      }
    case (.none, _), (_, .none):
      if sign == .equal { return .bool(isNone(left) && isNone(right)) }
      if sign == .notEqual { return .bool(!(isNone(left) && isNone(right))) }
    case (.record, .record) where sign == .equal || sign == .notEqual:
      return .bool(try ValueEquality.areEqual(left, right) == (sign == .equal))
    case (.list(let a), .list(let b))
    where (sign == .equal || sign == .notEqual) && (a.holdsRecord || b.holdsRecord):
      return .bool(try ValueEquality.areEqual(left, right) == (sign == .equal))
    case (.list(let a), .list(let b)):
      if let value = try quantities(sign, left, right) { return value }
      if sign == .add {
        return .list(try a.joined(b))
      }
    case (.list, _), (_, .list):
      if let value = try quantities(sign, left, right) { return value }
    default: break
    }
    throw ValueProblem.operands(
      sign.rawValue, left: left.messageText, right: right.messageText,
      mismatch(sign, left, right))
  }

  private static func mismatch(
    _ sign: BinaryOperator, _ left: Value, _ right: Value
  ) -> OperandMismatch {
    switch (left, right) {
    case (.function, _), (.spec(_, .function), _), (.spec(_, .activation), _): .uncalled
    case (.record, _), (_, .record): .record
    case (.report, _), (_, .report): .report
    case _ where sign == .equal || sign == .notEqual: .comparison
    case (.text, _), (_, .text): .text
    default: .other
    }
  }

  private static func tensors(
    _ sign: BinaryOperator, _ a: TensorValue, _ b: TensorValue
  ) throws -> Value {
    if let x = a.plainNumber, let y = b.plainNumber, let value = numbers(sign, x, y) {
      return value
    }
    switch sign {
    case .add: return .tensor(try Numerics.apply(Add(), a, b))
    case .subtract: return .tensor(try Numerics.apply(Subtract(), a, b))
    case .multiply: return .tensor(try Numerics.apply(Multiply(), a, b))
    case .divide:
      return .tensor(try Numerics.apply(Divide(), try Numerics.float(a), try Numerics.float(b)))
    case .power: return .tensor(try power(a, b))
    case .matrixProduct: return .tensor(try matrixProduct(a, b))
    case .and: return .of(try Numerics.apply(Logical(.and), a, b))
    case .or: return .of(try Numerics.apply(Logical(.or), a, b))
    case .equal: return try compare(.equal, a, b)
    case .notEqual: return try compare(.notEqual, a, b)
    case .less: return try compare(.less, a, b)
    case .lessOrEqual: return try compare(.lessOrEqual, a, b)
    case .greater: return try compare(.greater, a, b)
    case .greaterOrEqual: return try compare(.greaterOrEqual, a, b)
    }
  }

  /// Two single numbers without the way through kernels, which round the same; `nil` where a function
  /// of the library decides.
  private static func numbers(_ sign: BinaryOperator, _ x: Double, _ y: Double) -> Value? {
    switch sign {
    case .add: .number(x + y)
    case .subtract: .number(x - y)
    case .multiply: .number(x * y)
    case .divide: .number(x / y)
    case .equal: .bool(x == y)
    case .notEqual: .bool(x != y)
    case .less: .bool(x < y)
    case .lessOrEqual: .bool(x <= y)
    case .greater: .bool(x > y)
    case .greaterOrEqual: .bool(x >= y)
    case .power, .matrixProduct, .and, .or: nil
    }
  }

  /// Two known numbers compare to true or false, tensors to a tensor of truth values.
  private static func compare(
    _ relation: Comparison.Kind, _ a: TensorValue, _ b: TensorValue
  ) throws -> Value {
    .of(try Numerics.apply(Comparison(relation), a, b))
  }

  /// a^2 is a·a: exact, fast, and differentiable at negative numbers and zero.
  private static func power(_ a: TensorValue, _ b: TensorValue) throws -> TensorValue {
    let base = try Numerics.float(a).asNumbers()
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
        operation: "@", kind: .matrixProduct, expected: "[n × k] and [k × m]",
        found: [a.shape, b.shape])
    }
    guard a.shape.extents.last == b.shape[max(0, b.shape.rank - 2)] else {
      throw ShapeError(
        operation: "@", kind: .matrixProduct, expected: "[n × k] and [k × m]",
        found: [a.shape, b.shape])
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

  /// Quantities, and lists of them, element by element; `nil` where there is none or no meaning.
  private static func quantities(
    _ sign: BinaryOperator, _ left: Value, _ right: Value
  ) throws -> Value? {
    guard QuantityTensor.isQuantity(left) || QuantityTensor.isQuantity(right),
      let a = QuantityTensor(left), let b = QuantityTensor(right)
    else { return nil }
    let isInHours = a.isInHours || b.isInHours
    func result(_ dimension: [Int]) throws -> Value? {
      guard let amounts = try tensors(sign, a.amounts, b.amounts).tensor else { return nil }
      return try QuantityTensor(amounts, dimension, isInHours: isInHours).value()
    }
    switch sign {
    case .multiply, .matrixProduct: return try result(zip(a.dimension, b.dimension).map { $0 + $1 })
    case .divide: return try result(zip(a.dimension, b.dimension).map { $0 - $1 })
    case .power:
      guard b.shape.rank == 0, b.dimension == Quantity.plain, let number = b.amounts.known?.first,
        let exponent = Int(exactly: number), abs(exponent) <= 9
      else { return nil }
      return try result(a.dimension.map { $0 * exponent })
    case .and, .or: return nil
    default: break
    }
    guard a.dimension == b.dimension else {
      throw ValueProblem.units(sign.rawValue, left: a.dimensionName, right: b.dimensionName)
    }
    switch sign {
    case .add, .subtract: return try result(a.dimension)
    default: return try tensors(sign, a.amounts, b.amounts)
    }
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
