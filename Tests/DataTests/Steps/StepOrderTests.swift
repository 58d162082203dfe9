import Catalog
import Data
import Engine
import Support
import Testing

/// Steps that take values run before those that change them: that is said where it matters.
@Suite("The order of steps")
struct StepOrderTests {
  private static let text =
    "v,g,y\n" + (0..<12).map { "\(1 << $0),\($0 % 2 == 0 ? "A" : "a"),\($0).5\n" }.joined()

  private struct Told: Equatable {
    let column, by, before: String
    let remedy: String
  }

  private func told(_ steps: DataLine..., text: String = StepOrderTests.text) throws -> [Told] {
    try tableData(text, target: "y", steps).record.notes.compactMap { note in
      guard case .takenAsRead(let column, let by, let before, let remedy) = note else { return nil }
      return Told(column: column, by: by, before: before, remedy: "\(remedy)")
    }
  }

  private static let sum = Formula.operation(.add, .column("v", otherwise: nil), .number(1))

  @Test func `a lag of what is changed by name is told, with the column to name`() throws {
    let lag = line("lag", .text("v"), .number(1))
    #expect(
      try told(line("log", .text("v")), lag)
        == [Told(column: "v", by: "lag", before: "log", remedy: "alsoMade([\"v_lag_1\"])")])
    // The other way round it is as it stands; and without names both are changed alike.
    #expect(try told(lag, line("log", .text("v"))).isEmpty)
    #expect(try told(line("log"), lag).isEmpty)
    #expect(try told(line("log", .text("v"), .text("v_lag_1")), lag).isEmpty)
  }

  @Test func `differences are told even where all columns are changed, formulas act as written`()
    throws
  {
    let column = line("column", named: [("w", .value(Self.sum))])
    #expect(try told(line("standardize"), column).isEmpty)
    #expect(try told(column, line("standardize")).isEmpty)
    #expect(
      try told(line("clip", .number(0.1), .number(0.9)), line("difference", .text("v")))
        == [Told(column: "v", by: "difference", before: "clip", remedy: "secondBlock")])
    let features = line("features", .value(Self.sum))
    #expect(try told(line("log", .text("v")), features).isEmpty)
  }

  @Test func `a condition acts where it stands, and one on an earlier block says so`() throws {
    let condition = Formula.operation(.greater, .column("v", otherwise: nil), .number(5))
    let keep = line("keep", .value(condition))
    #expect(try told(line("log", .text("v")), keep).isEmpty)
    let (logged, _) = try tableData(Self.text, target: "y", [line("log", .text("v"))])
    let context = DataContext()
    let kept = try DataPipeline.extend(logged, [keep], context)
    // ln 2⁸ = 5.5.
    #expect(kept.train.count == 4)
    guard case .takenAsChanged("v", by: "keep", after: "log")? = context.record.notes.last else {
      Issue.record("\(context.record.notes)")
      return
    }
  }

  @Test func `gaps that are filled are no gaps to the lines behind`() throws {
    let gaps = "v,w,y\n1,2,1.5\n,3,2.5\n4,5,3.5\n"
    let filled = [line("impute", .word("median")), line("drop_missing")]
    #expect(try tableData(gaps, target: "y", filled).data.train.count == 3)
    #expect(try told(line("impute", .word("median")), line("drop_missing"), text: gaps).isEmpty)
    #expect(
      try told(line("impute", .word("median")), line("drop_missing", .text("w")), text: gaps)
        .isEmpty)
    #expect(try told(line("log", .text("v")), line("drop_missing"), text: gaps).isEmpty)
  }

  @Test func `words are cleaned before rows are chosen by them, wherever the line stands`() throws {
    let steps = [
      line("split", .number(0.5), .number(0.5), named: [("by", .text("g"))]),
      line("clean", .text("g")),
    ]
    // Cleaned, "A" and "a" are one group, which no two parts can have.
    for steps in [steps, steps.reversed()] {
      guard
        case .split(.tooFewGroups)? = mistake({ try tableData(Self.text, target: "y", steps).data }
        )?.kind
      else {
        Issue.record("parts of one group")
        return
      }
    }
    let (data, _) = try tableData(
      Self.text, target: "y",
      [
        line(
          "keep",
          .value(Formula.operation(.equal, .column("g", otherwise: nil), .text("a")))),
        line("clean"),
      ])
    // A condition sees the words that stand above it.
    #expect(data.train.count == 6)
  }

  @Test func `a target that is chosen behind a column with gaps is the one that counts`() throws {
    for last in ["2.5,,4.5", "no,,yes"] {
      let values = last.split(separator: ",", omittingEmptySubsequences: false)
      let text = "a,b,c\n" + values.enumerated().map { "\($0 + 1).5,\($0),\($1)\n" }.joined()
      let (data, record) = try tableData(text, [line("target", .text("a"))])
      #expect(data.target == "a" && data.train.count == 3)
      #expect(data.y.doubles == [1.5, 2.5, 3.5])
      #expect(record.notes.isEmpty)
    }
  }
}
