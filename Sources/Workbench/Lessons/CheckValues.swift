// What checks compare.
extension CheckJudge {
  /// Whether two values are equal, numbers to within a millionth; only of what can be compared.
  static func areClose(_ left: Value, _ right: Value) throws -> Bool {
    switch (left, right) {
    case (.tensor(let first), .tensor(let second)):
      guard first.shape == second.shape, let a = first.known, let b = second.known else {
        return false
      }
      return (0..<a.count).allSatisfy { index in
        let (x, y) = (a[index], b[index])
        return x == y || x.isNaN && y.isNaN || abs(x - y) <= 1e-6 * max(1, abs(x), abs(y))
      }
    case (.bool(let first), .bool(let second)): return first == second
    case (.text(let first), .text(let second)): return first == second
    default: throw CheckProblem.noCondition
    }
  }
}

extension Value {
  /// Whether it can be called.
  var isFunction: Bool {
    switch self {
    case .function: true
    case .spec(_, let kind): kind == .activation || kind == .function
    default: false
    }
  }
}
