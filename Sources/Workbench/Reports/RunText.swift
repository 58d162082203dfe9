import Engine
import Learning
import Plots
import Support

/// How runs print.
enum RunText {
  /// The run line, with what it says as values; with `endsHere` as if the run had been stopped where
  /// it is seen.
  static func report(_ run: TrainingRun, endsHere: Bool = false) -> Report {
    let seen = run.seen
    let values =
      (seen.epochs.last?.values ?? (seen.progress.step > 0 ? seen.progress.losses : []))
      .filter { $0.name != TrainingSetup.epsilonSeries }
    let ending = endsHere ? "stopped by you" : ending(run)
    return Report(
      "run",
      [
        .facts(
          Facts(
            sentence: line(run, endsHere: endsHere),
            [
              Fact("name", .text(run.setup.options.label ?? run.setup.options.name)),
              Fact("data", .text(run.setup.options.dataName)),
              Fact("epochs", .count(seen.epochs.count)), Fact("steps", .count(seen.progress.step)),
            ] + values.map { Fact($0.name, .number($0.value, .metric)) }
              + (seen.progress.epsilon.map { [Fact("epsilon", .number($0, .metric))] } ?? [])
              + (ending.map { [Fact("ending", .text($0))] } ?? [])))
      ])
  }

  /// `run r: m on d, 3 epochs, 5,625 steps, loss 0.0550, accuracy 0.9981`.
  ///
  /// Without its name where that stands beside it.
  static func line(
    _ run: TrainingRun, endsHere: Bool = false, isNamed: Bool = true
  ) -> String {
    let seen = run.seen
    let (progress, epochs) = (seen.progress, seen.epochs)
    var parts = [
      "\(isNamed ? head(run) + ": " : "")\(run.setup.title) on \(run.setup.options.dataName)"
        + (run.setup.federation.map { " with \(Problems.count($0.clients.count, "client"))" } ?? ""),
      Problems.count(epochs.count, "epoch"), Problems.count(progress.step, "step"),
    ]
    if let last = epochs.last {
      parts += last.values.filter { $0.name != TrainingSetup.epsilonSeries }
        .map { "\($0.name) \(NumberText.metric($0.value))" }
    } else if progress.step > 0 {
      parts += progress.losses.map { "\($0.name) \(NumberText.metric($0.value))" }
    }
    if let privacy = run.setup.options.privacy {
      parts.append(
        "epsilon \(NumberText.metric(progress.epsilon ?? 0)) at delta \(NumberText.general(privacy.delta))"
      )
    }
    if endsHere {
      parts.append("stopped by you")
    } else if let ending = ending(run) {
      parts.append(ending)
    }
    return parts.joined(separator: ", ")
  }

  /// `run r`, or `run` for a training that was assigned to nothing.
  private static func head(_ run: TrainingRun) -> String {
    let name = run.setup.options.label ?? run.setup.options.name
    let isName = !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    return isName ? "run \(name)" : "run"
  }

  private static func ending(_ run: TrainingRun) -> String? {
    switch run.outcome {
    case .stopped?: "stopped by you"
    case .interrupted?: "interrupted: the program ended"
    case .stoppedEarly(let best)?: "stopped early, best epoch \(best)\(kept(from: best, of: run))"
    case .conditionMet?: "the condition holds"
    case .failed?: "failed"
    case .finished?, nil: nil
    }
  }

  /// What the weights that were taken back had come to: ` (val_loss 0.3678, val_accuracy 0.8452), whose weights are kept`.
  private static func kept(from best: Int, of run: TrainingRun) -> String {
    guard let record = run.seen.epochs.first(where: { $0.epoch == best }) else { return "" }
    let measured = record.values.filter { $0.name != TrainingSetup.epsilonSeries }
    let unseen = measured.filter { $0.name.hasPrefix("val_") }
    let parts = (unseen.isEmpty ? measured : unseen)
      .map { "\($0.name) \(NumberText.metric($0.value))" }
    return " (\(parts.joined(separator: ", "))), whose weights are kept"
  }

  /// What a run's bits depend on beside its code and data: the build, the kernels, the type, the
  /// seed. Said when it starts; never stored.
  static func header(_ run: TrainingRun, build: String) -> String {
    let parts = [
      "\(KernelSet.best.ofFloats) kernels", run.setup.dtype.name, "seed \(run.setup.options.seed)",
    ]
    return ((build.isEmpty ? [] : [build]) + parts).joined(separator: ", ")
  }

  /// Time, speed, and the hash of the weights, which two equal runs share. Said at the end; never
  /// stored.
  static func footer(_ run: TrainingRun) -> String {
    let progress = run.progress
    var parts = [
      "\(NumberText.fixed(progress.seconds, decimals: 2)) s",
      "\(NumberText.grouped(Int(saturating: progress.samplesPerSecond))) samples/s",
    ]
    if let hash = run.weightHash {
      let digits = String(hash, radix: 16)
      parts.append("weights " + String(repeating: "0", count: 16 - digits.count) + digits)
    }
    return parts.joined(separator: ", ")
  }
}
