import Catalog
import Engine
import Data
import Testing

@Suite("Parts with the classes in their shares")
struct SplitSharesTests {
  private func parts(
    _ labels: [Double], _ fractions: Double..., named: [(name: String, value: Argument)] = [],
    seed: UInt64 = 0
  ) throws -> [Dataset.Part: [Int]] {
    let x = labels.indices.map(Double.init)
    let data = try DataPipeline.load(
      line("table", list(x), list(labels)),
      [DataLine("split", Arguments(fractions.map { .number($0) }, named: named))],
      DataContext(seed: seed))
    var found: [Dataset.Part: [Int]] = [:]
    for part in Dataset.Part.allCases {
      found[part] = data.samples(of: part)?.x.doubles.map { Int($0) }
    }
    return found
  }

  private func counts(_ rows: [Int]?, _ labels: [Double]) -> [Int] {
    (0...Int(labels.max() ?? 0)).map { label in
      (rows ?? []).count { labels[$0] == Double(label) }
    }
  }

  @Test
  func `every row is in one part, each class rounded down or up, the sizes as without classes`()
    throws
  {
    var state: UInt64 = 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for trial in 0..<200 {
      let classes = 1 + next(6)
      let labels = (0..<(20 + next(60))).map { _ in Double(next(classes)) }
      let found = try parts(labels, 0.6, 0.15, 0.25, seed: UInt64(trial))
      #expect(Set(found.values.joined()).count == labels.count)
      let n = Double(labels.count)
      #expect(found[.train]?.count == Int((0.6 * n).rounded()))
      #expect(found[.test]?.count == labels.count - Int((0.75 * n).rounded()))
      // The test part is drawn first, from all rows: its shares are exact to one row.
      let test = counts(found[.test], labels)
      for (label, all) in counts(Array(labels.indices), labels).enumerated() {
        let share = Double(all * (found[.test]?.count ?? 0)) / n
        #expect(abs(Double(test[label]) - share) < 1)
      }
    }
  }

  @Test func `a table sorted by class has all classes in each part`() throws {
    let labels = (0..<150).map { Double($0 / 50) }
    let found = try parts(labels, 0.8, 0.2)
    #expect(counts(found[.train], labels) == [40, 40, 40])
    #expect(counts(found[.test], labels) == [10, 10, 10])
    // And the training part is in random order, so that its last rows have all classes too.
    #expect(counts(Array(found[.train]?.suffix(24) ?? []), labels).allSatisfy { $0 > 1 })
  }

  @Test func `one row of a rare class goes where its share is largest`() throws {
    let labels = [1.0] + [Double](repeating: 0, count: 19)
    let found = try parts(labels, 0.8, 0.2)
    #expect(counts(found[.train], labels) == [15, 1])
  }

  @Test func `rows with a single 1 are classes, and numbers are not`() throws {
    let rows = (0..<30).map { index in (0..<3).map { $0 == index / 10 ? 1.0 : 0 } }
    let data = try DataPipeline.load(
      line("table", list((0..<30).map(Double.init)), list(rows)),
      [line("split", .number(0.8), .number(0.2))], DataContext())
    let sums = (0..<3).map { column in
      stride(from: column, to: 18, by: 3).reduce(0.0) { $0 + (data.test?.y.doubles[$1] ?? 0) }
    }
    #expect(sums == [2, 2, 2])
    let error = mistake {
      try DataPipeline.load(
        line("table", list([1, 2, 3, 4]), list([0.5, 1, 1.5, 2])),
        [line("split", .number(0.5), .number(0.5), named: [("stratify", .bool(true))])])
    }
    guard case .samples(.notClasses)? = error?.kind else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `numbers that are whole and all different are drawn evenly`() throws {
    // Each as a class of its own would all have the same remainder: no end may win them all.
    let found = try parts((0..<200).map(Double.init), 0.5, 0.5)
    let low = (found[.train] ?? []).count { $0 < 100 }
    #expect((35...65).contains(low))
  }
}
