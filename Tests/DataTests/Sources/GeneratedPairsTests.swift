import Catalog
import Engine
import Data
import Testing

@Suite("Generated rings, views and number names")
struct GeneratedPairsTests {
  private func generated(
    _ kind: String, _ count: Double, _ named: [(name: String, value: Argument)] = [],
    _ steps: DataLine..., seed: UInt64 = 1
  ) throws -> Dataset {
    try DataPipeline.load(
      line("generated", .word(kind), .number(count), named: named), steps,
      DataContext(dtype: .float64, seed: seed))
  }

  @Test func `a ring has eight clouds on a circle, and no targets`() throws {
    let ring = try generated("gaussian_ring", 512)
    #expect(ring.train.targets == nil)
    #expect(ring.x.shape == [512, 2])
    let points = ring.x.doubles
    let xs = [
      2, 1.414213562373095, 0, -1.414213562373095, -2, -1.414213562373095, 0, 1.414213562373095,
    ]
    let ys = xs[6...] + xs[..<6]
    var clouds: [Int] = []
    for index in 0..<512 {
      let (x, y) = (points[2 * index], points[2 * index + 1])
      let near = xs.indices.filter { cloud in
        abs(x - xs[cloud]) < 0.5 && abs(y - Array(ys)[cloud]) < 0.5
      }
      #expect(near.count == 1)
      clouds += near
    }
    #expect((0..<8).allSatisfy { cloud in clouds.count { $0 == cloud } == 64 })
    // In random order: neighbours are no more often of one cloud than chance has it, 1 in 8.
    #expect((20..<120).contains(zip(clouds, clouds.dropFirst()).count { $0 == $1 }))
    #expect(ring.shown(as: "real").contains("none"))
  }

  @Test func `two views are correlated as asked, and there is a test part`() throws {
    let pairs = try generated(
      "correlated_gaussians", 4000, [("dim", .number(3)), ("rho", .number(0.9))])
    #expect(pairs.x.shape == [4000, 3])
    #expect(pairs.y.shape == [4000, 3])
    #expect(pairs[.test]?.x.shape == [500, 3])
    let (x, y) = (pairs.x.doubles, pairs.y.doubles)
    func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(numbers.count) }
    // Five deviations of each estimate over 12,000 numbers.
    #expect(abs(mean(x)) < 0.046 && abs(mean(y)) < 0.046)
    #expect(abs(mean(zip(y, y).map(*)) - 1) < 0.065)
    #expect(abs(mean(zip(x, y).map(*)) - 0.9) < 0.062)
  }

  @Test func `numbers have their English names`() throws {
    let names = [
      "zero", "seven", "nineteen", "twenty", "forty-two", "one hundred",
      "four hundred twenty-seven", "nine hundred nine thousand ninety",
    ]
    #expect([0, 7, 19, 20, 42, 100, 427, 909_090].map(NumberNames.name) == names)
  }

  @Test func `pairs become a source, a shifted target, and what comes next`() throws {
    let pairs = try generated(
      "number_names", 1000, [],
      line("tokens", .word("characters"), named: [("source", .number(5)), ("target", .number(32))]))
    #expect(pairs.train.inputs.map(\.name) == ["source", "target"])
    let source = try #require(pairs.train.inputs[0].vocabulary)
    let target = try #require(pairs.train.inputs[1].vocabulary)
    #expect(source.count == 11 && target[.start] == 1 && target[.end] == 2)
    let (x, y) = pairs.train.batch(0..<1000, step: 0)
    for row in [0, 1, 500, 999] {
      let digits = source.joined(x[0].wholeRows[row])
      let number = try #require(Int(digits))
      let asked = x[1].wholeRows[row]
      let next = y.wholeRows[row]
      #expect(target.joined(asked) == NumberNames.name(of: number))
      #expect(asked[0] == 1)
      let end = try #require(next.firstIndex(of: 2))
      #expect(Array(next[..<end]) == Array(asked[1...end]))
      #expect(next[(end + 1)...].allSatisfy { $0 == 0 })
    }
    #expect(Set(x[0].wholeRows).count == 1000)
    #expect(pairs.train.ignoredClass == 0)
  }

  @Test func `a text that does not fit names its row, part and length`() {
    let error = mistake {
      try generated(
        "number_names", 1000, [],
        line("tokens", .word("characters"), named: [("target", .number(8))]))
    }
    guard case .text(.longText(part: .train, _, input: "target", _, limit: 8))? = error?.kind else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `what only the test part has is unknown`() throws {
    let pairs = try generated(
      "number_names", 11, [("below", .number(11))],
      line("split", .number(0.2), .number(0.8)), line("tokens", .word("characters")))
    #expect(pairs.vocabularies.allSatisfy { $0[.unknown] != nil })
    let unknown = try #require(pairs.vocabularies[1][.unknown])
    #expect(pairs[.test]?.train.inputs[1].rows.tensor.doubles.contains(Double(unknown)) == true)
  }

  @Test func `an option of another kind is refused`() {
    for (kind, option) in [("xor", "rho"), ("gaussian_ring", "dim"), ("number_names", "noise")] {
      guard
        case .arguments(.unknownName(option, _, _))? = mistake({
          try generated(kind, 10, [(option, .number(0.5))])
        })?.kind
      else {
        Issue.record("\(kind) takes \(option)")
        continue
      }
    }
  }

  @Test func `sets beyond memory are refused before they are made`() {
    let error = mistake {
      try generated("correlated_gaussians", 10_000_000, [("dim", .number(10_000))])
    }
    guard case .source(.tooLarge)? = error?.kind else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
