import Engine
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
      return .tensor(TensorValue(weak: Tensor(series, [series.count])))
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
    let (losses, epsilons) = (run.clientLosses, run.clientEpsilons)
    return try ListValue.make(
      federation.clients.enumerated().map { number, client in
        var names = ["name", "samples", "loss"]
        var values: [Value] = [
          .text(client.name), .number(Double(client.rows.count)),
          .number(number < losses.count ? losses[number] : .nan),
        ]
        if number < epsilons.count {
          names.append("epsilon")
          values.append(.number(epsilons[number]))
        }
        return .record(RecordValue(names, values))
      })
  }
}
