import Glibc

/// Different words, numbered as they come.
final class WordTable {
  /// A word: where its bytes lie, and what it could be.
  struct Entry {
    /// The first eight bytes, zeros behind a shorter word.
    var prefix: UInt64
    var offset: Int
    var length: UInt32
    var kind: FieldClass = .word
    /// Which mark of a missing value it is, where it is one.
    var mark: UInt16 = 0
  }

  private(set) var entries = UnsafeMutablePointer<Entry>.allocate(capacity: 8)
  private var entryCapacity = 8
  /// How many different words, marks of missing values among them.
  private(set) var count = 0
  /// The upper half of the hash, and the number of the entry counted from 1; 0: free.
  private var slots = UnsafeMutablePointer<UInt64>.allocate(capacity: 16)
  private var mask = 15
  private var bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)
  private var (byteCount, byteCapacity) = (0, 64)
  private let seed = WordHash.seed

  init() { slots.initialize(repeating: 0, count: 16) }

  deinit {
    entries.deallocate()
    slots.deallocate()
    bytes.deallocate()
  }

  /// The number of a word; a new one gets the next, and `isNew` is set.
  @inline(__always)
  func number(
    _ start: UnsafePointer<UInt8>, _ length: Int, isNew: inout Bool
  ) -> Int {
    let prefix = WordHash.prefix(start, length)
    let hash = WordHash.hash(start, length, prefix: prefix, seed: seed)
    let high = hash & 0xFFFF_FFFF_0000_0000
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[place]
      if slot == 0 { break }
      if slot & 0xFFFF_FFFF_0000_0000 == high {
        let number = Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) - 1
        let entry = entries[number]
        if entry.prefix == prefix, Int(entry.length) == length,
          length <= 8 || memcmp(bytes + entry.offset, start, length) == 0
        {
          return number
        }
      }
      place = (place + 1) & mask
    }
    isNew = true
    return insert(start, length, prefix, high, place)
  }

  private func insert(
    _ start: UnsafePointer<UInt8>, _ length: Int, _ prefix: UInt64, _ high: UInt64, _ place: Int
  ) -> Int {
    if count == entryCapacity {
      let wider = UnsafeMutablePointer<Entry>.allocate(capacity: entryCapacity * 2)
      wider.update(from: entries, count: count)
      entries.deallocate()
      (entries, entryCapacity) = (wider, entryCapacity * 2)
    }
    if byteCount + length + 8 > byteCapacity {
      let capacity = max(byteCapacity * 2, byteCount + length + 8)
      let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
      wider.update(from: bytes, count: byteCount)
      bytes.deallocate()
      (bytes, byteCapacity) = (wider, capacity)
    }
    (bytes + byteCount).update(from: start, count: length)
    entries[count] = Entry(prefix: prefix, offset: byteCount, length: UInt32(length))
    byteCount += length
    count += 1
    slots[place] = high | UInt64(count)
    if count * 4 > mask * 3 { growSlots() }
    return count - 1
  }

  private func growSlots() {
    mask = mask * 2 + 1
    slots.deallocate()
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    for number in 0..<count {
      let entry = entries[number]
      let hash = WordHash.hash(
        bytes + entry.offset, Int(entry.length), prefix: entry.prefix, seed: seed)
      var place = Int(truncatingIfNeeded: hash) & mask
      while slots[place] != 0 { place = (place + 1) & mask }
      slots[place] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number + 1)
    }
  }

  /// Says what a word could be.
  func describe(_ number: Int, _ kind: FieldClass, mark: Int) {
    entries[number].kind = kind
    entries[number].mark = UInt16(truncatingIfNeeded: mark)
  }

  /// The bytes of a word, and eight more that can be read.
  func word(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + entries[number].offset, count: Int(entries[number].length))
  }
}
