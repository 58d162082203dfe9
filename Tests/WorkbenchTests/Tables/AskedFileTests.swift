import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// A model keeps how the file was read from which it has learnt: other files are read alike.
@Suite("Files read as that of the training")
struct AskedFileTests {
  private func ran(_ files: [String: String], _ program: String) throws -> String {
    try TemporaryFolder.use { folder in
      for (name, text) in files {
        try AtomicFile.write(Array(text.utf8), to: folder + "/" + name)
      }
      return Transcript(folder: folder).run(program)
    }
  }

  private func rows(_ count: Int, _ row: (Int) -> String) -> String {
    (0..<count).map(row).joined()
  }

  /// Answers about the new file, by its name, by `csv`, and after `load`, are those about its records.
  private func expectAlike(
    _ training: String, _ options: String, new: String, records: String
  ) throws {
    let said = try ran(
      ["train.csv": training, "new.csv": new],
      """
      seed 1
      d = data csv("train.csv"\(options))
      m = model d { dense 3, activation=tanh; dense 1 }
      r = train m, d, epochs=2
      save m, "m.safetensors"
      k = load "m.safetensors"
      p = predict m, \(records)
      a = predict m, "new.csv"
      b = predict m, csv("new.csv")
      c = predict k, "new.csv"
      e = predict k, data csv("new.csv")
      print "alike", all(a.output == p.output), all(b.output == p.output), all(c.output == p.output), all(e.output == p.output)
      """)
    #expect(said.hasSuffix("alike true true true true"), "\(said)")
  }

  @Test func `marks of gaps`() throws {
    try expectAlike(
      "a,b,y\n" + rows(30) { "\($0),\($0 % 7 == 3 ? "-99" : "\($0 * 2)"),\($0 * 3).5\n" },
      ", missing=[\"-99\"]", new: "a,b\n3,-99\n4,8\n",
      records: "[{a: 3, b: none}, {a: 4, b: 8}]")
  }

  @Test func `the comma of fractions, where the new file leaves it open`() throws {
    try expectAlike(
      "a\tb\ty\n" + rows(30) { "\($0),25\t\($0 * 2)\t\($0 * 3),5\n" }, "",
      new: "a\tb\n3,250\t6\n4,125\t8\n", records: "[{a: 3.25, b: 6}, {a: 4.125, b: 8}]")
    try expectAlike(
      "a;b;y\n" + rows(30) { "\($0),250;\($0 * 2);\($0 * 3)\n" }, ", decimal=\",\"",
      new: "a;b\n3,250;6\n", records: "[{a: 3.25, b: 6}]")
  }

  @Test func `the separator and lines before the table`() throws {
    try expectAlike(
      "made by hand, in May\nsecond, too\na|b|y\n"
        + rows(30) { "\($0)|\($0 * 2)|\($0 * 3)\n" }, ", separator=\"|\", skip=2",
      new: "made by hand, in June\nthird, too\na|b\n3|6\n4|8\n",
      records: "[{a: 3, b: 6}, {a: 4, b: 8}]")
    try expectAlike(
      "made by hand, in May\nsecond, too\na|b|y\n"
        + rows(30) { "\($0)|\($0 * 2)|\($0 * 3)\n" }, ", separator=\"|\", skip=2",
      new: "a,b\n3,6\n4,8\n", records: "[{a: 3, b: 6}, {a: 4, b: 8}]")
  }

  @Test func `no header`() throws {
    try expectAlike(
      rows(30) { "w\($0 % 3),\($0 * 2),\($0 * 3)\n" }, ", header=false",
      new: "w1,6\nw2,8\n",
      records: "[{column_1: \"w1\", column_2: 6}, {column_1: \"w2\", column_2: 8}]")
  }

