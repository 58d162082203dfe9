import Support

/// An append-only column of samples with a pyramid of minima and maxima over it.
///
/// The position of sample i is `firstX + i · stride`. Level k of the pyramid holds one summary per
/// 64·2ᵏ samples, so a picture of any stretch touches O(columns · log n) records however long the
/// run is. Copies are cheap until one of them is appended to.
package struct SeriesStore: Sendable, Equatable {
  /// The samples in order; NaN and infinities are kept as they are.
  package private(set) var values: [Double]

  /// The position of the first sample.
  package private(set) var firstX: Double

  /// The distance between two samples, more than 0.
  package private(set) var stride: Double

  private var levels: [[SampleSummary]] = []

  /// A store that holds `values` and has its pyramid built.
  package init(_ values: [Double] = [], firstX: Double = 0, stride: Double = 1) {
    self.values = values
    self.firstX = firstX.isFinite ? firstX : 0
    self.stride = stride.isFinite && stride > 0 ? stride : 1
    extendLevels()
  }

  /// The same samples at other even places, the first `factor` times as far from 0; the pyramid is shared.
  package func scaled(by factor: Double) -> SeriesStore {
    guard factor > 0, (stride * factor).isFinite, stride * factor > 0 else { return self }
    var other = self
    (other.firstX, other.stride) = (firstX * factor, stride * factor)
    return other
  }

  /// How many samples there are.
  package var count: Int { values.count }

  /// Adds one sample at the end; constant time on average.
  package mutating func append(_ value: Double) {
    values.append(value)
    if values.count % blockLength == 0 { extendLevels() }
  }

  /// Adds several samples at the end.
  package mutating func append(contentsOf more: some Sequence<Double>) {
    values.append(contentsOf: more)
    extendLevels()
  }

  /// The position of sample `index`.
  package func x(at index: Int) -> Double { firstX + Double(index) * stride }

  /// What is known about the samples of `range`, found with the pyramid.
  package func summary(of range: Range<Int>) -> SampleSummary {
    var summary = SampleSummary()
    var index = max(0, range.lowerBound)
    let end = min(values.count, range.upperBound)
    while index < end {
      // The largest aligned block that starts here and ends inside the range.
      var level = -1
      while level + 1 < levels.count {
        let length = blockLength << (level + 1)
        guard index % length == 0, index + length <= end,
          index / length < levels[level + 1].count
        else { break }
        level += 1
      }
      if level >= 0 {
        let length = blockLength << level
        summary.add(levels[level][index / length])
        index += length
      } else {
        let stop = min(end, (index / blockLength + 1) * blockLength)
        summary.add(SampleSummary(of: values, in: index..<stop))
        index = stop
      }
    }
    return summary
  }

  /// Summaries of each full block of 64 samples.
  var blocks: [SampleSummary] { levels.first ?? [] }

  /// Summaries of full blocks of the greatest length that is at most `length` and in the pyramid: 64·2ᵏ samples each.
  func blocks(ofAtMost length: Double) -> (summaries: [SampleSummary], length: Int) {
    var level = 0
    while level + 1 < levels.count, Double(blockLength << (level + 1)) <= length { level += 1 }
    return (level < levels.count ? levels[level] : [], blockLength << level)
  }

  /// The first sample with the value `value`, searched block by block.
  func firstIndex(of value: Double) -> Int? {
    for (block, summary) in blocks.enumerated()
    where summary.minimum <= value && value <= summary.maximum {
      let start = block * blockLength
      if let found = values[start..<start + blockLength].firstIndex(of: value) { return found }
    }
    return values[(blocks.count * blockLength)...].firstIndex(of: value)
  }

  private mutating func extendLevels() {
    let full = values.count / blockLength
    guard full > 0 else { return }
    if levels.isEmpty { levels.append([]) }
    // Room is asked for only at the start: an exact reserve each time would copy each time.
    if levels[0].isEmpty { levels[0].reserveCapacity(full) }
    for block in (levels[0].count..<full).untilInterrupted {
      let start = block * blockLength
      levels[0].append(SampleSummary(of: values, in: start..<start + blockLength))
    }
    var level = 0
    while levels[level].count >= 2 {
      if level + 1 == levels.count { levels.append([]) }
      guard levels[level + 1].count < levels[level].count / 2 else { return }
      for pair in levels[level + 1].count..<levels[level].count / 2 {
        var joined = levels[level][2 * pair]
        joined.add(levels[level][2 * pair + 1])
        levels[level + 1].append(joined)
      }
      level += 1
    }
  }
}

/// Samples in one record of the lowest level.
let blockLength = 64
