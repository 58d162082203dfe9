import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// Warnings about the rows that a training gets, and silence where nothing is wrong with them.
@Suite("Warnings about rows")
struct RowLintTests {
  private func run(_ program: String, _ files: [String: String] = [:]) throws -> String {
    try TemporaryFolder.use { folder in
      for (name, text) in files { try AtomicFile.write(Array(text.utf8), to: folder + "/" + name) }
      return Transcript(folder: folder).run(program)
    }
  }

  /// `shuffle` and others name places; each line is a whole program.
  @Test(arguments: [
    (
      "x = normal([30, 2]); train model 2 { dense 2; batch_normalization; dense 1 }, table(x, x[:, 0] * 2), batch_size=1",
      "W0045"
    ),
    ("x = normal([1, 2]); train model 2 { batch_normalization; dense 1 }, table(x, [1])", "W0045"),
    ("x = normal([30, 3]); train model 3 { dense 1 }, table(x, x[:, 1])", "W0046"),
    (
      "y = floor(linspace(0, 1.9, 40)); x = concat([normal([40, 1]), reshape(y * 3 - 1, [40, 1])], axis=1)\ntrain model 2 { dense 2, activation=softmax }, table(x, y)",
      "W0046"
    ),
    (
      "y = floor(linspace(0, 2.9, 60)); train model 1 { dense 3, activation=softmax }, table(normal([60]), y), batch_size=8, shuffle=false",
      "W0047"
    ),
    (
      "x = normal([40, 3]); d = data table(concat([x, x], axis=0), concat([x, x], axis=0)) { split 50%, 50% }\ntrain model d { dense 3 }, d",
      "W0048"
    ),
  ])
  func `a fault of the rows is told`(program: String, code: String) throws {
    let said = try run("seed 1\n" + program)
    #expect(said.contains("warning \(code): "), "\(said)")
  }

  @Test(arguments: [
    "x = normal([30, 2]); train model 2 { dense 2; batch_normalization; dense 1 }, table(x, x[:, 0] * 2)",
    "x = normal([40, 3]); d = data table(x, x[:, 0] + x[:, 1]) { split 50%, 50% }\ntrain model d { dense 1 }, d",
    // A line through points, an autoencoder, few values that meet by chance.
    "x = linspace(0, 1, 30); train model 1 { dense 1 }, table(x, x)",
    "x = normal([30, 4]); train model 4 { dense 2; dense 4 }, table(x, x)",
    "x = floor(uniform([80, 2]) * 3); d = data table(x, x[:, 0] + x[:, 1]) { split 50%, 50% }\ntrain model d { dense 1 }, d",
    "y = floor(linspace(0, 2.9, 60)); train model 1 { dense 3, activation=softmax }, table(normal([60]), y), batch_size=8",
    "y = mod(range(60), 3); train model 1 { dense 3, activation=softmax }, table(normal([60]), y), batch_size=8, shuffle=false",
  ])
  func `sound rows are trained in silence`(program: String) throws {
    let said = try run("seed 1\n" + program)
    #expect(!said.contains("W004") && !said.contains("error E"), "\(said)")
  }

  private static func visits(_ name: String) -> String {
    "\(name),pulse,ill\n"
      + (0..<60).map { "p\($0 / 3),\(60 + $0 * 7 % 40),\($0 % 2)\n" }.joined()
  }

  @Test(arguments: ["patient", "patient_id", "PatientID", "user id", "Subject"])
  func `patients on both sides of a split are told`(name: String) throws {
    let said = try run(
      """
      seed 1
      d = data csv("v.csv", target="ill") { split 70%, 30%; drop "\(name)" }
      train model d { dense 1, activation=sigmoid }, d
      """, ["v.csv": Self.visits(name)])
    #expect(said.contains("warning W0049: ") && said.contains("by=\"\(name)\""), "\(said)")
  }

  @Test func `a column of another name groups nobody`() throws {
    let said = try run(
      """
      d = data csv("v.csv", target="ill") { split 70%, 30%; drop "ward" }
      train model d { dense 1, activation=sigmoid }, d
      """, ["v.csv": Self.visits("ward")])
    #expect(!said.contains("W0049"), "\(said)")
  }
}
