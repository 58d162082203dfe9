import CKernels
import Support

/// What random numbers are for; part of a stream's identity.
package enum RandomPurpose: UInt64, Sendable, CaseIterable {
  case initialization = 1
  case shuffle, dropout, augmentation, mask, sample, data, noise
}

/// Random numbers by position: the same number for the same place, whatever else was drawn.
///
/// Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC'11) with the
/// stream's key; the counter is (position / 2, step). The key mixes the seed with purpose,
/// occurrence and the name's 64-bit FNV-1a hash through SplitMix64's finalizer.
package struct RandomStream: Sendable, Hashable {
  /// All that tells this stream from others, 64 bits.
  package let key: UInt64

  /// The stream of what is drawn: the same for the same four. `occurrence` counts those of equal
  /// purpose and name, from 0.
  package init(seed: UInt64, purpose: RandomPurpose, name: String, occurrence: Int) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    var key = mixed(seed &+ 0x9e37_79b9_7f4a_7c15)
    key = mixed(key ^ purpose.rawValue)
    key = mixed(key ^ hash)
    self.key = mixed(key ^ UInt64(bitPattern: Int64(occurrence)))
  }

  /// 64 random bits; `step` numbers rounds of equal positions: epochs, training steps.
  package func bits(at position: UInt64, step: UInt64 = 0) -> UInt64 {
    let block = position / 2
    let words = Philox.block(
      key: key,
      counter: (
        UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
        UInt32(truncatingIfNeeded: step), UInt32(truncatingIfNeeded: step >> 32)
      ))
    return position % 2 == 0
      ? UInt64(words.0) | UInt64(words.1) << 32 : UInt64(words.2) | UInt64(words.3) << 32
  }

  /// A uniform number in [0, 1) of 53 bits.
  package func uniform(at position: UInt64, step: UInt64 = 0) -> Double {
    Double(bits(at: position, step: step) >> 11) * 0x1p-53
  }

  /// A normal number of mean 0 and deviation 1 (Box and Muller, 1958).
  package func normal(at position: UInt64, step: UInt64 = 0) -> Double {
    nabla_normal(key, step, position)
  }

  /// A whole number in 0..<bound, by the high half of a product (Lemire, 2019, without rejection:
  /// the bias stays below bound / 2⁶⁴).
  package func index(below bound: Int, at position: UInt64, step: UInt64 = 0) -> Int {
    precondition(bound > 0, "a bound of at least 1")
    return Int(bits(at: position, step: step).multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// 0..<count in a random order; another one for each epoch (Fisher and Yates, downwards).
  ///
  /// Where the thread's interrupt is raised the rest stays in order.
  package func permutation(_ count: Int, epoch: Int) -> [Int] {
    var order = Array(0..<max(count, 0))
    for done in (0..<max(count - 1, 0)).untilInterrupted {
      let last = count - 1 - done
      let other = index(
        below: last + 1, at: UInt64(last), step: UInt64(bitPattern: Int64(epoch)))
      order.swapAt(last, other)
    }
    return order
  }
}

private func mixed(_ value: UInt64) -> UInt64 {
  var z = value
  z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
  return z ^ (z >> 31)
}
