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

  @Test func `groups that training has not seen are series of their own`() throws {
    let rows = TypedTable(
      [
        TypedColumn("store", words: ["x", "z", "x", "a", "z", nil, nil]),
        TypedColumn("sales", .wholes([1, 2, 3, 4, 5, 6, 7])),
      ], rowCount: 7)
    let (samples, notes) = try answers(
      Self.sales,
      [
        line("lag", .text("sales"), .number(1), named: [("by", .text("store"))]),
        line("one_hot", .text("store")),
      ], of: rows)
    // store_a, store_b, sales, sales_lag_1
    #expect(samples.x.doubles == [0, 0, 3, 1, 0, 0, 5, 2, 0, 0, 7, 6])
    #expect(
      notes == [
        .unseen(word: "x", column: "store", rows: 2), .unseen(word: "z", column: "store", rows: 2),
        .beginning(rows: 4),
      ])
  }

  @Test func `rows without a target are not measured, and looked back at all the same`() throws {
    let (data, _) = try tableData(
      Self.sales, target: "y",
      [line("drop", .text("store")), line("lag", .text("sales"), .number(1))])
    let recipe = try #require(data.tabular?.recipe)
    func measured(_ targets: [Double]) throws -> (Samples, [Int]?, [RecipeNote]) {
      let rows = TypedTable(
        [TypedColumn("y", .wholes(targets)), TypedColumn("sales", .wholes([1, 2, 3, 4]))],
        rowCount: 4)
      var notes: [RecipeNote] = []
      let made = try recipe.answers(of: rows, withTarget: true, .float32, notes: &notes)
      return (made.samples, made.rows, notes)
    }
    let (samples, rows, notes) = try measured([1, 2, .nan, 4])
    #expect(samples.x.doubles == [2, 1, 4, 3] && samples.y.doubles == [2, 4])
    #expect(rows == [1, 3])
    #expect(notes == [.beginning(rows: 1), .withoutTarget(rows: 1, column: "y")])
    #expect {
      _ = try measured([1, .nan, .nan, .nan])
    } throws: {
      $0 as? RecipeError == .noTarget(column: "y")
    }
  }

  @Test func `windows are named by the rows that they forecast, also behind the last`() throws {
    let text = "a,y\n" + (0..<8).map { "\($0),\($0 * 2)\n" }.joined()
    let (data, _) = try tableData(text, target: "y", [line("windows", .number(3), .number(2))])
    let recipe = try #require(data.recipe)
    var notes: [RecipeNote] = []
    let rows = TypedTable(
      [
        TypedColumn("a", .wholes((0..<8).map(Double.init))),
        TypedColumn("y", .wholes([0, 2, 4, 6, .nan, 10, 12, 14])),
      ], rowCount: 8)
    let made = try recipe.answers(of: rows, withTarget: false, .float32, notes: &notes)
    // Windows of rows 0…2, 1…3 and 5…7, two rows ahead.
    #expect(made.samples.count == 3 && made.rows == [4, 5, 9])
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
