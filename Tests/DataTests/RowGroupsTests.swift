import Data
import Formats
import TestSupport
import Testing

/// Rows told apart by one column.
@Suite("Groups of rows") struct RowGroupsTests {
  @Test(arguments: try GoldenFile(named: "explaining").cases.filter { $0.name.hasPrefix("groups") })
  func `Cramér's V is that of NumPy, from either side`(golden: GoldenCase) throws {
    let groups = try golden["group"].numbers.map { "\($0)" }
    let truths = try golden["truth"].numbers.map { "\($0)" }
    let first = RowGroups(of: TypedColumn("g", words: groups))
    let second = RowGroups(of: TypedColumn("t", words: truths))
    let cramer = try golden["cramer"]
    #expect(cramer.difference(from: [first.association(with: second)]) <= 1e-9)
    #expect(cramer.difference(from: [second.association(with: first)]) <= 1e-9)
  }

  @Test func `words are groups in the order of their bytes, gaps come last`() {
    let groups = RowGroups(of: TypedColumn("sex", words: ["m", nil, "f", "m"]))
    #expect(groups.names == ["f", "m", "(missing)"])
    #expect(groups.numbers == [1, 2, 0, 1])
    #expect(groups.rows == [[2], [0, 3], [1]])
  }

  @Test func `few numbers are groups of their own, many are cut at quartiles`() {
    #expect(
      RowGroups(of: TypedColumn("class", .wholes([3, 1, 3, .nan]))).names == [
        "1", "3", "(missing)",
      ])
    let many = RowGroups(of: TypedColumn("age", .numbers((0..<101).map(Double.init))))
    #expect(many.names == ["< 25", "25 to < 50", "50 to < 75", ">= 75"])
    #expect(many.rows.map(\.count) == [25, 25, 25, 26])
  }

  @Test func `edges are where they are said, and empty bands are left out`() {
    let groups = RowGroups(of: TypedColumn("age", .wholes([20, 25, 80])), edges: [25, 60, 70])
    #expect(groups.names == ["< 25", "25 to < 60", ">= 70"])
    #expect(groups.numbers == [0, 1, 2])
  }

  @Test func `what is the same everywhere tells nothing`() {
    let one = RowGroups(of: TypedColumn("a", words: ["x", "x", "x"]))
    let other = RowGroups(of: TypedColumn("b", words: ["x", "y", "x"]))
    #expect(one.association(with: other) == 0)
    #expect(other.association(with: other) == 1)
  }
}
