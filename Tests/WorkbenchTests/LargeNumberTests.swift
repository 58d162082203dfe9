import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Numbers that the type in force has no room for are told, not made infinite.
@Suite("Numbers beyond their type")
struct LargeNumberTests {
  @Test(arguments: [
    ("a,b,y\n1,2,0\n3,-1e39,1\n", "\"b\" has -1e+39"),
    ("a,y\n1,0.5\n3,1e308\n", "\"y\" has 1e+308"),
  ])
  func `a file's row and column are named`(text: String, expected: String) throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(text.utf8), to: folder + "/n.csv")
      let said = Transcript(folder: folder).run("d = data csv(\"n.csv\")")
      #expect(
        said.contains("error E0530")
          && said.contains(expected + " in row 1, counted from 0, which is beyond float32"),
        "\(said)")
      #expect(
        !Transcript(folder: folder).run("set dtype=float64; d = data csv(\"n.csv\")")
          .contains("error E"))
    }
  }

  @Test func `so is the column of a table in the program`() {
    #expect(
      printed("d = table([[1, 2], [3, 1e308]], [0, 1])")
        .contains("error E0530: table gets 1e+308 in column 1, which is beyond float32"))
    #expect(printed("d = table([1, 2], [0.5, 1e39])").contains("error E0530: table gets 1e+39"))
    #expect(!printed("d = table([[1, 2], [3, 3e38]], [0, 1])").contains("error E"))
  }
}
