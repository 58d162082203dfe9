extension String {
  /// Whether a name ends so; capital letters of the alphabet count as small ones, as in `X.CSV`.
  package func hasEnd(_ end: String) -> Bool {
    let (own, wanted) = (utf8, end.utf8)
    guard own.count >= wanted.count else { return false }
    return zip(own.suffix(wanted.count), wanted).allSatisfy { Self.small($0) == Self.small($1) }
  }

  private static func small(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
}
