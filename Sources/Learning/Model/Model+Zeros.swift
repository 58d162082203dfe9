import Engine

// Weights whose zeros stay zeros: what pruning leaves behind.
extension Model {
  /// The weights, by path, in which every number that is 0 stays 0 in trainings; those of models used as layers
  /// included. Empty for a model that was never pruned.
  ///
  /// The mask is the zeros themselves: it goes with the weights wherever these go, and a training that goes on from a
  /// checkpoint has the one that it had.
  package var zeroKeepingPaths: [String] {
    let kept = zeroKeeping
    return parameters.filter { kept.contains(ObjectIdentifier($0.variable)) }.map(\.path)
  }

  /// From now on zeros stay zeros in these weights and in no others; paths that are none are left out.
  package func keepZeros(in paths: some Sequence<String>) {
    let paths = Set(paths)
    let variables = parameters.filter { paths.contains($0.path) }.map(\.variable)
    keepZeros(of: Set(variables.map { ObjectIdentifier($0) }))
  }

  /// The weights that are never more than they are now, by identity.
  var zeroKeeping: Set<ObjectIdentifier> {
    let own = ownVariables.filter { ownPruned.contains($0.path) }
    var kept = Set(own.map { ObjectIdentifier($0.variable) })
    for (_, model) in elements.sharedModels { kept.formUnion(model.zeroKeeping) }
    return kept
  }

  private func keepZeros(of variables: Set<ObjectIdentifier>) {
    ownPruned = Set(
      ownVariables.filter { variables.contains(ObjectIdentifier($0.variable)) }.map(\.path))
    for (_, model) in elements.sharedModels { model.keepZeros(of: variables) }
  }
}

extension [Model] {
  /// The weights of all of them in which zeros stay zeros.
  var zeroKeeping: Set<ObjectIdentifier> {
    reduce(into: []) { $0.formUnion($1.zeroKeeping) }
  }
}
