@testable import Learning
import Testing

/// Long series in memory that has a bound.
@Suite("Thinned series")
struct ThinnedSeriesTests {
  /// Knuth's MMIX generator; its upper bits.
  private func numbers(_ count: Int, seed: UInt64) -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40)
    }
  }

  @Test func `below its limit all of it is there`() {
    let values = numbers(9000, seed: 1)
    let series = ThinnedSeries(values)
    #expect(series.elements == values && series.stride == 1 && series.count == 9000)
    for start in [0, 1, 4095, 4096, 5000, 8192, 8999, 9000, 10_000] {
      #expect(series.kept(since: start) == Array(values.dropFirst(start)))
    }
    #expect(series.upTo(5000).elements == Array(values.prefix(5000)))
  }

  @Test(arguments: [16, 64, 20_000], [1, 2, 3, 5])
  func `above it the first, the last and the extremes are exact`(_ limit: Int, _ seed: UInt64) {
    let values = numbers(limit * 7 + Int(seed) * 3, seed: seed)
    var series = ThinnedSeries<Double>(limit: limit)
    for (index, value) in values.enumerated() {
      series.append(value)
      guard index % 97 == 0 || index == values.count - 1 else { continue }
      let (seen, kept) = (values[...index], series.elements)
      #expect(kept.first == seen.first && kept.last == seen.last)
      #expect(kept.min() == seen.min() && kept.max() == seen.max())
      #expect(kept.count <= limit + 4 && series.count == index + 1)
    }
    // The course is that of the whole: each that is kept stands near its place.
    for (place, value) in series.kept().enumerated() {
      let near = place * series.stride
      let window = values[
        max(0, near - 2 * series.stride)..<min(values.count, near + 2 * series.stride)]
      #expect(window.contains(value))
    }
  }

  @Test func `one that was thinned later is the same as one that was thinned before`() {
    let values = numbers(500, seed: 9)
    let long = ThinnedSeries(values, limit: 64)
    let late = ThinnedSeries(values, limit: 4096).thinned(to: long.stride)
    #expect(zip(long.kept(), late.kept()).allSatisfy { $0 == $1 })
  }

  @Test func `a copy stays as it was`() {
    var series = ThinnedSeries(numbers(5000, seed: 4))
    let copy = series
    for value in numbers(5000, seed: 5) { series.append(value) }
    #expect(copy.elements == numbers(5000, seed: 4) && series.count == 10_000)
  }
}
