import Catalog
import Data
import Testing

@Suite("Parts that a column decides")
struct SplitByColumnTests {
  private func split(_ shares: Double..., named: [(name: String, value: Argument)]) -> DataLine {
    DataLine("split", Arguments(shares.map { .number($0) }, named: named))
  }

  private func patients(_ groups: [Int]) -> String {
    "patient,x,y\n"
      + groups.enumerated().map { "p\($1),\($0),\($0 % 7)\n" }.joined()
  }

  private func parts(_ groups: [Int], _ line: DataLine, seed: UInt64 = 0) throws
    -> [Dataset.Part: [String?]]
  {
    let (data, _) = try tableData(patients(groups), [line], seed: seed)
    var found: [Dataset.Part: [String?]] = [:]
    for part in Dataset.Part.allCases { found[part] = data.words("patient", part) }
    return found
  }

  @Test func `all rows of a group are in one part, with sizes as near as whole groups can be`()
    throws
  {
    for trial in 0..<40 {
      var random = SmallNumbers(UInt64(trial))
      let rows = 30 + random.next(below: 60)
      let groups = (0..<rows).map { _ in random.next(below: 3 + trial / 3) }
      let found = try parts(
        groups, split(0.6, 0.2, 0.2, named: [("by", .text("patient"))]), seed: UInt64(trial))
      let sets = found.mapValues { Set($0.compactMap { $0 }) }
      #expect(found.values.reduce(0) { $0 + $1.count } == rows)
      #expect(sets.values.reduce(0) { $0 + $1.count } == Set(groups).count)
      #expect(sets.values.allSatisfy { !$0.isEmpty })
      // No other choice of groups comes nearer to the size of the test part.
      let sizes = Dictionary(groups.map { ($0, 1) }, uniquingKeysWith: +).values.sorted()
      let wanted = rows - Int((0.8 * Double(rows)).rounded())
      let best = best(sizes, wanted, most: sizes.count - 2)
      #expect(abs((found[.test]?.count ?? 0) - wanted) == best, "trial \(trial)")
    }
  }

  /// How near some of the groups come to a size, by looking at all choices; for up to sixteen groups.
  private func best(_ sizes: [Int], _ wanted: Int, most: Int) -> Int {
    (1..<1 << sizes.count).filter { $0.nonzeroBitCount <= most }.map { choice in
      abs(sizes.indices.reduce(0) { $0 + (choice >> $1 & 1) * sizes[$1] } - wanted)
    }.min() ?? 0
  }

  @Test func `test rows do not depend on what else is split off, and follow from the seed`() throws
  {
    let groups = (0..<200).map { $0 * 7 % 23 }
    let by = [(name: "by", value: Argument.word("patient"))]
    let two = try parts(groups, split(0.8, 0.2, named: by))
    let three = try parts(groups, split(0.5, 0.3, 0.2, named: by))
    #expect(two[.test] == three[.test])
    let other = try parts(groups, split(0.8, 0.2, named: by), seed: 5)
    #expect(two[.test] != other[.test])
  }

  @Test func `in order the last groups are the test part`() throws {
    let groups = [0, 0, 1, 1, 1, 0, 2, 2, 3, 3]
    let found = try parts(
      groups, split(0.7, 0.3, named: [("by", .text("patient")), ("shuffle", .bool(false))]))
    // Four rows in place of three, or two: of sums as near the smaller.
    #expect(found[.test] == ["p3", "p3"])
    #expect(found[.train] == ["p0", "p0", "p1", "p1", "p1", "p0", "p2", "p2"])
  }

  @Test func `the parts tell how many groups they have`() throws {
    let groups = (0..<100).map { $0 / 5 }
    let (_, record) = try tableData(
      patients(groups), [split(0.8, 0.2, named: [("by", .text("patient"))])])
    guard case .groups("patient", let counts)? = record.splits.first?.column else {
      Issue.record("\(record.splits)")
      return
    }
    #expect(counts == [16, 4])
    #expect(record.splits.first?.parts.map(\.count) == [80, 20])
  }

  @Test func `one group makes no two parts, and unknown columns are told`() throws {
    let by = [(name: "by", value: Argument.text("patient"))]
    guard
      case .split(.tooFewGroups(column: "patient", found: 1, parts: 2, isTime: false))? = mistake({
        try tableData(patients([1, 1, 1, 1]), [split(0.5, 0.5, named: by)]).data
      })?.kind
    else {
      Issue.record("one group")
      return
    }
    guard
      case .table(.unknownColumn("pateint", let known, _))? = mistake({
        try tableData(
          patients([1, 2, 3]), [split(0.5, 0.5, named: [("by", .text("pateint"))])]
        ).data
      })?.kind
    else {
      Issue.record("no such column")
      return
    }
    #expect(known == ["patient", "x", "y"])
    guard
      case .recipe(.noColumns, _)? = mistake({
        try DataPipeline.extend(try tenSamples(), [split(0.5, 0.5, named: by)])
      })?.kind
    else {
      Issue.record("tensors have no columns")
      return
    }
    for named: [(name: String, value: Argument)] in [
      [("by", .text("patient")), ("time", .text("x"))],
      [("by", .text("patient")), ("stratify", .bool(true))],
      [("time", .text("x")), ("shuffle", .bool(true))],
    ] {
      guard
        case .arguments(.outOfRange)? = mistake({
          try tableData(patients([1, 2, 3]), [split(0.5, 0.5, named: named)]).data
        })?.kind
      else {
        Issue.record("\(named)")
        return
      }
    }
  }

  @Test func `the latest rows are the test part, and those of one date stay together`() throws {
    let days = [5, 1, 3, 3, 2, 4, 3, 1, 5, 5]
    let text = "day,x,y\n" + days.enumerated().map { "2024-05-0\($1),\($0),\($0 % 2)\n" }.joined()
    let (data, record) = try tableData(text, [split(0.5, 0.5, named: [("time", .text("day"))])])
    #expect(data.numbers("x") == [1, 7, 4, 2, 3, 6])
    #expect(data.numbers("x", .test) == [5, 0, 8, 9])
    guard case .time("day")? = record.splits.first?.column else {
      Issue.record("\(record.splits)")
      return
    }
    let (three, _) = try tableData(text, [split(0.8, 0.1, 0.1, named: [("time", .text("day"))])])
    #expect(three.numbers("x", .validation) == [5])
    #expect(three.numbers("x", .test) == [0, 8, 9])
  }

  @Test func `rows without a moment are left out and told, and words order nothing`() throws {
    let text = "year,town,y\n2001,a,1\n,b,2\n1999,a,3\n2000,b,4\n"
    let (data, record) = try tableData(text, [split(0.5, 0.5, named: [("time", .text("year"))])])
    #expect(data.train.count + (data.test?.count ?? 0) == 3)
    guard case .rowsLeftOut(1, .timeless("year"))? = record.notes.first else {
      Issue.record("\(record.notes)")
      return
    }
    guard
      case .split(.noTime(column: "town", found: .category))? = mistake({
        try tableData(text, [split(0.5, 0.5, named: [("time", .text("town"))])]).data
      })?.kind
    else {
      Issue.record("words as time")
      return
    }
    guard
      case .split(.tooFewGroups(column: "same", found: 1, parts: 2, isTime: true))? = mistake({
        try tableData(
          "same,y\n1,2\n1,3\n1,4\n", [split(0.5, 0.5, named: [("time", .text("same"))])]
        ).data
      })?.kind
    else {
      Issue.record("one moment")
      return
    }
  }
}
