import Catalog
import Engine
import Learning
import TestSupport
import Testing

@Suite struct GoldenLossTests {
  static func cases() throws -> [GoldenCase] {
    try GoldenFile(named: "losses").cases + GoldenFile(named: "losses_torch").cases
  }

  /// Away from clipped ends, kinks and numbers too large for a difference quotient.
  static func smoothCases() throws -> [GoldenCase] {
    let rough = [
      "/far", "/scaled", "certain", "huge", "binary_crossentropy/prob", "/logits.", "/outside",
    ]
    return try cases().filter { golden in
      golden.dtypes.contains(.float64) && golden.tensors["kinks"] == nil
        && !rough.contains { golden.name.contains($0) }
    }
  }

  @Test(arguments: try cases())
  func `values per sample, means and gradients are those of the reference`(
    golden: GoldenCase
  ) throws {
    for dtype in golden.dtypes {
      let graph = Graph()
      let prediction = graph.variable(Variable("p", try golden["y_pred"].tensor(dtype)))
      let (samples, value) = try golden.loss(of: prediction, dtype, in: graph)
      let slope = try graph.gradients(of: value, for: [prediction])[0]
      let values = try run(graph, for: [samples, value, slope])
      for (name, numbers) in zip(["samples", "value", "dy_pred"], values) {
        let difference = try golden[name].difference(from: numbers)
        #expect(difference <= goldenTolerance(dtype), "\(name) in \(dtype)")
      }
    }
  }

  @Test(arguments: try smoothCases())
  func `first and second derivatives agree with central differences`(golden: GoldenCase) throws {
    let prediction = Variable("p", try golden["y_pred"].tensor(.float64))
    let graph = Graph()
    let node = graph.variable(prediction)
    let (_, value) = try golden.loss(of: node, .float64, in: graph)
    for report in try GradientCheck().reports(graph, of: value, for: [prediction]) {
      #expect(report.passes, "\(report)")
    }
    let slope = try graph.gradients(of: value, for: [node])[0]
    let squares = try graph.apply(
      Sum(axes: nil, keepsAxes: false), to: graph.apply(Multiply(), to: slope, slope))
    for report in try GradientCheck().reports(graph, of: squares, for: [prediction]) {
      #expect(report.passes, "second: \(report)")
    }
  }

  @Test func `every loss has golden numbers`() throws {
    let words = Set(try Self.cases().map(\.word))
    #expect(Losses.all.map { $0.signature.name }.filter { !words.contains($0) } == [])
  }

  @Test func `the article's example costs 0 point 04`() throws {
    let golden = try #require(try GoldenFile(named: "losses")["mean_squared_error/article"])
    #expect(abs(try golden["value"].numbers[0] - 0.04) < 1e-15)
  }
}

extension GoldenCase {
  /// The values per sample and the mean of those that count.
  fileprivate func loss(
    of prediction: Graph.Node, _ dtype: DType, in graph: Graph
  ) throws -> (samples: Graph.Node, mean: Graph.Node) {
    let type = try #require(Losses.named(word), "\(word) is registered")
    let loss = try type.init(BoundArguments(arguments(), to: type.signature))
    let truth = graph.constant(try self["y_true"].tensor(dtype))
    let samples = try loss.values(truth, prediction, in: graph)
    guard let counts = try loss.counts(truth, prediction, in: graph) else {
      return (samples, try graph.apply(Mean(axes: nil, keepsAxes: false), to: samples))
    }
    let sums = try [graph.apply(Multiply(), to: samples, counts), counts].map {
      try graph.apply(Sum(axes: nil, keepsAxes: false), to: $0)
    }
    return (samples, try graph.apply(Divide(), to: sums[0], sums[1]))
  }
}
