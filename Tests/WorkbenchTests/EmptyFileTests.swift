import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// What is no damage of a file is not called so.
@Suite("Files that are whole and say nothing, or too much")
struct EmptyFileTests {
  @Test func `a file without a byte is called empty, not damaged`() throws {
    try TemporaryFolder.use { folder in
      let names = ["keras", "h5", "onnx", "npy", "npz", "safetensors", "weights.h5"]
      try AtomicFile.write([], to: folder + "/x.png")
      for name in names { try AtomicFile.write([], to: "\(folder)/x.\(name)") }
      let loads = names.map { "m = load \"x.\($0)\"" }
      let weights = ["weights.h5", "keras", "safetensors"].map {
        "m = model 2 { dense 1 }; load \"x.\($0)\", into=m"
      }
      for line in loads + weights + [
        "d = data npz(\"x.npz\")", "d = data csv(\"x.npy\")", "d = data images(\"x.png\")",
      ] {
        let said = Transcript(folder: folder).run(line)
        #expect(said.contains("error E") && said.contains("empty"), "\(line): \(said)")
        #expect(!said.contains("damaged"), "\(line): \(said)")
      }
    }
  }

  @Test func `numbers that are too large for an array are no damage`() throws {
    try TemporaryFolder.use { folder in
      var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
      let header = "{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }"
      let padded = header + String(repeating: " ", count: 117 - header.utf8.count) + "\n"
      bytes += [UInt8(padded.utf8.count), 0] + Array(padded.utf8)
      bytes += [1, 0, 0, 0, 0, 0, 0x20, 0]
      try AtomicFile.write(bytes, to: folder + "/x.npy")
      let said = Transcript(folder: folder).run("x = load \"x.npy\"")
      #expect(said.contains("9007199254740993 as element 0"), "\(said)")
      #expect(said.contains("x.astype(\"float64\")") && !said.contains("damaged"), "\(said)")
    }
  }
}
