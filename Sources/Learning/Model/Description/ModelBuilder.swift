import Engine

/// What layers see while they append themselves to a graph: weights, random streams, the mode.
public final class ModelBuilder {
  public let graph: Graph
  /// Dropout acts in training only.
  public let isTraining: Bool
  /// The element type of weights and activations.
  public let dtype: DType
  /// The label of the layer that is being appended.
  var label = ""
  /// The label path in front of it: the model's name, and the labels of models around it.
  let prefix: String
  let streams: StreamKey
  private let weights: Weights
  private(set) var penalties: [Graph.Node] = []
  private(set) var planned: [PlannedWeight] = []

  /// Where weights come from.
  enum Weights {
    /// Nothing is allocated: shapes are recorded, inputs stand in for the weights.
    case planned
    case existing(variables: [String: Variable], replacing: [ObjectIdentifier: Variable])
  }

  /// Which numbers random layers draw; a run has its own.
  struct StreamKey {
    var seed: UInt64
    var occurrence: Int
  }

  init(
    graph: Graph, isTraining: Bool, dtype: DType, prefix: String, streams: StreamKey,
    weights: Weights
  ) {
    self.graph = graph
    self.isTraining = isTraining
    self.dtype = dtype
    self.prefix = prefix
    self.streams = streams
    self.weights = weights
  }

  /// The weight `label.name` of the layer that is being appended.
  public func parameter(
    _ name: String, _ shape: Shape, _ initializer: any Initializer,
    regularizer: (any Regularizer)? = nil
  ) throws(ShapeError) -> Graph.Node {
    let path = "\(label).\(name)"
    let node: Graph.Node
    switch weights {
    case .planned:
      let type = TensorType(shape, dtype)
      planned.append(PlannedWeight(path: path, type: type, initializer: initializer))
      node = graph.input(type, name: path)
    case .existing(let variables, let replacing):
      guard let variable = variables[path] else {
        preconditionFailure("the model made every weight when it was described: \(path)")
      }
      node = graph.variable(replacing[ObjectIdentifier(variable)] ?? variable)
    }
    if let regularizer {
      penalties.append(try regularizer.penalty(of: node, in: graph))
    }
    return node
  }

  /// The stream of the layer that is being appended, the same for each plan of one run.
  public func stream(_ purpose: RandomPurpose) -> RandomStream {
    RandomStream(
      seed: streams.seed, purpose: purpose, name: "\(prefix).\(label)",
      occurrence: streams.occurrence)
  }

  func add(penalties more: [Graph.Node]) { penalties += more }

  /// A builder for a model that stands as a layer in this one; its weights exist already.
  func nested(_ variables: [String: Variable], under label: String) -> ModelBuilder {
    var outer: [ObjectIdentifier: Variable] = [:]
    if case .existing(_, let replacing) = weights { outer = replacing }
    return ModelBuilder(
      graph: graph, isTraining: isTraining, dtype: dtype, prefix: "\(prefix).\(label)",
      streams: streams, weights: .existing(variables: variables, replacing: outer))
  }
}

/// A weight before there is memory for it.
struct PlannedWeight {
  let path: String
  let type: TensorType
  let initializer: any Initializer
}
