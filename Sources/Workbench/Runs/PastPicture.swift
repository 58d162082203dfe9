import Data
import Engine
import Learning
import Plots
import Support

/// What a run's model made of its data at a step: the boundary in a plane, or pictures with guesses.
package final class PastPicture {
  private let run: TrainingRun
  private let model: Model
  private let samples: Samples
  /// Whether a model is drawn with its data, not single samples as pictures.
  private let isPlane: Bool
  private var drawn: (step: Int, plot: Plot)?
  /// Steps that would take too long to compute again.
  private var distant: Set<Int> = []

  /// Seconds that may go by until an older step is computed again.
  private static let patience = 0.2

  /// `nil` where the data have no picture.
  package init?(of run: TrainingRun) {
    guard let trained = run.setup.supervision?.model, run.models.count == 1,
      trained.inputs.count == 1
    else { return nil }
    let shape = trained.inputs[0].shape
    guard run.setup.training.targets != nil else { return nil }
    let isPlane =
      shape == [2] || BoundaryPlot.isRegression(trained, on: run.setup.training)
    guard isPlane || DatasetPlot.isPicture(shape) else { return nil }
    self.isPlane = isPlane
    self.run = run
    model = run.models[0].copy()
    samples = run.setup.training.subset(0..<min(run.setup.training.count, isPlane ? 500 : 10))
  }

  /// At that step, of which the run has kept itself or which is soon computed again; otherwise at the nearest one before;
  /// `nil` where there is none.
  package func plot(at step: Int) -> (step: Int, plot: Plot)? {
    if let drawn, drawn.step == step { return drawn }
    guard let found = weights(at: step) else { return nil }
    if let drawn, drawn.step == found.step { return drawn }
    for (parameter, value) in zip(model.parameters, found.weights) { parameter.variable.set(value) }
    guard let plot = try? draw("\(run.setup.title) after step \(found.step)") else { return nil }
    drawn = (found.step, plot)
    return drawn
  }

  private func weights(at step: Int) -> (step: Int, weights: [Tensor])? {
    if let newest = run.newestWeights, newest.step == step, !newest.weights.isEmpty {
      return newest
    }
    let kept = run.keptWeights(nearestTo: step)
    // What a run is now is only waited for where it has ended.
    guard kept?.step != step, run.isFinished, !distant.contains(step) else { return kept }
    let end = monotonicSeconds() + Self.patience
    if let weights = try? run.weights(
      afterStep: step, isInterrupted: { monotonicSeconds() > end }), !weights.isEmpty
    {
      return (step, weights)
    }
    distant.insert(step)
    return kept
  }

  private func draw(_ title: String) throws -> Plot {
    if isPlane {
      let units = PlotUnits(run.setup.options.recipe)
      return try BoundaryPlot.plot(
        model, on: samples, title: title, names: ([], units.target?.column ?? "y"), units: units)
    }
    let answers = try model.predict(samples.x)
    let guesses = try BoundaryPlot.winners(answers)
    let labels = samples.y
    return try DatasetPlot.pictures(of: samples, title: title) { index in
      guard labels.shape.rank == 1 else { return "\(guesses[index])" }
      // The true class first, as in `plot m, d`.
      let label = Int(saturating: labels[index])
      return guesses[index] == label ? "\(label) ✓" : "\(label) ✗ \(guesses[index])"
    }
  }
}
