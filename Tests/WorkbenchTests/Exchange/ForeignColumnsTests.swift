import Formats
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// Tables for models whose weights were made elsewhere.
@Suite("Tables for models of others")
struct ForeignColumnsTests {
  private static let model = "m = model 2 { dense 1 }; m.dense.kernel = [[1], [100]]\n"

  private func said(_ line: String, _ table: String) throws -> String {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(table.utf8), to: folder + "/t.csv")
      return Transcript(folder: folder).run(Self.model + line)
    }
  }

  @Test func `columns go in as they stand, whatever the rows have in common`() throws {
    for (line, table) in [
      ("predict m, csv(\"t.csv\")", "a,b,y\n20,3,1\n40,5,0\n"),
      ("predict m, csv(\"t.csv\", target=\"y\")", "y,a,b\n1,20,3\n0,40,5\n"),
      // Nothing says that the last column is none of the features, and the model takes as many as there are.
      ("predict m, csv(\"t.csv\")", "a,b\n20,3\n40,5\n"),
    ] {
      let text = try said(line, table)
      #expect(text.contains("320") && text.contains("540"), "\(line)\n\(text)")
      #expect(text.contains("\"a\" and \"b\" go in as they stand, in this order"), "\(text)")
    }
    // Numbers that nothing has to be done to are no other case.
    for (line, table) in [
      ("predict m, csv(\"t.csv\")", "a,b\n0.5,-0.25\n-0.5,0.25\n0.25,0.5\n"),
      ("predict m, csv(\"t.csv\")", "a,b,y\n0.5,-0.25,1\n-0.5,0.25,0\n0.25,0.5,1\n"),
      ("predict m, csv(\"t.csv\", target=\"y\")", "y,a,b\n1,0.5,-0.25\n0,-0.5,0.25\n1,0.25,0.5\n"),
    ] {
      let text = try said(line, table)
      #expect(text.contains("-24.5") && text.contains("50.25"), "\(line)\n\(text)")
      #expect(text.contains("\"a\" and \"b\" go in as they stand, in this order"), "\(text)")
      #expect(
        text.contains("\"y\", the last column, is taken for its target")
          == table.hasPrefix("a,b,y"), "\(text)")
    }
    let text = try said("evaluate m, csv(\"t.csv\"), loss=mse", "a,b,y\n20,3,320\n40,5,540\n")
    #expect(text.contains("as they stand") && !text.contains("standardize"), "\(text)")
  }

  @Test func `words and gaps are refused with what to do`() throws {
    for (table, reason) in [
      ("a,b,y\n20,x,1\n40,y,0\n", "m knows no columns"),
      ("a,b,y\n20,,1\n40,5,0\n", "the table does not go into m as it stands: \"b\" has gaps"),
      (
        "a,b,c,y\n20,3,1,1\n40,5,2,0\n",
        "as it stands: it takes 2 numbers, and there are 3 columns beside the target"
      ),
    ] {
      let text = try said("predict m, csv(\"t.csv\")", table)
      #expect(text.contains("error E0539") && text.contains(reason), "\(text)")
    }
  }

  @Test func `what a model of others takes of a table, and of a record, is a line to type`() throws
  {
    for (line, table, hint) in [
      (
        "predict m, csv(\"t.csv\")", "town,a,b,sex\nRome,1,2,m\nOslo,3,4,f\n",
        "{ select \"a\", \"b\" }` gives 2 columns of numbers"
      ),
      ("predict m, csv(\"t.csv\")", "a,b\n,7\n40,5\n", "{ drop_missing }"),
      ("predict m, {a: 1, b: 2.5}", "a,b\n1,2\n", "`predict m, [[1, 2.5]]`"),
    ] {
      let text = try said(line, table)
      #expect(text.contains("error E0539") && text.contains(hint), "\(text)")
    }
  }

  @Test func `a model that nobody has trained is prepared for, as one that is to be trained`()
    throws
  {
    let text = try said(
      "n = model 2 { dense 1 }; predict n, csv(\"t.csv\")", "a,b,y\n20,3,1\n40,5,0\n")
    #expect(text.contains("`prepare` for"), "\(text)")
  }

  @Test func `arrays of a table with words are those that a model would learn from`() throws {
    let text = try said(
      "d = csv(\"t.csv\", target=\"y\"); export d, \"t.npz\"; a = load \"t.npz\"; shape(a.x)",
      "a,b,y\n20,x,1\n40,z,0\n30,x,1\n")
    #expect(
      text.contains("`prepare` for t.csv") && text.contains("exported the data set")
        && text.contains("[3, 3]"), "\(text)")
  }

  @Test func `channels in front are told by the axes to turn`() {
    let text = printed("m = model [4, 5, 3] { flatten; dense 1 }; predict m, zeros([2, 3, 4, 5])")
    #expect(text.contains("`transpose(x, [0, 2, 3, 1])`"), "\(text)")
  }

  @Test func `numbers of a model of others are answers, with their rows`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array("a,b,y\n20,3,1.5\n40,5,0.5\n".utf8), to: folder + "/t.csv")
      _ = Transcript(folder: folder).run(
        Self.model + "d = csv(\"t.csv\", target=\"y\"); export predict(m, d), \"p.csv\"")
      let written = try InputFile.read(folder + "/p.csv", limit: 1 << 10)
      #expect(String(decoding: written, as: UTF8.self) == "row,answer\n0,320\n1,540\n")
    }
  }
}
