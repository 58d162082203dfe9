import Engine
import Testing

@testable import Data

@Suite("Rows over shared memory")
struct SampleRowsTests {
  private let rows = SampleRows(Tensor((0..<12).map(Double.init), [6, 2]))

  @Test func `neighbouring rows share memory, chosen ones stay in their order`() {
    #expect(rows.subset(2..<4).tensor.doubles == [4, 5, 6, 7])
    #expect(rows.subset(2..<6).subset(1..<2).tensor.doubles == [6, 7])
    #expect(rows.subset([5, 0]).tensor.doubles == [10, 11, 0, 1])
    #expect(rows.subset(3..<6).number(1, 1) == 9)
  }

  @Test func `the first row with a number is found`() {
    #expect(rows.firstRow { $0 == 7 } == 3)
    #expect(rows.subset(2..<6).firstRow { $0 == 7 } == 1)
    #expect(rows.firstRow { $0 > 20 } == nil)
  }

  @Test func `windows find the first that reaches a number`() throws {
    let data = try text("aaaaabaaaaaaa", line("chars", .number(3)))
    let windows = data.train.inputs[0].rows
    #expect(windows.firstRow { $0 == 1 } == 3)
    let thinned = try text(
      "aaaaabaaaaaaa", line("chars", .number(3), named: [("stride", .number(2))]))
    #expect(thinned.train.inputs[0].rows.firstRow { $0 == 1 } == 2)
  }

  @Test func `windows in another order stay windows`() throws {
    let windows = try text("abcdef", line("chars", .number(2))).train.inputs[0].rows
    let chosen = windows.subset([3, 0, 3])
    #expect(chosen.tensor.wholeRows == [[3, 4], [0, 1], [3, 4]])
    #expect(chosen.subset(1..<3).tensor.wholeRows == [[0, 1], [3, 4]])
    #expect(chosen.firstRow { $0 == 4 } == 0)
  }
}
