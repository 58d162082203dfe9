import Catalog
import Data
import Engine

/// A network with its weights, described once and appended to as many graphs as needed.
///
/// A reference: `b = a` and a model used as a layer share weights. It belongs to the thread of the
/// interpreter; a training run works on weights of its own and hands results back.
package final class Model: NestedValue {
  /// A named input and the shape of one sample.
  package struct Input: Equatable, Sendable {
    /// By which lines of the model read it; `input` where nothing is said.
    package var name: String
    /// Of one sample.
    package var shape: Shape

    /// An input under its name.
    package init(_ name: String = "input", _ shape: Shape) {
      self.name = name
      self.shape = shape
    }
  }

  /// What its user calls it; files store it.
  package internal(set) var name: String
  /// At least one, in the order of the text.
  package let inputs: [Input]
  /// The element type of weights and activations.
  package let dtype: DType
  /// Rows of the summary, in the order of the text.
  package let layers: [LayerRow]
  /// The output for one sample.
  package let outputShape: Shape
  /// What was applied last; `nil` where several ways were joined.
  package let outputActivation: ActivationChoice?
  /// The text of the description, kept for saving.
  package var source = ""
  /// Whose defaults filled what the text leaves out.
  package var compatibility = Compatibility.keras
  /// What the last training made small; an evaluation measures the same unless told otherwise.
  package var trainedLoss: LossChoice?
  /// The training that made its weights; `nil` where they were drawn, set or loaded.
  package internal(set) var lastTraining: LastTraining?
  /// Weights that were set since, by path, with the hashes of what stood there before.
  var setSinceTraining: [String: UInt64] = [:]
  /// What the numbers of each input stand for, where the last training was on text.
  package var vocabularies: [TokenVocabulary] = []
  /// How raw rows become what it learns from, where it was made for or trained on a table.
  package var recipe: Recipe?
  /// How files of pictures, and pixels from 0 to 255, become what it learns from, where its data came as numbers of pictures.
  package var pictureRecipe: Recipe?
  /// The classes of a model that was made elsewhere, in the order of its outputs, where that was said; else empty.
  package var classNames: [String] = []
  /// Whether its weights were read or set, and so are not those that were drawn.
  package var hasGivenWeights = false
  /// The kernels of its own layers that are small whole numbers, by path; `Variable`s give them as floats.
  package internal(set) var quantized: [String: QuantizedWeight] = [:]
  /// Where a training is to see the rounding of a later quantization: what each kernel's input is rounded to.
  var rounding: [String: RoundedTraining] = [:]
  /// Its own weights whose zeros stay zeros in every training; see `Model.keepZeros`.
  var ownPruned: Set<String> = []
  /// Low-rank changes of its own kernels.
  let ownAdapters: [Adapter]
  let elements: [Element]
  /// How many models and other values stand inside one another.
  package let depth: Int
  /// How many lines it has, those of models used as layers included.
  let size: Int
  /// What the numbers of inputs must be where they are looked up in a table.
  package let indexLimits: [IndexLimit]
  /// Weights of this model's own layers by path, without those of models used as layers.
  let ownVariables: [(path: String, variable: Variable)]
  var predictor: Predictor?

  /// Describes the model and draws its weights.
  ///
  /// `misfit` sees the weights that are planned, and says why they are not those of a file, before
  /// one of them is drawn. Every shape is checked, and the memory for training estimated, before any is allocated.
  /// `occurrence` answers how many weights of an equal path and shape were drawn before.
  package init(
    name: String, inputs: [Input], lines: [LayerDescription], seed: UInt64 = 0,
    occurrence: (String) -> Int = { _ in 0 }, dtype: DType = .float32,
    memoryLimit: Int = MemoryLimit.bytes,
    checkingWeights misfit: (([(path: String, type: TensorType)]) -> (any Error)?)? = nil
  ) throws(LearningError) {
    guard !lines.isEmpty, !inputs.isEmpty else { throw .building(.emptyModel(model: name)) }
    try lines.checkSize()
    for input in inputs
    where input.shape.extents.contains(where: { $0 < 1 }) || !input.shape.isPossibleSample {
      throw .shape(.input(model: name, input: input.name, shape: input.shape))
    }
    var elaboration = Elaboration(inputs: inputs.map(\.name), lines: lines)
    elements = try elaboration.elements(lines)
    (depth, size) = (1 + lines.depth, lines.reduce(0) { $0 + $1.size })
    guard !elements.isEmpty else { throw .building(.emptyModel(model: name)) }
    for (label, model) in elements.sharedModels where model.dtype != dtype {
      throw .building(.otherDType(label: label, expected: dtype, found: model.dtype, origin: 0..<0))
    }
    let builder = ModelBuilder(
      graph: Graph(), Application(), dtype: dtype, prefix: "", weights: .planned)
    let nodes = inputs.map { input in
      (input.name, builder.graph.input(TensorType(input.shape.batched(1), dtype), name: input.name))
    }
    let assembly = Assembly(builder, inputs: nodes)
    let output = try assembly.run(elements, on: nodes[0].1)
    indexLimits = builder.lookups.all.compactMap { lookup in
      nodes.first { $0.1 == lookup.node }.map {
        IndexLimit(input: $0.0, bound: lookup.bound, label: lookup.label)
      }
    }
    if let error = misfit?(builder.planned.map { ($0.path, $0.type) }) {
      throw .inside(.file, error)
    }
    try TrainingMemory.check(builder.planned, model: name, limit: memoryLimit)
    self.name = name
    self.inputs = inputs
    self.dtype = dtype
    layers = assembly.rows
    outputShape = output.shape.sample
    ownAdapters = builder.adapters
    outputActivation = assembly.activation
    ownVariables = try drawn(
      builder.planned, seed: seed, occurrence: occurrence, elements: elements)
  }

  /// The same layers with other weights; those in `quantized` are whole numbers from then on.
  init(copying model: Model, elements: [Element], quantized: [String: QuantizedWeight]) {
    name = model.name
    inputs = model.inputs
    dtype = model.dtype
    layers = model.layers
    outputShape = model.outputShape
    outputActivation = model.outputActivation
    source = model.source
    compatibility = model.compatibility
    trainedLoss = model.trainedLoss
    lastTraining = model.lastTraining
    setSinceTraining = model.setSinceTraining
    vocabularies = model.vocabularies
    (recipe, pictureRecipe) = (model.recipe, model.pictureRecipe)
    hasGivenWeights = model.hasGivenWeights
    classNames = model.classNames
    ownPruned = model.ownPruned
    ownAdapters = model.ownAdapters
    self.elements = elements
    (depth, size) = (model.depth, model.size)
    indexLimits = model.indexLimits
    self.quantized = quantized
    rounding = model.rounding
    ownVariables = model.ownVariables.map { path, variable in
      (path, variable.copy(replaced: quantized[path], isFixed: !quantized.isEmpty))
    }
  }

  /// Another model with the same weights, which it shares with none.
  package func copy(named name: String? = nil) -> Model {
    var copies: [ObjectIdentifier: Model] = [:]
    let copy = copy(&copies)
    if let name { copy.name = name }
    return copy
  }

  /// Models that were copied already are not copied again.
  func copy(_ copies: inout [ObjectIdentifier: Model]) -> Model {
    if let done = copies[ObjectIdentifier(self)] { return done }
    let elements = elements.replacingModels { $0.copy(&copies) }
    let copy = Model(copying: self, elements: elements, quantized: quantized)
    copies[ObjectIdentifier(self)] = copy
    return copy
  }
}

