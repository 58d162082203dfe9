// Stands in until Engine/Random is there.
enum RandomPurpose: UInt32 {
  case initialization, shuffle, dropout, augmentation, mask, sample, data, noise
}
struct RandomStream {
  var k0: UInt32, k1: UInt32, c2: UInt32, c3: UInt32
  init(seed: UInt64, purpose: RandomPurpose, name: String, occurrence: Int) {
    var h: UInt64 = 0xcbf29ce484222325
    for b in name.utf8 { h = (h ^ UInt64(b)) &* 0x100000001b3 }
    h = (h ^ UInt64(purpose.rawValue)) &* 0x100000001b3
    k0 = UInt32(truncatingIfNeeded: seed); k1 = UInt32(seed >> 32);
    c2 = UInt32(truncatingIfNeeded: h); c3 = UInt32(h >> 32)
  }
  func block(_ n: UInt64) -> (UInt32, UInt32, UInt32, UInt32) {
    var c = (UInt32(truncatingIfNeeded: n), UInt32(n >> 32), c2, c3); var k = (k0, k1)
    for _ in 0..<10 {
      let p0 = UInt64(0xD2511F53) &* UInt64(c.0), p1 = UInt64(0xCD9E8D57) &* UInt64(c.2)
      c = (
        UInt32(p1 >> 32) ^ c.1 ^ k.0, UInt32(truncatingIfNeeded: p1), UInt32(p0 >> 32) ^ c.3 ^ k.1,
        UInt32(truncatingIfNeeded: p0)
      )
      k = (k.0 &+ 0x9E3779B9, k.1 &+ 0xBB67AE85)
    }
    return c
  }
  func uniform(at n: UInt64) -> Double {
    let b = block(n); return Double((UInt64(b.0) << 32 | UInt64(b.1)) >> 11) * 0x1p-53
  }
}
extension RandomStream {
  func permutation(_ count: Int, epoch: Int) -> [Int] {
    var p = Array(0..<count); var n: UInt64 = 0
    for i in stride(from: count - 1, to: 0, by: -1) {
      p.swapAt(i, Int(uniform(at: n) * Double(i + 1))); n += 1
    }
    return p
  }
}
