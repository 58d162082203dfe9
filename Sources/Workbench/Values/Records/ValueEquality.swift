import Data
import Engine
import Language
import Support

/// Whether two values are the same, as one truth value: what `==` of records asks for their fields.
enum ValueEquality {
  /// Records are equal that have the same fields, in whatever order, with equal values; numbers and
  /// tensors where shape and numbers are; what is no value of numbers where it is the same thing.
  static func areEqual(_ left: Value, _ right: Value) throws -> Bool {
    switch (left, right) {
    case (.record(let a), .record(let b)):
      guard a.names.count == b.names.count else { return false }
      if a.names == b.names { return try areEqual(a.values, b.values) }
      let others = Dictionary(zip(b.names, b.values)) { first, _ in first }
      for (name, value) in a.fields {
        guard let other = others[name], try areEqual(value, other) else { return false }
      }
      return true
    case (.list(let a), .list(let b)): return try areEqual(a, b)
    case (.none, .none): return true
    case (.text(let a), .text(let b)): return a == b
    case (.range(let a, let b), .range(let c, let d)): return a == c && b == d
    case (.tensor, .tensor), (.tensor, .bool), (.bool, .tensor), (.bool, .bool):
      guard let a = left.tensor, let b = right.tensor else { return false }
      return try areEqual(a, b)
    case (.quantity(let a), .quantity(let b)):
      guard a.dimension == b.dimension,
        case .bool(let isEqual) = try Operators.binary(.equal, left, right)
      else { return false }
      return isEqual
    case (.model(let a), .model(let b)): return a === b
    case (.layer(let a, let path), .layer(let b, let other)): return a === b && path == other
    case (.run(let a), .run(let b)): return a === b
    case (.function(let a), .function(let b)): return a === b
    case (.dataset(let a), .dataset(let b)): return a.sharesMemory(with: b)
    case (.spec(let a, let kind), .spec(let b, let other)): return kind == other && a.text == b.text
    case (.block(_, let a), .block(_, let b)): return a == b
    default: return false
    }
  }

  private static func areEqual(
    _ left: some Collection<Value>, _ right: some Collection<Value>
  ) throws -> Bool {
    guard left.count == right.count else { return false }
    for (index, (a, b)) in zip(left, right).enumerated() {
      if index & 0xFF == 0 { try Interrupt.check() }
      guard try areEqual(a, b) else { return false }
    }
    return true
  }

  private static func areEqual(_ left: TensorValue, _ right: TensorValue) throws -> Bool {
    guard left.shape == right.shape else { return false }
    let equal = try Numerics.apply(Comparison(.equal), left, right)
    guard let known = equal.known else { throw ValueProblem.conditionTraced }
    return known.first(where: { $0 == 0 }) == nil
  }
}
