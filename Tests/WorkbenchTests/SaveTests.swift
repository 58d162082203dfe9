import Formats
import Support
import Testing
import TestSupport
import Workbench
import WorkbenchTestSupport

@Suite("Saving and loading models")
struct SaveTests {
  private static let model =
    "seed 3\nm = model 2 { hidden: dense 4, activation=x -> x * sigmoid(x); dense 1, activation=sigmoid }\n"

  @Test func `a saved model comes back with the same answers`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run(Self.model + "save m, \"m.safetensors\"")
      let answer = transcript.run("predict m, [[0.5, -1]]")
      #expect(
        Transcript(folder: folder).run("n = load \"m.safetensors\"\npredict n, [[0.5, -1]]")
          == answer)
    }
  }

  @Test func `a saved model knows with which loss it was trained`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run(
        """
        seed 1
        d = data generated(gauss, 40) { split 80%, 20% }
        m = model d { dense 2 }
        train m, d, epochs=1, loss=sparse_categorical_crossentropy(from_logits=true)
        save m, "m.safetensors"
        """)
      let before = transcript.run("print evaluate(m, d.test).loss")
      #expect(!before.contains("error"), "\(before)")
      let other = Transcript(folder: folder)
      _ = other.run(
        "seed 1; d = data generated(gauss, 40) { split 80%, 20% }; n = load \"m.safetensors\"")
      let after = other.run("print evaluate(n, d.test).loss")
      #expect(after == before)
      // No text of a file is run.
      for text in ["load(\"x\")", "y -> y", "mse, epochs=2", "nothing", "mse; 1"] {
        let bytes = try Safetensors.read(InputFile.read(folder + "/m.safetensors", limit: 1 << 20))
        let notes = bytes.notes.map {
          $0.name == "nabla.loss" ? Safetensors.Note($0.name, text) : $0
        }
        try AtomicFile.write(
          Safetensors(entries: bytes.entries, notes: notes).write(), to: folder + "/w.safetensors")
        let said = Transcript(folder: folder).run("n = load \"w.safetensors\"")
        #expect(said.contains("error E"), "\(text): \(said)")
      }
    }
  }

  @Test func `lists of lists are kept as they were written`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      let said = transcript.run(
        "m = model [2, 2, 1] { zero_padding2d [[1, 0], [2, 1]]; flatten; dense 1 }\nsave m, \"m.safetensors\""
      )
      #expect(!said.contains("error"), "\(said)")
      let answer = transcript.run("predict m, reshape([1, 2, 3, 4], [1, 2, 2, 1])")
      #expect(
        Transcript(folder: folder).run(
          "n = load \"m.safetensors\"\npredict n, reshape([1, 2, 3, 4], [1, 2, 2, 1])") == answer)
    }
  }

  @Test func `every flipped bit and every truncation is an error, never a model`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run("m = model 1 { dense 1 }\nsave m, \"m.safetensors\"")
      let path = folder + "/m.safetensors"
      let good = try InputFile.read(path, limit: 1 << 20)
      let damaged = folder + "/damaged.safetensors"
      for index in good.indices {
        var bytes = good
        bytes[index] ^= 0x10
        try AtomicFile.write(bytes, to: damaged)
        #expect(
          transcript.run("load \"damaged.safetensors\"").hasPrefix("error E05"), "byte \(index)")
        try AtomicFile.write(Array(good.prefix(index)), to: damaged)
        #expect(
          transcript.run("load \"damaged.safetensors\"").hasPrefix("error E05"), "cut at \(index)")
      }
    }
  }

  @Test func `a file that hides a verb in its architecture is refused`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      _ = transcript.run(Self.model + "save m, \"m.safetensors\"")
      let output = transcript.run("load \".\"")
      #expect(output.contains("Is a directory"))
    }
  }

  @Test func `other file names and missing files are explained`() {
    #expect(printed("m = model 1 { dense 1 }\nsave m, \"m.h5\"").contains("error E0505: "))
    #expect(printed("load \"nowhere.safetensors\"").contains("error E0503: cannot read"))
  }
}
