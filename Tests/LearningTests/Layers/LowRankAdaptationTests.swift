import Catalog
import Engine
import TestSupport
import Testing

@testable import Learning

/// `lora rank, alpha { … }`: kernels that stay, with a trained change.
@Suite("Low-rank adaptation")
struct LowRankAdaptationTests {
  @Test(arguments: try GoldenFile(named: "lora").cases)
  func `outputs and gradients are those of PyTorch`(golden: GoldenCase) throws {
    for dtype in golden.dtypes {
      let isOfTokens = golden.word == "embedding"
      let input = try golden[isOfTokens ? "tokens" : "x"].tensor(dtype)
      let line = LayerDescription(
        label: "layer", golden.word, golden.arguments(leavingOut: ["rank", "alpha"]))
      let model = try model(
        Shape(Array(input.shape.extents.dropFirst())), [adapted(golden, [line])], dtype: dtype)
      for (path, variable) in model.parameters {
        try model.set(path, to: try golden[name(path)].tensor(variable.type.dtype))
      }
      let graph = Graph()
      let x = Variable("x", input)
      let y = try model.apply(to: [graph.variable(x)], in: graph).output
      let trained = model.parameters.filter(\.variable.isTrainable)
      let targets =
        (isOfTokens ? [] : [graph.variable(x)]) + trained.map { graph.variable($0.variable) }
      let weights = graph.constant(try golden["weights"].tensor(dtype))
      let gradients = try graph.gradients(of: y, for: targets, startingWith: weights)
      let names = ["y"] + (isOfTokens ? [] : ["dx"]) + trained.map { "d" + name($0.path) }
      // Of a gradient that is 0 but for rounding the file says nothing.
      #expect(Set(golden.names.drop { $0 != "y" }).isSubset(of: names))
      for (name, numbers) in zip(names, try run(graph, for: [y] + gradients))
      where golden.names.contains(name) {
        let difference = try golden[name].difference(from: numbers)
        #expect(difference <= goldenTolerance(dtype), "\(name) in \(dtype)")
      }
    }
  }

  private func adapted(_ golden: GoldenCase, _ lines: [LayerDescription]) -> LayerDescription {
    let options = ["rank", "alpha"].map { name in
      (name: name, value: Argument.number(Double(golden.options[name] ?? "") ?? .nan))
    }
    return LayerDescription("lora", Arguments(named: options), lines: lines)
  }

  private func name(_ path: String) -> String { String(path.dropFirst("layer.".count)) }

  @Test func `the short form of dense is the same model`() throws {
    let short = try model(
      [5], [LayerDescription("dense", Arguments([.number(3)], named: [("lora_rank", .number(2))]))])
    let long = try model(
      [5], [LayerDescription("lora", Arguments([.number(2)]), lines: [.dense(3)])])
    #expect(short.parameters.map(\.path) == long.parameters.map(\.path))
    for (one, other) in zip(short.parameters, long.parameters) {
      #expect(one.variable.value.isIdentical(to: other.variable.value), "\(one.path)")
    }
  }

  @Test func `lines without a kernel are refused`() {
    #expect(throws: LearningError.self) {
      try model(
        [5],
        [
          LayerDescription(
            "lora", Arguments([.number(2)]), lines: [.word("dropout", .number(0.5))])
        ])
    }
  }
}
