import Catalog
import Learning

/// `c = copy m`: another model with the same weights, which it shares with none.
enum CopyVerb: Verb {
  private static let model = Parameter<Model>.model()

  static let signature = Signature(
    "copy", .verb, "makes another model with the same weights, to train or change on its own",
    example: "c = copy m",
    [model.description],
    details: "`b = a` gives a model a second name; `b = copy a` makes a second model.",
    effects: .givesValue)

  static func perform(_ call: VerbCall) throws -> Value {
    .model(try call[model].copy(named: call.evaluator.context.target))
  }
}
