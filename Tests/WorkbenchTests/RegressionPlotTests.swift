import Learning
import Plots
import Support
import Testing
import TestSupport
import WorkbenchTestSupport

@testable import Workbench

/// What `plot m, d` draws of a model that predicts numbers.
@Suite("Pictures of regressions")
struct RegressionPlotTests {
  private func plot(_ inputs: Int, outputs: Int = 1) throws -> Plot {
    let transcript = Transcript()
    let said = transcript.run(
      """
      seed 1
      m = model \(inputs) { dense \(outputs) }
      d = table(uniform([40, \(inputs)]), 3 * uniform([40, \(outputs)]))
      r = train m, d, epochs=1, loss=mse
      """)
    #expect(!said.contains("error E"), "\(said)")
    guard case .model(let model)? = transcript.interpreter["m"],
      case .dataset(let dataset)? = transcript.interpreter["d"],
      case .run(let run)? = transcript.interpreter["r"]
    else { throw Missing() }
    let plot = try BoundaryPlot.plot(model, dataset)
    let past = try #require(PastPicture(of: run)?.plot(at: 0)).plot
    #expect(type(of: plot.chart) == type(of: past.chart), "the past is drawn otherwise")
    return plot
  }

  private struct Missing: Error {}

  @Test func `one input gives the points and the fitted curve`() throws {
    let plot = try plot(1)
    let groups = try #require(plot.chart as? ScatterChart).classes
    #expect(groups.map(\.isCurve) == [false, true] && groups[0].count == 40)
    #expect(groups.map(\.label) == ["data", "fit"])
    #expect(plot.title.hasSuffix("the fitted curve") && !plot.x.title.isEmpty)
  }

  @Test func `two inputs give bands of the predicted value`() throws {
    let plot = try plot(2)
    let chart = try #require(plot.chart as? BoundaryChart)
    let (field, groups) = (chart.field, chart.classes)
    #expect(field.isValueBands && (3...6).contains(groups.count))
    #expect(groups.reduce(0) { $0 + $1.count } == 40)
    #expect(plot.description.contains("predicted value in \(groups.count) bands"))
  }

  @Test(arguments: [(3, 1), (2, 2)])
  func `more numbers give the predicted against the true values`(_ inputs: Int, _ outputs: Int)
    throws
  {
    let plot = try plot(inputs, outputs: outputs)
    let groups = try #require(plot.chart as? ResidualChart).groups
    #expect(groups.count == outputs && groups.allSatisfy { $0.count == 40 })
    #expect(plot.x.title == "true" && plot.y.title == "predicted")
  }

  private func plot(lines: String) throws -> Plot {
    let transcript = Transcript()
    let said = transcript.run(lines)
    #expect(!said.contains("error E"), "\(said)")
    guard case .model(let model)? = transcript.interpreter["m"],
      case .dataset(let dataset)? = transcript.interpreter["d"]
    else { throw Missing() }
    return try BoundaryPlot.plot(model, dataset)
  }

  @Test func `what has no value, and outputs that are left out, are counted and not drawn`() throws
  {
    let gaps = try plot(
      lines: "d = table(normal([6, 2]), [nan, 1, 2, 3, 4, nan]); m = model 2 { dense 1 }")
    let groups = try #require(gaps.chart as? BoundaryChart).classes
    #expect(groups.reduce(0) { $0 + $1.count } == 4)
    #expect(gaps.cautions == ["2 NaN"])
    let many = try plot(
      lines: "m = model 3 { dense 7 }; d = table(normal([4, 3]), normal([4, 7]))")
    #expect(many.cautions == ["5 of 7 outputs"])
  }

  @Test func `a classifier keeps its regions`() {
    let said = printed(
      "m = model 3 { dense 1 }; d = table(uniform([4, 3]), [0, 1, 1, 0]); plot m, d")
    #expect(said.contains("two inputs"))
  }

  @Test func `a picture in a file is 800 by 500 unless size says otherwise`() throws {
    try TemporaryFolder.use { folder in
      func size(_ option: String) throws -> Substring? {
        let said = Transcript(folder: folder).run("plot tanh, -1..1, to=\"x.svg\"\(option)")
        guard !said.contains("error") else { return Substring(said) }
        let text = String(
          decoding: try InputFile.read(folder + "/x.svg", limit: 1 << 22), as: UTF8.self)
        return text.split(separator: "\n").first { $0.contains("<svg") }
      }
      try #expect(size("")?.contains("width=\"800\" height=\"500\"") == true)
      try #expect(size(", size=[320, 160]")?.contains("width=\"320\" height=\"160\"") == true)
      for wrong in ["[1e18, 3]", "[-1, 200]", "[nan, 200]", "[200.5, 200]"] {
        try #expect(size(", size=" + wrong)?.contains("160 to 4000") == true, "\(wrong)")
      }
      try #expect(size(", size=3")?.contains("width by height") == true)
    }
    #expect(printed("plot tanh, -1..1, size=[300, 200]").contains("to=\"x.svg\""))
  }
}
