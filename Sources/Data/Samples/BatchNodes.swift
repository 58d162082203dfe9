import Engine

/// The nodes through which batches of samples enter a graph: its inputs in order, its targets.
package struct BatchNodes {
  /// How many samples a batch has.
  package let rows: Int
  /// [rows × …] of each input, in the order of the samples' inputs.
  package let inputs: [Graph.Node]
  /// [rows × …]; `nil` for samples without targets.
  package let targets: Graph.Node?
  /// [rows] of float64; `nil` for samples that all count alike.
  package let weights: Graph.Node?

  /// Appends inputs of the samples' types to a graph; a single one is called `inputs`, several as the
  /// samples call them.
  package init(_ samples: Samples, rows: Int, in graph: Graph) {
    self.rows = rows
    let isAlone = samples.inputs.count == 1
    inputs = samples.inputs.map { input in
      graph.input(input.rows.batchType(rows), name: isAlone ? "inputs" : input.name)
    }
    targets = samples.targets.map { graph.input($0.batchType(rows), name: "targets") }
    weights = samples.weights.map { graph.input($0.batchType(rows), name: "weights") }
  }

  // Concrete types: what is generic is not specialized for those who call it from another module, and
  // the loops over positions and rows are the inner ones of each step.

  /// Writes the samples at as many positions as a batch has rows; see `Samples.fill`.
  package func fill(
    _ executor: Executor, with samples: Samples, _ positions: ArraySlice<Int>, step: UInt64?
  ) {
    write(samples, positions, step: step, to: executor)
  }

  /// The same of neighbouring samples.
  package func fill(
    _ executor: Executor, with samples: Samples, _ positions: Range<Int>, step: UInt64?
  ) {
    write(samples, positions, step: step, to: executor)
  }

  private func write(
    _ samples: Samples, _ positions: some Collection<Int>, step: UInt64?, to executor: Executor
  ) {
    for (index, node) in inputs.enumerated() {
      executor.fill(node) { samples.fill(input: index, positions, step: step, into: $0) }
    }
    if let targets {
      executor.fill(targets) { samples.fillTargets(positions, step: step, into: $0) }
    }
    if let weights, let rows = samples.weights {
      executor.fill(weights) { rows.gather(positions, into: $0) }
    }
  }
}
