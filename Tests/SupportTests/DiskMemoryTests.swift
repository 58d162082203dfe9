import Glibc
import Testing

@testable import Support

@Suite("Data that are kept on a disk")
struct DiskMemoryTests {
  @Test(
    "An array that was moved keeps its place and its values, and a file without a name stands behind it"
  )
  func movedArray() throws {
    // So large that it stands alone whatever the allocator's limits are.
    let values = (0..<5_000_000).map(Double.init)
    #expect(try file(behind: values) == nil)
    let disk = DiskMemory(folder: "/var/tmp")
    disk.move(values)
    #expect(values.indices.allSatisfy { values[$0] == Double($0) })
    #expect(try file(behind: values)?.hasPrefix("/var/tmp/nabla-") == true)
    #expect(disk.isUsed)
    #expect(disk.takeFailure() == nil)
  }

  @Test("Moved twice it stays in the file that it has")
  func movedTwice() throws {
    let values = [Int32](repeating: 7, count: 1 << 24)
    let disk = DiskMemory(folder: "/var/tmp")
    disk.move(values)
    let first = try file(behind: values)
    disk.move(values)
    #expect(first != nil)
    #expect(try file(behind: values) == first)
  }

  @Test("What was moved can be changed, grown, copied and given back")
  func changedArray() throws {
    let disk = DiskMemory(folder: "/var/tmp")
    for round in 0..<20 {
      var values = (0..<200_000 + round).map(Double.init)
      disk.move(values)
      let copy = values
      values[100_000] = -1
      values.append(5)
      #expect(copy[100_000] == 100_000)
      #expect(values[100_000] == -1 && values.count == 200_001 + round)
      disk.move(values)
      values[7] = 3
      values.removeLast(150_000)
      #expect(values[7] == 3 && values.last == Double(50_000 + round))
    }
  }

  @Test("What is small stays in memory")
  func smallArray() throws {
    let values = (0..<1_000).map(Double.init)
    let before = try file(behind: values)
    let disk = DiskMemory(folder: "/var/tmp")
    disk.move(values)
    #expect(try file(behind: values) == before)
    #expect(!disk.isUsed)
  }

  @Test("Where the folder has no room an array stays in memory, and the shortage is told once")
  func noRoom() throws {
    let values = [UInt8](repeating: 1, count: 2 << 20)
    // The allocator may give out pages again behind which the file of an earlier array stands.
    let before = try file(behind: values)
    let disk = DiskMemory(folder: "/nowhere")
    disk.move(values)
    #expect(disk.pages(1 << 20) == nil)
    #expect(try file(behind: values) == before)
    #expect(disk.takeFailure()?.folder == "/nowhere")
    #expect(disk.takeFailure() == nil)
  }

  @Test(
    "A budget refuses what the disk has no room for, and takes nothing of memory for what it has")
  func budget() throws {
    let budget = MemoryBudget(limit: 1 << 10)
    try DiskMemory(folder: "/var/tmp").inForce { () throws(MemoryShortage) in
      try budget.require(8 << 20, for: "a table")
    }
    let shortage = #expect(throws: MemoryShortage.self) {
      try DiskMemory(folder: "/var/tmp").inForce { () throws(MemoryShortage) in
        try budget.require(1 << 60, for: "a table")
      }
    }
    #expect(shortage?.folder == "/var/tmp")
  }

  /// The path of the file whose pages an array's middle lies in, as the system tells it.
  private func file<Value>(behind values: [Value]) throws -> String? {
    let address = values.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) + UInt($0.count / 2) }
    let maps = try InputFile.read("/proc/self/maps", limit: 1 << 24)
    for line in String(decoding: maps, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: " ", maxSplits: 5)
      let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      if ends[0] <= address, address < ends[1] {
        return fields.count > 5 ? String(fields[5]).trimmed : nil
      }
    }
    return nil
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
