import Support
import TestSupport
import Testing

@testable import Plots

/// Rows of numbers in a plane against scikit-learn.
@Suite("Rows in a plane") struct ProjectionTests {
  @Test(arguments: try GoldenFile(named: "projections").cases.filter { $0.name.hasPrefix("pca") })
  func `principal components are those of scikit-learn, signs included`(golden: GoldenCase) throws {
    let (x, rows, columns) = try Self.scaled(golden)
    let found = try PrincipalComponents(x, rows: rows, columns: columns)
    let (scores, shares) = (try golden["scores"], try golden["shares"])
    #expect(scores.difference(from: found.scores) <= 1e-8)
    #expect(shares.difference(from: found.shares) <= 1e-9)
    let trust = try golden["trust"].numbers[0]
    #expect(abs(trustworthiness(x, found.scores, rows: rows) - trust) < 1e-9)
  }

  @Test(arguments: try GoldenFile(named: "projections").cases.filter { $0.name.hasPrefix("tsne") })
  func `t-SNE keeps neighbours as well as scikit-learn's, and is the same each time`(
    golden: GoldenCase
  ) throws {
    let x = try golden["x"]
    let (rows, columns) = (x.shape[0], x.shape[1])
    var numbers = x.numbers
    if golden.name.hasSuffix("clusters") {
      for place in numbers.indices {
        let share = -1 + 2 * Double(place % columns) / Double(columns - 1)
        numbers[place] += 4 * Double(place / columns % 4) * share
      }
    }
    let found = try NeighborEmbedding(numbers, rows: rows, columns: columns)
    let trust = try golden["trust"].numbers[0]
    #expect(trustworthiness(numbers, found.scores, rows: rows) >= trust - 0.05)
    #expect(found.scores.allSatisfy { $0.isFinite })
  }

  @Test func `rows that do not differ, gaps and huge numbers have a place`() throws {
    for values in [
      [Double](repeating: 3, count: 24), (0..<24).map { $0 % 5 == 0 ? .nan : Double($0) },
      (0..<24).map { $0 % 2 == 0 ? 1e300 : -1e300 }, [Double](repeating: .infinity, count: 24),
    ] {
      let components = try PrincipalComponents(values, rows: 8, columns: 3)
      #expect(components.scores.count == 16 && components.scores.allSatisfy { $0.isFinite })
      let embedded = try NeighborEmbedding(values, rows: 8, columns: 3, most: 40)
      #expect(embedded.scores.count == 16 && embedded.scores.allSatisfy { $0.isFinite })
    }
    let none = try PrincipalComponents([], rows: 0, columns: 3).scores
    let one = try PrincipalComponents([1, 2], rows: 1, columns: 2).scores
    #expect(none.isEmpty && one == [0, 0])
  }

  @Test func `axes carry the shares of the variance, classes their names`() throws {
    let plot = try #require(Samples.pca)
    #expect(plot.x.title.hasPrefix("PC1 ") && plot.y.title.hasPrefix("PC2 "))
    #expect(rows(plot, 100, 24).contains { $0.contains("setosa") })
    #expect(plot.description.contains("60 rows along two principal components, which explain"))
  }

  @Test func `of too many rows some from all over are taken, and it is said`() throws {
    let wide = NumberTable(
      "x", extents: [3_000, 2], values: (0..<6_000).map { Samples.noise($0, salt: 3) })
    let rows = try ProjectedRows([wide], kind: "tsne") { _ in 2_000 }
    #expect(rows.rows == 2_000 && rows.cautions == ["2,000 of 3,000 rows"])
    #expect(rows.values.suffix(2).elementsEqual(wide.values.suffix(2)))
  }

  private static func scaled(_ golden: GoldenCase) throws -> ([Double], rows: Int, columns: Int) {
    let x = try golden["x"]
    let columns = x.shape[1]
    return (
      x.numbers.enumerated().map { place, number in
        number * (3 - 2.5 * Double(place % columns) / Double(columns - 1))
      }, x.shape[0], columns
    )
  }

  /// How well five neighbours are kept, as scikit-learn measures it (Venna and Kaski 2001).
  private func trustworthiness(_ x: [Double], _ places: [Double], rows: Int, k: Int = 5) -> Double {
    func order(_ values: [Double], of row: Int) -> [Int] {
      let columns = values.count / rows
      let distances = (0..<rows).map { other in
        (0..<columns).reduce(0.0) {
          let gap = values[row * columns + $1] - values[other * columns + $1]
          return $0 + gap * gap
        }
      }
      return (0..<rows).filter { $0 != row }.sorted { distances[$0] < distances[$1] }
    }
    var sum = 0.0
    for row in 0..<rows {
      var ranks = [Int](repeating: 0, count: rows)
      for (rank, other) in order(x, of: row).enumerated() { ranks[other] = rank + 1 }
      for other in order(places, of: row).prefix(k) { sum += Double(max(0, ranks[other] - k)) }
    }
    return 1 - sum * 2 / Double(rows * k * (2 * rows - 3 * k - 1))
  }
}
