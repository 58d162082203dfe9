import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Columns in formulas: rows that stay, columns that are computed, in training and in raw rows.
@Suite("Formulas of columns")
struct FormulaStepTests {
  private static let file =
    "age,town,weight,height,y\n"
    + (0..<40).map { row in
      "\(20 + row),\(row % 4 == 0 ? "Rome" : "Oslo"),\(50 + row % 9),\(row % 10 == 0 ? "" : "1.\(5 + row % 5)"),\(row % 2)\n"
    }.joined()

  private func run(_ program: String) throws -> String {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.file.utf8), to: folder + "/p.csv")
      return Transcript(folder: folder).run(program)
    }
  }

  @Test(arguments: [
    ("age > 30", 29), ("age >= 30 and town == \"Rome\"", 7), ("not (age > 30)", 11),
    ("town != \"Rome\"", 30), ("height > 1.6", 24), ("abs(age - 40) < 2", 3),
    ("age > limit", 9), ("column(\"age\") == 20 or age == 21", 2),
  ])
  func `the rows stay for which a condition holds`(condition: String, rows: Int) throws {
    let said = try run("limit = 50; d = data csv(\"p.csv\") { keep \(condition) }\nprint len(d)")
    #expect(said.hasSuffix("\n\(rows)"), "\(said)")
  }

  @Test func `a computed column is computed alike for raw rows, also behind its parts`() throws {
    let said = try run(
      """
      seed 1
      d = data csv("p.csv") { drop_missing; column(bmi = weight / height^2); select "bmi"; split 80%, 20% }
      m = model d { dense 1, activation=sigmoid }
      train m, d, epochs=1
      a = predict m, {weight: 58, height: 1.7}
      save m, "m.safetensors"; k = load "m.safetensors"
      b = predict k, {height: 1.7, weight: 58}
      print a.probability == b.probability, len(d.x[0])
      """)
    #expect(said.hasSuffix("true 1"), "\(said)")
    let lacks = try run(
      """
      d = data csv("p.csv") { drop_missing; column(bmi = weight / height^2); select "bmi" }
      m = model d { dense 1, activation=sigmoid }
      predict m, {weight: 58}
      """)
    #expect(lacks.contains("error E0531: the row has no \"height\""), "\(lacks)")
  }

  @Test(arguments: [
    ("keep agee > 3", "E0514"), ("keep town > 3", "E0561"), ("keep mean(age) > 3", "E0402"),
    ("keep", "E0116"), ("column(age = age + 1)", "E0562"), ("features town * 2", "E0561"),
    ("column(a)", "E0117"),
  ])
  func `what is no formula is told`(step: String, code: String) throws {
    let said = try run("d = data csv(\"p.csv\") { \(step) }")
    #expect(said.contains("error \(code): "), "\(said)")
  }

  @Test(arguments: [
    ("column(x = age + town)", "town"), ("column(x = age * 2 - log(town))", "town"),
    ("column(x = town + age)", "town"), ("keep age > \"old\"", "old"),
  ])
  func `the words are blamed, not the first column`(step: String, word: String) throws {
    let said = try run("d = data csv(\"p.csv\") { \(step) }")
    #expect(said.contains("E0561") && said.contains("and \"\(word)\" is words"), "\(said)")
  }

  @Test func `features have the names of their formulas`() throws {
    let said = try run("d = data csv(\"p.csv\") { features age^2, age * weight }\nd.recipe")
    #expect(said.contains("age^2") && said.contains("age * weight"), "\(said)")
  }
}

/// Steps on features that name the target.
@Suite("The target among features")
struct NamedTargetTests {
  private func run(_ program: String) throws -> String {
    let rows = (1...40).map { "\($0),\($0 % 3 == 0 ? "a" : "b"),\($0 * 3).5\n" }
    return try said(by: program, beside: "p.csv", "age,town,price\n" + rows.joined())
  }

  @Test(arguments: [
    "drop \"price\"", "standardize \"price\"", "impute mean \"price\"", "log \"price\"",
    "clip 1%, 99%, \"price\"",
  ])
  func `it is told that a column is the target`(step: String) throws {
    let said = try run("d = data csv(\"p.csv\") { \(step) }")
    #expect(said.contains("error E0537") && said.contains("\"price\" is the target"), "\(said)")
  }

  @Test func `the advice for its logarithm works, for answers and for measures`() throws {
    let told = try run("d = data csv(\"p.csv\") { log \"price\" }")
    let line = "column(log_price = log(price)); target \"log_price\"; drop \"price\""
    #expect(told.contains("`\(line)`"), "\(told)")
    let said = try run(
      """
      seed 1
      d = data csv("p.csv") { split 80%, 20%; \(line) }
      m = model d { dense 8, activation=relu; dense 1 }
      train m, d, epochs=3
      a = predict m, {age: 20, town: "a"}
      save m, "m.safetensors"; k = load "m.safetensors"
      e = evaluate k, csv("p.csv", target="price")
      print exp(a.value) > 0, e.loss >= 0
      """)
    #expect(said.hasSuffix("true true"), "\(said)")
  }

  @Test func `select may name the target, which stays anyway`() throws {
    let said = try run(
      "d = data csv(\"p.csv\") { select \"age\", \"price\" }\nd")
    #expect(said.contains("1 column, target price"), "\(said)")
    #expect(try run("d = data csv(\"p.csv\") { select \"price\" }").contains("error E0516"))
  }
}
