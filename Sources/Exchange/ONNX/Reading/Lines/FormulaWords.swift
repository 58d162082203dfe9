import Support

/// Numbers and shapes as formulas have them.
enum FormulaWords {
  /// A number that can be read again; infinity becomes the largest that a float32 holds well.
  static func number(_ number: Double) -> String {
    if number.isInfinite { return number > 0 ? "1e38" : "-1e38" }
    return NumberText.exact(number.shortest)
  }

  static func numbers(_ numbers: [Double]) -> String {
    numbers.count == 1
      ? number(numbers[0]) : "[\(numbers.map(number).joined(separator: ", "))]"
  }

  static func wholes(_ numbers: [Int]) -> String {
    "[\(numbers.map(String.init).joined(separator: ", "))]"
  }

  /// A tensor in brackets, axis by axis.
  static func tensor(_ extents: [Int], _ numbers: [Double]) -> String {
    guard extents.count > 1 else { return "[\(numbers.map(number).joined(separator: ", "))]" }
    let each = numbers.count / max(extents[0], 1)
    let rows = (0..<extents[0]).map {
      tensor(Array(extents.dropFirst()), Array(numbers[$0 * each..<($0 + 1) * each]))
    }
    return "[\(rows.joined(separator: ", "))]"
  }
}
