import Catalog
import Engine
import Learning
import TestSupport
import Testing

@Suite struct GoldenLayerTests {
  /// Files of `Tests/Golden` whose cases are single layers.
  static let files = ["layers", "convolution", "convolution_torch"]

  static func cases() throws -> [GoldenCase] {
    try files.flatMap { try GoldenFile(named: $0).cases }
  }

  @Test(arguments: try cases())
  func `outputs and gradients are those of PyTorch`(golden: GoldenCase) throws {
    for dtype in golden.dtypes {
      let x = Variable("x", try golden["x"].tensor(dtype))
      let line = LayerDescription(label: "layer", golden.word, golden.arguments())
      let sample = Shape(Array(x.type.shape.extents.dropFirst()))
      let model = try Model(
        name: "m", inputs: [Model.Input("input", sample)], lines: [line], dtype: dtype)
      for (path, variable) in model.parameters {
        let name = String(path.dropFirst("layer.".count))
        try model.set(path, to: try golden[name].tensor(variable.type.dtype))
      }
      let graph = Graph()
      let input = graph.variable(x)
      let y = try model.apply(
        to: [input], in: graph, Application(isTraining: true)
      ).output
      let targets = [input] + model.parameters.map { graph.variable($0.variable) }
      let weights = graph.constant(try golden["weights"].tensor(dtype))
      let gradients = try graph.gradients(of: y, for: targets, startingWith: weights)
      let names = ["y", "dx"] + model.parameters.map { "d" + $0.path.dropFirst("layer.".count) }
      for (name, numbers) in zip(names, try run(graph, for: [y] + gradients)) {
        let difference = try golden[name].difference(from: numbers)
        #expect(difference <= goldenTolerance(dtype), "\(name) in \(dtype)")
      }
    }
  }

  /// Dropout draws its own random numbers; its own tests hold it.
  @Test func `every layer but dropout has golden numbers`() throws {
    let words = Set(
      try (Self.files + ["recurrent"]).flatMap { try GoldenFile(named: $0).cases.map(\.word) })
    let missing = Layers.all.map { $0.signature.name }.filter { !words.contains($0) }
    #expect(missing == ["dropout"])
  }
}
