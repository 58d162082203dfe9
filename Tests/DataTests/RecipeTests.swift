import Catalog
import Engine
import Formats
import Support
import Testing

@testable import Data

@Suite struct RecipeTests {
  /// Six people: an age is missing, words, names, and a class.
  private let people = TypedTable(
    [
      TypedColumn("name", .texts(PackedTexts(["Ann", "Bo", "Cy", "Di", "Ed", "Flo"]))),
      TypedColumn("age", .numbers([20, .nan, 40, 30, 50, 60])),
      TypedColumn("sex", words: ["f", "m", "m", "f", "m", "f"]),
      TypedColumn("town", words: ["Rome", "Oslo", nil, "Rome", "Oslo", "Rome"]),
      TypedColumn("happy", words: ["no", "yes", "yes", "no", "yes", "no"]),
    ], rowCount: 6)

  private func dataset(_ steps: [DataLine] = []) throws -> Dataset {
    let made = try Dataset.table(
      people, name: "people.csv", provenance: "", target: "happy", isTargetGiven: true,
      DataContext(dtype: .float64))
    return try DataPipeline.extend(made, steps, DataContext(dtype: .float64))
  }

  @Test func `words and gaps are no numbers until they are prepared`() throws {
    let raw = try dataset()
    #expect(!raw.isPrepared)
    #expect(raw.classNames == ["no", "yes"])
    #expect(raw.y.doubles == [0, 1, 1, 0, 1, 0])
    #expect(raw.recipe == nil)
    let prepared = try raw.prepared(DataContext(dtype: .float64))
    #expect(prepared.isPrepared)
    #expect(prepared.columns == ["age", "sex_f", "sex_m", "town_Oslo", "town_Rome"])
    #expect(
      prepared.chosenSteps.map(\.line) == [
        "drop \"name\"  # almost every value is different", "impute median \"age\"  # 40",
        "impute most_frequent \"town\"  # Rome", "one_hot \"sex\" \"town\"", "standardize",
      ])
  }

  @Test func `raw rows in any order of columns become the numbers of training`() throws {
    let prepared = try dataset().prepared(DataContext(dtype: .float64))
    let recipe = try #require(prepared.recipe)
    var notes: [RecipeNote] = []
    let samples = try recipe.samples(
      of: TypedTable(people.columns.reversed(), rowCount: 6), withTarget: true, .float64,
      notes: &notes)
    #expect(samples.x.doubles == prepared.x.doubles)
    #expect(samples.y.doubles == prepared.y.doubles)
    #expect(notes.isEmpty)
  }

  @Test func `a recipe comes back from its text`() throws {
    let prepared = try dataset().prepared(DataContext(dtype: .float64))
    let recipe = try #require(prepared.recipe)
    let text = "\(recipe.stored)"
    #expect(Recipe(stored: try JSON.read(Array(text.utf8))) == recipe)
  }

  @Test func `a word that training has not seen is counted, and none of the columns`() throws {
    let recipe = try #require(try dataset().prepared(DataContext(dtype: .float64)).recipe)
    var notes: [RecipeNote] = []
    let row = TypedTable(
      [
        TypedColumn("age", .wholes([40])), TypedColumn("sex", words: ["f"]),
        TypedColumn("town", words: ["Belfast"]),
      ], rowCount: 1)
    let samples = try recipe.samples(of: row, withTarget: true, .float64, notes: &notes)
    #expect(notes == [.unseen(word: "Belfast", column: "town", rows: 1)])
    #expect(Array(samples.x.doubles[1...]) == [1, 0, 0, 0])
    #expect(samples.targets == nil)
  }

  @Test func `a column that is missing, and a word for a number, are refused`() throws {
    let recipe = try #require(try dataset().prepared(DataContext(dtype: .float64)).recipe)
    var notes: [RecipeNote] = []
    #expect(throws: RecipeError.missingColumn("sex", known: ["age", "sex", "town"])) {
      try recipe.samples(
        of: TypedTable([TypedColumn("age", .numbers([1]))], rowCount: 1), withTarget: false,
        .float64, notes: &notes)
    }
    #expect(
      throws: RecipeError.otherKind(column: "age", expected: .number, found: .category, text: "old")
    ) {
      try recipe.samples(
        of: TypedTable([TypedColumn("age", words: ["old"])], rowCount: 1), withTarget: false,
        .float64, notes: &notes)
    }
  }

  @Test func `written steps stay, and are completed`() throws {
    let prepared = try dataset([
      DataLine("drop", Arguments([.text("name"), .text("town")])),
      DataLine("impute", Arguments([.word("mean")])),
    ]).prepared(DataContext(dtype: .float64))
    #expect(prepared.chosenSteps.map(\.line) == ["one_hot \"sex\"", "standardize"])
    #expect(prepared.recipe?.columns.map(\.name) == ["age", "sex"])
    #expect(prepared.recipe?.steps.map(\.word) == ["impute", "one_hot", "standardize"])
  }

  @Test func `statistics are learnt from the training part wherever the line stands`() throws {
    let made = try dataset([
      DataLine("impute", Arguments([.word("mean")])), DataLine("drop", Arguments([.text("name")])),
      DataLine(
        "split", Arguments([.number(0.5), .number(0.5)], named: [("shuffle", .bool(false))])),
    ])
    let step = try #require(made.tabular?.steps.first { $0.word == "impute" })
    #expect(step.changes == [.init("age", .fillNumber(30))])
  }

  @Test func `a numeric target far from 1 is learnt on its own scale and told in its units`() throws
  {
    let table = TypedTable(
      [
        TypedColumn("x", .numbers([0, 0.5, 1, 1.5])),
        TypedColumn("price", .numbers([100_000.5, 200_000, 300_000, 400_000])),
      ], rowCount: 4)
    let raw = try Dataset.table(
      table, name: "t", provenance: "", target: "price", isTargetGiven: false,
      DataContext(dtype: .float64))
    let target = try #require(try raw.prepared(DataContext(dtype: .float64)).recipe?.target)
    #expect(target.isScaled)
    let y = try target.values(of: table.columns[1], .float64)
    #expect(
      zip(target.inUnits(y).doubles, [100_000.5, 200_000, 300_000, 400_000]).allSatisfy {
        abs($0 - $1) < 1e-9
      })
  }

  @Test func `whole numbers are classes where they are few`() {
    func classes(_ numbers: [Double]) -> [String] {
      TargetRecipe(learntFrom: TypedColumn("y", .wholes(numbers))).classes
    }
    #expect(classes([0, 1, 1, 0]) == ["0", "1"])
    #expect(classes([1, 2, 3, 3, 2, 1]) == ["1", "2", "3"])
    #expect(classes([3, 5, 3, 5, 8, 8]) == ["3", "5", "8"])
    #expect(classes([112, 118, 132, 129, 121]).isEmpty)
    #expect(classes((0..<400).map { Double($0 * 7 % 100) }).isEmpty)
  }
}
