import Data
import Engine
import Support

/// Asks a model of one input what each of its units answers, again and again with other weights.
///
/// It computes on a model of its own and on the thread that asks; a run that trains another copy does not wait.
package final class NetProbe {
  /// What the units of a layer answer, and the weights they answer with.
  package struct Answers {
    /// The layer.
    package let layer: UnitLayer
    /// Over the samples, [samples × units]; of a convolution the mean over the places.
    package let ofSamples: Tensor
    /// Over the places of the plane, [places × units]; `nil` without a plane.
    package let ofPlane: Tensor?
    /// Its kernel; `nil` where it has none that is drawn.
    package let kernel: Tensor?
    /// Its bias; `nil` without.
    package let bias: Tensor?
  }

  /// The model whose weights are set before it is asked.
  package let model: Model
  /// The samples that are asked about.
  package let samples: Tensor
  /// The layers with units.
  package let layers: [UnitLayer]
  private let executor: Executor
  private let input: Graph.Node
  private let output: Graph.Node
  private let places: Int

  /// A probe of a copy of the model; `plane` are places [places × inputs] beside the samples [samples × …].
  ///
  /// `nil` for several inputs, without layers that have units, and where it would take more than 256 MB.
  package init?(_ original: Model, samples: Tensor, plane: Tensor? = nil) {
    guard original.inputs.count == 1, samples.shape.rank > 0, samples.shape[0] > 0,
      samples.shape.sample == original.inputs[0].shape
    else { return nil }
    let model = original.copy()
    places = plane?.shape[0] ?? 0
    let rows = samples.shape[0] + places
    let graph = Graph()
    let type = TensorType(model.inputs[0].shape.batched(rows), model.dtype)
    let input = graph.input(type, name: "inputs")
    let record = LayerRecord()
    guard
      let applied = try? model.apply(to: [input], in: graph, Application(record: record))
    else { return nil }
    let layers = UnitLayer.layers(of: model, record, input: input)
    guard !layers.isEmpty else { return nil }
    let plan = Plan(
      graph, outputs: layers.map(\.output) + [applied.output], reusesMemory: false)
    guard saturatingSum(plan.arenaByteCount, plan.inputByteCount) <= 256 << 20 else { return nil }
    executor = Executor(plan, threads: 1)
    self.model = model
    self.samples = samples.cast(to: model.dtype)
    self.layers = layers
    self.input = input
    output = applied.output
    let own = self.samples
    let other = plane?.cast(to: model.dtype)
    executor.fill(input) { bytes in
      own.withBytes {
        UnsafeMutableRawBufferPointer(rebasing: bytes[..<$0.count]).copyMemory(from: $0)
      }
      guard let other else { return }
      other.withBytes {
        UnsafeMutableRawBufferPointer(rebasing: bytes[(bytes.count - $0.count)...])
          .copyMemory(from: $0)
      }
    }
  }

  /// Takes over weights in the order of the model's parameters; others than it has are left out.
  package func set(_ weights: [Tensor]) {
    for (parameter, value) in zip(model.parameters, weights)
    where parameter.variable.type.shape == value.shape {
      parameter.variable.set(value)
    }
  }

  /// What all layers answer with the present weights, and the model itself over samples and plane.
  package func ask() -> (layers: [Answers], samples: Tensor, plane: Tensor?) {
    executor.run()
    let answers = layers.map { layer in
      let (samples, plane) = parts(
        executor.value(of: layer.output), isConvolution: layer.isConvolution)
      return Answers(
        layer: layer, ofSamples: samples, ofPlane: plane, kernel: layer.kernel?.value,
        bias: layer.bias?.value)
    }
    let (samples, plane) = parts(executor.value(of: output), isConvolution: false)
    return (answers, samples, plane)
  }

  /// How long the weights of each layer are, and how far they are from earlier ones.
  package func distances(from earlier: [ObjectIdentifier: Tensor]) -> [(
    length: Double, moved: Double
  )] {
    layers.map { layer in
      var (length, moved) = (0.0, 0.0)
      for weight in layer.weights {
        let now = weight.value.doubles
        let before = earlier[ObjectIdentifier(weight)]?.doubles
        for index in now.indices {
          length += now[index] * now[index]
          if let before {
            let step = now[index] - before[index]
            moved += step * step
          }
        }
      }
      return (length.squareRoot(), moved.squareRoot())
    }
  }

  /// The present weights, to be compared with later ones.
  package var weights: [ObjectIdentifier: Tensor] {
    Dictionary(
      layers.flatMap(\.weights).map { (ObjectIdentifier($0), $0.value) }
    ) { first, _ in first }
  }

  /// The rows of the samples and of the plane; of pictures the mean over their places.
  private func parts(_ answers: Tensor, isConvolution: Bool) -> (samples: Tensor, plane: Tensor?) {
    let rows = answers.shape[0]
    let width = answers.count / max(1, rows)
    let numbers = answers.doubles
    let count = rows - places
    guard isConvolution, let units = answers.shape.extents.last, units > 0 else {
      return (
        Tensor(Array(numbers[..<(count * width)]), [count, width]),
        places > 0 ? Tensor(Array(numbers[(count * width)...]), [places, width]) : nil
      )
    }
    var means = [Double](repeating: 0, count: count * units)
    let positions = width / units
    for row in 0..<count {
      for position in 0..<positions {
        let start = row * width + position * units
        for unit in 0..<units { means[row * units + unit] += numbers[start + unit] }
      }
    }
    return (Tensor(means.map { $0 / Double(max(1, positions)) }, [count, units]), nil)
  }
}
