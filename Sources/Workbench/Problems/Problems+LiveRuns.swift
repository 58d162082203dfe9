import Language
import Learning
import Support

/// How mistakes about runs that are on are worded.
extension Problems {
  /// Of a training that the user ended so that nothing of it is kept.
  static let discardedCode = "E0626"

  static func worded(_ error: RunProblem, at span: SourceSpan?) -> Diagnostic {
    let (code, message, hint) = words(of: error)
    return Diagnostic.error(code, message, at: span, hint: hint)
  }

  static func worded(_ error: PastProblem, at span: SourceSpan?) -> Diagnostic {
    switch error {
    case .epoch(let epoch, let done):
      Diagnostic.error(
        "E0632", "the run has no end of epoch \(epoch): \(count(done, "epoch")) are done", at: span,
        hint: "from= counts epochs from 0, the beginning; from_step= counts steps")
    case .step(let step, let done):
      Diagnostic.error(
        "E0632",
        "the run has no step \(NumberText.grouped(step)): "
          + "\(count(done, "step")) are done", at: span,
        hint: "from_step= counts steps from 0, the beginning")
    case .nothingKept:
      Diagnostic.error(
        "E0633", "nothing of that step is kept", at: span,
        hint: "`:set snapshots 1GB` before the training keeps more; a model may need more than that"
      )
    case .interrupted: worded(ValueProblem.interrupted, at: span)
    }
  }

  private static func words(of error: RunProblem) -> (String, String, hint: String) {
    switch error {
    case .ended(let name):
      (
        "E0623", "\(name) has ended: nothing of it can be changed",
        "go on with a copy: `s = resume \(name), epochs=10`"
      )
    case .changeWithoutStep(let name, let setting):
      (
        "E0624", "a program says at which step a run changes",
        "write `at \(name), step=100 { \(name).\(setting) = … }`"
      )
    case .stepPassed(let name, let step, let now):
      (
        "E0625",
        "\(name) is at step \(NumberText.grouped(now)): step "
          + "\(NumberText.grouped(step)) is over",
        "choose a later step, or change it now: `\(name).learning_rate = …`"
      )
    case .endedBefore(let name, let step, let end):
      (
        "E0625",
        "\(name) ended at step \(NumberText.grouped(end)), before step "
          + NumberText.grouped(step),
        "choose an earlier step"
      )
    case .discarded(let name):
      (
        discardedCode, "\(name.isEmpty ? "the run" : name) was discarded",
        "all values are as they were before"
      )
    case .stopOutside:
      (
        "E0627", "`stop` stands in `at` only",
        "write `at r, step=100 { stop r }`; at the prompt `:stop r` ends a run now"
      )
    case .weightsInUse(let model, let run):
      (
        "E0629", "\(model) is being trained by \(run): its weights cannot be set",
        "wait with `:wait \(run)`, end it with `:stop \(run)`, or change a copy: `c = copy \(model)`"
      )
    case .watchTrains:
      ("E0635", "a watch expression cannot train", "watch what it gives: `predict m, x`")
    case .watchNoExpression:
      ("E0635", "a watch needs one expression", "for example `:watch r.loss when r.epoch > 10`")
    case .lookOnly(let act, let place):
      (
        "E0636", "\(act) would change something, and \(place) only looks",
        "to run it, type it alone, without `:type` or `:watch`"
      )
    case .nothingOn:
      ("E0635", "no training is on", "`r = train m, d, epochs=100 &` starts one")
    case .layerOfModel(let run, let layer, let weight):
      (
        "E0114", "a run has no `\(layer)`: that is a layer of its model",
        "`\(run).model.\(layer)` is it as it is now; over the epochs `plot \(run), \"\(weight)\", kind=ridge` draws its "
          + "weights, and \"\(weight).gradient\" their gradients"
      )
    case .notAlone(let name):
      (
        "E0630", "what is set in `at` must be known before \(name) starts",
        "write a number, such as `\(name).learning_rate = 0.001`"
      )
    }
  }
}
