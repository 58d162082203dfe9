/// Options of a training that do not fit, and what a training came to that others cannot use.
package enum TrainingError: Sendable {
  /// Braces without a `step`.
  case noSteps
  /// Early stopping watches a series that the run does not have; empty where it does not say which.
  case monitor(series: String, known: [String])
  /// `name` as it is written: `auc` or `f1_score(macro)`.
  case metric(name: String, MetricError)
  /// What an evaluation was asked for does not suit its data.
  case judging(JudgingError)
  /// A private training that cannot be.
  case privacy(PrivacyError)
  /// A federated training that cannot be.
  case clients(ClientsError)
  /// A model that can teach another nothing.
  case distillation(DistillationError)
  /// An option out of its range; `rule` completes "must be".
  case option(name: String, rule: String, found: String)
  /// No setting that a running training can change.
  case setting(name: String, known: [String])
  /// A number of the optimizer that decides what it keeps for each weight.
  case settingFixed(name: String, optimizer: String)
  /// A run trains the model already.
  case busy(model: String)
  /// A checkpoint that does not fit the training.
  case checkpoint(TrainingCheckpoint.Misfit)
  /// Outputs from which no token can be chosen.
  case scoresNotFinite(model: String)
}
