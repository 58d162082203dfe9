import Engine

/// The nodes through which batches of samples enter a graph: its inputs in order, its targets.
struct BatchNodes {
  let rows: Int
  let inputs: [Graph.Node]
  let targets: Graph.Node?

  init(_ samples: Samples, rows: Int, in graph: Graph) {
    self.rows = rows
    let isAlone = samples.inputs.count == 1
    inputs = samples.inputs.map { input in
      graph.input(input.rows.batchType(rows), name: isAlone ? "inputs" : input.name)
    }
    targets = samples.targets.map { graph.input($0.batchType(rows), name: "targets") }
  }

  /// Writes the samples at as many positions as a batch has rows; see `Samples.fill`.
  func fill(
    _ executor: Executor, with samples: Samples, _ positions: some Collection<Int>, step: UInt64?
  ) {
    for (index, node) in inputs.enumerated() {
      executor.fill(node) { samples.fill(input: index, positions, step: step, into: $0) }
    }
    if let targets {
      executor.fill(targets) { samples.fillTargets(positions, step: step, into: $0) }
    }
  }
}
