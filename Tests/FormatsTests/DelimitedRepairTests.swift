import Support
import Testing

@testable import Formats

@Suite("Broken delimited text that options mend")
struct DelimitedRepairTests {
  private func read(
    _ text: String, workers: Int = 1, _ change: (inout DelimitedOptions) -> Void
  ) throws -> DelimitedTable {
    var options = DelimitedOptions()
    (options.hasHeader, options.separator) = (true, 0x2C)
    change(&options)
    let shared = DelimitedWorkers(count: workers) { body in
      for worker in 0..<workers { body(worker) }
    }
    return try DelimitedText.read(Array(text.utf8), options, workers: workers == 1 ? .none : shared)
  }

  @Test func `a second name gets a number that is free`() throws {
    let read = try read("a,a,a_2,b,a\n1,2,3,4,5\n") { $0.renamesDuplicates = true }
    #expect(read.table.names == ["a", "a_3", "a_2", "b", "a_4"])
    #expect(
      read.repairs.renamed.map { [$0.name, $0.new] } == [["a", "a_3"], ["a", "a_4"]])
    #expect(throws: DelimitedFault.self) { try self.read("a,a\n1,2\n") { _ in } }
  }

  private static let ragged = "a,b,c\n1,2,3\n4,5\n\n6,7,8,9\n10,11,12\n13\n\"x\ny\",14,15\n"

  @Test(arguments: [1, 3]) func `rows of another width are left out and counted`(workers: Int)
    throws
  {
    let read = try read(Self.ragged, workers: workers) { $0.ragged = .drop }
    #expect(read.table.rowCount == 3)
    #expect(read.table.column(named: "b")?.values.doubles == [2, 11, 14])
    #expect(
      read.repairs
        == {
          var all = DelimitedRepairs(); all.dropped = 3
          all.doubts = [WordColumn(name: "a", reason: .others(["x\ny"], kind: .number))]
          return all
        }())
    #expect((0..<3).map { read.lines[$0] } == [2, 6, 8])
  }

  @Test(arguments: [1, 3]) func `shorter rows have gaps at their ends, longer ones are left out`(
    workers: Int
  ) throws {
    let read = try read(Self.ragged, workers: workers) { $0.ragged = .fill }
    #expect(read.table.rowCount == 5)
    let last = try #require(read.table.column(named: "c")?.values.doubles)
    #expect(last.map { $0.isNaN ? -1 : $0 } == [3, -1, 12, -1, 15])
    #expect([read.repairs.dropped, read.repairs.filled] == [1, 2])
    #expect((0..<5).map { read.lines[$0] } == [2, 3, 6, 7, 8])
  }

  @Test func `counts are those of the rows that are read`() throws {
    let read = try read(Self.ragged) { ($0.ragged, $0.rows) = (.fill, 2) }
    #expect(read.table.rowCount == 2)
    #expect([read.repairs.dropped, read.repairs.filled] == [0, 1])
    let text =
      "a,b\n" + (0..<20_000).map { $0 % 10 == 0 ? "\($0)\n" : "\($0),x\($0 % 3)\n" }.joined()
    let many = try self.read(text, workers: 4) { $0.ragged = .drop }
    #expect([many.table.rowCount, many.repairs.dropped] == [18_000, 2_000])
    #expect(throws: DelimitedFault.self) { try self.read(text) { _ in } }
    #expect(throws: DelimitedFault.self) { try self.read("a,b\n1\n2\n") { $0.ragged = .drop } }
  }

  @Test func `days that may be months are told, and an option decides`() throws {
    let text = "day,y\n3/4/2024,1\n5/6/2024,2\n"
    let open = try read(text) { _ in }
    #expect(open.repairs.openDates == ["day"])
    #expect(open.table.columns[0].kind == .category)
    let days = try [false, true].map { first in
      try read(text) { $0.monthFirst = first }.table.columns[0].values.doubles?.first
    }
    #expect(days == [1_712_102_400, 1_709_510_400])
    // Where the column says so itself the option changes nothing.
    let sure = try read("day,y\n13/4/2024,1\n5/6/2024,2\n") { $0.monthFirst = true }
    #expect(sure.table.columns[0].kind == .date && sure.repairs.openDates.isEmpty)
  }

  @Test func `any cut of a broken text is read or refused`() {
    let bytes = Array(Self.ragged.utf8)
    for ragged in RaggedRows.allCases {
      for count in 0..<bytes.count {
        var options = DelimitedOptions()
        (options.ragged, options.renamesDuplicates) = (ragged, true)
        _ = try? DelimitedText.read(Array(bytes[..<count]), options)
      }
    }
  }
}

@Suite("Tables that memory does not hold")
struct TooLargeTableTests {
  /// A source that says how large it is, and counts what is pulled.
  private final class Counted: ByteSource {
    let byteCount: Int?
    private(set) var pulled = 0
    private let line = Array("1.5,2.5,3.5,4.5\n".utf8)

    init(_ byteCount: Int) { self.byteCount = byteCount }

    func read(into space: UnsafeMutableRawBufferPointer) -> Int {
      let count = min(space.count, (byteCount ?? 0) - pulled)
      for index in 0..<count { space[index] = line[(pulled + index) % line.count] }
      pulled += count
      return count
    }

    func restart() { pulled = 0 }
  }

  @Test func `it is refused with the figures before its rows are read`() {
    let source = Counted(1 << 40)
    let fault = MemoryBudget(limit: 1 << 30, counts: false).inForce {
      Delimited.fault { () throws(DelimitedFault) in try DelimitedText.read(source) }
    }
    guard case .memory(let shortage) = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(shortage.needed > 1 << 40)
    #expect(source.pulled < 1 << 26)
  }

  @Test func `so many rows as are asked for are read of it`() throws {
    let source = Counted(1 << 40)
    var options = DelimitedOptions()
    options.rows = 1_000
    let table = try MemoryBudget(limit: 1 << 30, counts: false).inForce {
      try DelimitedText.read(source, options).table
    }
    #expect(table.rowCount == 1_000)
  }
}
