import Catalog
import Engine
import Learning
import TestSupport
import Testing

@Suite struct GoldenActivationTests {
  /// Activations that later versions bring have their numbers already.
  static func registered() throws -> [GoldenCase] {
    try GoldenFile(named: "activations").cases.filter { Activations.named($0.word) != nil }
  }

  @Test(arguments: try registered())
  func `values and slopes are those of PyTorch`(golden: GoldenCase) throws {
    let type = try #require(Activations.named(golden.word))
    let activation = try type.init(BoundArguments(golden.arguments(), to: type.signature))
    for dtype in golden.dtypes {
      let graph = Graph()
      let x = graph.variable(Variable("x", try golden["x"].tensor(dtype)))
      let y = try activation.apply(x, in: graph)
      // Rows of softmax sum to 1: their slopes are taken of a weighted sum.
      let seed = try golden.tensors["weights"].map { graph.constant($0.tensor(dtype)) }
      let dx = try graph.gradients(of: y, for: [x], startingWith: seed)[0]
      let values = try run(graph, for: [y, dx])
      let tolerance = goldenTolerance(dtype)
      #expect(try golden["y"].elementwiseDifference(from: values[0]) <= tolerance, "y in \(dtype)")
      #expect(
        try golden["dx"].elementwiseDifference(from: values[1]) <= tolerance, "slope in \(dtype)")
    }
  }

  @Test func `every activation has golden numbers`() throws {
    let words = Set(try GoldenFile(named: "activations").cases.map(\.word))
    #expect(Activations.all.map { $0.signature.name }.filter { !words.contains($0) } == [])
  }
}
