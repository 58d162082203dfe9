import Engine
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// What NumPy, pandas, safetensors and Hugging Face read of our files, and what we read of theirs.
@Suite("Arrays in Python", .enabled(if: Peers.areThere, Peers.skipReason))
struct ArrayPeerTests {
  private static let program = """
    seed 2
    d = data digits { take 60 }
    m = model d { flatten; dense 10, activation=softmax }
    r = train m, d, epochs=2
    f = d.x; g = [[1.5, 1 / 3], [1e300, -0.0]]; i = argmax(m(d.x), axis=1); s = 2.5
    export f, "f.npy"; export g, "g.npy"; export i, "i.npy"; export s, "s.npy"
    export {f: f, g: g, i: i, s: s}, "all.npz"; export {f: f, g: g, i: i, s: s}, "all.safetensors"
    export g, "g.csv"; export r, "r.csv"; export r, "r.json"
    export m, "card.md", data=d
    """

  private func hexadecimal(_ tensor: Tensor) -> String {
    tensor.withBytes { bytes in
      bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }

  @Test func `they read the same bits, and we theirs`() throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      let said = transcript.run(Self.program)
      #expect(!said.contains("error"), "\(said)")
      let printed = try Peers.run("arrays_read.py", [folder], in: folder)
      let line = try #require(printed.split(separator: "\n").last { $0.hasPrefix("{") })
      let found = try JSON.read(Array(line.utf8))
      let read = try #require(found["read"])
      for (name, type) in [("f", "float32"), ("g", "float64"), ("i", "int32"), ("s", "float64")] {
        guard case .tensor(let value)? = transcript.interpreter[name], let tensor = value.known
        else {
          Issue.record("no \(name)")
          continue
        }
        for array in [
          read["\(name).npy"], read["all.npz"]?[name], read["all.safetensors"]?[name],
        ] {
          #expect(array?["dtype"]?.string == type, "\(name)")
          #expect(
            array?["shape"]?.items?.compactMap(\.double) == tensor.shape.extents.map(Double.init))
          #expect(array?["bits"]?.string == hexadecimal(tensor), "\(name)")
        }
      }
      #expect(read["g.csv"]?["value 1"]?.items?.compactMap(\.double) == [1.0 / 3, 0])
      guard case .run(let run)? = transcript.interpreter["r"] else { return }
      for name in ["r.csv", "r.json"] {
        #expect(read[name]?["loss"]?.items?.compactMap(\.double) == run.series("loss"), "\(name)")
      }
      let card = try #require(read["card.md"])
      #expect(card["library"]?.string == "nabla")
      #expect(card["dataset"]?.string == "d.test" && card["metrics"]?["accuracy"]?.double != nil)
      try readTheirs(found["written"], transcript)
    }
  }

  private func readTheirs(_ written: JSON?, _ transcript: Transcript) throws {
    let members = try #require(written?.members)
    #expect(members.count == 9)
    #expect(!transcript.run("all = load \"theirs/all.npz\"").contains("error"))
    for (index, member) in members.enumerated() {
      let said = transcript.run(
        "x\(index) = load \"theirs/\(member.name).npy\"; y\(index) = all[\"\(member.name)\"]")
      #expect(!said.contains("error"), "\(said)")
      for name in ["x\(index)", "y\(index)"] {
        guard case .tensor(let value)? = transcript.interpreter[name], let tensor = value.known
        else {
          Issue.record("no \(member.name)")
          continue
        }
        let parts = member.value.items ?? []
        #expect(
          parts.first?.items?.compactMap(\.double) == tensor.shape.extents.map(Double.init))
        #expect(parts.last?.items?.compactMap(\.double) == tensor.doubles, "\(member.name)")
      }
    }
  }
}
