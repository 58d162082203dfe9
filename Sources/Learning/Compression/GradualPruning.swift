import Engine

/// More and more zeros while a model trains: s(t) = end + (start − end)·(1 − t / last)³ (Zhu and Gupta 2017, "To
/// prune, or not to prune").
///
/// What happens at a step follows from its number and the weights alone, so that a training that goes on from a
/// checkpoint has the same bits.
package struct GradualPruning: Equatable, Sendable {
  /// The share of zeros before the first step, and from the last on.
  package let (start, end): (Double, Double)
  /// The step, counted from 1, after which no further weight becomes 0.
  package let last: Int
  /// Steps between two prunings.
  package let interval: Int
  /// Which weights are taken together.
  package let scope: PruningScope

  /// For a training of so many steps: the last quarter of them only mends.
  package init(from start: Double, to end: Double, steps: Int, scope: PruningScope) {
    (self.start, self.end, self.scope) = (start, max(start, end), scope)
    last = max(1, steps - steps / 4)
    interval = max(1, last / 40)
  }

  /// The share of zeros that step number `step` begins with; `nil` where it changes nothing.
  func share(beforeStep step: Int) -> Double? {
    guard step <= last, step == last || step % interval == 0 else { return nil }
    let rest = 1 - Double(step) / Double(last)
    return end + (start - end) * rest * rest * rest
  }
}

extension TrainingWorker {
  /// Sets weights to 0 where the training prunes and it is time.
  func prune() {
    guard let pruning = setup.options.pruning, let share = pruning.share(beforeStep: batch) else {
      return
    }
    let kept = setup.models.zeroKeeping
    let places = setup.variables.indices.filter {
      kept.contains(ObjectIdentifier(setup.variables[$0].variable))
        && state.weights[$0].isTrainable
    }
    let pruned = Magnitudes.pruned(
      places.map { state.weights[$0].value }, share: share, scope: pruning.scope)
    for (place, value) in zip(places, pruned) {
      state.weights[place].set(value)
      let average = state.evaluated[place]
      guard average !== state.weights[place] else { continue }
      // What is evaluated is as sparse as what is trained.
      let (numbers, averages) = (value.doubles, average.value.doubles)
      average.set(Tensor(value.type) { numbers[$0] == 0 ? 0 : averages[$0] })
    }
  }
}