/// Draws each weight from the stream of its own path and shape.
private func drawn(
  _ weights: [PlannedWeight], seed: UInt64, occurrence: (String) -> Int, elements: [Element]
) throws(LearningError) -> [(path: String, variable: Variable)] {
  var variables: [(path: String, variable: Variable)] = []
  for weight in weights {
    let what = "\(weight.path) \(weight.type.shape)"
    let stream = RandomStream(
      seed: seed, purpose: .initialization, name: what,
      occurrence: weight.initializer.draws ? occurrence(what) : 0)
    do {
      variables.append((weight.path, try weight.variable(from: stream)))
    } catch {
      let label = weight.path.split(separator: ".").dropLast().last.map(String.init) ?? weight.path
      let origin = elements.flattened.first { $0.label == label }?.origin ?? 0..<0
      guard let error = error as? ShapeError else {
        throw .inside(.layer(label, origin: origin), error)
      }
      throw .shape(
        .layer(
          label: label, kind: error.operation, need: .operation(error.expected),
          found: weight.type.shape,
          origin: origin))
    }
  }
  return variables
}

extension PlannedWeight {
  /// From here on a weight is drawn when it is needed: a file may bring others before that.
  private static let lateByteCount = 1 << 20

  fileprivate func variable(from stream: RandomStream) throws -> Variable {
    guard initializer.isCertain, type.byteCount >= Self.lateByteCount else {
      let value = try initializer.values(type, from: stream)
      return Variable(path, value, isTrainable: isTrainable)
    }
    let (type, initializer) = (type, initializer)
    return Variable(path, type, isTrainable: isTrainable, reserving: true) {
      // Sound where the initializer is certain.
      (try? initializer.values(type, from: stream)) ?? Tensor(repeating: 0, type.shape, type.dtype)
    }
  }
}

extension [Element] {
  /// The same lines with each model used as a layer replaced.
  func replacingModels(_ other: (Model) -> Model) -> [Element] {
    map { element in
      var element = element
      switch element.content {
      case .model(let model): element.content = .model(other(model))
      case .residual(let inner): element.content = .residual(inner.replacingModels(other))
      case .block(let inner): element.content = .block(inner.replacingModels(other))
      case .wrapper(let wrapper, let inner, let kind):
        element.content = .wrapper(wrapper, inner.replacingModels(other), kind: kind)
      case .merge(let merge, let paths):
        element.content = .merge(merge, paths.map { $0.replacingModels(other) })
      case .layer, .source: break
      }
      return element
    }
  }
}

extension Variable {
  /// Other memory with the same value; `dtype` converts it.
  func copy(as dtype: DType? = nil) -> Variable {
    guard let dtype, dtype != type.dtype else {
      return Variable(name, state, isTrainable: isTrainable)
    }
    return Variable(name, value.cast(to: dtype), isTrainable: isTrainable)
  }
}
