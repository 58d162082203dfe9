import Support

// How a training is typed with all that was decided.
extension TrainingSetup {
  /// The sentence with every choice in it, as the learner could have typed it.
  ///
  /// `written` are further options in the learner's words: `validation=d.test`.
  package func sentence(with written: [String] = []) -> String {
    var words = [
      options.dataName, "epochs=\(options.epochs)", "batch_size=\(options.batchSize)",
    ]
    guard let supervision else {
      let lines = steps.map { "step \($0.name), optimizer=\($0.optimizer.text)" }
      words += written
      return "train \(words.joined(separator: ", ")) { \(lines.joined(separator: "; ")) }"
    }
    words.insert(supervision.model.name, at: 0)
    if let distillation = options.distillation {
      words.insert(distillation.teacher.name, at: 1)
      if distillation.answers != .numbers {
        words.append("temperature=\(NumberText.general(distillation.temperature))")
      }
      words.append("alpha=\(NumberText.general(distillation.alpha))")
    }
    words += ["optimizer=\(steps[0].optimizer.text)", "loss=\(supervision.loss.text)"]
    let metrics = supervision.metrics
    if metrics.count == 1 { words.append("metrics=\(metrics[0].text)") }
    if metrics.count > 1 {
      words.append("metrics=[\(metrics.map(\.text).joined(separator: ", "))]")
    }
    let verb = options.distillation == nil ? "train " : "distill "
    return verb + (words + written).joined(separator: ", ")
  }
}
