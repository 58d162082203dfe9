import Catalog
import Learning

// A trained model whose answers are learnt beside the targets.
extension TrainVerb {
  static let teacher = Parameter<Model>.value(
    "teacher", "A trained model whose answers are learnt, too; `distill` is the short form.",
    expected: "a model", shown: .nothing
  ) { value, _ in
    if case .model(let model) = value { model } else { nil }
  }
  static let temperature = Parameter<Double>(
    "temperature", "With a teacher: by which logits of both are divided.", default: 4,
    rule: "above 0, at most 1,000"
  ) { $0 > 0 && $0 <= 1_000 }
  static let alpha = Parameter<Double>(
    "alpha", "With a teacher: how much it counts; the targets count 1 - alpha.", default: 0.7,
    rule: "from 0 to 1"
  ) { $0 >= 0 && $0 <= 1 }

  /// What is learnt of a teacher; `nil` without one.
  static func distillation(_ call: VerbCall) throws -> Distillation? {
    guard let model = try call.optional(teacher) else {
      for option in [temperature.description, alpha.description] {
        try call.refuse(idle: option, .without(teacher.name, typed: "\(teacher.name)=big"))
      }
      return nil
    }
    return Distillation(
      model, temperature: try call[temperature], alpha: try call[alpha])
  }

  /// Numbers are not softened.
  static func refuseIdleTemperature(_ setup: TrainingSetup, _ call: VerbCall) throws {
    guard setup.options.distillation?.answers == .numbers else { return }
    try call.refuse(idle: temperature.description, .of("answers that are numbers"))
  }
}
