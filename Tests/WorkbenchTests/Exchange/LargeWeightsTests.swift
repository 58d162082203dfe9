import Engine
import Exchange
import Formats
import Glibc
import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Files of weights that are not held in memory beside them.
@Suite("Large files of weights")
struct LargeWeightsTests {
  /// 17 MB of weights, with one kernel that is turned on its way.
  private static let net = "m = model 1100 { dense 4000 }"
  private static let (inputs, units) = (1100, 4000)

  private func entry(_ name: String, _ shape: [Int], _ number: (Int) -> Float) -> Safetensors.Entry
  {
    let count = shape.reduce(1, *)
    let bytes = [UInt8](unsafeUninitializedCapacity: 4 * count) { target, filled in
      let floats = UnsafeMutableRawBufferPointer(target)
      for place in 0..<count {
        floats.storeBytes(of: number(place), toByteOffset: 4 * place, as: Float.self)
      }
      filled = 4 * count
    }
    return Safetensors.Entry(name: name, .float32, shape: shape, bytes: bytes)
  }

  private func kernel(_ name: String = "dense.weight") -> Safetensors.Entry {
    entry(name, [Self.units, Self.inputs]) { Float($0 % 1009) }
  }

  private func bias(_ name: String = "dense.bias", count: Int = units) -> Safetensors.Entry {
    entry(name, [count]) { Float($0) }
  }

  private func inFolder(
    _ entries: [Safetensors.Entry], _ body: (Transcript, String) throws -> Void
  ) throws {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(ForeignWeights.file(entries), to: folder + "/w.safetensors")
      try body(Transcript(folder: folder), folder + "/w.safetensors")
    }
  }

  private func value(_ path: String, in transcript: Transcript) -> Tensor? {
    guard case .model(let model)? = transcript.interpreter["m"] else { return nil }
    return model.parameters.first { $0.path == path }?.variable.value
  }

  @Test func `weights are those of a file that is read as a whole, and undo has the first ones`()
    throws
  {
    try inFolder([kernel(), bias()]) { transcript, path in
      transcript.run(Self.net)
      let said = transcript.run("load \"w.safetensors\", into=m")
      #expect(said.contains("m has the 2 weights of w.safetensors"), "\(said)")
      let kernel = try #require(value("dense.kernel", in: transcript))
      for (row, column) in [(0, 0), (1, 0), (0, 1), (1099, 3999), (500, 1234)] {
        let expected = Double((column * Self.inputs + row) % 1009)
        #expect(kernel.doubles[row * Self.units + column] == expected)
      }
      transcript.run("other = model 1100 { dense 4000 }")
      guard case .model(let other)? = transcript.interpreter["other"] else { return }
      let whole = try #require(
        try TorchState.read(InputFile.read(path, limit: 1 << 30), into: other).weights.first?.value)
      #expect(whole.isIdentical(to: kernel))
      #expect(transcript.interpreter.undo() && transcript.interpreter.undo())
      let first = try #require(value("dense.kernel", in: transcript))
      transcript.run("again = model 1100 { dense 4000 }")
      #expect(first.doubles[..<5] != kernel.doubles[..<5])
      let limit = (6.0 / Double(Self.inputs + Self.units)).squareRoot()
      #expect(first.doubles.allSatisfy { abs($0) <= limit })
    }
  }

  @Test func `what does not fit is told by name, and nothing changes`() throws {
    try inFolder([kernel(), bias(count: 7), bias("more.bias")]) { transcript, _ in
      transcript.run(Self.net + "\nbefore = m(ones([1, 1100]))")
      let said = transcript.run("load \"w.safetensors\", into=m")
      #expect(said.contains("dense.bias") && said.contains("E06"), "\(said)")
      #expect(transcript.run("all(m(ones([1, 1100])) == before)").contains("true"))
    }
  }

  @Test func `a file whose header lies is told as one that is read as a whole`() throws {
    try inFolder([kernel(), bias()]) { transcript, path in
      transcript.run(Self.net)
      truncate(path, off_t(4 * Self.units * Self.inputs))
      let said = transcript.run("load \"w.safetensors\", into=m")
      #expect(said.contains("error") && said.contains("safetensors"), "\(said)")
    }
  }
}
