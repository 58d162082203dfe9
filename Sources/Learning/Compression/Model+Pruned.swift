import Engine

extension Model {
  /// The weights that pruning acts on: those of at least two axes that trainings change, by path. Biases, numbers of
  /// normalisation and low-rank changes stay whole.
  package var prunable: [(path: String, variable: Variable)] {
    parameters.filter { path, variable in
      variable.isTrainable && variable.type.shape.rank > 1 && variable.type.dtype.isFloat
        && !path.contains("lora_")
    }
  }

  /// Sets a share of the prunable weights to 0, the smallest first, and keeps the zeros from now on.
  package func prune(share: Double, scope: PruningScope) {
    let weights = prunable
    let values = Magnitudes.pruned(
      weights.map(\.variable.value), share: share, scope: scope)
    for ((_, variable), value) in zip(weights, values) { variable.set(value) }
    keepZeros(in: Set(weights.map(\.path)).union(zeroKeepingPaths))
    hasGivenWeights = true
  }

  /// How many of its prunable weights there are, and how many of these are 0.
  package var sparsity: (weights: Int, zeros: Int) {
    prunable.reduce((0, 0)) { counts, weight in
      let value = weight.variable.value
      return (counts.0 + value.count, counts.1 + value.zeroCount)
    }
  }
}

extension Tensor {
  /// How many of its numbers are 0.
  fileprivate var zeroCount: Int { doubles.count { $0 == 0 } }
}
