import Data
import Engine
import Formats
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Numbers, tables and curves for other programs, and back.
@Suite("Arrays and tables")
struct ArrayExportTests {
  private func tensor(_ transcript: Transcript, _ name: String) -> Tensor? {
    guard case .tensor(let value)? = transcript.interpreter[name] else { return nil }
    return value.known
  }

  @Test(arguments: [
    "range(0, 24)", "reshape(range(0, 24), [2, 3, 4])", "3.25", "digits.x",
    "[[1.5, -0.0], [1e300, 2]]",
    "argmax([[1, 2], [3, 0]], axis=1)", "linspace(-1, 1, 1)", "[1, 2] / 3",
  ])
  func `what is exported comes back bit for bit`(_ text: String) throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      let prefix = text.hasPrefix("digits") ? "digits = data digits { take 10 }\n" : ""
      let said = transcript.run(
        prefix + """
          x = \(text)
          export x, "x.npy"; export x, "x.npy"; y = load "x.npy"
          export {a: x, b: {c: x, d: true}}, "x.npz"; z = load "x.npz"; w = z["b.c"]
          export {a: x, b: {c: x, d: true}}, "x.safetensors"; s = load "x.safetensors"; v = s["b.c"]
          """)
      #expect(!said.contains("error"), "\(said)")
      let x = try #require(tensor(transcript, "x"))
      for name in ["y", "w", "v"] {
        let back = try #require(tensor(transcript, name))
        #expect(back.type == x.type && back.withBytes { Array($0) } == x.withBytes { Array($0) })
      }
    }
  }

  @Test func `data sets go out as npz and come back as the same samples`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      let said = transcript.run(
        """
        d = data digits { take 40 }
        export d, "d.npz"; e = data npz("d.npz")
        shape(e.x); shape(e.test.x)
        sum(abs(d.x - e.x)) + sum(abs(d.test.x - e.test.x)) + sum(abs(d.y - e.y))
        """)
      #expect(said.split(separator: "\n").contains("0") && !said.contains("error"), "\(said)")
    }
  }

  @Test func `tables keep their columns, gaps, words and dates`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(
        Array(
          "age,name,day,y\n1,\"a, b\",2020-01-02,no\n,c,2020-01-03,yes\n2.5,,2020-01-04,no\n".utf8),
        to: folder + "/in.csv")
      let transcript = Transcript(folder: folder)
      let said = transcript.run("d = data csv(\"in.csv\", target=\"y\")\nexport d, \"out.csv\"")
      #expect(!said.contains("error"), "\(said)")
      let text = String(
        decoding: try InputFile.read(folder + "/out.csv", limit: 9_999), as: UTF8.self)
      #expect(
        text.hasPrefix(
          "age,name,day,y\n1,\"a, b\",2020-01-02,no\n,c,2020-01-03,yes\n2.5,,2020-01-04,no\n"),
        "\(text)")
      #expect(!transcript.run("export d, \"out.csv\"").contains("error"))
    }
  }

  @Test func `predictions have the names of their classes, and the likeliest`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(
        Array("a,b,kind\n1,2,red\n2,1,green\n3,3,blue\n1,1,red\n2,2,green\n".utf8),
        to: folder + "/in.csv")
      let said = Transcript(folder: folder).run(
        """
        d = data csv("in.csv", target="kind") { standardize }
        m = model d { dense 3, activation=softmax }
        r = train m, d, epochs=1
        p = predict(m, d); export p, "p.csv"; save p, "q.csv"; export p + 0, "s.csv"
        """)
      #expect(!said.contains("error"), "\(said)")
      func lines(_ name: String) throws -> [Substring] {
        String(decoding: try InputFile.read(folder + "/" + name, limit: 9_999), as: UTF8.self)
          .split(whereSeparator: \.isNewline)
      }
      let rows = try lines("p.csv")
      let classes = try #require(rows.first).split(separator: ",")
      #expect(
        classes.prefix(3) == ["row", "answer", "probability"]
          && classes.dropFirst(3).sorted() == ["blue", "green", "red"])
      let first = rows[1].split(separator: ",")
      let numbers = first.dropFirst(3).compactMap { Double($0) }
      #expect(numbers.max().flatMap(numbers.firstIndex).map { classes[$0 + 3] } == first[1])
      #expect(Double(first[2]) == numbers.max())
      #expect(try lines("q.csv").first == rows.first)
      #expect(try lines("s.csv").first == "value 0,value 1,value 2")
    }
  }

  @Test func `one probability of two classes is called so, or as the class is`() throws {
    try TemporaryFolder.use { folder in
      let rows = (0..<40).map { "\($0 % 7),\($0 % 7 > 3 ? "yes" : "no")\n" }
      try AtomicFile.write(Array(("a,said\n" + rows.joined()).utf8), to: folder + "/t.csv")
      let said = Transcript(folder: folder).run(
        """
        m = model 2 { dense 1, activation=sigmoid }
        p = predict m, [[1, 2], [3, 4]]; save p, "p.csv"; export p, "q.csv"
        d = data csv("t.csv", target="said") { standardize; split 80%, 20% }
        n = model d { dense 1, activation=sigmoid }
        train n, d, epochs=30, optimizer=adam(0.3)
        q = predict n, d.test; save q, "n.csv"; export q, "o.csv"
        k = model 2 { dense 1 }; save predict(k, [[1, 2]]), "k.csv"
        """)
      #expect(!said.contains("error"), "\(said)")
      func lines(_ name: String) throws -> [Substring] {
        String(decoding: try InputFile.read(folder + "/" + name, limit: 9_999), as: UTF8.self)
          .split(whereSeparator: \.isNewline)
      }
      for name in ["p.csv", "q.csv"] { #expect(try lines(name).first == "probability") }
      for name in ["n.csv", "o.csv"] {
        let rows = try lines(name)
        #expect(rows.first == "row,answer,probability,yes")
        for row in rows.dropFirst().prefix(8) {
          let parts = row.split(separator: ",")
          let yes = try #require(Double(parts[3]))
          #expect((yes >= 0.5) == (parts[1] == "yes"), "\(row)")
          #expect(Double(parts[2]) == max(yes, 1 - yes), "\(row)")
        }
      }
      #expect(try lines("k.csv").first == "value")
    }
  }

  @Test func `curves are rows, arrays and objects`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      let said = transcript.run(
        """
        m = model 2 { dense 1, activation=sigmoid }
        r = train m, generated(gauss, 64), epochs=3
        export r, "r.csv"; export r, "r.json"; export r, "r.json"; export r, "r.npz"
        a = load "r.npz"; sum(abs(a.loss - r.loss))
        """)
      #expect(said.split(separator: "\n").contains("0") && !said.contains("error"), "\(said)")
      func lines(_ name: String) throws -> [Substring] {
        String(decoding: try InputFile.read(folder + "/" + name, limit: 9_999), as: UTF8.self)
          .split(whereSeparator: \.isNewline).filter { $0.contains { !$0.isWhitespace } }
      }
      let rows = try lines("r.csv")
      #expect(rows[0] == "epoch,step,loss,accuracy" && rows.count == 4)
      let text = String(
        decoding: try InputFile.read(folder + "/r.json", limit: 1 << 20), as: UTF8.self)
      #expect(text.hasSuffix("}\n"), "\(text.suffix(9))")
      let objects = try lines("r.json").map { try JSON.read(Array($0.utf8)) }
      #expect(objects.count == 3 && objects[2]["epoch"]?.double == 3)
      #expect(objects[2].members?.map(\.name) == ["epoch", "step", "loss", "accuracy"])
    }
  }

  @Test(arguments: [
    ("export {name: \"a\"}, \"x.npz\"", "E0683"), ("export {\"../x\": [1]}, \"x.npz\"", "E0684"),
    ("export {\"a.b\": [1], a: {b: [2]}}, \"x.npz\"", "E0684"),
    ("export {x: [1]}, \"x.npy\"", "E0505"), ("export \"a\", \"x.npz\"", "E0505"),
    ("load \"none.npy\"", "E0503"),
  ])
  func `what has no form is told`(_ line: String, _ code: String) throws {
    try TemporaryFolder.use { folder in
      let said = Transcript(folder: folder).run(line)
      #expect(said.contains("error \(code)"), "\(said)")
      #expect(!FolderListing.names(in: folder).contains("x.npz"))
    }
  }

  @Test func `damaged arrays are errors or values, never more`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run("export {a: [1, 2, 3], b: 2.5}, \"x.npz\"; export [1, 2, 3], \"x.npy\"")
      for name in ["x.npz", "x.npy"] {
        let bytes = try InputFile.read(folder + "/" + name, limit: 9_999)
        var random = UInt64(7)
        for round in 0..<700 {
          var damaged = bytes
          random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          if round < min(bytes.count, 300) {
            damaged = Array(bytes.prefix(round))
          } else {
            damaged[Int(random >> 33) % bytes.count] ^= UInt8(
              truncatingIfNeeded: 1 << (random >> 20 % 8))
          }
          try AtomicFile.write(damaged, to: folder + "/bad" + name, isSynced: false)
          let said = transcript.run("v = load \"bad\(name)\"")
          #expect(said.isEmpty || said.contains("error E"), "\(said)")
        }
      }
    }
  }

  @Test func `a card says what is known, and what to type for the rest`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      func card(_ lines: String) throws -> String {
        let said = transcript.run(lines)
        #expect(!said.contains("error"), "\(said)")
        return String(decoding: try InputFile.read(folder + "/c.md", limit: 1 << 20), as: UTF8.self)
      }
      let bare = try card("m = model 2 { dense 1 }; export m, \"c.md\"")
      #expect(bare.hasPrefix("---\nlibrary_name: nabla\n") && bare.contains("Not measured"))
      #expect(bare.contains("export m, \"c.md\", data=d.test") && !bare.contains("model-index"))
      let known = try card(
        """
        d = data digits { take 60 }
        n = model d { flatten; dense 10, activation=softmax }
        r = train n, d, epochs=2; export n, "c.md", data=d
        """)
      #expect(
        known.contains("model-index") && known.contains("On d.test, 10,000 samples"), "\(known)")
      #expect(known.contains("- seed: 0") && known.contains("hash `"))
      let again = try card("export r, \"c.md\", data=d.test")
      #expect(again == known)
    }
  }
}
