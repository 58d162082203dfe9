import Learning
import Plots
import Support

/// How a weight of a run was spread at the epochs of which the run keeps itself: `plot r, "hidden.kernel", kind=ridge`.
enum RunWeights {
  /// Rows of the picture.
  private static let rows = 12
  /// Numbers of all rows together that are looked at.
  private static let most = 1 << 18

  /// One group for each kept epoch; without a name of the first weight that is a kernel.
  ///
  /// Throws for a name that no weight has, and for a run that keeps fewer than two of its steps.
  static func plot(
    _ run: TrainingRun, _ text: String, weight name: String?, as kind: any GroupChart.Type,
    at call: VerbCall
  ) throws -> Plot {
    let paths = run.models.flatMap { model in
      model.parameters.map { run.models.count == 1 ? $0.path : "\(model.name).\($0.path)" }
    }
    let wanted = name ?? paths.first { $0.hasSuffix("kernel") } ?? paths.first ?? ""
    guard let place = paths.firstIndex(of: wanted) else {
      throw LearningError.weights(.unknownParameter(path: wanted, known: paths))
    }
    let kept = KeptSteps(of: run, text, most: rows, at: call)
    guard kept.steps.count > 1 else {
      throw Problems.worded(
        PlotOptionProblem.fewKept(run: text, steps: kept.steps.count), at: call.span)
    }
    let groups = try kept.steps.compactMap { step -> SampleGroup? in
      let weights = try kept.weights(at: step)
      guard weights.indices.contains(place) else { return nil }
      let numbers = weights[place]
      let stride = max(1, numbers.count * kept.steps.count / most)
      return SampleGroup(
        kept.name(of: step),
        Swift.stride(from: 0, to: numbers.count, by: stride).map { numbers[$0] })
    }
    var plot = kind.plot(groups, title: "\(text): \(wanted) over epochs")
    if name == nil, paths.count > 1 {
      plot.notes.append("1 of \(paths.count) weights")
    }
    return plot
  }
}
