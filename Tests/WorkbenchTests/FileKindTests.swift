import Catalog
import Engine
import Formats
import Learning
import Plots
import Sessions
import Support
import Testing
import TestSupport
import WorkbenchTestSupport

@testable import Workbench

/// The registry of kinds of file: names, beginnings and what is written agree.
@Suite("Kinds of file")
struct FileKindTests {
  private static let kinds = FileKinds.standard
  private static let all = kinds.signatures.all

  @Test func `each end of a name belongs to one kind`() {
    #expect(Set(Self.all.map(\.name)).count == Self.all.count)
    var new: Set<String> = []
    var known: Set<String> = []
    for kind in Self.all {
      #expect(!kind.suffixes.isEmpty && !kind.holds.isEmpty, "\(kind.name)")
      for suffix in kind.suffixes { #expect(new.insert(suffix).inserted, "\(suffix)") }
      for suffix in kind.otherSuffixes { #expect(known.insert(suffix).inserted, "\(suffix)") }
      for suffix in kind.suffixes + kind.otherSuffixes {
        // A report is written to "x.md"; what is read by that name may be a session.
        let reader = Self.all.first { $0.otherSuffixes.contains(suffix) } ?? kind
        #expect(Self.kinds.signatures.named("some/x" + suffix)?.name == reader.name, "\(suffix)")
        #expect(kind.stem(of: "some/x" + suffix) == "some/x")
      }
      #expect(kind.stem(of: "x.other") == "x.other")
    }
  }

  @Test func `a kind holds what it reads and writes, and what it writes has a mark`() {
    for kind in Self.kinds.all {
      let holds = kind.signature.holds
      #expect(holds.contains(.model) == (kind.load != nil || kind.writeModel != nil))
      #expect(holds.contains(.run) == (kind.readRun != nil || kind.writeRun != nil))
      #expect(holds.contains(.figure) == (kind.draw != nil))
      #expect(holds.contains(.report) == (kind.writeReport != nil))
      #expect(holds.contains(.export) != kind.exports.isEmpty)
      let writes =
        kind.writeModel != nil || kind.writeRun != nil || kind.draw != nil
        || kind.writeReport != nil || kind.signature.name == "notebook" || !kind.exports.isEmpty
      // Beside rows of values no mark can stand.
      let isListed = ["CSV", "text"].contains(kind.signature.name)
      #expect(writes == (kind.signature.mark != nil || isListed), "\(kind.signature.name)")
    }
  }

  /// A file of each kind that has a magic, as its writer writes it.
  private static func samples() throws -> [(kind: String, bytes: [UInt8])] {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      #expect(
        !transcript.run(
          """
          m = model 2 { dense 2; dense 1 }
          r = train m, table([[0, 1], [1, 0]], [1, 0]), epochs=1
          s = summary m; save s, "s.json"
          export [1, 2], "x.npy"; export {a: [1, 2]}, "x.npz"
          export m, "m.onnx"; save m, "m.safetensors"; save r, "r.safetensors"; plot tanh, -1..1, to="x.svg"; plot tanh, -1..1, to="x.html"
          export m, "m.onnx"; export m, "m.keras"; export m, "m.h5"; save m, "m.safetensors"; save r, "r.safetensors"; plot tanh, -1..1, to="x.svg"; plot tanh, -1..1, to="x.html"
          plot tanh, -1..1, to="x.png"; plot tanh, -1..1, to="x.pdf"
          """
        ).contains("error E"))
      let array = IDXArray(shape: [2, 2], bytes: [1, 2, 3, 4])
      let own: [(kind: String, bytes: [UInt8])] = [
        ("safetensors", try InputFile.read(folder + "/m.safetensors", limit: 1 << 20)),
        ("safetensors", try InputFile.read(folder + "/r.safetensors", limit: 1 << 20)),
        ("ONNX", try InputFile.read(folder + "/m.onnx", limit: 1 << 20)),
        ("NPY", try InputFile.read(folder + "/x.npy", limit: 1 << 20)),
        ("NPZ", try InputFile.read(folder + "/x.npz", limit: 1 << 20)),
        ("Keras", try InputFile.read(folder + "/m.keras", limit: 1 << 20)),
        ("HDF5", try InputFile.read(folder + "/m.h5", limit: 1 << 20)),
        ("SVG", try InputFile.read(folder + "/x.svg", limit: 1 << 20)),
        ("HTML", try InputFile.read(folder + "/x.html", limit: 1 << 20)),
        ("PNG", try InputFile.read(folder + "/x.png", limit: 1 << 20)),
        ("PDF", try InputFile.read(folder + "/x.pdf", limit: 1 << 20)),
        ("JSON", try InputFile.read(folder + "/s.json", limit: 1 << 20)),
        ("session", Array("---\nnabla: 1\ntitle: x\n---\n# x\n".utf8)),
        ("notebook", Notebook([Notebook.Cell(.code, "1 + 1")]).bytes),
        ("journal", Array("{\"kind\":\"begin\",\"time\":7}".utf8)),
        ("IDX", IDX.write(array)), ("gzip", Gzip.deflate(IDX.write(array))),
      ]
      return own + (try foreign())
    }
  }

