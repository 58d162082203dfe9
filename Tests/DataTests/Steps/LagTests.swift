import Catalog
import Data
import Engine
import Formats
import Support
import Testing

@Suite("Columns of earlier rows")
struct LagTests {
  private static let sales =
    "store,sales,y\n" + (0..<12).map { "\($0 % 2 == 0 ? "a" : "b"),\($0 * $0),\($0)\n" }.joined()

  @Test func `rows have what stood some rows before, and those that begin are left out`() throws {
    let (data, record) = try tableData(
      Self.sales,
      [line("drop", .text("store")), line("lag", .text("sales"), .number(1), .number(3))])
    #expect(data.numbers("sales_lag_1") == (2..<11).map { Double($0 * $0) })
    #expect(data.numbers("sales_lag_3") == (0..<9).map { Double($0 * $0) })
    #expect(data.y.doubles == (3..<12).map(Double.init))
    guard case .rowsLeftOut(3, .beginning(3))? = record.notes.first else {
      Issue.record("\(record.notes)")
      return
    }
  }

  @Test func `each group is a series of its own`() throws {
    let (data, _) = try tableData(
      Self.sales,
      [line("lag", .text("sales"), .number(1), named: [("by", .text("store"))])])
    #expect(data.numbers("sales_lag_1") == (0..<10).map { Double($0 * $0) })
    #expect(data.train.count == 10)
  }

  @Test func `differences are to the rows before, and chains look back as far as both`() throws {
    let (data, _) = try tableData(
      Self.sales,
      [
        line("drop", .text("store")), line("difference", .text("sales")),
        line("lag", .text("sales_diff_1"), .number(2)),
      ])
    #expect(data.train.count == 9)
    #expect(data.numbers("sales_diff_1") == (3..<12).map { Double(2 * $0 - 1) })
    #expect(data.numbers("sales_diff_1_lag_2") == (1..<10).map { Double(2 * $0 - 1) })
  }

  @Test func `parts are cut in time behind the lags, so that test rows look back into training`()
    throws
  {
    for order in [true, false] {
      let split = line("split", .number(0.5), .number(0.5))
      let lag = line("lag", .text("y"), .number(2))
      let (data, _) = try tableData(
        Self.sales, target: "y",
        [line("drop", .text("store"))] + (order ? [split, lag] : [lag, split]))
      #expect(data.train.y.doubles == [2, 3, 4, 5, 6])
      #expect(data.numbers("y_lag_2", .test) == [5, 6, 7, 8, 9])
    }
  }

  private func answers(_ text: String, _ steps: [DataLine], of rows: TypedTable) throws -> (
    Samples, [RecipeNote]
  ) {
    let (data, _) = try tableData(text, target: "y", steps)
    let stored = try #require(data.tabular?.recipe.stored)
    let recipe = try #require(Recipe(stored: stored))
    #expect(recipe == data.tabular?.recipe)
    var notes: [RecipeNote] = []
    let samples = try recipe.samples(of: rows, withTarget: false, .float32, notes: &notes)
    return (samples, notes)
  }

  @Test func `raw rows in order are answered from the first on that has enough before it`() throws {
    let rows = TypedTable(
      [
        TypedColumn("y", .wholes([10, 20, 30, .nan])), TypedColumn("sales", .wholes([1, 2, 3, 4])),
      ], rowCount: 4)
    let steps = [line("drop", .text("store")), line("lag", .text("y"), .number(1), .number(3))]
    let (samples, notes) = try answers(Self.sales, steps, of: rows)
    #expect(samples.x.doubles == [4, 30, 10])
    #expect(notes == [.beginning(rows: 3)])
    #expect {
      _ = try answers(Self.sales, steps, of: rows.rows([0, 1]))
    } throws: {
      $0 as? RecipeError == .tooFewEarlierRows(found: 2, needed: 4)
    }
    #expect {
      _ = try answers(Self.sales, steps, of: rows.dropping(["y"]))
    } throws: {
      $0 as? RecipeError == .missingColumn("y", known: ["sales"])
    }
  }

  @Test func `a column that is left out behind a lag is still asked for`() throws {
    let rows = TypedTable(
      [
        TypedColumn("store", words: ["b", "a", "b"]), TypedColumn("sales", .wholes([1, 2, 3])),
      ], rowCount: 3)
    let (samples, _) = try answers(
      Self.sales,
      [
        line("lag", .text("sales"), .number(1), named: [("by", .text("store"))]),
        line("drop", .text("store")),
      ], of: rows)
    #expect(samples.x.doubles == [3, 1])
  }

  @Test func `what cannot be meant is refused`() throws {
    func fault(_ steps: DataLine...) -> DataError.Kind? {
      mistake { try tableData(Self.sales, target: "y", steps).data }?.kind
    }
    guard case .recipe(.tellsTarget("y"), _)? = fault(line("difference", .text("y"))),
      case .recipe(.unsuitable(column: "store", found: .category, need: .numbers), _)? = fault(
        line("lag", .text("store"))),
      case .table(.unknownColumn("sale", _, _))? = fault(line("lag", .text("sale"))),
      case .recipe(.columnExists("sales_lag_1"), _)? = fault(
        line("lag", .text("sales")), line("lag", .text("sales"))),
      case .recipe(.tooFewEarlierRows(found: 12, needed: 21), _)? = fault(
        line("lag", .text("sales"), .number(20))),
      case .arguments(.outOfRange)? = fault(line("lag", .text("sales"), .number(0))),
      case .arguments(.outOfRange)? = fault(line("lag", .text("sales"), .number(1), .number(1))),
      case .arguments? = fault(line("lag", .text("sales"), .number(1.5)))
    else {
      Issue.record("a lag that cannot be")
      return
    }
  }

  @Test func `what is stored of lags is read strictly`() throws {
    let good = RowLags(column: "a", rows: [1, 2], group: "b", isDifference: false)
    #expect(RowLags(stored: good.stored) == good)
    let text = good.stored.description
    for (part, other) in [
      ("[1,2]", "[0]"), ("[1,2]", "[]"), ("[1,2]", "[1,1]"), ("[1,2]", "[70000]"),
      ("\"b\"", "3"), ("false", "0"),
    ] {
      let wrong = text.replacing(part, with: other)
      #expect(wrong != text)
      #expect(try RowLags(stored: JSON.read(Array(wrong.utf8), named: "test")) == nil, "\(wrong)")
    }
  }
}
