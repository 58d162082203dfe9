import Support
import Testing

@testable import Plots

/// What a description says of the shape that a picture shows.
@Suite struct SaidShapeTests {
  /// Places of a bell around a middle, as even as quantiles are.
  private func bell(_ middle: Double, _ count: Int) -> [Double] {
    // Sums of even numbers gather in the middle.
    (0..<count).map { index in
      let parts = (0..<6).map {
        Double((index * (2 * $0 + 3) + 7 * $0 * $0) % count) / Double(count)
      }
      return middle + parts.reduce(0, +) - 3
    }
  }

  @Test func `a histogram with two hills is told with both, and which is the higher`() {
    let text = Plot.histogram(bell(-4, 301) + bell(4, 151)).description
    #expect(
      text.contains("They have 2 peaks, near -") && text.contains("the highest near -"), "\(text)")
  }

  @Test func `one hill is told where it is, and even numbers as even`() {
    #expect(Plot.histogram(bell(10, 401)).description.contains("They have one peak, near "))
    let even = Plot.histogram((0..<1000).map { Double($0) / 10 }).description
    #expect(even.contains("They are spread about evenly."), "\(even)")
    #expect(!even.contains("peak"))
  }

  @Test(arguments: [[], [1], [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2], [1, 2, 3]] as [[Double]])
  func `few numbers, and equal ones, have no hills`(values: [Double]) {
    #expect(!Plot.histogram(values).description.contains("peak"))
  }

  private func curve(_ height: (Double) -> Double) -> String {
    let xs = (0...80).map { Double($0) / 20 - 2 }
    var fit = PointClass("fit", xs: xs, ys: xs.map(height))
    fit.isCurve = true
    return Plot.scatter([PointClass("data", xs: xs, ys: xs), fit]).description
  }

  @Test func `a curve over points is told by its turns`() {
    let bowl = curve { $0 * $0 }
    #expect(
      bowl.contains("Line fit falls from 4 at x -2 to 0 at x 0, then rises to 4 at x 2."), "\(bowl)"
    )
    let line = curve { 2 * $0 }
    #expect(line.contains("Line fit rises from -4 at x -2 to 4 at x 2."), "\(line)")
    #expect(curve { _ in 3 }.contains("Line fit is 3 from x -2 to 2."))
  }

  @Test func `rows with words are told by those that lie farthest out`() {
    let rows = NumberTable("e", extents: [4, 2], values: [-9, 0, 9, 0, 0, 1, 0, -1])
    var table = rows
    table.rowWords = ["the", "a", "cat", "mat"]
    for kind in [PCAChart.self] as [any NumberChart.Type] {
      let text = (try? kind.plot([table]))?.description ?? ""
      for word in ["“the”", "“a”", "Farthest left", "highest"] {
        #expect(text.contains(word), "\(text)")
      }
    }
  }
}
