import Engine

/// How a model is appended to a graph.
package struct Application {
  /// Dropout acts, normalisation looks at the batch.
  package var isTraining: Bool
  /// Dropout acts outside of training too: Monte-Carlo prediction.
  package var drawsMasks: Bool
  /// The streams of random layers: the seed, and how many equal trainings drew from it before.
  package var seed: UInt64
  /// How many trainings drew the same before.
  package var occurrence: Int
  /// Tells applications of one model in one graph apart, so that each has masks of its own.
  package var call: String
  /// The element type of activations; the model's own where `nil`.
  package var dtype: DType?
  /// Other memory for some weights: a run trains copies, the gradient check takes float64.
  package var replacing: [ObjectIdentifier: Variable]
  /// The model's weights that a training leaves as they are.
  package var frozen: Set<ObjectIdentifier>
  /// What is remembered of a sequence that comes one position at a time.
  package var memory: SequenceMemory?
  /// Takes shorter and longer sequences than the model's: only the first axis of a sample differs.
  package var takesAnyLength: Bool
  /// Notes what each layer gave.
  package var record: LayerRecord?
  /// Notes what is multiplied by each kernel that could be quantized.
  var products: ProductRecord?
  /// By the number of an input [batch × places]: how much each vector that is looked up for it counts; 1 where
  /// nothing is said.
  var lookupWeights: [Int: Graph.Node] = [:]

  /// Inference on the model's own weights, where nothing else is said.
  package init(
    isTraining: Bool = false, drawsMasks: Bool = false, seed: UInt64 = 0, occurrence: Int = 0,
    call: String = "", dtype: DType? = nil, replacing: [ObjectIdentifier: Variable] = [:],
    frozen: Set<ObjectIdentifier> = [], memory: SequenceMemory? = nil, takesAnyLength: Bool = false,
    record: LayerRecord? = nil
  ) {
    self.isTraining = isTraining
    self.drawsMasks = drawsMasks
    self.seed = seed
    self.occurrence = occurrence
    self.call = call
    self.dtype = dtype
    self.replacing = replacing
    self.frozen = frozen
    self.memory = memory
    self.takesAnyLength = takesAnyLength || memory != nil
    self.record = record
  }

  /// Whether a sample of this shape can stand where the model takes `expected`.
  func admits(_ sample: Shape, for expected: Shape) -> Bool {
    sample == expected
      || takesAnyLength && sample.rank == expected.rank
        && sample.extents.dropFirst() == expected.extents.dropFirst()
  }
}

extension Model {
  /// The model's output node, and what belongs to it.
  ///
  /// New values of the model's state are recorded in the graph (`Graph.recorded`).
  package struct Applied {
    /// [batch × …], of the model's output shape.
    package let output: Graph.Node
    /// What the regularizers add to a loss.
    package let penalties: [Graph.Node]
    /// 1 for each element of a sequence that counts [batch × time]; `nil` where all do.
    package let mask: Graph.Node?
    /// Layers that learn from the training samples before the first step, in order.
    let adaptable: [Adaptable]
  }

  /// Appends the layers; each input has its batch as first axis.
  package func apply(
    to nodes: [Graph.Node], in graph: Graph, _ application: Application = Application()
  ) throws(LearningError) -> Applied {
    let dtype = application.dtype ?? dtype
    for (input, node) in zip(inputs, nodes)
    where node.shape.rank == 0 || !application.admits(node.shape.sample, for: input.shape) {
      throw .input(.dataShape(model: name, expected: input.shape, found: node.shape))
    }
    guard nodes.count == inputs.count else {
      throw .input(.severalInputs(model: name, names: inputs.map(\.name)))
    }
    var floats: [Graph.Node] = []
    for node in nodes {
      guard let converted = try? graph.cast(node, to: dtype) else {
        throw .input(.dataShape(model: name, expected: inputs[0].shape, found: node.shape))
      }
      floats.append(converted)
    }
    let builder = ModelBuilder(
      graph: graph, application, dtype: dtype, prefix: "", weights: .existing(ownByPath),
      model: self)
    for (input, weight) in application.lookupWeights {
      builder.lookups.weights[floats[input].index] = weight
    }
    let output = try assemble(floats, with: builder)
    return Applied(
      output: output, penalties: builder.penalties, mask: builder.masks[output],
      adaptable: builder.lookups.adaptable)
  }

  /// Appends the model as a layer of another one.
  func append(
    to nodes: [Graph.Node], with outer: ModelBuilder, under label: String
  ) throws(LearningError) -> Graph.Node {
    let builder = outer.nested(ownByPath, of: self, under: label)
    let output = try assemble(nodes, with: builder)
    outer.add(penalties: builder.penalties)
    return output
  }

  /// What its random layers draw in training, each once: purpose, path and shape.
  package var drawnInTraining: [String] {
    let (graph, record) = (Graph(), LayerRecord())
    let nodes = inputs.map {
      graph.input(TensorType($0.shape.batched(1), dtype), name: $0.name)
    }
    // A model that cannot be appended is told of by whoever trains it.
    _ = try? apply(to: nodes, in: graph, Application(isTraining: true, record: record))
    return record.draws.sorted()
  }

  private func assemble(
    _ nodes: [Graph.Node], with builder: ModelBuilder
  ) throws(LearningError) -> Graph.Node {
    let named = zip(inputs, nodes).map { (name: $0.name, node: $1) }
    return try Assembly(builder, inputs: named).run(elements, on: nodes[0])
  }

  private var ownByPath: [String: Variable] {
    Dictionary(ownVariables.map { ($0.path, $0.variable) }) { first, _ in first }
  }
}
