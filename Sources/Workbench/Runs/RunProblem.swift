/// Why a run cannot be changed or looked at; data, worded in `Problems`.
enum RunProblem: Error {
  case ended(name: String)
  /// A program without a person: its changes stand at their steps.
  case changeWithoutStep(name: String, setting: String)
  case stepPassed(name: String, step: Int, now: Int)
  case endedBefore(name: String, step: Int, end: Int)
  case discarded(name: String)
  case stopOutside
  case weightsInUse(model: String, run: String)
  case notAlone(String)
  case watchTrains
  case watchNoExpression
  /// Something would act in what only looks.
  case lookOnly(String, in: String)
  case nothingOn
  /// `r.hidden`: a layer stands behind the model of a run; `weight` is one of its weights, by path.
  case layerOfModel(run: String, layer: String, weight: String)
}
