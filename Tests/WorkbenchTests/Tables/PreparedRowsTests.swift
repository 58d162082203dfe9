import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// Rows of numbers that were taken out of a data set, and models that were trained on rows prepared otherwise.
@Suite("Rows prepared by other statistics")
struct PreparedRowsTests {
  private static func people(_ rows: Range<Int>) -> String {
    "age,town,happy\n"
      + rows.map {
        "\(20 + $0 * $0 % 37),\($0 % 3 == 0 ? "Rome" : "Oslo"),\($0 % 2 == 0 ? "yes" : "no")\n"
      }
      .joined()
  }

  private static let training = """
    seed 1
    d = data csv("many.csv", target="happy") { split 80%, 20% }
    m = model d { dense 1, activation=sigmoid }
    r = train m, d, epochs=2;
    e = csv("few.csv", target="happy")

    """

  private func said(_ line: String) throws -> String {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.people(0..<60).utf8), to: folder + "/many.csv")
      try AtomicFile.write(Array(Self.people(50..<60).utf8), to: folder + "/few.csv")
      return Transcript(folder: folder).run(Self.training + line)
    }
  }

  @Test(arguments: [
    "predict m, e.x", "predict m, e.x[0:3]", "m(e.x)", "x = e.x[[2, 1]]; predict m, x",
    "predict m, [e.x]", "explain m, e.x", "evaluate m, table(e.x, e.y)",
    "evaluate m, data table(e.x, e.y) { take 5 }",
  ])
  func `are refused, with the line that prepares them as the training was`(line: String) throws {
    let text = try said(line)
    #expect(
      text.contains("error E0609: these rows are numbers as \"few.csv\" was prepared")
        && text.contains("`predict m, d` takes the data set itself"), "\(line)\n\(text)")
  }

  @Test(arguments: [
    "predict m, e", "evaluate m, e", "predict m, d.x", "m(d.test.x[0:2])", "predict m, e.x * 1",
    "n = model e { dense 1, activation=sigmoid }; predict n, e.x", "evaluate m, table(d.x, d.y)",
    "predict m, {age: 30, town: \"Oslo\"}",
  ])
  func `go in where they are meant so`(line: String) throws {
    let text = try said(line)
    #expect(!text.contains("error E"), "\(line)\n\(text)")
  }

  @Test func `two data sets that need no statistics are one preparation`() {
    let text = printed(
      "d = generated(gauss, 40); m = model d { dense 1, activation=sigmoid }; train m, d, epochs=1;\n"
        + "e = generated(gauss, 9); shape(predict(m, e.x))")
    #expect(!text.contains("error E"), "\(text)")
  }
}
