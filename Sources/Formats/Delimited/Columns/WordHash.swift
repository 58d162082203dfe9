/// Hashes of texts, different in each run of the program: nobody can write a file of collisions.
/// Nothing that is read depends on them.
enum WordHash {
  /// From the standard library's own seed of hashes.
  static let seed = UInt64(
    truncatingIfNeeded: {
      var hasher = Hasher()
      hasher.combine(0)
      return hasher.finalize()
    }())

  /// The first eight bytes of a text, zeros behind a shorter one. Eight bytes can be read.
  @inline(__always)
  static func prefix(_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    let word = ByteSearch.load(start)
    return length >= 8 ? word : word & ~(~0 << UInt64(truncatingIfNeeded: length * 8))
  }

  /// Of a text with that beginning.
  @inline(__always)
  static func hash(
    _ start: UnsafePointer<UInt8>, _ length: Int, prefix: UInt64, seed: UInt64
  ) -> UInt64 {
    var hash = fold(prefix ^ seed, UInt64(truncatingIfNeeded: length) ^ 0x9E37_79B9_7F4A_7C15)
    if length > 8 {
      var place = 8
      while place + 8 < length {
        hash = fold(hash ^ ByteSearch.load(start + place), 0xD6E8_FEB8_6659_FD93 ^ seed)
        place += 8
      }
      hash = fold(hash ^ ByteSearch.load(start + length - 8), 0xA076_1D64_78BD_642F ^ seed)
    }
    return hash
  }

  /// Both halves of a product.
  @inline(__always)
  private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (high, low) = a.multipliedFullWidth(by: b)
    return high ^ low
  }
}
