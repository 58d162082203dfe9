import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// `clean` mends what was written: whoever reads a column meets the words that a model meets.
@Suite("Cleaned tables")
struct CleanedTableTests {
  private static let spellings = ["Rome", "rome", "\"ROME \"", "Oslo", "oslo", "OSLO"]
  private static let people =
    "age,town,happy\n"
    + (0..<60).map { row in
      "\(20 + row % 7),\(spellings[row % 6]),\(row % 6 < 3 ? "yes" : "no")\n"
    }.joined()

  private func run(_ program: String, steps: String = "clean \"town\"") throws -> String {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.people.utf8), to: folder + "/p.csv")
      return Transcript(folder: folder).run(
        "seed 1\nd = data csv(\"p.csv\", target=\"happy\") { \(steps) }\n" + program)
    }
  }

  @Test func `columns, heads and descriptions have the cleaned words`() throws {
    let said = try run("d[\"town\"][2]\nhead d, 3\ndescribe d")
    #expect(said.contains("rome") && !said.contains("Rome") && !said.contains("ROME"), "\(said)")
    let town = said.split(separator: "\n").last { $0.hasPrefix("town ") } ?? ""
    #expect(town.contains("oslo 30, rome 30"), "\(said)")
  }

  @Test func `a chart has a bar for each cleaned word`() throws {
    let text = try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.people.utf8), to: folder + "/p.csv")
      let transcript = Transcript(folder: folder)
      _ = transcript.interpreter.run("d = data csv(\"p.csv\") { clean \"town\" }")
      _ = transcript.interpreter.run("plot d, \"town\"")
      return transcript.host.take().compactMap { output in
        if case .plot(let plot) = output { plot.chart.storedText } else { nil }
      }.last
    }
    #expect(text?.contains("oslo: 30\nrome: 30") == true, "\(text ?? "none")")
  }

  @Test func `rows are split and held out by the cleaned words`() throws {
    let said = try run(
      "print len(d), len(d.test)", steps: "clean \"town\"; split 50%, 50%, by=\"town\"")
    #expect(said.hasSuffix("30 30"), "\(said)")
    let folds = try run(
      "cross_validate model d { dense 1, activation=sigmoid }, d, folds=3, by=\"town\", epochs=1")
    #expect(folds.contains("error E0569") && folds.contains("there are 2"), "\(folds)")
  }

  private static let training = """
    m = model d { dense 1, activation=sigmoid }
    r = train m, d, epochs=1;

    """

  @Test(arguments: ["d", "csv(\"p.csv\", target=\"happy\")"])
  func `groups and partial dependence have the cleaned words`(rows: String) throws {
    let said = try run(Self.training + "e = data \(rows)\na = audit m, e, by=\"town\"\na.groups")
    #expect(said.hasSuffix("oslo\nrome"), "\(said)")
    let dependence = try run(
      Self.training + "e = data \(rows)\nexplain m, e, method=partial_dependence, column=\"town\"")
    #expect(
      dependence.contains("\n  rome  ") && !dependence.contains("\n  Rome  "), "\(dependence)")
  }

  @Test func `a gap that was filled before the cleaning is filled in rows to come`() throws {
    let said = try run(
      """
      c = data d { clean "town" }
      m = model c { dense 1, activation=sigmoid }
      p = predict m, {age: 30, town: none}
      print len(p.class) > 1
      """, steps: "impute most_frequent \"town\"")
    #expect(said.hasSuffix("true"), "\(said)")
  }
}
