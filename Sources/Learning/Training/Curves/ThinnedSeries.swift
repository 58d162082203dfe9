/// What a series can hold: something that has a size, so that the extremes of many can be kept.
package protocol Sizable: Sendable {
  /// NaN where there is none.
  var size: Double { get }
}

extension Double: Sizable {
  package var size: Double { self }
}

extension EpochRecord: Sizable {
  /// The first loss of the epoch.
  package var size: Double { first }
}

/// What a run measures, one thing after the other, in memory that has a bound.
///
/// Below `limit` all of it is kept. From there on the smallest and the largest of each `2·stride` are,
/// in their order, with a stride of 2, 4, 8, …: at most `limit` elements, the extremes and the course
/// of all, and beside them the first and the last. Copies share what is full, so that a reader holds no
/// lock for longer than a pointer takes.
package struct ThinnedSeries<Element: Sizable>: Sequence, Sendable {
  /// How many are kept at most; a multiple of 4.
  private let limit: Int
  /// How many there were.
  package private(set) var count = 0
  /// How many of them one that is kept stands for.
  package private(set) var stride = 1
  private var first: Element?
  /// The newest.
  package private(set) var last: Element?
  private var full: [PagedChunk<Element>] = []
  private var tail: [Element] = []
  /// Those that are not told apart yet: how many, and their extremes with their places.
  private var open = Extremes()

  private struct Extremes: Sendable {
    var count = 0
    private var low: Element?
    private var high: Element?
    // Apart from the elements, which may be large.
    private var (lowSize, highSize) = (Double.nan, Double.nan)
    private var (lowPlace, highPlace) = (0, 0)

    mutating func add(_ element: Element) {
      let size = element.size
      if lowSize.isNaN || size < lowSize { (low, lowSize, lowPlace) = (element, size, count) }
      if highSize.isNaN || size > highSize || highPlace == lowPlace && !(size < highSize) {
        (high, highSize, highPlace) = (element, size, count)
      }
      count += 1
    }

    /// In their order; one where both are the same.
    var elements: [Element] {
      guard let low, let high else { return [] }
      if lowPlace == highPlace { return [low] }
      return lowPlace < highPlace ? [low, high] : [high, low]
    }
  }

  private static var chunk: Int { 4096 }
  /// How many steps of a run are kept one by one.
  package static var standardLimit: Int { 1 << 18 }

  /// An empty one that keeps so many; by default 2¹⁸.
  package init(limit: Int = ThinnedSeries.standardLimit) {
    self.limit = Swift.max(8, limit / 4 * 4)
  }

  /// All of these.
  package init(_ elements: some Sequence<Element>, limit: Int = ThinnedSeries.standardLimit) {
    self.init(limit: limit)
    for element in elements { append(element) }
  }

  /// What was kept of a longer one.
  package init(
    kept: [Element], of count: Int, stride: Int, limit: Int = ThinnedSeries.standardLimit
  ) {
    self.init(limit: limit)
    (self.count, self.stride, first, last) = (count, stride, kept.first, kept.last)
    for element in kept { hold(element) }
    // What was kept under another limit.
    while held >= self.limit { thin() }
  }

  /// One more.
  package mutating func append(_ element: Element) {
    if count == 0 { first = element }
    last = element
    count += 1
    guard stride > 1 else { return keep(element) }
    open.add(element)
    guard open.count == 2 * stride else { return }
    let pair = open.elements
    open = Extremes()
    for element in pair.count == 2 ? pair : pair + pair { keep(element) }
  }

  private mutating func keep(_ element: Element) {
    hold(element)
    if held >= limit { thin() }
  }

  private mutating func hold(_ element: Element) {
    tail.append(element)
    guard tail.count == Self.chunk else { return }
    full.append(PagedChunk(tail))
    tail.removeAll(keepingCapacity: true)
  }

  /// How many are kept in groups that are complete.
  private var held: Int { full.count * Self.chunk + tail.count }

  /// Of each four the smallest and the largest stay.
  private mutating func thin() {
    // A chunk goes before the next half comes: there are never two copies of all.
    let rest = tail
    var chunks = Array(full.reversed())
    (full, tail) = ([], [])
    stride *= 2
    while let chunk = chunks.popLast() { holdHalf(of: chunk.elements) }
    rest.withUnsafeBufferPointer { holdHalf(of: $0) }
  }

  private mutating func holdHalf(of elements: UnsafeBufferPointer<Element>) {
    for start in Swift.stride(from: 0, to: elements.count, by: 4) {
      var extremes = Extremes()
      for element in elements[start..<Swift.min(start + 4, elements.count)] {
        extremes.add(element)
      }
      let pair = extremes.elements
      for element in pair.count == 2 ? pair : pair + pair { hold(element) }
    }
  }

  /// What is kept of groups that are complete, from a place on: place i stands for i·stride.
  package func kept(since place: Int = 0) -> [Element] {
    guard place < held else { return [] }
    var found: [Element] = []
    found.reserveCapacity(held - Swift.max(0, place))
    visit(since: place) { found += $0 }
    return found
  }

  /// The same piece by piece, without a copy.
  package func visit(since place: Int = 0, _ body: (UnsafeBufferPointer<Element>) -> Void) {
    let start = Swift.max(0, place)
    for (index, chunk) in full.enumerated().dropFirst(start / Self.chunk) {
      body(
        UnsafeBufferPointer(rebasing: chunk.elements[Swift.max(0, start - index * Self.chunk)...]))
    }
    let rest = Swift.max(0, start - full.count * Self.chunk)
    guard rest < tail.count else { return }
    tail.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[rest...])) }
  }

  private var kept: [Element] { kept(since: 0) }

  /// All of them, or what is kept with the first and the last.
  package var elements: [Element] {
    guard stride > 1, let first, let last else { return kept }
    var all = [first]
    all.reserveCapacity(held + 4)
    visit { all += $0 }
    return all + open.elements + [last]
  }

  /// Those of `elements`.
  package func makeIterator() -> IndexingIterator<[Element]> { elements.makeIterator() }

  /// The same with at least this stride, as if it had been so long.
  package func thinned(to stride: Int) -> ThinnedSeries {
    var thinner = self
    while thinner.stride < stride { thinner.thin() }
    return thinner
  }

  /// As it was after so many; of a thinned one about.
  package func upTo(_ count: Int) -> ThinnedSeries {
    guard count < self.count else { return self }
    guard stride > 1 else { return ThinnedSeries(kept.prefix(Swift.max(0, count)), limit: limit) }
    return ThinnedSeries(
      kept: Array(kept.prefix(count / stride)), of: count, stride: stride, limit: limit)
  }
}

extension EpochRecord {
  /// How many epochs of a run are kept one by one.
  package static let limit = 1 << 16
}
