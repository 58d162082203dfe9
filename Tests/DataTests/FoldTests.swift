import Catalog
import Engine
import Formats
import Testing

@testable import Data

/// Rows dealt into folds as scikit-learn 1.7 deals them, but for which rows of a class are drawn.
@Suite("Folds")
struct FoldTests {
  private static let stream = RandomStream(seed: 1, purpose: .data, name: "folds", occurrence: 0)

  private func counts(_ places: [Int], _ classes: [Int], _ folds: Int) -> [[Int]] {
    (0..<folds).map { fold in
      (0...(classes.max() ?? 0)).map { label in
        places.indices.count { places[$0] == fold && classes[$0] == label }
      }
    }
  }

  @Test func `sizes are those of KFold`() {
    let places = Folds.places(of: 13, 5, Self.stream)
    #expect((0..<5).map { fold in places.count { $0 == fold } } == [3, 3, 3, 2, 2])
    #expect(places != places.sorted())
  }

  @Test func `classes are dealt as StratifiedKFold deals them`() {
    // sorted labels dealt like cards: fold i has those at i, i + k, …
    for (sizes, folds) in [([7, 5, 4], 3), ([50, 50, 50], 5), ([9, 1], 4), ([11, 2, 2, 6], 4)] {
      let classes = sizes.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
      let places = Folds.places(of: classes.count, folds, classes: classes, Self.stream)
      let expected = (0..<folds).map { fold in
        sizes.indices.map { label in
          stride(from: fold, to: classes.count, by: folds).count { classes[$0] == label }
        }
      }
      #expect(counts(places, classes, folds) == expected)
    }
  }

  @Test func `groups stay together, in folds of nearly equal size`() {
    let groups = [0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 4]
    let places = Folds.places(of: groups.count, 3, groups: groups, Self.stream)
    for group in 0..<5 {
      #expect(Set(groups.indices.filter { groups[$0] == group }.map { places[$0] }).count == 1)
    }
    #expect((0..<3).map { fold in places.count { $0 == fold } }.sorted() == [4, 4, 4])
  }

  @Test func `steps learn from each fold's training rows alone`() throws {
    let data = Dataset(
      name: "t",
      train: Samples(
        x: Tensor([1.0, 2, 3, 100].map { Float($0) }, [4, 1]),
        y: Tensor([0.0, 1, 0, 1].map { Float($0) }, [4])))
    let scaled = try DataPipeline.extend(data, [DataLine("standardize")])
    #expect(!scaled.hasLearntForGood && scaled.foldRowCount == 4)
    let fold = try scaled.holdingOut([3], training: [0, 1, 2], DataContext())
    // The mean of 1, 2 and 3 is 2, whatever the row is that is held out.
    #expect(abs(fold.train.x.doubles.reduce(0, +)) < 1e-5)
    #expect(abs(fold.train.x.doubles[1]) < 1e-6)
    #expect((fold.validation?.x.doubles[0] ?? 0) > 50)
    let chosen = try DataPipeline.extend(
      scaled, [DataLine("take", .init([.number(3)]))])
    #expect(chosen.hasLearntForGood)
  }

  @Test
  func `windows that share numbers with those held out are beside them, and folds are blocks`()
    throws
  {
    let text = Tensor((0..<20).map { Float($0) }, [20])
    let rows = SampleRows(windowsOf: text, length: 3, stride: 1, from: 0, count: 17)
    let data = Dataset(name: "t", train: Samples([Samples.Input("x", rows)], targets: nil))
    let neighbours = try #require(data.foldNeighbours)
    let places = Folds.blocks(of: neighbours.order, 3)
    #expect(places == [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2])
    let held = places.indices.filter { places[$0] == 1 }
    #expect(neighbours.beside(held) == [3, 4, 5, 12, 13, 14])
    // Shuffled rows share as much.
    let order = [16, 0, 15, 1, 14, 2, 13, 3, 12, 4, 11, 5, 10, 6, 9, 7, 8]
    let mixed = Dataset(
      name: "t", train: Samples([Samples.Input("x", rows.subset(order))], targets: nil))
    #expect(mixed.foldNeighbours?.order.map { order[$0] } == Array(0..<17))
  }

  private static let series = "a,y\n" + (0..<12).map { "\($0),\($0 * $0)\n" }.joined()

  @Test func `rows with lags are beside those that they look back at`() throws {
    let (data, _) = try tableData(
      Self.series, target: "y", [line("lag", .text("a"), .number(2))])
    #expect(data.foldRowCount == 10)
    let neighbours = try #require(data.foldNeighbours)
    #expect(!neighbours.areCutLater)
    let places = Folds.blocks(of: neighbours.order, 2)
    #expect(places == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    #expect(neighbours.beside([0, 1, 2]) == [3, 4])
    #expect(neighbours.beside([4]) == [2, 3, 5, 6])
  }

  @Test func `rows with lags by group have neighbours in their group alone`() throws {
    let text = "g,a,y\n" + (0..<12).map { "\($0 % 2 == 0 ? "p" : "q"),\($0),\($0)\n" }.joined()
    let (data, _) = try tableData(
      text, target: "y", [line("lag", .text("a"), .number(1), named: [("by", .text("g"))])])
    let neighbours = try #require(data.foldNeighbours)
    #expect(neighbours.beside([4]) == [2, 6])
  }

  @Test func `windows of a fold reach over no row that is held out`() throws {
    let (data, _) = try tableData(Self.series, target: "y", [line("windows", .number(2))])
    #expect(data.foldRowCount == 12)
    let neighbours = try #require(data.foldNeighbours)
    #expect(neighbours.areCutLater && neighbours.order == Array(0..<12))
    let held = Array(4..<8)
    let fold = try data.holdingOut(
      held, training: Array(0..<12).filter { !held.contains($0) }, DataContext())
    // Of rows 0…3 the last one is given up, 8…11 have two windows, and so have those that are held out.
    let units = try #require(fold.recipe?.target)
    func targets(_ samples: Samples?) -> [Double] {
      (samples?.y.doubles ?? []).map { ($0 * units.scale + units.offset).rounded() }
    }
    #expect(targets(fold.train) == [4, 100, 121])
    #expect(targets(fold.validation) == [36, 49])
  }

  @Test func `rows that share nothing have no neighbours`() {
    let data = Dataset(
      name: "t", train: Samples(x: Tensor([1.0, 2, 3].map { Float($0) }, [3, 1])))
    #expect(data.foldNeighbours == nil)
  }
}
