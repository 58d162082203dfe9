/// Counts different texts by their hashes: at 64 bits, one in 10¹³ files of a million is miscounted.
final class HashCounter {
  private var slots = UnsafeMutablePointer<UInt64>.allocate(capacity: 16)
  private var mask = 15
  /// How many different ones.
  private(set) var count = 0

  init() { slots.initialize(repeating: 0, count: 16) }

  deinit { slots.deallocate() }

  /// Counts a hash unless it was met.
  @inline(__always)
  func insert(_ hash: UInt64) {
    let hash = hash == 0 ? 1 : hash
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 {
      if slots[place] == hash { return }
      place = (place + 1) & mask
    }
    slots[place] = hash
    count += 1
    if count * 4 > mask * 3 { grow() }
  }

  /// Counts what another one has met.
  func formUnion(_ other: HashCounter) {
    for place in 0...other.mask where other.slots[place] != 0 { insert(other.slots[place]) }
  }

  private func grow() {
    let (old, size) = (slots, mask + 1)
    mask = mask * 2 + 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    for index in 0..<size where old[index] != 0 {
      var place = Int(truncatingIfNeeded: old[index]) & mask
      while slots[place] != 0 { place = (place + 1) & mask }
      slots[place] = old[index]
    }
    old.deallocate()
  }
}
