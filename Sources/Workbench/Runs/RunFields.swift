import Engine
import Language
import Learning

/// What stands behind a dot of a run: series, counters, the model.
enum RunFields {
  static func value(of run: TrainingRun, _ name: String) throws -> Value {
    if run.setup.options.privacy != nil || run.setup.federation != nil,
      let value = try sharedValue(of: run, name)
    {
      return value
    }
    if let series = run.series(name) {
      let value = TensorValue(weak: Tensor(series, [series.count]))
      // Of very long trainings some epochs are kept, which a count would not number.
      return .tensor(run.seen.epochs.stride > 1 ? value : value.with(.perEpoch))
    }
    let seen = run.seen
    let progress = seen.progress
    switch name {
    case "epoch": return .number(Double(progress.epoch))
    case "epochs": return .number(Double(seen.epochs.count))
    case "step", "steps": return .number(Double(progress.step))
    case "model":
      return run.models.count == 1 ? .model(run.models[0]) : .list(run.models.map { .model($0) })
    case "learning_rate": return .number(progress.learningRate)
    case "step_loss":
      let curves = run.curveNames.indices.map { seen.stepLosses(of: $0) }
      let count = curves.map(\.count).min() ?? 0
      let numbers = curves.flatMap { $0.prefix(count) }
      let shape: Shape = curves.count == 1 ? [count] : [curves.count, count]
      return .tensor(TensorValue(weak: Tensor(numbers, shape)))
    default:
      let weight =
        run.models.count == 1
        ? run.models[0].parameters.first { $0.path.hasPrefix(name + ".") } : nil
      if let weight {
        let label = run.setup.options.name
        throw RunProblem.layerOfModel(
          run: Lexer.isWord(label) ? label : "r", layer: name, weight: weight.path)
      }
      throw ValueProblem.noField(
        name, of: "a run",
        known: run.seriesNames.filter { $0 != TrainingSetup.epsilonSeries }
          + ["epoch", "epochs", "step", "step_loss", "learning_rate", "model"]
          + (run.setup.options.privacy == nil ? [] : ["epsilon", "epsilons", "delta"])
          + (run.setup.federation == nil ? [] : ["clients"]))
    }
  }

  /// What a private or a federated run has beside the others; `nil` for any other name.
  private static func sharedValue(of run: TrainingRun, _ name: String) throws -> Value? {
    if let privacy = run.setup.options.privacy {
      switch name {
      case "epsilon": return .number(run.seen.progress.epsilon ?? 0)
      case "epsilons":
        let series = run.series(TrainingSetup.epsilonSeries) ?? []
        return .tensor(TensorValue(weak: Tensor(series, [series.count])))
      case "delta": return .number(privacy.delta)
      default: break
      }
    }
    guard name == "clients", let federation = run.setup.federation else { return nil }
    // A record of lists, one place for each client: `r.clients.loss`.
    func numbers(_ values: [Double]) -> Value {
      .tensor(TensorValue(weak: Tensor(values, [values.count])))
    }
    let clients = federation.clients
    let losses = run.clientLosses
    var names = ["name", "samples", "loss"]
    var values: [Value] = [
      try ListValue.make(clients.map { .text($0.name) }),
      numbers(clients.map { Double($0.rows.count) }),
      numbers(losses.isEmpty ? clients.map { _ in .nan } : losses),
    ]
    if !run.clientEpsilons.isEmpty {
      names.append("epsilon")
      values.append(numbers(run.clientEpsilons))
    }
    return .record(RecordValue(names, values))
  }
}
