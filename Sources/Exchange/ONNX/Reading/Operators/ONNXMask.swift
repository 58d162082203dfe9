/// Numbers that hide what lies ahead: 0 up to the diagonal, far below 0 behind it.
struct ONNXMask {
  private let length: Int

  /// `nil` where they are others.
  init?(_ shape: [Int], _ numbers: [Double]) {
    guard shape.count == 2, shape[0] == shape[1], shape[0] > 1 else { return nil }
    length = shape[0]
    for (place, number) in numbers.enumerated() {
      let isAhead = place % length > place / length
      guard isAhead ? number <= -1e4 : number == 0 else { return nil }
    }
  }

  var formula: String { Self.formula(length) }

  /// The formula of `x`, with a number in the places of what lies ahead.
  static func formula(_ length: Int, else other: String = "-1e9") -> String {
    let rows = "reshape(range(\(length)), [\(length), 1])"
    return "where(\(rows) >= reshape(range(\(length)), [1, \(length)]), x, \(other))"
  }

  func formula(else other: String) -> String { Self.formula(length, else: other) }
}