  /// Those that only others write.
  private static func foreign() throws -> [(kind: String, bytes: [UInt8])] {
    let folder = SourceFiles.root() + "/Tests/FormatsTests/Fixtures/"
    return try [
      ("JPEG", "pictures/colour.jpg"), ("WAV", "sounds/pcm_16.wav"),
      ("FLAC", "sounds/pcm_16.flac"), ("Ogg", "sounds/vorbis.ogg"), ("AIFF", "sounds/pcm_16.aiff"),
      ("SQLite", "small.sqlite"),
    ].map { kind, name in (kind, try InputFile.read(folder + name, limit: 1 << 20)) }
      + [
        ("PNM", Array("P5\n1 1\n255\n0".utf8)),
        ("Excel", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, 0, 0]),
      ]
  }

  @Test func `what a kind writes begins as it says, and as no other`() throws {
    let samples = try Self.samples()
    #expect(Set(samples.map(\.kind)) == Set(Self.all.filter(\.hasMagic).map(\.name) + ["session"]))
    for (name, bytes) in samples {
      for kind in Self.all {
        #expect(kind.isBeginning(of: bytes) == (kind.name == name), "\(name) as \(kind.name)")
        if kind.name == name, let mark = kind.mark {
          #expect(String(decoding: bytes, as: UTF8.self).contains(mark))
        }
        // Whatever it is called.
        let called = Self.kinds.signatures.kind(of: bytes, named: "x" + kind.suffix)
        #expect(called?.name == name, "\(name) called x\(kind.suffix)")
      }
      for count in 0..<min(bytes.count, 64) {
        let found = Self.kinds.signatures.kind(of: Array(bytes.prefix(count)), named: "x")
        #expect(found == nil || found?.name == name, "\(name), \(count) bytes")
      }
    }
  }

  @Test func `every end of a name that messages ask for can be written`() {
    #expect(Self.kinds.suffixes { $0.writeModel != nil } == ".safetensors")
    #expect(
      Self.kinds.suffixes { $0.draw != nil } == ".svg, .pdf, .html, .json, .csv, .txt or .png")
    #expect(Self.kinds.suffixes { $0.writeReport != nil } == ".html, .md, .json or .csv")
    for (line, ends) in [
      ("save model 2 { dense 1 }, \"m\"", "models are saved as safetensors, not as \"m\""),
      ("save model 2 { dense 1 }, \"m.csv\"", "models are saved as safetensors, not as \"m.csv\""),
      (
        "save model 2 { dense 1 }, \"m.svg\"",
        "`export m, \"m.svg\"`; names for `save` end with .safetensors"
      ),
      (
        "s = summary model 2 { dense 1 }; save s, \"s.txt\"",
        "reports are saved as HTML, Markdown, JSON and CSV, not as \"s.txt\""
      ),
      (
        "plot tanh, to=\"x.safetensors\"",
        "plot writes SVG, PDF, HTML, JSON, CSV, text and PNG, not \"x.safetensors\""
      ),
    ] {
      #expect(printed(line).contains(ends), "\(line)")
    }
  }
}

