import Language
import Learning
import Support

/// How mistakes about saved and resumed runs are worded.
extension Problems {
  static func worded(_ error: RunFileProblem, at span: SourceSpan?) -> Diagnostic {
    let (code, message, hint): (String, String, String)
    switch error {
    case .isRun(let path):
      (code, message, hint) = (
        "E0512", "\"\(Sanitizer.visible(path))\" holds a run, not a model",
        "go on with it: `s = resume \"\(Sanitizer.visible(path))\", m, d`; then `s.model`"
      )
    case .isNoRun(let path):
      (code, message, hint) = (
        "E0512", "\"\(Sanitizer.visible(path))\" holds no run",
        "`save r, \"run.safetensors\"` writes one"
      )
    case .badOptions(let path):
      (code, message, hint) = (
        "E0512", "the options in \"\(Sanitizer.visible(path))\" cannot be read",
        "the file was edited or comes from another version"
      )
    case .openOptions(let path, let names):
      let written = names.map { "\($0)=…" }.joined(separator: ", ")
      (code, message, hint) = (
        "E0512",
        "\"\(Sanitizer.visible(path))\" cannot hold \(list(names.map { "`\($0)`" }, "and"))",
        "give it again: `resume \"\(Sanitizer.visible(path))\", m, d, \(written)`"
      )
    case .notResumable:
      (code, message, hint) = (
        "E0607", "a run that ended with numbers that are not finite cannot go on",
        "train again with a smaller learning rate"
      )
    case .optionOfRun(let name):
      (code, message, hint) = (
        "E0607", "`\(name)` of a run stays as it is",
        "train anew for another one: `r = train …, \(name)=…`"
      )
    case .allEpochsDone(let epochs):
      (code, message, hint) = (
        "E0607", "all \(count(epochs, "epoch")) of the run are done",
        "say how many more: `resume r, epochs=10`"
      )
    }
    return Diagnostic.error(code, message, at: span, hint: hint)
  }

  static func words(of misfit: TrainingCheckpoint.Misfit) -> Words {
    switch misfit {
    case .tensors(let missing, let extra, let differing):
      let parts = [("missing", missing), ("unknown", extra), ("of another shape", differing)]
        .filter { !$0.1.isEmpty }
        .map { "\($0.0): \(firstNames($0.1.map(Sanitizer.visible)))" }
      return (
        "E0511", "the checkpoint belongs to another model; \(parts.joined(separator: "; "))",
        "`summary m` shows the layers; optimizer and steps must be those of the run"
      )
    case .samples(let expected, let found):
      return (
        "E0511",
        "the checkpoint was made on \(count(expected, "sample")), the data have \(count(found, "sample"))",
        "give the data set of the run"
      )
    case .steps(let expected, let found):
      return (
        "E0511",
        "the checkpoint has \(count(found, "step")), this training \(count(expected, "step"))",
        "write the same steps in braces"
      )
    case .privacy(let wasPrivate):
      return (
        "E0548",
        wasPrivate
          ? "the run hid its samples so far: without `privacy` nothing of that would be left"
          : "the run saw its samples as they are: `privacy` cannot hide them any more",
        wasPrivate ? "leave `privacy` as the run has it" : "train a new model with `privacy=dp(…)`"
      )
    case .clients(let expected, let found):
      return (
        "E0548",
        "the run has \(count(expected, "client")), this training \(count(found, "client"))",
        "give the clients of the run"
      )
    case .counters:
      return (
        "E0511", "the checkpoint's counters fit no run", "the file was edited; save the run again"
      )
    }
  }
}
