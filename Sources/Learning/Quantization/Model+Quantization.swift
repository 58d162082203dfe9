import Data
import Engine
import Support

/// A model whose kernels are whole numbers, and what became of its lines.
package struct QuantizationResult {
  /// The new model; it shares nothing with the old one.
  package let model: Model
  /// The kernels that are whole numbers now.
  package let kernels: [Kernel]
  /// Lines with kernels that stay as they are, and why.
  package let stays: [Kept]
  /// How many samples gave the ranges of inputs; 0 where each sample has its own.
  package let calibrated: Int

  /// One kernel that was quantized.
  package struct Kernel: Sendable {
    /// The label path of its layer.
    package let label: String
    /// What it became.
    package let weight: QuantizedWeight
    /// The largest distance of a weight from what it was.
    package let error: Double
  }

  /// A line whose kernel stays.
  package struct Kept: Equatable, Sendable {
    /// Its label path.
    package let label: String
    /// Its layer's word.
    package let kind: String
    /// Why.
    package let reason: Reason
  }

  /// Why a kernel stays in floats.
  package enum Reason: Sendable {
    /// Rows are taken from it, nothing is multiplied.
    case lookedUp
    /// What it computes comes back to it step by step, and so would the rounding.
    case recurrent
    /// Attention multiplies its results with one another.
    case attention
    /// Each output has too few inputs for it to be worth while.
    case groups
    /// The kernel is computed from others (lora).
    case computed
    /// More inputs than a sum of 32 bits holds.
    case tooManyInputs
    /// Another layer without such a product.
    case other
  }
}

extension Model {
  /// All kernels that are whole numbers, by the variables that give them as floats; those of models inside, too.
  package var allQuantized: [ObjectIdentifier: QuantizedWeight] {
    var found: [ObjectIdentifier: QuantizedWeight] = [:]
    if !quantized.isEmpty {
      for (path, variable) in ownVariables {
        if let weight = quantized[path] { found[ObjectIdentifier(variable)] = weight }
      }
    }
    for (_, model) in elements.sharedModels {
      found.merge(model.allQuantized) { first, _ in first }
    }
    return found
  }

  /// Whether any kernel is whole numbers.
  package var isQuantized: Bool { quantizedPart != nil }

  /// The bits of its quantized kernels; `nil` where there are none.
  package var quantizedWidth: QuantizedKernel.Width? { allQuantized.values.first?.kernel.width }

  /// The model with whole numbers: this one, or one that is a layer of it.
  var quantizedPart: String? {
    if !quantized.isEmpty { return name }
    for (_, model) in elements.sharedModels {
      if let part = model.quantizedPart { return part }
    }
    return nil
  }

  /// The same model with kernels as whole numbers.
  ///
  /// `samples` give the ranges of the inputs with eight bits; without, each sample has its own. Refuses what is quantized already,
  /// has no layer that could be, is not of float32, or has weights that are not finite.
  package func quantized(
    _ width: QuantizedKernel.Width, _ method: CalibrationMethod = .minmax,
    calibrating samples: Samples?, named name: String? = nil, threads: Int = 1
  ) throws(LearningError) -> QuantizationResult {
    let products = try quantizableProducts(width)
    let weights = Set(products.possible.map { ObjectIdentifier($0.weight) })
    var ranges: [ObjectIdentifier: ByteRange] = [:]
    var calibrated = 0
    if width == .eight, let samples, samples.count > 0 {
      ranges = try Calibration(self, samples, threads: threads).ranges(of: weights, method)
      calibrated = min(samples.count, Calibration.sampleLimit)
    }
    var (kernels, replaced): ([QuantizationResult.Kernel], [ObjectIdentifier: QuantizedWeight]) =
      ([], [:])
    for entry in products.possible where replaced[ObjectIdentifier(entry.weight)] == nil {
      if Interrupt.isRaised { throw .interrupted }
      let value = entry.weight.value
      let weight = QuantizedWeight(
        QuantizedKernel(value, width), shape: value.shape,
        range: ranges[ObjectIdentifier(entry.weight)])
      let error = zip(value.doubles, weight.floats.doubles).reduce(0) { max($0, abs($1.0 - $1.1)) }
      replaced[ObjectIdentifier(entry.weight)] = weight
      kernels.append(.init(label: entry.label, weight: weight, error: error))
    }
    return QuantizationResult(
      model: copy(named: name, replacing: replaced), kernels: kernels, stays: products.stays,
      calibrated: calibrated)
  }

  /// A copy in which these weights are whole numbers, as a file tells them: by path.
  package func quantized(as weights: [String: QuantizedWeight]) -> Model {
    var replaced: [ObjectIdentifier: QuantizedWeight] = [:]
    for (path, variable) in parameters { replaced[ObjectIdentifier(variable)] = weights[path] }
    return copy(named: name, replacing: replaced)
  }

  private func copy(
    named name: String?, replacing weights: [ObjectIdentifier: QuantizedWeight]
  ) -> Model {
    var copies: [ObjectIdentifier: Model] = [:]
    func copied(_ model: Model) -> Model {
      if let done = copies[ObjectIdentifier(model)] { return done }
      var own: [String: QuantizedWeight] = [:]
      for (path, variable) in model.ownVariables {
        own[path] = weights[ObjectIdentifier(variable)]
      }
      let copy = Model(
        copying: model, elements: model.elements.replacingModels(copied), quantized: own)
      copy.rounding = [:]
      copies[ObjectIdentifier(model)] = copy
      return copy
    }
    let copy = copied(self)
    if let name { copy.name = name }
    return copy
  }
}
