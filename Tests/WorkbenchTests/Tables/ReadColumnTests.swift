import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// Columns by their names, of data sets and their parts, and what the steps have learnt of them.
@Suite("Columns that are read")
struct ReadColumnTests {
  private static let people =
    "id,age,sex,kin,y\n"
    + (0..<40).map { row in
      "p\(row),\(20 + row),\(row % 2 == 0 ? "m" : "f"),\(row % 4),\(row % 2)\n"
    }.joined()

  private func run(_ program: String, steps: String) throws -> String {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.people.utf8), to: folder + "/p.csv")
      return Transcript(folder: folder).run(
        "seed 1\nd = data csv(\"p.csv\") { \(steps) }\n" + program)
    }
  }

  private static let computed = "drop \"id\"; column(fam = kin + 1); split 90%, 10%, shuffle=false"

  @Test(arguments: [
    ("d[\"fam\"][:3]", "[1, 2, 3]"), ("e = data d { standardize }\ne[\"fam\"][:3]", "[1, 2, 3]"),
    ("d[\"id\"][0]", "p0"), ("d.test[\"sex\"][0]", "m"), ("d.test[\"fam\"]", "[1, 2, 3, 4]"),
    ("d.columns", "age\nsex\nkin\ny\nfam"), ("d.columns[4]", "fam"),
    ("e = data d { drop \"fam\" }\ne.columns", "age\nsex\nkin\ny"),
    ("e = data d { one_hot \"sex\" }\ne.categories[\"sex\"]", "f\nm"),
  ])
  func `what stands and what was computed can be read`(line: String, expected: String) throws {
    let said = try run(line, steps: Self.computed)
    #expect(said.hasSuffix(expected), "\(said)")
  }

  @Test func `a column of earlier rows can be read, without those that have too few`() throws {
    let said = try run("d.columns\nd[d.columns[4]]", steps: "drop \"id\"; lag \"age\" 1; take 3")
    #expect(said.hasSuffix("[20, 21, 22]"), "\(said)")
  }

  @Test func `groups are made by computed columns`() throws {
    let said = try run(
      """
      m = model d { dense 1, activation=sigmoid }
      r = train m, d, epochs=1;
      a = audit m, d, by="fam"
      a.groups
      """, steps: "drop \"id\"; column(fam = kin > 1)")
    #expect(said.hasSuffix("0\n1"), "\(said)")
  }

  @Test func `a name that is none is told with the computed ones`() throws {
    let said = try run("d[\"famm\"]", steps: Self.computed)
    #expect(said.contains("error E0514") && said.contains("did you mean `fam`?"), "\(said)")
  }

  @Test(arguments: [
    ("d.categories.sex", "f\nm"), ("print d.mean.age > 30, d.mean[\"age\"] < 50", "true true"),
    ("d.test.categories[\"sex\"]", "f\nm"), ("d.recipe", "one_hot"),
    // Whether a model was made makes no difference.
    ("m = model d { dense 1 }\nd.categories.sex", "f\nm"),
  ])
  func `what was chosen is known without a model, as it is in the inputs`(
    line: String, expected: String
  ) throws {
    let said = try run(line, steps: "split 80%, 20%")
    #expect(said.contains(expected) && !said.contains("error E"), "\(said)")
  }
}