/// Files that are not what was asked for.
@Suite("Files of another kind")
struct OtherKindTests {
  private static let model = "m = model 2 { dense 2; dense 1 }; save m, \"m.safetensors\""

  /// What a line says in a folder with a file of that content.
  private func said(_ line: String, _ name: String, _ bytes: [UInt8]) throws -> String {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(bytes, to: folder + "/" + name)
      return Transcript(folder: folder).run(line.replacing("FILE", with: "\"\(name)\""))
    }
  }

  private func saved(_ lines: String, _ name: String) throws -> [UInt8] {
    try TemporaryFolder.use { folder in
      _ = Transcript(folder: folder).run(lines)
      return try InputFile.read(folder + "/" + name, limit: 1 << 20)
    }
  }

  @Test func `a model and a run are known by their content, whatever their names`() throws {
    let model = try saved(Self.model, "m.safetensors")
    let run = try saved(
      "m = model 2 { dense 1 }; d = table([[0, 1], [1, 0]], [1, 0]); r = train m, d, epochs=2\n"
        + "save r, \"r.safetensors\"", "r.safetensors")
    for name in ["m.dat", "m", "m.svg", "m.csv", "m.nabla.md"] {
      #expect(!(try said("n = load FILE; predict n, [[1, 2]]", name, model)).contains("error"))
      let resumed = try said(
        "m = model 2 { dense 1 }; d = table([[0, 1], [1, 0]], [1, 0])\n"
          + "s = resume FILE, m, d, epochs=1; s.loss", name, run)
      #expect(!resumed.contains("error E"), "\(resumed)")
    }
    #expect(try said("load FILE", "r.svg", run).contains("holds a run, not a model"))
    #expect(try said("resume FILE", "m.svg", model).contains("holds no run"))
  }

  @Test func `a file of another kind is told by its content, else by its name`() throws {
    let model = try saved(Self.model, "m.safetensors")
    let picture = Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8)
    let table = Array("a,b\n1,2\n".utf8)
    let cases: [(line: String, name: String, bytes: [UInt8], message: String, hint: String)] = [
      ("load FILE", "x.svg", picture, "is an SVG picture, not a safetensors file", "a browser"),
      ("load FILE", "x.safetensors", picture, "is an SVG picture, not a safetensors file", ""),
      (
        "load FILE", "x.csv", table, "is a table of comma-separated values, not",
        "`d = data csv(\"x.csv\")` reads it"
      ),
      ("load FILE", "x.txt", table, "is a text, not", "`d = data text(\"x.txt\")` reads it"),
      (
        "load FILE", "m.safetensors.gz", Gzip.deflate(model), "is packed with gzip, not",
        "gunzip \"m.safetensors.gz\""
      ),
      (
        "load FILE", "x.nabla.md", Array("---\nnabla: 1\n---\nText that goes on\n".utf8),
        "is a session, not", "nabla run"
      ),
      ("resume FILE", "x.csv", picture, "is an SVG picture, not a safetensors file", ""),
      (
        "d = data csv(FILE)", "x.csv", model,
        "is a safetensors file, not a table of comma-separated values", "`m = load "
      ),
      (
        "d = data text(FILE)", "x.txt", Gzip.deflate(Array("a text".utf8)),
        "is packed with gzip, not a text", "gunzip"
      ),
      ("d = data text(FILE)", "x.txt", model, "is a safetensors file, not a text", "`m = load "),
    ]
    for (line, name, bytes, message, hint) in cases {
      let text = try said(line, name, bytes)
      #expect(text.contains("error E0504: ") && text.contains(message), "\(text)")
      #expect(text.contains("hint: ") && text.contains(hint), "\(text)")
    }
  }

  @Test func `a file that is damaged, empty or of no known kind is told as before`() throws {
    let model = try saved(Self.model, "m.safetensors")
    let cases: [(line: String, name: String, bytes: [UInt8], message: String)] = [
      (
        "load FILE", "m.safetensors", [],
        "E0504: \"m.safetensors\" is empty"
      ),
      (
        "load FILE", "m", Array("no such thing".utf8),
        "E0504: \"m\": safetensors at byte 0: expected a header of at most 100,000,000 bytes"
      ),
      (
        "load FILE", "m.safetensors", Array(model.dropLast()),
        "E0504: \"m.safetensors\": safetensors"
      ),
      ("load FILE", "m.csv", Array(model.dropLast()), "E0504: \"m.csv\": safetensors"),
      ("d = data csv(FILE)", "x.csv", [], "E0504: \"x.csv\" is empty"),
      ("d = data csv(FILE)", "x.csv", Array("a,b\n1\n".utf8), "CSV in line 2: expected 2 fields"),
      ("d = data text(FILE)", "x.txt", [], "E0523: "),
      ("d = data text(FILE)", "x", [0xFF], "E0523: "),
    ]
    for (line, name, bytes, message) in cases {
      let text = try said(line, name, bytes)
      #expect(text.contains(message) && text.contains("hint: "), "\(text)")
    }
  }

  @Test func `pictures are known behind declarations and comments, pages with pictures are not`() {
    let kinds = FileKinds.standard.signatures
    for (text, isPicture) in [
      ("<svg/>", true),
      ("\u{FEFF}\n <?xml version=\"1.0\"?>\n<!-- a --><!DOCTYPE svg>\n<svg>", true),
      ("<p><svg/></p>", false), ("<!-- <svg -->", false), ("<!-- ", false), ("<", false),
    ] {
      #expect((kinds.kind(of: Array(text.utf8), named: "x")?.name == "SVG") == isPicture, "\(text)")
    }
  }

  @Test func `what could be read stays readable, whatever it looks like`() throws {
    let picture = Array("<svg>\n\(String(repeating: "<g/>\n", count: 40))</svg>".utf8)
    for name in ["x.svg", "x.nabla.md", "x.csv", "x"] {
      #expect(!(try said("data text(FILE) { chars 8 }", name, picture)).contains("error"))
      #expect(!(try said("data csv(FILE)", name, Array("a,b\n1,2\n".utf8))).contains("error"))
      let packed = Gzip.deflate(Array("a,b\n1,2\n".utf8))
      #expect(!(try said("data csv(FILE)", name, packed)).contains("error"))
    }
  }

  @Test func `a session is known by its front matter, a program by its name`() throws {
    let session = "---\r\nnabla: 1\r\nseed: 2\r\n---\r\n# A\r\n"
    let cases: [(name: String, text: String, isSession: Bool)] = [
      ("a.nabla.md", session, true), ("a.txt", session, true), ("a.nabla", session, true),
      ("a", "\u{FEFF}" + session, true), ("a.nabla.md", "# A\n", true), ("a.md", "", true),
      ("a.nabla", "1 + 1\n", false), ("a.txt", "---\ntitle: x\n---\nnabla: 1\n", false),
      ("a", "", false), ("a.md", "<svg/>", true), ("a", "<svg/>", false),
    ]
    try TemporaryFolder.use { folder in
      for (name, text, isSession) in cases {
        let path = folder + "/" + name
        try AtomicFile.write(Array(text.utf8), to: path)
        #expect(SessionFile.isSession(path) == isSession, "\(name): \(text)")
      }
      #expect(SessionFile.isSession(folder + "/none.nabla.md"))
      #expect(!SessionFile.isSession(folder + "/none.nabla"))
    }
  }
}
