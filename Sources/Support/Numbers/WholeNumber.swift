/// The checked conversions of floating-point values to whole numbers: the only ones in `Sources`.
///
/// Beside `init(exactly:)` of the standard library, for what must be whole as it is. The unchecked
/// `Int(number)` ends the process on NaN and on what does not fit; `UncheckedConversions.swift` makes
/// it an error of the build.
extension FixedWidthInteger {
  /// The whole number that `number` rounds to; `nil` for NaN and for what does not fit.
  @inlinable
  package init?(
    checked number: Double, rounded rule: FloatingPointRoundingRule = .towardZero
  ) {
    self.init(exactly: number.rounded(rule))
  }

  /// The whole number of the range nearest to what `number` rounds to; NaN gives the lower bound.
  ///
  /// For places in pictures and for shares of counts, where a value at the end is right for what lies
  /// beyond. A number that a user wrote is checked instead.
  @inlinable
  package init(
    _ number: Double, within range: ClosedRange<Self>,
    rounded rule: FloatingPointRoundingRule = .towardZero
  ) {
    let whole = number.rounded(rule)
    if !(whole > Double(range.lowerBound)) {
      self = range.lowerBound
    } else if whole >= Double(range.upperBound) {
      self = range.upperBound
    } else {
      self = Self(exactly: whole) ?? range.lowerBound
    }
  }
}

extension Int {
  /// A number that a user wrote, as the whole number that it is; `nil` where it is none.
  ///
  /// At most 2⁵³, up to which each whole number is a `Double` of its own: beyond, what is written and
  /// what is read differ, and a sum of two would not fit.
  @inlinable
  package init?(whole number: Double) {
    guard abs(number) <= 9_007_199_254_740_992 else { return nil }
    self.init(exactly: number)
  }

  /// The nearest whole number of at most 2⁵³, all of which are exact as `Double`; NaN gives 0.
  ///
  /// For places in pictures: a few of them can be added without an overflow.
  @inlinable
  package init(saturating number: Double) {
    self.init(number.isNaN ? 0 : number, within: -(1 << 53)...(1 << 53))
  }
}

/// a + b; the nearest number that there is where that is too large.
@inlinable
package func saturatingSum(_ a: Int, _ b: Int) -> Int {
  let (sum, overflows) = a.addingReportingOverflow(b)
  return overflows ? (a < 0 ? .min : .max) : sum
}

/// a · b; the nearest number that there is where that is too large.
@inlinable
package func saturatingProduct(_ a: Int, _ b: Int) -> Int {
  let (product, overflows) = a.multipliedReportingOverflow(by: b)
  return overflows ? ((a < 0) == (b < 0) ? .max : .min) : product
}
