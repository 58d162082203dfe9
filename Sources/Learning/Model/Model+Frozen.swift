import Engine

extension [Model] {
  /// The weights of these parts, each a part of at least one of the models.
  func weights(of parts: [FrozenPart]) throws(LearningError) -> Set<ObjectIdentifier> {
    var found: Set<ObjectIdentifier> = []
    for part in parts {
      var (mistake, isFound): (LearningError?, Bool) = (nil, false)
      for model in self {
        do {
          found.formUnion(try model.weights(of: [part]))
          isFound = true
        } catch {
          mistake = mistake ?? error
        }
      }
      if !isFound, let mistake { throw mistake }
    }
    return found
  }
}

extension Model {
  /// The weights of these parts; every part must have some.
  func weights(of parts: [FrozenPart]) throws(LearningError) -> Set<ObjectIdentifier> {
    var found: Set<ObjectIdentifier> = []
    for part in parts {
      let variables: [Variable]
      switch part {
      case .path(let path):
        variables = parameters.filter { $0.path == path || $0.path.hasPrefix(path + ".") }
          .map(\.variable)
        guard !variables.isEmpty else {
          throw .weights(.unknownPart(path, known: labelsWithWeights))
        }
      case .model(let model):
        guard contains(model) else {
          throw .weights(.unknownPart(model.name, known: labelsWithWeights))
        }
        variables = model.parameters.map(\.variable)
      }
      found.formUnion(variables.map { ObjectIdentifier($0) })
    }
    return found
  }

  /// Refuses a training that could change nothing.
  func checkTrainable(without frozen: Set<ObjectIdentifier>) throws(LearningError) {
    if let part = quantizedPart { throw .quantization(.trained(model: name, part: part)) }
    let trainable = parameters.map(\.variable).filter(\.isTrainable)
    guard !trainable.isEmpty else { throw .weights(.noParameters(model: name)) }
    guard trainable.contains(where: { !frozen.contains(ObjectIdentifier($0)) }) else {
      throw .weights(.allFrozen(model: name))
    }
  }

  private func contains(_ model: Model) -> Bool {
    elements.sharedModels.contains { $0.model === model || $0.model.contains(model) }
  }

  /// The labels of lines that have weights, in order.
  private var labelsWithWeights: [String] {
    let paths = parameters.map(\.path)
    return layers.map(\.label).filter { label in
      paths.contains { $0.hasPrefix(label + ".") }
    }
  }
}
