import Catalog
import Engine
import Learning
import TestSupport
import Testing

@Suite struct GoldenRecurrentTests {
  @Test(arguments: try GoldenFile(named: "recurrent").cases)
  func `outputs and gradients are those of Keras`(golden: GoldenCase) throws {
    for dtype in golden.dtypes {
      let isMasked = golden.options["mask_zero"] != nil
      let input = try golden[isMasked ? "tokens" : "x"].tensor(dtype)
      let model = try model(
        Shape(Array(input.shape.extents.dropFirst())),
        (isMasked ? [embedding] : []) + [line(golden)], dtype: dtype)
      for (path, variable) in model.parameters {
        try model.set(path, to: try golden[name(path)].tensor(variable.type.dtype))
      }
      let graph = Graph()
      let x = Variable("x", input)
      let y = try model.apply(to: [graph.variable(x)], in: graph).output
      let trained = model.parameters.map { graph.variable($0.variable) }
      let targets = (isMasked ? [] : [graph.variable(x)]) + trained
      let weights = graph.constant(try golden["weights"].tensor(dtype))
      let gradients = try graph.gradients(of: y, for: targets, startingWith: weights)
      let names = ["y"] + (isMasked ? [] : ["dx"]) + model.parameters.map { "d" + name($0.path) }
      for (name, numbers) in zip(names, try run(graph, for: [y] + gradients)) {
        let difference = try golden[name].difference(from: numbers)
        #expect(difference <= goldenTolerance(dtype), "\(name) in \(dtype)")
      }
    }
  }

  @Test func `every recurrent layer has golden numbers`() throws {
    let words = Set(try GoldenFile(named: "recurrent").cases.map(\.word))
    #expect(words == ["simple_rnn", "lstm", "gru", "bidirectional"])
  }

  private var embedding: LayerDescription {
    LayerDescription(
      label: "embedding", "embedding",
      Arguments([.number(6), .number(4)], named: [("mask_zero", .bool(true))]))
  }

  private func line(_ golden: GoldenCase) -> LayerDescription {
    let own: Set<String> = ["inner", "merge_mode", "mask_zero"]
    let arguments = golden.arguments(leavingOut: own)
    guard let inner = golden.options["inner"] else {
      return LayerDescription(label: "layer", golden.word, arguments)
    }
    let merge = golden.options["merge_mode"].map {
      [(name: "merge_mode", value: Argument.word($0))]
    }
    return LayerDescription(
      label: "layer", golden.word, Arguments(named: merge ?? []),
      lines: [LayerDescription(inner, arguments)])
  }

  private func name(_ path: String) -> String {
    String(path.dropFirst(path.hasPrefix("layer.") ? "layer.".count : "embedding.".count))
  }
}
