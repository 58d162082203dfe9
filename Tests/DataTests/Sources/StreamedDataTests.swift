import Catalog
import Data
import Engine
import Support
import TestSupport
import Testing

@Suite("Data larger than memory, by stream=true")
struct StreamedDataTests {
  private static let rows = 140_000
  private static let table: String = {
    var numbers = SmallNumbers(3)
    var text = "age,weight,town,remark,y\n"
    for row in 0..<rows {
      let age = row % 17 == 0 ? "" : "\(numbers.next(below: 90))"
      text += "\(age),\(numbers.next(below: 1_000)).5,\(["Rome", "Oslo", "Bern"][row % 3]),"
      text += "remark \(row),\(numbers.next(below: 50)).25\n"
    }
    return text
  }()

  private func load(
    stream: Bool, _ steps: [DataLine] = [], limit: Int = .max
  ) throws -> Dataset {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.table.utf8), to: folder + "/t.csv")
      let context = DataContext(
        seed: 1, resolve: { folder + "/" + $0 }, threads: 2)
      return try MemoryBudget(limit: limit).inForce {
        let data = try DataPipeline.load(
          line("csv", .text("t.csv"), named: [(name: "stream", value: .bool(stream))]), steps,
          context)
        return try data.prepared(context)
      }
    }
  }

  @Test("A streamed table gives the same numbers, bit for bit, as one in memory")
  func sameNumbers() throws {
    let steps = [
      line("split", .number(0.7), .number(0.3)), line("drop", .text("remark")),
      line("impute", .word("mean"), .text("age")), line("standardize"),
    ]
    let (streamed, held) = (try load(stream: true, steps), try load(stream: false, steps))
    #expect(streamed.digest == held.digest)
    #expect(streamed.train.count + (streamed.test?.count ?? 0) == Self.rows)
  }

  @Test("A table that memory refuses is read with stream=true, and the refusal says so")
  func beyondMemory() throws {
    let limit = 3 << 20
    let error = #expect(throws: DataError.self) { try load(stream: false, limit: limit) }
    guard case .memory(let shortage) = error?.kind else {
      Issue.record("another refusal: \(String(describing: error))")
      return
    }
    #expect(shortage.isMovable)
    #expect(try load(stream: true, limit: limit).digest == load(stream: false).digest)
  }

  @Test("Streamed tensors are no memory of the budget")
  func budget() throws {
    let budget = MemoryBudget(limit: 1 << 30)
    let data = try budget.inForce { try load(stream: true) }
    #expect(data.train.x.count >= 2 * Self.rows)
    #expect(budget.takenByBlocks < 1 << 20)
  }

  @Test("Streamed pictures are those in memory")
  func pictures() throws {
    try TemporaryFolder.use { folder in
      for (index, word) in ["cats", "dogs"].enumerated() {
        try Directories.make("\(folder)/\(word)")
        for number in 0..<40 {
          let pixels = (0..<64 * 64).map { UInt8(truncatingIfNeeded: $0 &* (number + index + 1)) }
          try AtomicFile.write(
            Array("P5 64 64 255\n".utf8) + pixels, to: "\(folder)/\(word)/\(number).pgm")
        }
      }
      func load(_ stream: Bool) throws -> Dataset {
        let context = DataContext(resolve: { folder + "/" + $0 }, threads: 2)
        return try DataPipeline.load(
          line("images", .text("."), named: [(name: "stream", value: .bool(stream))]),
          [line("rescale", .number(0.5)), line("split", .number(0.5), .number(0.5))], context)
      }
      let streamed = try load(true)
      #expect(streamed.digest == (try load(false)).digest)
      #expect(streamed.train.count == 40)
    }
  }
}
