/// A step of 1, 2, 2.5, 3, 4 or 5 times a power of ten, and exact multiples of it.
///
/// Multiples are whole numbers times a power of ten, so that tick 3 of step 0.1 is the double that
/// `0.3` reads as, and its label has no digits beyond.
struct DecimalStep: Sendable, Equatable {
  /// The digits: 10 for 1, 25 for 2.5.
  let digits: Int
  /// The power of ten of the last digit.
  let exponent: Int

  /// The distance between two ticks.
  var size: Double { scaled(digits) }

  /// Multiple `index` of the step.
  func multiple(_ index: Int) -> Double { scaled(index.multipliedReportingOverflow(by: digits).0) }

  /// The indices of the multiples inside `low…high`, allowing for rounding; `nil` if too many or far.
  func indices(from low: Double, to high: Double) -> ClosedRange<Int>? {
    let first = (low / size - 1e-9).rounded(.up)
    let last = (high / size + 1e-9).rounded(.down)
    guard abs(first) < 1e15, abs(last) < 1e15, first <= last, last - first < 1000 else {
      return nil
    }
    return Int(saturating: first)...Int(saturating: last)
  }

  private func scaled(_ units: Int) -> Double {
    exponent >= 0
      ? Double(units) * powerOfTen(exponent) : Double(units) / powerOfTen(-exponent)
  }
}

/// 10ⁿ: the nearest double within its range; 0 and ∞ beyond.
func powerOfTen(_ exponent: Int) -> Double {
  // Products of two exact powers stay exact up to 10²²; beyond, one rounding each step.
  if exponent < 0 { return 1 / powerOfTen(-exponent) }
  var result = 1.0
  var base = 10.0
  var rest = min(exponent, 400)
  while rest > 0 {
    if rest & 1 == 1 { result *= base }
    base *= base
    rest >>= 1
  }
  return result
}
