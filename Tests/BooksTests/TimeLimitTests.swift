import Sessions
import Testing

@testable import Books
@testable import Workbench

/// A cell's `timeout=` ends whatever the cell does, and says so.
@Suite struct TimeLimitTests {
  @Test(arguments: [
    "y = sort(normal([4000000]));", "a = normal([2500, 2500]); repeat 1000 { b = a @ a }",
    "repeat 1000000 { print 1 }", "l = [\"a\"]; repeat 1000000 { l = l + [\"b\"] }",
    "x = [1, 2, 3]; repeat 1000000 { y = concat([x, x]) }",
    "x = normal([3000000]); repeat 1000000 { x }", "u = uniform([100000000]);",
    "t = round(uniform([300000])); repeat 1000 { a = auc(t, uniform([300000])) }",
    "d = data generated(moons, 100); m = model 2 { dense 2; dense 1 }; train m, d, epochs=1000000",
  ])
  func `it is heard in every kind of work`(_ program: String) throws {
    let replay = Replay(
      try SessionDocument.parse(
        Array("```nabla {timeout=100ms}\n\(program)\n```\n".utf8), name: "t.nabla.md"))
    let result = replay.run(replay.document.cells[0])
    #expect(result.exitStatus(expected: nil) == .timeout)
    #expect(result.errors.map(\.code) == ["E0904"])
    #expect(result.errors.map(\.message) == ["stopped: the 0.1 s of the cell are over"])
    #expect(result.errors.first?.hint?.contains("timeout=0.2s") == true)
  }
}
