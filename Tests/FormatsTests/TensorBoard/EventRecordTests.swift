import Formats
import Testing

@Suite struct EventRecordTests {
  /// The event inside a record whose frame holds.
  private func content(of record: [UInt8]) throws -> [UInt8] {
    let length = record.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    try #require(record.count == 16 + length)
    let sum = record[8..<12].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    #expect(sum == CRC32C.masked(record.prefix(8)))
    let content = Array(record[12..<12 + length])
    let last = record.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    #expect(last == CRC32C.masked(content))
    return content
  }

  @Test func `the first record says how the others are made`() throws {
    let content = try content(of: EventRecord(time: 1, step: 0, .version).bytes)
    // 1: a double, 1.0; 3: thirteen letters.
    #expect(content == [9, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0x1A, 13] + Array("brain.Event:2".utf8))
  }

  @Test func `a number stands under its tag with 32 bits`() throws {
    let event = EventRecord(time: 1, step: 300, .summaries([.scalar("loss", 0.5)]))
    let content = try content(of: event.bytes)
    #expect(
      content == [9, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0x10, 0xAC, 2, 0x2A, 13, 0x0A, 11, 0x0A, 4]
        + Array("loss".utf8) + [0x15, 0, 0, 0, 0x3F])
  }

  @Test func `a histogram counts every number once`() {
    let numbers = (0..<1_000).map { Double($0) / 10 }
    let histogram = EventHistogram(numbers + [.nan, .infinity])
    #expect(histogram.low == 0 && histogram.high == 99.9 && histogram.count == 1_000)
    #expect(histogram.counts.count == 30 && histogram.counts.reduce(0, +) == 1_000)
    #expect(histogram.limits.last == 99.9 && histogram.limits == histogram.limits.sorted())
    #expect(histogram.sum == numbers.reduce(0, +))
  }

  @Test func `equal numbers, and none, have a histogram too`() {
    #expect(EventHistogram([2, 2]).limits == [2] && EventHistogram([2, 2]).counts == [2])
    #expect(EventHistogram([]).counts.isEmpty && EventHistogram([.nan]).count == 0)
    let wide = EventHistogram([-1.7e308, 1.7e308])
    #expect(wide.counts.reduce(0, +) == 2)
  }
}
