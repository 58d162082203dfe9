import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// Messages that list names say how many there are beyond those that they show.
@Suite("Lists of names in messages")
struct NameListTests {
  private func ran(_ line: String) throws -> String {
    try TemporaryFolder.use { folder in
      let names = (0..<12).map { "feature\($0)" } + ["target"]
      let row = (0..<12).map { "\($0)" }
      let text =
        names.joined(separator: ",") + "\n" + (row + ["yes"]).joined(separator: ",") + "\n"
        + (row + ["no"]).joined(separator: ",") + "\n"
      try AtomicFile.write(Array(text.utf8), to: folder + "/wide.csv")
      return Transcript(folder: folder).run(
        "d = data csv(\"wide.csv\")\nm = model d { dense 1, activation=sigmoid }\n" + line)
    }
  }

  @Test(arguments: [
    ("audit m, d, by=\"zzz\"", "feature7 and 5 more"),
    ("explain m, d, column=\"zzz\"", "feature7 and 4 more"),
    ("cross_validate m, d, folds=2, by=\"zzz\"", "\"feature7\" and 5 more"),
  ])
  func `a list goes on`(line: String, expected: String) throws {
    let output = try ran(line)
    #expect(output.contains(expected), "\(output)")
  }
}
