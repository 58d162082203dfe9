/// What the text of a field could be.
enum FieldClass: UInt8 {
  case missing
  /// Digits and nothing else, at most 2⁵³: a count, or a code such as `08123`.
  case digits
  /// More digits than a whole number of double precision has.
  case longDigits
  /// A whole number with a sign or grouped thousands.
  case whole
  /// A number with a point or an exponent.
  case fraction
  /// A number beyond all that there are.
  case infinite
  case date
  case word

  /// How many classes.
  static let count = 8

  /// Whether it is a number that a column can hold.
  @inline(__always) var isNumber: Bool { rawValue >= 1 && rawValue <= 4 }
}
