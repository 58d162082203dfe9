import Engine

/// The names under which the memory of a training is stored.
package struct CheckpointNames: Sendable {
  let weights: [String]
  /// For each step, for each weight, for each thing that its optimizer keeps.
  let moments: [[[String]]]
  let curves: [String]
  let series: [String]

  /// The names of what this training keeps.
  package init(_ setup: TrainingSetup) {
    weights = setup.variables.map(\.name)
    curves = setup.curveNames
    series = setup.seriesNames
    let names = Dictionary(
      setup.variables.map { (ObjectIdentifier($0.variable), $0.name) },
      uniquingKeysWith: { first, _ in first })
    moments = zip(setup.steps, setup.curveNames).map { step, curve in
      let trained = step.models.variables.filter {
        $0.isTrainable && !setup.frozen.contains(ObjectIdentifier($0))
      }
      return trained.map { variable in
        let name = names[ObjectIdentifier(variable)] ?? variable.name
        return step.optimizer.entry.stateNames.map { "optimizer/\(curve)/\(name).\($0)" }
      }
    }
  }
}
