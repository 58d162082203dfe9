import Catalog
import Engine
import Support

/// How values go together: covariances, and one series slid along another.
enum CorrelationBuiltins {
  static let all: [Builtin] = [covariance, correlation, correlate, convolve]

  private static let rows = Parameter<Bool>(
    "rowvar", "Each row is a variable; each column where false.", default: true)
  private static let freedom = Parameter<Int>(
    "ddof", "What the count is reduced by: 1 for a sample, 0 for all there is.", default: 1)

  private static let covariance = Builtin(
    Described.function(
      "cov", "the covariances of variables, a row each", "cov([[1, 2, 3], [6, 5, 1]])",
      [Described.x.description, rows.description, freedom.description],
      details:
        "As in NumPy divided by n - 1, while `var` divides by n. Of one variable its variance.")
  ) { call in
    let x = try observations(call)
    let count = x.shape[1]
    let left = Double(count) - Double(try call[freedom])
    if left <= 0 {
      call.interpreter.noteOnce(
        "cov of \(NumberText.count(count, "observation")) is nan", of: "cov")
    }
    let product = try squared(centered(x))
    let scaled = try Numerics.apply(
      Multiply(), product, Rearranging.number(left > 0 ? 1 / left : .nan))
    return .tensor(try shaped(scaled, call))
  }

  private static let correlation = Builtin(
    Described.function(
      "corrcoef", "the correlations of variables, a row each, from -1 to 1",
      "corrcoef([[1, 2, 3], [6, 5, 1]])", [Described.x.description, rows.description],
      details: "Pearson's; nan where a variable does not vary.")
  ) { call in
    let x = try centered(observations(call))
    let norm = try Numerics.applyAsIs(
      SquareRoot(),
      [
        try Numerics.applyAsIs(
          Sum(axes: [1], keepsAxes: true), [try Numerics.apply(Multiply(), x, x)],
          isWeak: x.isWeak)
      ], isWeak: x.isWeak)
    let all = try squared(try Numerics.apply(Divide(), x, norm))
    let clipped = try Numerics.applyAsIs(Clip(low: -1, high: 1), [all], isWeak: all.isWeak)
    return .tensor(try shaped(clipped, call))
  }

  /// A row for each variable.
  private static func observations(_ call: BuiltinCall) throws -> TensorValue {
    let x = try call.float(Described.x).asNumbers()
    switch x.shape.rank {
    case 1: return try Rearranging.reshaped(x, [1, x.shape[0]])
    case 2: return try call[rows] ? x : Rearranging.transposed(x, [1, 0])
    default: throw call.wrongType(Described.x, "a vector or a matrix")
    }
  }

  private static func centered(_ x: TensorValue) throws -> TensorValue {
    let mean = try Numerics.applyAsIs(
      Mean(axes: [1], keepsAxes: true), [x], isWeak: x.isWeak)
    return try Numerics.apply(Subtract(), x, mean)
  }

  private static func squared(_ x: TensorValue) throws -> TensorValue {
    try Numerics.applyAsIs(MatrixProduct(transposeRight: true), [x, x], isWeak: x.isWeak)
  }

  /// Of one variable a number.
  private static func shaped(_ matrix: TensorValue, _ call: BuiltinCall) throws -> TensorValue {
    try call[Described.x].shape.rank == 1 ? Rearranging.reshaped(matrix, []) : matrix
  }

  private static let first = Parameter<TensorValue>.tensor("a", "A vector.", expected: "a vector")
  private static let second = Parameter<TensorValue>.tensor(
    "b", "The vector that is slid along it.", expected: "a vector")
  private static let modes = ["valid", "same", "full"]

  private static func mode(_ fallback: String) -> Parameter<String> {
    .value(
      "mode", "full: each overlap; same: as long as the longer; valid: where all of b lies in a.",
      expected: "a word", shown: .word(fallback), words: modes
    ) { value, _ in
      switch value {
      case .spec(let spec, _) where modes.contains(spec.name): spec.name
      case .text(let text) where modes.contains(text): text
      default: nil
      }
    }
  }

  private static let correlated = mode("valid")
  private static let convolved = mode("full")

  private static let correlate = Builtin(
    Described.function(
      "correlate", "sums of products of one vector slid along another",
      "correlate([1, 2, 3, 4], [1, 0, -1])",
      [first.description, second.description, correlated.description])
  ) { call in
    let (a, b) = try vectors(call)
    let mode = try call.optional(correlated) ?? "valid"
    guard a.shape[0] < b.shape[0] else { return .tensor(try slid(b, along: a, mode)) }
    let turned = try slid(a, along: b, mode)
    return .tensor(try Numerics.applyAsIs(Reverse(axis: 0), [turned], isWeak: turned.isWeak))
  }

  private static let convolve = Builtin(
    Described.function(
      "convolve", "the product of two polynomials; one vector, turned round, slid along another",
      "convolve([1, 2, 3], [0, 1, 0.5])",
      [first.description, second.description, convolved.description])
  ) { call in
    let (a, b) = try vectors(call)
    let mode = try call.optional(convolved) ?? "full"
    let (long, short) = a.shape[0] < b.shape[0] ? (b, a) : (a, b)
    let turned = try Numerics.applyAsIs(Reverse(axis: 0), [short], isWeak: short.isWeak)
    return .tensor(try slid(turned, along: long, mode))
  }

  private static func vectors(_ call: BuiltinCall) throws -> (TensorValue, TensorValue) {
    let (a, b) = (
      try call.float(first).asNumbers(), try call.float(second).asNumbers()
    )
    for (parameter, vector) in [(first, a), (second, b)] {
      guard vector.shape.rank == 1 else { throw call.wrongType(parameter, "a vector") }
      guard vector.shape[0] > 0 else { throw ValueProblem.emptyList(call.signature.name) }
    }
    try call.requireNumbers([saturatingSum(a.shape[0], b.shape[0])])
    return (a, b)
  }

  /// A convolution of one channel, which does not turn its kernel round.
  private static func slid(
    _ short: TensorValue, along long: TensorValue, _ mode: String
  ) throws -> TensorValue {
    let (n, m) = (long.shape[0], short.shape[0])
    let before = mode == "full" ? m - 1 : mode == "same" ? m / 2 : 0
    let after = mode == "full" ? m - 1 : mode == "same" ? m - 1 - m / 2 : 0
    let result = try Numerics.apply(
      Convolution(columns: WindowAxis(before: before, after: after)),
      Rearranging.reshaped(long, [1, 1, n, 1]), Rearranging.reshaped(short, [1, m, 1, 1]))
    return try Rearranging.flat(result)
  }
}
