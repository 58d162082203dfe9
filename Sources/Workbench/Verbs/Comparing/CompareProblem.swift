/// A mistake in comparing models; data, worded in `Problems`.
enum CompareProblem: Error {
  /// `option` was given, and rests on `needed`, which was not: `what` it is, `example` of it.
  case missing(option: String, needed: String, what: String, example: String)
  /// One model answers with classes, another one with numbers.
  case otherKinds(String, String)
  /// A warning: a rival who asks no less changes nothing.
  case rivalIsDearer(rival: Double, price: Double)
}
