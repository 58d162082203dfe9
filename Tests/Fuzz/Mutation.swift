/// Bytes of files that are nearly right: a few changes of a good one.
struct Mutation {
  /// Good files of one kind.
  let seeds: [[UInt8]]
  /// What may be put into them: signs and words that mean something there.
  let tokens: [[UInt8]]
  /// Longer files say no more, and take longer.
  private static let longest = 1 << 16

  init(_ seeds: [String], tokens: [String]) {
    self.seeds = seeds.map { Array($0.utf8) }
    self.tokens = tokens.map { Array($0.utf8) }
  }

  /// A file with up to eight changes; now and then as it is.
  func next(_ random: inout Generator) -> [UInt8] {
    var bytes = random.pick(seeds)
    for _ in 0..<random.below(9) { change(&bytes, &random) }
    return bytes
  }

  private func change(_ bytes: inout [UInt8], _ random: inout Generator) {
    let place = random.below(bytes.count + 1)
    let range = place..<min(bytes.count, place + 1 + random.below(1 << random.below(7)))
    switch random.below(10) {
    case 0: if place < bytes.count { bytes[place] = UInt8(random.below(256)) }
    case 1: if place < bytes.count { bytes[place] ^= 1 << UInt8(random.below(8)) }
    case 2: bytes.removeSubrange(range)
    case 3: bytes.insert(contentsOf: bytes[range], at: random.below(bytes.count + 1))
    case 4: bytes.removeLast(bytes.count - place)
    case 5:
      // Something again and again: deep nesting, wide rows, many rows.
      let piece = random.chance(1, in: 2) ? Array(bytes[range]) : random.pick(tokens)
      let count = min(1 << random.below(10), Self.longest / max(piece.count, 1))
      guard bytes.count + piece.count * count < Self.longest else { return }
      bytes.insert(
        contentsOf: [[UInt8]](repeating: piece, count: count).joined(), at: place)
    case 6:
      let other = random.pick(seeds)
      let start = random.below(other.count + 1)
      bytes.replaceSubrange(range, with: other[start..<min(other.count, start + range.count * 2)])
    default:
      bytes.replaceSubrange(
        random.chance(1, in: 2) ? place..<place : range, with: random.pick(tokens))
    }
  }
}
