import Catalog
import Engine
import Learning

/// The numbers of a node that `build` appends to an empty graph.
func numbers(_ build: (Graph) throws -> Graph.Node) throws -> [Double] {
  let graph = Graph()
  let node = try build(graph)
  let executor = Executor(Plan(graph, outputs: [node]), threads: 1)
  executor.run(step: 0)
  return executor.value(of: node).doubles
}

/// The values of a loss in float64, one per sample.
func lossValues(
  _ loss: any Loss, _ truth: [Double], _ prediction: [Double], _ shape: Shape,
  truthShape: Shape? = nil, dtype: DType = .float64
) throws -> [Double] {
  try numbers { graph in
    try loss.values(
      graph.constant(Tensor(truth, truthShape ?? shape, dtype)),
      graph.constant(Tensor(prediction, shape, dtype)), in: graph)
  }
}

/// Numbers of the given type; integer literals alone would fit several initialisers.
func tensor(_ numbers: [Double], _ shape: Shape, _ dtype: DType = .float64) -> Tensor {
  Tensor(numbers, shape, dtype)
}

/// Class numbers.
func labels(_ numbers: [Int32], _ shape: Shape) -> Tensor { Tensor(numbers, shape) }

extension LayerDescription {
  /// `dense 3, activation=relu`
  static func dense(
    _ units: Int, _ activation: String? = nil, label: String? = nil,
    with named: [(name: String, value: Argument)] = []
  ) -> LayerDescription {
    let function = activation.map { [(name: "activation", value: Argument.word($0))] } ?? []
    return LayerDescription(
      label: label, "dense", Arguments([.number(Double(units))], named: function + named))
  }

  static func word(_ word: String, _ arguments: Argument..., label: String? = nil)
    -> LayerDescription
  {
    LayerDescription(label: label, word, Arguments(arguments))
  }

  /// `residual { … }`, `repeat 3 { … }`
  static func around(
    _ word: String, times: Double? = nil, _ lines: [LayerDescription]
  ) -> LayerDescription {
    LayerDescription(word, Arguments(times.map { [.number($0)] } ?? []), lines: lines)
  }
}

/// A model of one input.
func model(
  _ shape: Shape, _ lines: [LayerDescription], name: String = "m", seed: UInt64 = 0,
  dtype: DType = .float32
) throws -> Model {
  try Model(
    name: name, inputs: [Model.Input("input", shape)], lines: lines, seed: seed, dtype: dtype)
}

/// Whether all numbers agree within a tolerance.
func isClose(_ a: [Double], _ b: [Double], within tolerance: Double = 1e-6) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance }
}
