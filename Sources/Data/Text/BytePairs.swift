import Support

/// Tokens that are joined of others: the pairs that stand side by side most often, in the order in which they were learnt
/// (Sennrich, Haddow, Birch, "Neural Machine Translation of Rare Words with Subword Units", 2016).
///
/// Single scalars of the training part come first, in the order of their numbers, then what each pair became.
struct BytePairs: Hashable, Sendable {
  /// Two tokens that become one, by their places among the texts.
  struct Merge: Hashable, Sendable {
    let left: Int32
    let right: Int32

    var key: UInt64 { UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right)) }
  }

  /// The texts of all tokens; all different.
  let texts: [String]
  /// In the order in which they act.
  let merges: [Merge]

  /// Merges at most; a file that says more is damaged.
  static let limit = 1_000_000

  init(texts: [String], merges: [Merge]) { (self.texts, self.merges) = (texts, merges) }
}

extension BytePairs {
  /// Learns at most `count` merges of texts. The most frequent pair is joined first, of equally frequent ones that whose
  /// left token, then whose right one, came to be first; pairs that stand there once are left. Texts that read alike are one
  /// token, however they are written.
  ///
  /// Torn where the thread's interrupt is raised.
  init(learntFrom texts: some Sequence<String>, merges count: Int) {
    var counts: [ArraySlice<Unicode.Scalar>: Int] = [:]
    var seen = 0
    reading: for text in texts {
      for piece in TextPieces(text) {
        seen += 1
        if seen & 0xFFF == 0, Interrupt.isRaised { break reading }
        counts[piece, default: 0] += 1
      }
    }
    // Two scalars that are one letter, such as both signs for Å, are one token.
    var (alphabet, known): ([String], [String: Int32]) = ([], [:])
    var places: [Unicode.Scalar: Int32] = [:]
    for scalar in Set(counts.keys.joined()).sorted() {
      let place = known[String(scalar)] ?? Int32(alphabet.count)
      if Int(place) == alphabet.count {
        known[String(scalar)] = place
        alphabet.append(String(scalar))
      }
      places[scalar] = place
    }
    var learning = BytePairLearning(alphabet)
    for (piece, count) in counts {
      learning.add(piece.compactMap { places[$0] }, count: count)
    }
    learning.run(count)
    self.init(texts: learning.texts, merges: learning.merges)
  }
}

/// How often pairs stand side by side, kept while they are joined one after the other.
private struct BytePairLearning {
  private(set) var texts: [String]
  private(set) var merges: [BytePairs.Merge] = []
  private var known: [String: Int32]
  private var pieces: [(tokens: [Int32], count: Int)] = []
  private var counts: [UInt64: Int] = [:]
  /// Pieces in which a pair stands, or once stood.
  private var owners: [UInt64: [Int32]] = [:]

  init(_ texts: [String]) {
    self.texts = texts
    known = Dictionary(uniqueKeysWithValues: zip(texts, Int32(0)...))
  }

  mutating func add(_ tokens: [Int32], count: Int) {
    guard tokens.count > 1 else { return }
    let number = Int32(pieces.count)
    pieces.append((tokens, count))
    for place in 1..<tokens.count {
      let key = key(tokens, place)
      counts[key, default: 0] += count
      own(key, number)
    }
  }

  /// The pair whose right token stands at a place.
  private func key(_ tokens: [Int32], _ place: Int) -> UInt64 {
    BytePairs.Merge(left: tokens[place - 1], right: tokens[place]).key
  }

  private mutating func own(_ key: UInt64, _ piece: Int32) {
    if owners[key]?.last != piece { owners[key, default: []].append(piece) }
  }

  mutating func run(_ limit: Int) {
    var heap = PairHeap(counts.map { PairHeap.Entry(count: $0.value, key: $0.key) })
    for _ in (0..<limit).untilInterrupted(every: 4) {
      guard let best = next(&heap) else { return }
      join(best, &heap)
    }
  }

  /// The most frequent pair; an entry with a count of old is put back with that of now.
  private func next(_ heap: inout PairHeap) -> UInt64? {
    while let top = heap.pop() {
      let count = counts[top.key] ?? 0
      if count == top.count { return count > 1 ? top.key : nil }
      if count > 1 { heap.push(PairHeap.Entry(count: count, key: top.key)) }
    }
    return nil
  }

  private mutating func join(_ key: UInt64, _ heap: inout PairHeap) {
    let (left, right) = (Int32(truncatingIfNeeded: key >> 32), Int32(truncatingIfNeeded: key))
    let text = texts[Int(left)] + texts[Int(right)]
    let new = known[text] ?? Int32(texts.count)
    if Int(new) == texts.count {
      known[text] = new
      texts.append(text)
    }
    merges.append(BytePairs.Merge(left: left, right: right))
    var grown: Set<UInt64> = []
    for number in owners.removeValue(forKey: key) ?? [] {
      if Interrupt.isRaised { return }
      let (old, count) = pieces[Int(number)]
      var tokens: [Int32] = []
      var place = 0
      while place < old.count {
        let isPair = place + 1 < old.count && old[place] == left && old[place + 1] == right
        tokens.append(isPair ? new : old[place])
        place += isPair ? 2 : 1
      }
      guard tokens.count < old.count else { continue }
      for place in 1..<old.count { counts[self.key(old, place), default: 0] -= count }
      pieces[Int(number)].tokens = tokens
      guard tokens.count > 1 else { continue }
      for place in 1..<tokens.count {
        let pair = self.key(tokens, place)
        counts[pair, default: 0] += count
        if tokens[place] == new || tokens[place - 1] == new {
          grown.insert(pair)
          own(pair, number)
        }
      }
    }
    counts[key] = nil
    for key in grown {
      if let count = counts[key], count > 1 { heap.push(PairHeap.Entry(count: count, key: key)) }
    }
  }
}

/// Pairs by how often they stand there, the most frequent on top, of equal ones the smallest.
private struct PairHeap {
  struct Entry {
    let count: Int
    let key: UInt64

    func isAbove(_ other: Entry) -> Bool {
      count == other.count ? key < other.key : count > other.count
    }
  }

  private var entries: [Entry] = []

  init(_ entries: [Entry]) { for entry in entries { push(entry) } }

  mutating func push(_ entry: Entry) {
    entries.append(entry)
    var place = entries.count - 1
    while place > 0, entries[place].isAbove(entries[(place - 1) / 2]) {
      entries.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func pop() -> Entry? {
    guard let top = entries.first, let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return top }
    entries[0] = last
    var place = 0
    while 2 * place + 1 < entries.count {
      var child = 2 * place + 1
      if child + 1 < entries.count, entries[child + 1].isAbove(entries[child]) { child += 1 }
      guard entries[child].isAbove(entries[place]) else { break }
      entries.swapAt(place, child)
      place = child
    }
    return top
  }
}
