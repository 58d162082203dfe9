import Engine

/// What layers see while they append themselves to a graph: weights, random streams, the mode.
package final class ModelBuilder {
  /// Where layers append their operations.
  package let graph: Graph
  /// How the model is applied; what a new mode of application needs is added there.
  package let application: Application
  /// The element type of weights and activations.
  package let dtype: DType
  /// The label path of the layer that is being appended: `dense_1`, `bidirectional.forward.lstm`.
  var label = ""
  /// The label path of the structure around it, with a dot; weights of their own for each use.
  var outer = ""
  /// Whether recurrent layers read the other way than they say: the second use in `bidirectional`.
  var readsBackwards = false
  /// The trained change of kernels, where they stay: inside `lora`.
  private var adaptation: LowRank?
  /// How many kernels have been given one.
  private(set) var adaptedKernels = 0
  /// Which they are, in order, each once.
  private(set) var adapters: [Adapter] = []
  /// The label path in front of it: the labels of models around it, each with a dot.
  let prefix: String
  let masks: Masks
  /// Nodes whose numbers are looked up in a table, with its size and the layer.
  let lookups: Lookups
  private let weights: Weights
  /// Whose layers are appended; `nil` while it is being described.
  private let model: Model?
  private(set) var penalties: [Graph.Node] = []
  private(set) var planned: [PlannedWeight] = []
  /// Inputs and the outputs of labelled lines so far.
  var outputs: [String: Graph.Node] = [:]

  /// Where weights come from.
  enum Weights {
    /// Nothing is allocated: shapes are recorded, inputs stand in for the weights.
    case planned
    case existing([String: Variable])
  }

  init(
    graph: Graph, _ application: Application, dtype: DType, prefix: String, weights: Weights,
    model: Model? = nil, masks: Masks = Masks(), lookups: Lookups = Lookups()
  ) {
    self.graph = graph
    self.application = application
    self.dtype = dtype
    self.prefix = prefix
    self.weights = weights
    self.model = model
    self.masks = masks
    self.lookups = lookups
  }

  /// Whether dropout acts and normalisation looks at the batch.
  package var isTraining: Bool { application.isTraining }

  /// Whether dropout acts: in training, and in Monte-Carlo prediction.
  package var drawsMasks: Bool { application.isTraining || application.drawsMasks }

  /// What is remembered of a sequence, where `node` is one position of it; `nil` where whole
  /// sequences are at hand.
  package func memory(for node: Graph.Node) -> SequenceMemory? {
    application.memory.flatMap { $0.isGrowing(node) ? $0 : nil }
  }

  /// The weight `label.name` of the layer that is being appended. A frozen one is no part of the
  /// training, whatever the user says.
  package func parameter(
    _ name: String, _ shape: Shape, _ initializer: any Initializer,
    regularizer: (any Regularizer)? = nil, isFrozen: Bool = false
  ) throws(ShapeError) -> Graph.Node {
    let node: Graph.Node
    if let variable = variable(name) {
      node = graph.variable(variable)
    } else {
      node = plan(name, shape, initializer, isTrainable: !isFrozen)
    }
    if let regularizer {
      penalties.append(try regularizer.penalty(of: node, in: graph))
    }
    return node
  }

  /// A weight that input is multiplied by, or rows are taken from; inside `lora` it stays, and what is
  /// given is it with its trained change.
  func kernel(
    _ name: String, _ shape: Shape, _ initializer: any Initializer,
    regularizer: (any Regularizer)? = nil
  ) throws(ShapeError) -> Graph.Node {
    let kernel = try parameter(
      name, shape, initializer, regularizer: regularizer, isFrozen: adaptation != nil)
    guard let adaptation else { return kernel }
    adaptedKernels += 1
    return try adaptation.added(to: kernel, called: name, in: self)
  }

  /// Notes a trained change of the layer's kernel by the names of its parts.
  func noteAdapter(of kernel: String, _ first: String, _ second: String, scale: Double) {
    let adapter = Adapter(
      kernel: "\(label).\(kernel)", first: "\(label).\(first)", second: "\(label).\(second)",
      scale: scale)
    if !adapters.contains(where: { $0.kernel == adapter.kernel }) { adapters.append(adapter) }
  }

  /// Runs `body` with such a change of its kernels; `nil` leaves them as they are around it.
  func adapting<Result>(_ change: LowRank?, _ body: () throws -> Result) rethrows -> Result {
    let outer = adaptation
    adaptation = change ?? outer
    defer { adaptation = outer }
    return try body()
  }

  /// A value that the layer keeps from step to step and that no gradient reaches, such as a moving
  /// mean; part of the model's weights in every other respect.
  package func state(_ name: String, _ shape: Shape, _ initializer: any Initializer) -> State {
    guard let variable = variable(name) else {
      let node = plan(name, shape, initializer, isTrainable: false)
      return State(value: node, isFrozen: false, variable: nil)
    }
    let isFrozen = application.frozen.contains(ObjectIdentifier(original(name) ?? variable))
    return State(value: graph.latest(variable), isFrozen: isFrozen, variable: variable)
  }

  /// Gives a state its value for the next step; the plan writes it after a successful step.
  package func update(_ state: State, to value: Graph.Node) {
    if let variable = state.variable { graph.record(value, for: variable) }
  }

  /// What a layer remembers from step to step beside weights: moving statistics.
  package struct State {
    /// What it is in this step; `update` gives it another value for the next.
    package let value: Graph.Node
    /// Whether the user has frozen the layer: its state stays, and is used as it is.
    package let isFrozen: Bool
    fileprivate let variable: Variable?
  }

  /// The output of an earlier line, by its label, or an input.
  package func output(of label: String) throws -> Graph.Node {
    guard let node = outputs[label] else { throw UnknownLabelError(label: label) }
    return node
  }

  /// Which elements of a sequence count [batch × time]; `nil` where all do.
  package func mask(of node: Graph.Node) -> Graph.Node? { masks[node] }

  func setMask(_ mask: Graph.Node?, of node: Graph.Node) { masks[node] = mask }

  /// Notes that the numbers of a node are looked up in a table: of an input this is checked before
  /// anything runs.
  func noteIndices(_ node: Graph.Node, below bound: Int) {
    lookups.all.append((node, bound, label))
  }

  /// Vectors that were looked up for a node [… × features], each times what it counts.
  func weighted(_ vectors: Graph.Node, for node: Graph.Node) throws(ShapeError) -> Graph.Node {
    guard let weights = lookups.weights[node.index] else { return vectors }
    return try graph.product(
      vectors, graph.reshape(weights, to: Shape(weights.shape.extents + [1])))
  }

  /// Notes that the layer takes mean and variance of a node from the training samples.
  func noteAdaptable(
    _ node: Graph.Node, _ positions: [Int], mean: State, variance: State, count: State
  ) {
    guard let mean = mean.variable, let variance = variance.variable, let count = count.variable
    else { return }
    lookups.adaptable.append(
      Adaptable(input: node, positions: positions, mean: mean, variance: variance, count: count))
  }

  /// The stream of the layer that is being appended, the same for each plan of one run: it is named
  /// by the layer's path in its model and the shape of what is drawn for one sample.
  package func stream(
    _ purpose: RandomPurpose, for shape: Shape, _ name: String = ""
  ) -> RandomStream {
    let what = prefix + label + (name.isEmpty ? "" : ".\(name)") + " \(shape.sample)"
    application.record?.noteDraw("\(purpose)/\(what)")
    return RandomStream(
      seed: application.seed, purpose: purpose, name: application.call + what,
      occurrence: application.occurrence)
  }

  func add(penalties more: [Graph.Node]) { penalties += more }

  /// A builder for a model that stands as a layer in this one; its weights exist already.
  func nested(
    _ variables: [String: Variable], of model: Model, under label: String
  ) -> ModelBuilder {
    ModelBuilder(
      graph: graph, application, dtype: dtype, prefix: "\(prefix)\(label).",
      weights: .existing(variables), model: model, masks: masks, lookups: lookups)
  }

  /// The kernel of the layer that is being appended as whole numbers, where it is and can be used so: products
  /// of whole numbers are there for float32 alone.
  func quantized(_ name: String) -> QuantizedWeight? {
    guard dtype == .float32, let variable = original(name),
      application.replacing[ObjectIdentifier(variable)] == nil
    else { return nil }
    return model?.quantized["\(label).\(name)"]
  }

  /// How a training rounds what is multiplied by a kernel; `nil` where it does not.
  func rounding(_ name: String) -> RoundedTraining? { model?.rounding["\(label).\(name)"] }

  /// The model's own memory of a weight, whatever replaces it; `nil` while it is being described.
  func original(_ name: String) -> Variable? {
    guard case .existing(let variables) = weights else { return nil }
    return variables["\(label).\(name)"]
  }

  /// The memory of a weight; `nil` while the model is being described.
  private func variable(_ name: String) -> Variable? {
    guard case .existing = weights else { return nil }
    guard let variable = original(name) else {
      preconditionFailure("the model made every weight when it was described: \(label).\(name)")
    }
    return application.replacing[ObjectIdentifier(variable)] ?? variable
  }

  private func plan(
    _ name: String, _ shape: Shape, _ initializer: any Initializer, isTrainable: Bool
  ) -> Graph.Node {
    let (path, type) = ("\(label).\(name)", TensorType(shape, dtype))
    planned.append(
      PlannedWeight(path: path, type: type, initializer: initializer, isTrainable: isTrainable))
    return graph.input(type, name: path)
  }
}

/// A weight before there is memory for it.
struct PlannedWeight {
  let path: String
  let type: TensorType
  let initializer: any Initializer
  let isTrainable: Bool
}

/// The masks of the nodes of one graph that have one.
final class Masks {
  private var byNode: [Int: Graph.Node] = [:]

  subscript(_ node: Graph.Node) -> Graph.Node? {
    get { byNode[node.index] }
    set { byNode[node.index] = newValue }
  }
}

/// What has to be known of data beforehand, in all models of one graph.
final class Lookups {
  /// Numbers that are looked up in tables.
  var all: [(node: Graph.Node, bound: Int, label: String)] = []
  var adaptable: [Adaptable] = []
  /// How much each looked up vector counts, by the node that is looked up.
  var weights: [Int: Graph.Node] = [:]
}

/// A layer asks for the output of a line that does not stand before it.
struct UnknownLabelError: Error {
  let label: String
}