  @Test func `the order of days`() throws {
    let days = rows(28) { "\($0 % 27 + 1)/3/2024,\($0),\($0 * 3)\n" }
    try expectAlike(
      "day,b,y\n" + days, "", new: "day,b\n3/4/2024,6\n4/4/2024,8\n",
      records: "[{day: \"2024-04-03\", b: 6}, {day: \"2024-04-04\", b: 8}]")
    let open = rows(28) { "\($0 % 12 + 1)/3/2024,\($0),\($0 * 3)\n" }
    try expectAlike(
      "day,b,y\n" + open, ", dates=month_first", new: "day,b\n3/4/2024,6\n",
      records: "[{day: \"2024-03-04\", b: 6}]")
  }

  @Test func `columns that are words`() throws {
    try expectAlike(
      "zip,b,y\n" + rows(30) { "0\(100 + $0 % 3),\($0 * 2),\($0 * 3)\n" }, ", words=[\"zip\"]",
      new: "zip,b\n0101,6\n", records: "[{zip: \"0101\", b: 6}]")
  }

  @Test func `what is said of the new file itself comes first`() throws {
    let said = try ran(
      [
        "train.csv": "a,b,y\n" + rows(30) { "\($0),\($0 % 7 == 3 ? "-99" : "\($0 * 2)"),\($0)\n" },
        "new.csv": "a,b\n3,-99\n",
      ],
      """
      d = data csv("train.csv", missing=["-99"])
      m = model d { dense 1 }
      r = train m, d, epochs=2
      p = predict m, csv("new.csv", missing=[])
      q = predict m, {a: 3, b: -99}
      print "own", all(p.output == q.output)
      """)
    #expect(said.hasSuffix("own true"), "\(said)")
  }

  @Test func `a file that was read by itself is told where its marks are values`() throws {
    let files = [
      "train.csv": "a,b,y\n" + rows(30) { "\($0),\($0 % 7 == 3 ? "-99" : "\($0 * 2)"),\($0)\n" },
      "new.csv": "a,b\n3,-99\n", "full.csv": "a,b\n3,9\n",
    ]
    let start = """
      d = data csv("train.csv", missing=["-99"])
      m = model d { dense 1 }
      r = train m, d, epochs=2

      """
    let told = "has \"-99\", a gap in the file of the training"
    let said = try ran(files, start + "n = csv(\"new.csv\", target=\"b\"); predict m, n")
    #expect(said.contains(told), "\(said)")
    for quiet in [
      "n = csv(\"full.csv\", target=\"b\"); predict m, n", "predict m, csv(\"new.csv\")",
      "predict m, d", "evaluate m, d", "predict m, csv(\"new.csv\", missing=[])",
    ] {
      #expect(try !ran(files, start + quiet).contains(told), "\(quiet)")
    }
  }

  @Test func `a text model reads the table that a text names`() throws {
    let said = try ran(
      [
        "mails.csv":
          "mail,kind\n"
          + rows(40) { "\($0 % 2 == 0 ? "win a prize \($0)" : "see you \($0)"),k\($0 % 2)\n" }
      ],
      """
      d = data csv("mails.csv") { words 8 }
      m = model d { embedding d.vocab, 4; global_average_pooling1d; dense 1, activation=sigmoid }
      r = train m, d, epochs=1
      p = predict m, "mails.csv"
      p
      """)
    #expect(!said.contains("error E") && said.contains("predictions: 40"), "\(said)")
  }

  @Test func `a series is asked about by the name of its file, also after load`() throws {
    let asked = try ran(
      [
        "s.csv": "day,v\n"
          + rows(60) { "2024-\($0 / 28 + 1)-\($0 % 28 + 1),\(($0 * 7) % 11).5\n" }
      ],
      """
      d = data csv("s.csv", target="v") { split 80%, 20%; windows 4 }
      m = model d { flatten; dense 1 }
      r = train m, d, epochs=1
      save m, "m.safetensors"
      k = load "m.safetensors"
      a = predict m, csv("s.csv")
      b = predict m, "s.csv"
      c = predict k, "s.csv"
      print "alike", all(a.output == b.output), all(a.output == c.output)
      """)
    #expect(asked.hasSuffix("alike true true"), "\(asked)")
  }
}
