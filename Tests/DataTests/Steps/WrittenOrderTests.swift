import Catalog
import Data
import Testing

/// Conditions and formulas behind lines that change what they take.
@Suite("The order in which lines act")
struct WrittenOrderTests {
  private static let text =
    "power,units,town,y\n"
    + (0..<40).map {
      "\($0 % 4 == 0 ? "" : "\(100 + $0)"),\($0 + 1),\($0 % 2 == 0 ? "a" : "b"),\($0 % 2)\n"
    }
    .joined()

  private func formula(_ formula: Formula) -> Argument { .value(formula) }
  private func keep(_ condition: Formula) -> DataLine { line("keep", formula(condition)) }
  private func column(_ name: String, _ formula: Formula) -> DataLine {
    line("column", named: [(name, .value(formula))])
  }
  private func is0(_ name: String) -> Formula {
    .operation(.equal, .column(name, otherwise: nil), .number(0))
  }

  @Test func `a condition sees what a line above has filled`() throws {
    let fill = line(
      "impute", .word("constant"), .text("power"), named: [("value", .number(0))])
    let (behind, _) = try tableData(Self.text, [fill, keep(is0("power"))])
    #expect(behind.train.count == 10)
    #expect(mistake { try tableData(Self.text, [keep(is0("power")), fill]).data } != nil)
  }

  @Test func `a formula sees what a line above has changed, and not what one below will`() throws {
    let units = Formula.column("units", otherwise: nil)
    let (data, _) = try tableData(
      Self.text,
      [column("before", units), line("log", .text("units")), column("behind", units)])
    #expect(data.numbers("before")?[3] == 4)
    #expect(data.numbers("behind") == data.numbers("units"))
    #expect(data.numbers("behind") != data.numbers("before"))
  }

  @Test func `parts are made before anything is learnt, wherever split stands`() throws {
    let units = Formula.column("units", otherwise: nil)
    let (data, _) = try tableData(
      Self.text,
      [
        line("min_max", .text("units")),
        keep(.operation(.greaterOrEqual, units, .number(0))),
        line("split", .number(0.5), .number(0.5), named: [("shuffle", .bool(false))]),
      ])
    // Learnt from rows 1…20 alone.
    #expect(data.train.count == 20 && data.numbers("units")?.last == 1)
    #expect(data.numbers("units", .test)?.first.map { $0 > 1 } == true)
  }

  @Test func `gaps that are filled above are none for drop_missing`() throws {
    let (data, _) = try tableData(
      Self.text, [line("impute", .word("median"), .text("power")), line("drop_missing")])
    #expect(data.train.count == 40)
    let (other, _) = try tableData(
      Self.text, [line("standardize", .text("power")), line("drop_missing")])
    // Numbers that only change are missing as before: rows are left out before anything is learnt.
    #expect(other.train.count == 30)
  }

  @Test func `what names a column that stays behind stays behind it`() throws {
    let units = Formula.column("units", otherwise: nil)
    let (data, record) = try tableData(
      Self.text, target: "y",
      [
        line("log", .text("units")), column("twice", .operation(.add, units, units)),
        line("drop", .text("units")), line("select", .text("twice")), line("take", .number(30)),
      ])
    #expect(data.tabular?.features.map(\.name) == ["twice"])
    #expect(data.train.count == 30 && record.notes.isEmpty)
    let (taken, _) = try tableData(
      Self.text,
      [
        line("log", .text("units")), keep(.operation(.greater, units, .number(1))),
        line("take", .number(5)),
      ])
    #expect(taken.train.count == 5)
  }

  @Test func `a column is chosen and words are kept as before`() throws {
    let (data, _) = try tableData(
      Self.text, target: "y",
      [line("one_hot", .text("town")), line("select", .text("town"), .text("units"))])
    #expect(data.tabular?.features.map(\.name) == ["units", "town_a", "town_b"])
    let units = Formula.column("units", otherwise: nil)
    let (lagged, _) = try tableData(
      Self.text, target: "y",
      [
        line("log", .text("units")), column("twice", .operation(.add, units, units)),
        line("lag", .text("twice"), .number(1)),
      ])
    // Earlier rows are looked at before anything is learnt.
    #expect(lagged.numbers("twice_lag_1")?.first == 2)
  }

  @Test func `raw rows go through the lines in the same order`() throws {
    let units = Formula.column("units", otherwise: nil)
    let (data, _) = try tableData(
      Self.text, target: "y",
      [
        line("drop", .text("town"), .text("power")), line("min_max", .text("units")),
        column("half", .operation(.divide, units, .number(2))),
      ])
    let recipe = try #require(data.recipe)
    var notes: [RecipeNote] = []
    let rows = data.tabular?.raw.train.rows([0, 39])
    let samples = try recipe.samples(
      of: try #require(rows), withTarget: false, .float64, notes: &notes)
    #expect(samples.x.doubles == [0, 0, 1, 0.5])
  }

  @Test func `a computed target is not asked of rows, and measured where it can be computed`()
    throws
  {
    let y = Formula.column("units", otherwise: nil)
    let (data, _) = try tableData(
      Self.text, target: "units",
      [
        line("drop", .text("town"), .text("power")), column("log_units", .call(.log, y)),
        line("target", .text("log_units")), line("drop", .text("units")),
      ])
    let recipe = try #require((data.recipe?.stored).flatMap { Recipe(stored: $0) })
    #expect(recipe.columns.map(\.name) == ["y"] && recipe == data.recipe)
    var notes: [RecipeNote] = []
    let rows = try #require(data.tabular?.raw.train.rows([0, 7]))
    let asked = try recipe.samples(
      of: rows.dropping(["units"]), withTarget: false, .float64, notes: &notes)
    #expect(asked.x.doubles == [0, 1])
    let measured = try recipe.samples(of: rows, withTarget: true, .float64, notes: &notes)
    #expect(measured.y.doubles[0] == 0 && abs(measured.y.doubles[1] - 2.0794415416798357) < 1e-12)
  }
}
