import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// A model knows its data: raw rows of any file, in any session, are what they were in training.
@Suite("Raw rows and the recipe of a model")
struct RecipeOfModelTests {
  private static let people =
    "age,town,job,happy\n"
    + (0..<60).map { row in
      "\(row % 11 == 5 ? "" : "\(20 + row)"),\(row % 3 == 0 ? "Rome" : "Oslo"),"
        + "\(row % 2 == 0 ? "cook" : "clerk"),\(row % 2 == 0 ? "yes" : "no")\n"
    }.joined()
  private static let turned =
    "happy,job,town,age,more\nyes,cook,Oslo,40,1\nno,clerk,Rome,,2\n"

  private static let training = """
    seed 1
    d = data csv("people.csv", target="happy") { split 80%, 20% }
    m = model d { dense 8, activation=relu; dense 1, activation=sigmoid }
    r = train m, d, epochs=200, optimizer=adam(0.01);

    """

  private func run(_ program: String) throws -> String {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.people.utf8), to: folder + "/people.csv")
      try AtomicFile.write(Array(Self.turned.utf8), to: folder + "/turned.csv")
      return Transcript(folder: folder).run(program)
    }
  }

  @Test func `a record is answered by the name of its class`() throws {
    let said = try run(Self.training + "predict m, {town: \"Oslo\", age: 41, job: \"cook\"}")
    #expect(said.split(separator: "\n").last?.hasPrefix("yes  (") == true, "\(said)")
    let other = try run(
      Self.training + "p = predict m, {town: \"Oslo\", age: none, job: \"clerk\"}; print p.class")
    #expect(other.hasSuffix("no"), "\(other)")
  }

  @Test func `columns are found by name in other files`() throws {
    let said = try run(Self.training + "predict m, csv(\"turned.csv\", target=\"happy\")")
    #expect(
      said.contains("row  happy") && said.contains("0  yes") && said.contains("1  no"), "\(said)")
    let judged = try run(Self.training + "evaluate m, csv(\"turned.csv\", target=\"happy\")")
    #expect(judged.contains("accuracy  1.0000"), "\(judged)")
  }

  @Test func `a loaded model answers the same, and copies do`() throws {
    let row = "{town: \"Oslo\", age: 33, job: \"clerk\"}"
    let said = try run(
      Self.training
        + """
        save m, "m.safetensors"
        k = load "m.safetensors"
        c = copy m
        a = predict m, \(row); b = predict k, \(row); e = predict c, \(row)
        print a.probability == b.probability, a.probability == e.probability, b.class
        """)
    #expect(said.hasSuffix("true true no"), "\(said)")
  }

  @Test func `a word that training has not seen is told, a missing column refused`() throws {
    let said = try run(Self.training + "predict m, {town: \"Bonn\", age: 41, job: \"cook\"}")
    #expect(said.contains("\"Bonn\" was not seen in \"town\": counted as none of them"), "\(said)")
    let missing = try run(Self.training + "predict m, {town: \"Bonn\", age: 41}")
    #expect(missing.contains("error E0531: the row has no \"job\""), "\(missing)")
    let word = try run(Self.training + "predict m, {town: \"Oslo\", age: \"old\", job: \"cook\"}")
    #expect(word.contains("error E0532"), "\(word)")
  }

  @Test func `what is chosen is said once, and can be pasted`() throws {
    let said = try run(Self.training)
    #expect(
      said.ranges(of: "`prepare` for d, learnt from 48 training rows").count == 1,
      "\(said)")
    let pasted = try run(
      """
      seed 1
      d = data csv("people.csv", target="happy") { split 80%, 20%; impute median "age"; one_hot "town" "job"; standardize }
      m = model d { dense 8, activation=relu; dense 1, activation=sigmoid }
      print len(d.x[0])
      """)
    #expect(pasted.hasSuffix("5") && !pasted.contains("prepare"), "\(pasted)")
  }

  @Test func `a test part learns nothing of its own`() throws {
    let said = try run(
      Self.training + "print sum(abs(predict(m, d.test) - predict(m, d.test.x)))")
    #expect(said.hasSuffix("\n0"), "\(said)")
  }

  @Test func `a discarded training takes its recipe with it`() throws {
    let said = try run(
      "m = model 4 { dense 1, activation=sigmoid }\npredict m, {a: 1}")
    #expect(said.contains("error E0539"), "\(said)")
  }

  @Test func `rows without a target, with gaps and twice are left out and told`() throws {
    let file = "a,b,y\n1,2,0\n1,2,0\n,3,1\n4,5,\n6,7,1\n"
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(file.utf8), to: folder + "/t.csv")
      let said = Transcript(folder: folder).run(
        "d = data csv(\"t.csv\") { drop_duplicates; drop_missing }\nprint len(d)")
      #expect(said.contains("1 row without \"y\" is left out"), "\(said)")
      #expect(said.contains("1 row that stood there before is left out"), "\(said)")
      #expect(said.contains("1 row with gaps is left out") && said.hasSuffix("2"), "\(said)")
    }
  }

  @Test func `a feature that is the target in other words is told, and strict refuses it`() throws {
    let file =
      "age,alive,y\n"
      + (0..<40).map { "\($0 % 7),\($0 % 2 == 0 ? "yes" : "no"),\($0 % 2)\n" }.joined()
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(file.utf8), to: folder + "/t.csv")
      let program = "m = model d { dense 1, activation=sigmoid }\ntrain m, d\n"
      let said = Transcript(folder: folder).run("d = data csv(\"t.csv\")\n" + program)
      #expect(
        said.contains("W0030: \"alive\" alone gives \"y\" (every row)")
          && said.contains("hint: drop \"alive\"") && !said.contains("\"age\" alone"), "\(said)")
      let without = Transcript(folder: folder)
        .run("d = data csv(\"t.csv\") { drop \"alive\" }\n" + program)
      #expect(!without.contains("W0030"), "\(without)")
      let strict = Transcript(folder: folder)
        .run("set strict=true\nd = data csv(\"t.csv\")\n" + program)
      #expect(strict.contains("error W0030"), "\(strict)")
    }
  }

  @Test func `rows that are asked about need no target, and none of them is lost`() throws {
    let blank = "happy,job,town,age\nyes,cook,Oslo,40\n,clerk,Rome,30\nno,clerk,Rome,\n"
    let empty = "age,job,town,happy\n40,cook,Oslo,\n30,clerk,Rome,\n"
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.people.utf8), to: folder + "/people.csv")
      try AtomicFile.write(Array(blank.utf8), to: folder + "/blank.csv")
      try AtomicFile.write(Array(empty.utf8), to: folder + "/empty.csv")
      let said = Transcript(folder: folder).run(
        Self.training + "predict m, csv(\"blank.csv\")\npredict m, csv(\"empty.csv\")")
      #expect(
        said.contains("predictions: 3 rows") && said.contains("predictions: 2 rows"), "\(said)")
    }
  }

  @Test func `an infinite number is refused, and copies of rows never reach the test part`() throws
  {
    let said = try run(Self.training + "predict m, {town: \"Oslo\", age: inf, job: \"cook\"}")
    #expect(said.contains("error E0530"), "\(said)")
    let sizes = try run(
      "d = data csv(\"people.csv\") { balance; keep age > 30; split 50%, 50% }\nprint len(d.test)")
    #expect(sizes.hasSuffix("23") || sizes.hasSuffix("22") || sizes.hasSuffix("24"), "\(sizes)")
    let later = try run(
      "d = data csv(\"people.csv\") { balance }\ne = data d { split 50%, 50% }")
    #expect(later.contains("error E0519"), "\(later)")
  }
}
