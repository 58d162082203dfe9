/// A 128-bit hash for telling whether two contents are the same: some twenty times as fast as a
/// digest, and no proof against somebody who looks for two that collide.
///
/// Four lanes of the round of XXH64 (Collet), 32 bytes at a time. What is hashed counts piece by piece:
/// the same bytes in other pieces give another hash.
package struct ContentHash: Sendable {
  private var lanes: SIMD4<UInt64> = [1, 2, 3, 4]

  private static let first: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let second: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let third: UInt64 = 0x1656_67B1_9E37_79F9

  /// The hash of nothing; pieces are added by `update`.
  package init() {}

  private mutating func add(_ words: SIMD4<UInt64>) {
    let mixed = lanes &+ words &* Self.second
    lanes = ((mixed &<< 31) | (mixed &>> 33)) &* Self.first
  }

  /// Appends a piece.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    add([UInt64(bytes.count), 0, 0, 0])
    var position = 0
    while position + 32 <= bytes.count {
      // A hash that is left undone is good for nothing; whoever interrupts knows.
      if position & 0xF_FFE0 == 0, position > 0, Interrupt.isRaised { return }
      add(bytes.loadUnaligned(fromByteOffset: position, as: SIMD4<UInt64>.self))
      position += 32
    }
    guard position < bytes.count else { return }
    var last = SIMD4<UInt64>()
    withUnsafeMutableBytes(of: &last) {
      $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position...]))
    }
    add(last)
  }

  /// Appends a piece.
  package mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// The hash as 32 small hexadecimal digits.
  package var hexadecimal: String {
    (1...2).map { (round: UInt64) in
      var hash = round &* Self.third
      for lane in 0..<4 {
        hash = (hash ^ lanes[lane]) &* Self.first
        hash = (hash ^ (hash >> 29)) &* Self.second
        hash ^= hash >> 32
      }
      let digits = String(hash, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
