import Engine
import Language
import Learning
import Plots
import Support

/// How a weight of a run, or the gradient for it, was spread at the epochs of which the run keeps itself:
/// `plot r, "hidden.kernel", kind=ridge`, `plot r, "hidden.kernel.gradient", kind=ridge`.
struct RunWeights {
  let run: TrainingRun
  /// The run as it is written.
  let text: String
  let call: VerbCall

  /// Rows of the picture.
  private static let rows = 12
  /// Numbers of all rows together that are looked at.
  private static let most = 1 << 18
  /// What stands behind a weight's path where its gradient is asked for.
  private static let suffix = ".gradient"

  /// One group for each kept epoch; without a name of the first weight that is a kernel.
  ///
  /// Throws for a name that no weight has, for a run that keeps fewer than two of its steps, and where there are no
  /// gradients.
  func plot(_ name: String?, as kind: any GroupChart.Type) throws -> Plot {
    let paths = run.models.flatMap { model in
      model.parameters.map { run.models.count == 1 ? $0.path : "\(model.name).\($0.path)" }
    }
    let wanted = name ?? paths.first { $0.hasSuffix("kernel") } ?? paths.first ?? ""
    let asksGradient = wanted.hasSuffix(Self.suffix) && !paths.contains(wanted)
    let path = asksGradient ? String(wanted.dropLast(Self.suffix.count)) : wanted
    guard let place = paths.firstIndex(of: path) else {
      throw LearningError.weights(
        .unknownParameter(
          path: wanted, known: asksGradient ? paths.map { $0 + Self.suffix } : paths))
    }
    let kept = KeptSteps(of: run, text, most: Self.rows, at: call)
    guard kept.steps.count > 1 else { throw kept.fewKept }
    // The weights first: where none are kept there are no gradients either, and that is the reason.
    let weights = try kept.steps.map { try kept.weights(at: $0) }
    let probe = asksGradient ? try gradients(of: path, at: weights[0]) : nil
    var groups: [SampleGroup] = []
    for (step, weights) in zip(kept.steps, weights) {
      try Interrupt.check()
      let numbers =
        probe == nil
        ? (weights.indices.contains(place) ? weights[place] : nil)
        : probe?.gradients(with: weights, at: step).first { $0.path == path }?.value
      guard let numbers else { continue }
      let stride = max(1, numbers.count * kept.steps.count / Self.most)
      groups.append(
        SampleGroup(
          kept.name(of: step),
          Swift.stride(from: 0, to: numbers.count, by: stride).map { numbers[$0] }))
    }
    var plot = kind.plot(
      groups,
      title: asksGradient
        ? "\(text): gradient of the loss for \(path) over epochs" : "\(text): \(path) over epochs")
    if let probe {
      plot.notes.append("of \(NumberText.count(probe.sampleCount, "sample"))")
    } else if name == nil, paths.count > 1 {
      plot.notes.append("1 of \(paths.count) weights")
    }
    return plot
  }

  /// Whoever measures gradients of this weight; throws the reason where nobody can.
  private func gradients(of path: String, at start: [Tensor]) throws -> WeightGradients {
    let reason: PlotOptionProblem.NoGradients =
      if run.setup.options.privacy != nil {
        .privacy
      } else if run.setup.supervision == nil || run.models.count > 1 {
        .severalSteps
      } else {
        .tooLarge
      }
    guard reason == .tooLarge, let probe = WeightGradients(run.setup) else {
      throw problem(reason, path)
    }
    guard probe.gradients(with: start, at: 1).contains(where: { $0.path == path }) else {
      throw problem(.frozen, path)
    }
    return probe
  }

  private func problem(_ reason: PlotOptionProblem.NoGradients, _ path: String) -> Diagnostic {
    Problems.worded(
      PlotOptionProblem.noGradients(reason, run: text, weight: path), at: call.span)
  }
}
