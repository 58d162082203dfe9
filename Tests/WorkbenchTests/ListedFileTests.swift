import Glibc
import Support
import Testing
import TestSupport
import WorkbenchTestSupport

/// Tables for other programs hold rows and nothing else; whose they are stands beside them.
@Suite("Tables that nabla wrote")
struct ListedFileTests {
  private func text(_ path: String) throws -> String {
    String(decoding: try InputFile.read(path, limit: 99_999), as: UTF8.self)
  }

  @Test func `they end like any table`() throws {
    try TemporaryFolder.use { folder in
      let said = Transcript(folder: folder).run(
        """
        d = table([[1, 2], [3, 4], [5, 6]], [0, 1, 1])
        m = model 2 { dense 1, activation=sigmoid }
        r = train m, d, epochs=4
        e = evaluate m, d; s = summary m; p = predict m, d
        export d, "d.csv"; export r, "r.csv"; export p, "p.csv"; export d.x, "x.csv"; export e, "e.csv"
        save e, "se.csv"; save s, "ss.csv"; export s, "es.csv"
        """)
      #expect(!said.contains("error"), "\(said)")
      for (name, rows) in [("d", 3), ("r", 4), ("p", 3), ("x", 3)] {
        #expect(try text("\(folder)/\(name).csv").utf8.count { $0 == 10 } == rows + 1, "\(name)")
      }
      for name in ["d", "r", "p", "x", "e", "se", "ss", "es"] {
        let text = try text("\(folder)/\(name).csv")
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"), "\(name)")
        #expect(!text.utf8.contains(13), "\(name)")
      }
    }
  }

  @Test func `they are replaced, in another session too, until somebody changes them`() throws {
    try TemporaryFolder.use { folder in
      for numbers in ["[1, 2]", "[3]", "[3]", "[1, 2, 3]"] {
        #expect(
          Transcript(folder: folder).run("export \(numbers), \"x.csv\"")
            == "note: exported the tensor to x.csv")
      }
      let own = try text(folder + "/x.csv")
      #expect(own == "value\n1\n2\n3\n")
      try AtomicFile.write(Array((own + "4\n").utf8), to: folder + "/x.csv")
      let refused = Transcript(folder: folder).run("export [7], \"x.csv\"")
      #expect(
        refused.contains(
          "error E0529: \"x.csv\" is not replaced: It was changed since nabla wrote it"),
        "\(refused)")
      #expect(try text(folder + "/x.csv") == own + "4\n")
      // As it was, it is known again.
      try AtomicFile.write(Array(own.utf8), to: folder + "/x.csv")
      #expect(!Transcript(folder: folder).run("export [7], \"x.csv\"").contains("error"))
    }
  }

  @Test func `tables of others stay, and those of earlier versions are known`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array("a,b\n1,2\n".utf8), to: folder + "/theirs.csv")
      try AtomicFile.write(Array("a,b\n1,2\n\r\n\n\r\n\n".utf8), to: folder + "/old.csv")
      // A line for another file, and one that is no line.
      try AtomicFile.write(Array("0011 other.csv\nx\n".utf8), to: folder + "/.nabla-written")
      #expect(
        Transcript(folder: folder).run("export [7], \"theirs.csv\"").contains("error E0529"))
      #expect(!Transcript(folder: folder).run("export [7], \"old.csv\"").contains("error"))
      #expect(try text(folder + "/theirs.csv") == "a,b\n1,2\n")
      #expect(try text(folder + "/old.csv") == "value\n7\n")
      #expect(try text(folder + "/.nabla-written").contains(" old.csv\n"))
    }
  }

  @Test func `through a link the list is where the file is`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      #expect(!transcript.run("export [1], \"x.csv\"").contains("error"))
      #expect(symlink("x.csv", folder + "/link.csv") == 0)
      #expect(!transcript.run("export [2], \"link.csv\"").contains("error"))
      #expect(!transcript.run("export [3], \"x.csv\"").contains("error"))
      let linked = try text(folder + "/link.csv")
      #expect(linked == "value\n3\n")
    }
  }

  @Test func `devices have no list`() {
    #expect(!printed("export [1], \"/dev/null\", format=csv").contains("error"))
    #expect(!InputFile.exists("/dev/.nabla-written"))
  }

  @Test func `texts with a mark that somebody went on writing in are not replaced`() throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(
        Array("import keras\nm = keras.Sequential([keras.layers.Dense(1)])\n".utf8),
        to: folder + "/k.py")
      let names = [
        "x.py", "x.json", "x.md", "x.svg", "x.dot", "x.mmd", "x.html", "x.csv", "x.nabla",
      ]
      let program = """
        m = model 2 { dense 1 }; r = train m, table([[1, 2], [3, 4]], [1, 2]), epochs=1;
        export m, "x.py"; export r, "x.json"; export m, "x.md"; export m, "x.svg"; export m, "x.dot"; export m, "x.mmd"
        save summary(m), "x.html"; export r, "x.csv"; import "k.py", to="x.nabla"
        """.replacing("save summary(m)", with: "s = summary m; save s")
      for _ in 0..<2 {
        let said = Transcript(folder: folder).run(program)
        #expect(!said.contains("error E"), "\(said)")
      }
      for name in names {
        let own = try text(folder + "/" + name)
        try AtomicFile.write(Array((own + " \n").utf8), to: folder + "/" + name)
        let said = Transcript(folder: folder).run(program)
        #expect(
          said.contains(
            "error E0529: \"\(name)\" is not replaced: It was changed since nabla wrote it"),
          "\(said)")
        let kept = try text(folder + "/" + name)
        #expect(kept == own + " \n")
        try AtomicFile.write(Array(own.utf8), to: folder + "/" + name)
      }
    }
  }

  @Test func `files with a mark that another program changed are not replaced`() throws {
    try TemporaryFolder.use { folder in
      let program = """
        m = model 1 { dense 1 }; save m, "x.safetensors"; export m, "x.onnx"; export m, "x.keras"; export m, "x.h5"
        export m, "x.weights.h5"; export m, "x.pt.safetensors"; export {a: [1, 2]}, "x.npz"
        """
      for _ in 0..<2 {
        let said = Transcript(folder: folder).run(program)
        #expect(!said.contains("error E"), "\(said)")
      }
      for name in [
        "x.safetensors", "x.onnx", "x.keras", "x.h5", "x.weights.h5", "x.pt.safetensors", "x.npz",
      ] {
        let own = try InputFile.read(folder + "/" + name, limit: 1 << 20)
        var changed = own
        changed[own.count / 2] ^= 1
        try AtomicFile.write(changed, to: folder + "/" + name)
        let said = Transcript(folder: folder).run(program)
        #expect(
          said.contains(
            "error E0529: \"\(name)\" is not replaced: It was changed since nabla wrote it"),
          "\(name): \(said)")
        #expect(try InputFile.read(folder + "/" + name, limit: 1 << 20) == changed)
        try AtomicFile.write(own, to: folder + "/" + name)
      }
    }
  }

  @Test func `files with a mark are known where no list came along`() throws {
    try TemporaryFolder.use { folder in
      let program = "m = model 1 { dense 1 }; save m, \"x.safetensors\""
      _ = Transcript(folder: folder).run(program)
      try AtomicFile.write([], to: folder + "/.nabla-written")
      #expect(!Transcript(folder: folder).run(program).contains("error"))
    }
  }
}
