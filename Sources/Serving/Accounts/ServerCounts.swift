/// What a server has done so far: a value, as it is at one moment.
package struct ServerCounts: Equatable, Sendable {
  /// Requests that have been answered, by status.
  package var byStatus: [Int: Int] = [:]
  /// How long those took that the model answered.
  package var latency = LatencyHistogram()
  /// The newest of those, in seconds.
  package var recent = RecentTimes()
  /// Rows that the model has answered.
  package var rows = 0
  /// Tokens of prompts and answers.
  package var tokens = 0
  /// How many batches had up to 1, 2, 4, … rows: the bounds are `batchBounds`.
  package var batches = [Int](repeating: 0, count: batchBounds.count + 1)
  /// Rows of all batches together.
  package var batchRows = 0
  /// Bytes of contents that came.
  package var bytesIn = 0
  /// Bytes of contents that went.
  package var bytesOut = 0
  /// Answers that have a price.
  package var priced = 0
  /// Tokens of those.
  package var pricedTokens = 0
  /// Answers of each second since the start, the last ten minutes: how many, and the longest in seconds.
  package var seconds: [Second] = []

  /// What was answered in one second.
  package struct Second: Equatable, Sendable {
    /// Counted from the start.
    package let number: Int
    /// Answers of the model in it.
    package var answers = 0
    /// Requests in it that were answered with a status of 400 or more.
    package var errors = 0
    /// The longest that one took, in seconds.
    package var longest = 0.0

    init(number: Int) { self.number = number }
  }

  /// Upper ends of sizes of batches; the last step has none.
  package static let batchBounds = [1, 2, 4, 8, 16, 32, 64, 128]
  static let mostSeconds = 600

  /// The second of the moment that this tells of, or in which the server ended, counted from the start.
  package var now = 0

  /// Nothing has been done.
  package init() {}

  /// All that have been answered.
  package var requests: Int { byStatus.values.reduce(0, +) }

  /// Those that were answered with a status of 400 or more.
  package var errors: Int { byStatus.reduce(0) { $0 + ($1.key >= 400 ? $1.value : 0) } }

  /// The seconds from the first in which something was answered until now, those without an answer among them.
  package var everySecond: [Second] {
    guard let first = seconds.first?.number, let newest = seconds.last?.number else { return [] }
    let last = max(newest, now)
    let known = Dictionary(seconds.map { ($0.number, $0) }) { _, later in later }
    // Ten minutes at the most, however long ago the first of them was.
    return (max(first, last - Self.mostSeconds + 1)...last).map {
      known[$0] ?? Second(number: $0)
    }
  }

  /// One batch of so many rows was computed.
  mutating func count(batch rows: Int) {
    batches[Self.batchBounds.firstIndex { rows <= $0 } ?? Self.batchBounds.count] += 1
    batchRows += rows
  }

  /// One answer of the model in a second counted from the start.
  mutating func count(second: Int, took: Double) {
    open(second)
    seconds[seconds.count - 1].answers += 1
    seconds[seconds.count - 1].longest = max(seconds[seconds.count - 1].longest, took)
  }

  /// One request that was answered with an error.
  mutating func countError(second: Int) {
    open(second)
    seconds[seconds.count - 1].errors += 1
  }

  private mutating func open(_ second: Int) {
    guard seconds.last?.number != second else { return }
    seconds.append(Second(number: second))
    if seconds.count > Self.mostSeconds { seconds.removeFirst() }
  }
}
