import Engine

extension Model {
  /// All weights by path, `hidden.kernel`, `encoder.dense.bias`; a shared one once.
  package var parameters: [(path: String, variable: Variable)] {
    var seen: Set<ObjectIdentifier> = []
    var all: [(path: String, variable: Variable)] = []
    collect(into: &all, seen: &seen, prefix: "")
    return all
  }

  /// The number of weights, each counted once.
  package var parameterCount: Int { parameters.reduce(0) { $0 + $1.variable.type.shape.count } }

  /// Those that no gradient reaches: moving statistics, frozen kernels.
  package var fixedParameterCount: Int {
    parameters.reduce(0) { $0 + ($1.variable.isTrainable ? 0 : $1.variable.type.shape.count) }
  }

  /// The memory of the weights.
  package var byteCount: Int {
    let quantized = allQuantized
    return parameters.reduce(0) { bytes, parameter in
      bytes
        + (quantized[ObjectIdentifier(parameter.variable)]?.kernel.byteCount
          ?? parameter.variable.type.byteCount)
    }
  }

  /// Multiply-accumulate operations for one sample.
  package var multiplyAccumulates: Int {
    layers.reduce(0) { saturatingSum($0, $1.multiplyAccumulates) }
  }

  /// What weights alone need beside that, once for all samples that are computed together.
  package var weightMultiplyAccumulates: Int {
    layers.reduce(0) { saturatingSum($0, $1.weightMultiplyAccumulates) }
  }

  /// The weight at `hidden.kernel`.
  package func parameter(_ path: String) -> Variable? { variables[path] }

  /// The names behind a label: `kernel`, `bias`.
  package func parameterNames(of label: String) -> [String] {
    parameters.compactMap { path, _ in
      path.hasPrefix(label + ".") ? String(path.dropFirst(label.count + 1)) : nil
    }
  }

  /// `m.hidden.kernel = …`; numbers are converted to the weight's type.
  package func set(_ path: String, to value: Tensor) throws(LearningError) {
    guard let variable = variables[path] else {
      throw .weights(.unknownParameter(path: path, known: parameters.map(\.path)))
    }
    guard variable.type.shape == value.shape else {
      throw .weights(.parameterShape(path: path, expected: variable.type.shape, found: value.shape))
    }
    guard allQuantized[ObjectIdentifier(variable)] == nil else {
      throw .quantization(.fixed(path: path, model: name))
    }
    if lastTraining != nil, setSinceTraining[path] == nil {
      setSinceTraining[path] = WeightHash.of([variable.value])
    }
    variable.set(value.cast(to: variable.type.dtype))
    hasGivenWeights = true
  }

  /// The label of the line whose output the model gives.
  package var outputLabel: String { elements.last?.label ?? name }

  var outputOrigin: Range<Int> { elements.last?.origin ?? 0..<0 }

  private var variables: [String: Variable] {
    Dictionary(parameters.map { ($0.path, $0.variable) }) { first, _ in first }
  }

  private func collect(
    into all: inout [(path: String, variable: Variable)], seen: inout Set<ObjectIdentifier>,
    prefix: String
  ) {
    for (path, variable) in ownVariables where seen.insert(ObjectIdentifier(variable)).inserted {
      all.append((prefix + path, variable))
    }
    for (label, model) in elements.sharedModels {
      model.collect(into: &all, seen: &seen, prefix: "\(prefix)\(label).")
    }
  }
}
