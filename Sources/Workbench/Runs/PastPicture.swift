import Data
import Engine
import Learning
import Plots

/// What a run's model made of its data at a step: the boundary in a plane, or pictures with guesses.
package final class PastPicture {
  private let run: TrainingRun
  private let model: Model
  private let samples: Samples
  /// Whether a model is drawn with its data, not single samples as pictures.
  private let isPlane: Bool
  private var drawn: (step: Int, plot: Plot)?

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

  /// At the nearest step before this one of which the run kept itself; `nil` where it kept none.
  package func plot(at step: Int) -> (step: Int, plot: Plot)? {
    guard let kept = run.keptWeights(nearestTo: step) else { return nil }
    if let drawn, drawn.step == kept.step { return drawn }
    for (parameter, value) in zip(model.parameters, kept.weights) { parameter.variable.set(value) }
    guard let plot = try? draw("\(run.setup.title) after step \(kept.step)") else { return nil }
    drawn = (kept.step, plot)
    return drawn
  }

  private func draw(_ title: String) throws -> Plot {
    if isPlane {
      return try BoundaryPlot.plot(model, on: samples, title: title)
    }
    let answers = try model.predict(samples.x)
    let guesses = try BoundaryPlot.winners(answers)
    let labels = samples.y
    return try DatasetPlot.pictures(of: samples, title: title) { index in
      guard labels.shape.rank == 1 else { return "\(guesses[index])" }
      let label = Int(saturating: labels[index])
      return guesses[index] == label ? "\(label)" : "\(guesses[index]), is \(label)"
    }
  }
}
