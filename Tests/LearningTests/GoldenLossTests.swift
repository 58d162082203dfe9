import Catalog
import Engine
import Learning
import TestSupport
import Testing

@Suite struct GoldenLossTests {
  /// Losses that later versions bring have their numbers already.
  static func registered() throws -> [GoldenCase] {
    try GoldenFile(named: "losses").cases.filter { Losses.named($0.word) != nil }
  }

  @Test(arguments: try registered())
  func `values per sample, means and gradients are those of Keras`(golden: GoldenCase) throws {
    let type = try #require(Losses.named(golden.word))
    let loss = try type.init(BoundArguments(golden.arguments(), to: type.signature))
    for dtype in golden.dtypes {
      let graph = Graph()
      let truth = graph.constant(try golden["y_true"].tensor(dtype))
      let prediction = graph.variable(Variable("p", try golden["y_pred"].tensor(dtype)))
      let samples = try loss.values(truth, prediction, in: graph)
      let value = try graph.apply(Mean(axes: nil, keepsAxes: false), to: samples)
      let slope = try graph.gradients(of: value, for: [prediction])[0]
      let values = try run(graph, for: [samples, value, slope])
      for (name, numbers) in zip(["samples", "value", "dy_pred"], values) {
        let difference = try golden[name].difference(from: numbers)
        #expect(difference <= goldenTolerance(dtype), "\(name) in \(dtype)")
      }
    }
  }

  @Test func `every loss has golden numbers`() throws {
    let words = Set(try GoldenFile(named: "losses").cases.map(\.word))
    #expect(Losses.all.map { $0.signature.name }.filter { !words.contains($0) } == [])
  }

  @Test func `the article's example costs 0 point 04`() throws {
    let golden = try #require(try GoldenFile(named: "losses")["mean_squared_error/article"])
    #expect(abs(try golden["value"].numbers[0] - 0.04) < 1e-15)
  }
}
