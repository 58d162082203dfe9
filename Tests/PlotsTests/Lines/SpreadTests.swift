import Support
import Testing

@testable import Plots

/// Medians and bands of several runs, densities, and the plane of a path, held to their data.
@Suite struct SpreadTests {
  @Test func `of up to four runs the band goes from the least to the largest`() {
    let found = Repetitions("loss", [([1, 2], [3, 8]), ([1, 2], [1, 6]), ([1, 2], [2, 7])])
    #expect(found.xs == [1, 2] && found.median == [2, 7])
    #expect(found.low == [1, 6] && found.high == [3, 8] && found.counts == [3, 3])
    #expect(found.bandName == "least to largest")
  }

  @Test func `of five runs the band is the middle half`() {
    let found = Repetitions("loss", (0..<5).map { ([0.0], [Double($0)]) })
    #expect(found.median == [2] && found.low == [1] && found.high == [3])
    #expect(found.bandName == "middle half")
  }

  @Test
  func `runs that end earlier, gaps and runs without values are left out where they have none`() {
    let found = Repetitions(
      "loss", [([1, 2, 3], [1, .nan, 5]), ([1, 2], [3, 4]), ([1, 2], [.nan, .infinity])])
    #expect(found.xs == [1, 2, 3] && found.median == [2, 4, 5])
    #expect(found.counts == [2, 1, 1] && found.count == 2 && found.missing == 3)
  }

  @Test func `rows of a matrix and several vectors are runs`() throws {
    let matrix = NumberTable("a", extents: [2, 3], values: [1, 2, 3, 3, 4, 5])
    let first = try #require(try SpreadChart.plot([matrix]).chart as? SpreadChart)
    #expect(first.groups[0].median == [2, 3, 4])
    let vectors = [[1.0, 2, 3], [3, 4]].map { NumberTable("v", extents: [$0.count], values: $0) }
    let second = try #require(try SpreadChart.plot(vectors).chart as? SpreadChart)
    #expect(second.groups[0].median == [2, 3, 3] && second.groups[0].counts == [2, 2, 1])
    #expect(throws: ChartFault.self) {
      try SpreadChart.plot([NumberTable("v", extents: [2], values: [1, 2])])
    }
  }

  @Test func `the words tell the median and the band from the data`() throws {
    let text = Samples.spread.description
    let chart = try #require(Samples.spread.chart as? SpreadChart)
    let group = chart.groups[0]
    #expect(text.contains("middle half of 5 runs"))
    #expect(text.contains("fell from \(short(group.median[0])) at epoch 1"))
    #expect(text.contains("to \(short(group.median[29])) at epoch 30"))
    #expect(text.contains("At the end 4 of 5 runs have values."))
  }

  @Test func `a density is highest where numbers are, and ends with them`() {
    let density = KernelDensity([0.5, 0.5, 0.5, 0.4, 0.6, 0.55], places: 101)
    #expect(density.heights.count == 101)
    let finite = density.heights.indices.filter { density.heights[$0].isFinite }
    #expect(finite.first == 40 && finite.last == 60)
    #expect(density.heights[50] > density.heights[42] && density.heights[51] <= 1)
    #expect(KernelDensity([], places: 10).heights.isEmpty)
    #expect(KernelDensity([0.3], places: 11).heights[3] == 1)
  }

  @Test func `the plane of a path is the one it lies in`() throws {
    // A path in the plane of (1, 1, 0, 0) and (0, 0, 1, −1), which ends at (2, 2, 5, 5).
    let points = [(3.0, 1.0), (2, 2), (1, 0.5), (0, 0)].map { a, b -> [Double] in
      [2 + a, 2 + a, 5 + b, 5 - b]
    }
    let plane = try #require(PathPlane(points))
    #expect(abs(plane.shares[0] + plane.shares[1] - 1) < 1e-12)
    for (point, place) in zip(points, plane.places) {
      for index in 0..<4 {
        let back =
          points[3][index] + place.x * plane.directions[0][index]
          + place.y * plane.directions[1][index]
        #expect(abs(back - point[index]) < 1e-9)
      }
    }
    #expect(PathPlane([[0, 0], [1, 1], [2, 2]]) == nil)
    #expect(PathPlane([[0, 0], [1, .nan], [2, 2]]) == nil && PathPlane([]) == nil)
  }

  @Test func `ways of two paths do not meet in a row between boxes`() {
    let rows = PlainText.render(
      Raster.grid(
        PlotLayout.scene(Samples.paths, width: 80, height: 24, capabilities: Capabilities())))
    // One leaves the end of the left path, the other comes to the right one.
    #expect(rows.contains { $0.contains("├─│─┐") || $0.contains("└─│─┐") }, "\(rows)")
  }
}
