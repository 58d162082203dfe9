import Formats
import Support
import Testing
import TestSupport
import WorkbenchTestSupport

/// Files whose checksums hold and whose fields no run or model can have: whoever can change a file can
/// make its checksums right again.
@Suite("Sealed files with extreme fields")
struct SealedFileTests {
  private static let session = """
    d = table([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
    m = model 2 { dense 2, activation=tanh; dense 1, activation=sigmoid }
    r = train m, d, epochs=3, batch_size=2, early_stopping=100, validation_split=0.5
    """

  /// What resuming says of a run's file after a note of it was changed.
  private func answer(_ name: String, _ text: String) throws -> String {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run(Self.session + "\nsave r, \"r.safetensors\"")
      let path = folder + "/r.safetensors"
      var file = try Safetensors.read(InputFile.read(path, limit: 1 << 20))
      let index = try #require(file.notes.firstIndex { $0.name == name })
      file.notes[index] = Safetensors.Note(name, text)
      try AtomicFile.write(file.write(), to: path)
      return transcript.run("s = resume \"r.safetensors\", m, d, epochs=1; s.loss")
    }
  }

  @Test(arguments: [
    ("run.epochs", "9223372036854775807"), ("run.epochs", "0"), ("run.epochs", "-1"),
    ("run.batch_size", "9223372036854775807"), ("run.batch_size", "0"),
    ("run.runs", "9223372036854775807"), ("run.runs", "-1"), ("run.runs", ""),
    ("run.runs", "1 2"), ("run.occurrence", "9223372036854775807"), ("run.occurrence", "-1"),
    ("run.samples", "9223372036854775807"), ("run.step", "9223372036854775807"),
    ("run.position", "9223372036854775807"), ("run.position", "-9223372036854775808"),
    ("run.epoch", "9223372036854775807"), ("run.seed", "18446744073709551616"),
    ("run.changes", "0 early_stopping 7ff8000000000000"),
    ("run.changes", "0 early_stopping 43e158e460913d00"),
    ("run.changes", "0 epochs 43e0000000000000"), ("run.changes", "1 batch_size 0"),
    ("run.changes", "1 batch_size bff0000000000000"),
    ("run.changes", "9223372036854775807 epochs 4000000000000000"),
    ("run.changes", "-1 early_stopping 4000000000000000"),
    ("run.changes", "1 learning_rate 7ff8000000000000"),
    ("run.changes", "1 beta_1 7ff0000000000000"),
    ("run.waited", "9223372036854775807"), ("run.waited", "-1"), ("run.waited", "1000000000"),
    ("run.best_epoch", "9223372036854775807"), ("run.best_epoch", "-1"),
    ("run.mask_occurrence", "9223372036854775807"), ("run.mask_occurrence", "-1"),
    ("run.shuffle", "-1"), ("run.shuffle", ""), ("run.rate", "zz"), ("run.rate", ""),
    ("run.rate", "fff0000000000000"), ("run.has", "11"), ("run.has", ""), ("run.seed", "-1"),
    ("run.changes", "x"), ("nabla.train", "epochs=1e300"), ("nabla.train", "early_stopping=1e19"),
    ("nabla.train", "loss=huber(inf)"),
  ])
  func `a run's file is refused with a hint`(name: String, text: String) throws {
    let output = try answer(name, text)
    #expect(output.contains("error E") && output.contains("hint: "), "\(output)")
    #expect(!output.contains("E0999"), "\(output)")
  }

  @Test func `changes that a run can have had are taken`() throws {
    for change in ["1 early_stopping 4014000000000000", "2 batch_size 3ff0000000000000", ""] {
      let output = try answer("run.changes", change)
      #expect(!output.contains("error"), "\(change): \(output)")
    }
  }

  /// What loading, or resuming, says after a text of the file was replaced.
  private func loading(_ source: String) throws -> String {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run("m = model 2 { dense 2; dense 1 }; save m, \"m.safetensors\"")
      _ = transcript.run("save m, \"other.safetensors\"")
      try AtomicFile.write(Array("a b c".utf8), to: folder + "/secret.txt")
      let path = folder + "/m.safetensors"
      var file = try Safetensors.read(InputFile.read(path, limit: 1 << 20))
      let index = try #require(file.notes.firstIndex { $0.name == "nabla.model" })
      file.notes[index] = Safetensors.Note("nabla.model", source)
      try AtomicFile.write(file.write(), to: path)
      return transcript.run("n = load \"m.safetensors\"; predict n, [[1, 2]]")
    }
  }

  private static let doubling =
    String(repeating: "(g -> x -> g(g(x)))(", count: 60)
    + "x -> x" + String(repeating: ")", count: 60)

  @Test(arguments: [
    "model len(csv(\"secret.txt\")) { dense 2; dense 1 }",
    "model 2 { dense 2, activation=x -> x * len(text(\"secret.txt\")); dense 1 }",
    "model 2 { dense 2, activation=(x) -> (f -> f(x))(y -> y); dense 1 }",
    "model 2 { dense 2, activation=(x) -> predict(x, x); dense 1 }",
    "model 2 { dense (data digits); dense 1 }",
    "model 2 { dense 2, activation=\(doubling); dense 1 }",
    "model 2 { dense 2; dense len([data digits]) }",
  ])
  func `a model's text reads no file and calls nothing that it made itself`(source: String) throws {
    let output = try loading(source)
    #expect(output.contains("error E0510"), "\(output)")
    #expect(output.contains("hint: "), "\(output)")
  }

  @Test(arguments: [
    "model 2 { dense 2, activation=(x) -> x * sigmoid(x); dense 1 }",
    "model 2 { dense 2, kernel_initializer=he_normal, activation=(x) -> maximum(x, 0)[:, 0:2]; dense 1 }",
  ])
  func `formulas in a model's text are taken`(source: String) throws {
    #expect(!(try loading(source)).contains("error"))
  }

  @Test(arguments: [
    "loss=(y, p) -> mean((y - p)^2) * len(text(\"secret.txt\"))",
    "loss=\(doubling)", "epochs=len(csv(\"secret.txt\"))",
  ])
  func `a run's text reads no file and calls nothing that it made itself`(text: String) throws {
    let output = try answer("nabla.train", text)
    #expect(output.contains("error E") && output.contains("hint: "), "\(output)")
  }

  @Test func `a function that a file may not hold is told when the model is saved`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run(
        "m = model 2 { dense 2, activation=x -> (f -> f(x))(tanh); dense 1 }")
      let output = transcript.run("save m, \"m.safetensors\"")
      #expect(output.contains("no formula of its arguments"), "\(output)")
    }
  }

  /// The file has a few hundred bytes, whatever its text says.
  @Test(arguments: [
    "model 2 { dense 10000000; dense 1 }", "model 2 { dense 100000000 }",
    "model 2 { repeat 100 { dense 2000 } }", "model 3 { dense 2; dense 1 }",
  ])
  func `a model's file is held against its own size before a weight is made`(source: String) throws
  {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run("m = model 2 { dense 2; dense 1 }; save m, \"m.safetensors\"")
      let path = folder + "/m.safetensors"
      var file = try Safetensors.read(InputFile.read(path, limit: 1 << 20))
      let index = try #require(file.notes.firstIndex { $0.name == "nabla.model" })
      file.notes[index] = Safetensors.Note("nabla.model", source)
      try AtomicFile.write(file.write(), to: path)
      let before = transcript.interpreter.memory.peak
      let output = transcript.run("n = load \"m.safetensors\"")
      #expect(output.contains("error E0511"), "\(output)")
      #expect(transcript.interpreter.memory.peak - before < 1_000_000)
    }
  }
}
