import Glibc

/// Looks for bytes eight at a time. All pointers may be read eight bytes beyond what is looked at.
enum ByteSearch {
  private static let low7: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

  /// The byte in all eight places.
  @inline(__always)
  static func spread(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  @inline(__always)
  static func load(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
  }

  /// The top bit of each place where one of three spread bytes stands, and no other bit.
  @inline(__always)
  static func matches(_ word: UInt64, _ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
    // The sum of the lower seven bits reaches the top bit unless they are all zero; nothing carries over.
    let (x, y, z) = (word ^ a, word ^ b, word ^ c)
    let (p, q, r) = ((x & low7) &+ low7 | x, (y & low7) &+ low7 | y, (z & low7) &+ low7 | z)
    return ~(p & q & r | low7)
  }

  /// The place of the first match of eight bytes.
  @inline(__always)
  static func first(_ matches: UInt64) -> Int { matches.trailingZeroBitCount >> 3 }

  /// The first place from `position` on where one of three bytes stands, at most `end`.
  @inline(__always)
  static func find(
    _ base: UnsafePointer<UInt8>, from position: Int, to end: Int, _ a: UInt64, _ b: UInt64,
    _ c: UInt64
  ) -> Int {
    var position = position
    while position < end {
      let found = matches(load(base + position), a, b, c)
      if found != 0 { return min(position + first(found), end) }
      position += 8
    }
    return end
  }

  /// How often a byte occurs.
  static func count(_ byte: UInt8, _ base: UnsafePointer<UInt8>, _ range: Range<Int>) -> Int {
    // Most texts have no quotes at all, and the C library finds out in no time.
    guard let first = memchr(base + range.lowerBound, Int32(byte), range.count) else { return 0 }
    var position = UnsafeRawPointer(first) - UnsafeRawPointer(base)
    let pattern = spread(byte)
    var count = 0
    while position + 8 <= range.upperBound {
      count += matches(load(base + position), pattern, pattern, pattern).nonzeroBitCount
      position += 8
    }
    while position < range.upperBound {
      if base[position] == byte { count += 1 }
      position += 1
    }
    return count
  }
}
