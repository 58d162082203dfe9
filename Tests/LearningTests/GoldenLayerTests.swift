import Catalog
import Engine
import Learning
import TestSupport
import Testing

@Suite struct GoldenLayerTests {
  /// Files of `Tests/Golden` whose cases are single layers.
  static let files = ["layers", "keras_layers", "convolution", "convolution_torch"]

  static func cases() throws -> [GoldenCase] {
    try files.flatMap { try GoldenFile(named: $0).cases }
  }

  @Test(arguments: try cases())
  func `outputs, gradients and states are those of the reference`(golden: GoldenCase) throws {
    for dtype in golden.dtypes {
      let x = Variable("x", try golden["x"].tensor(dtype))
      let line = LayerDescription(label: "layer", golden.word, golden.arguments())
      let sample = Shape(Array(x.type.shape.extents.dropFirst()))
      let model = try Model(
        name: "m", inputs: [Model.Input("input", sample)], lines: [line], dtype: dtype)
      for (path, variable) in model.parameters {
        try model.set(path, to: try golden[name(path)].tensor(variable.type.dtype))
      }
      let graph = Graph()
      let input = graph.variable(x)
      let isTraining = golden.options["mode"] != "infer"
      let y = try model.apply(to: [input], in: graph, Application(isTraining: isTraining)).output
      let trained = model.parameters.filter(\.variable.isTrainable)
      // Numbers that are looked up have no gradient.
      let hasInputGradient = golden.names.contains("dx")
      let targets = (hasInputGradient ? [input] : []) + trained.map { graph.variable($0.variable) }
      let weights = graph.constant(try golden["weights"].tensor(dtype))
      let gradients = try graph.gradients(of: y, for: targets, startingWith: weights)
      let states = graph.recorded.map(\.value)
      let names =
        ["y"] + (hasInputGradient ? ["dx"] : []) + trained.map { "d" + name($0.path) }
        + graph.recorded.map { "new_" + name($0.variable.name) }
      let expected = golden.names.drop { $0 != "y" }
      #expect(Set(expected).isSubset(of: names))
      for (name, numbers) in zip(names, try run(graph, for: [y] + gradients + states))
      where expected.contains(name) {
        let difference = try golden[name].difference(from: numbers)
        #expect(difference <= goldenTolerance(dtype), "\(name) in \(dtype)")
      }
    }
  }

  /// What draws random numbers is held by tests of its own.
  @Test func `every layer but the random ones has golden numbers`() throws {
    let words = Set(
      try (Self.files + ["recurrent"]).flatMap { try GoldenFile(named: $0).cases.map(\.word) })
    let missing = Layers.all.map { $0.signature.name }.filter { !words.contains($0) }
    #expect(missing == ["dropout", "gaussian_noise"])
  }

  private func name(_ path: String) -> String { String(path.dropFirst("layer.".count)) }
}
