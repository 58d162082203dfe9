/// The checksum of HDF5's metadata: Jenkins's lookup3 of 2006, one word.
///
/// Source: Bob Jenkins, "hash functions for hash table lookup"; the file format specification names it.
enum HDF5Checksum {
  static func of(_ bytes: [UInt8]) -> UInt32 {
    let start = 0xDEAD_BEEF &+ UInt32(truncatingIfNeeded: bytes.count)
    var (a, b, c) = (start, start, start)
    func word(_ place: Int) -> UInt32 {
      var word: UInt32 = 0
      for byte in 0..<4 where place + byte < bytes.count {
        word |= UInt32(bytes[place + byte]) << UInt32(8 * byte)
      }
      return word
    }
    var place = 0
    while bytes.count - place > 12 {
      a &+= word(place)
      b &+= word(place + 4)
      c &+= word(place + 8)
      mix(&a, &b, &c)
      place += 12
    }
    guard place < bytes.count else { return c }
    a &+= word(place)
    b &+= word(place + 4)
    c &+= word(place + 8)
    finish(&a, &b, &c)
    return c
  }

  private static func turned(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word << count | word >> (32 - count)
  }

  private static func mix(_ a: inout UInt32, _ b: inout UInt32, _ c: inout UInt32) {
    a = (a &- c) ^ turned(c, 4)
    c = c &+ b
    b = (b &- a) ^ turned(a, 6)
    a = a &+ c
    c = (c &- b) ^ turned(b, 8)
    b = b &+ a
    a = (a &- c) ^ turned(c, 16)
    c = c &+ b
    b = (b &- a) ^ turned(a, 19)
    a = a &+ c
    c = (c &- b) ^ turned(b, 4)
    b = b &+ a
  }

  private static func finish(_ a: inout UInt32, _ b: inout UInt32, _ c: inout UInt32) {
    c = (c ^ b) &- turned(b, 14)
    a = (a ^ c) &- turned(c, 11)
    b = (b ^ a) &- turned(a, 25)
    c = (c ^ b) &- turned(b, 16)
    a = (a ^ c) &- turned(c, 4)
    b = (b ^ a) &- turned(a, 14)
    c = (c ^ b) &- turned(b, 24)
  }
}
