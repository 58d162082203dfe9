import Catalog
import Language
import Learning

/// `b = resize m, layer="hidden", units=5`: another model that goes on from m with a layer of another size.
enum ResizeVerb: Verb {
  private static let model = Parameter<Model>.model()
  private static let layer = Parameter<String>.value(
    "layer", "The label of a dense layer.", expected: "the label of a layer in quotes"
  ) { value, _ in
    if case .text(let text) = value { text } else { nil }
  }
  private static let units = Parameter<Int>(
    "units", "How many units it gets.", rule: "from 1 to 1,000,000"
  ) { (1...1_000_000).contains($0) }

  static let signature = Signature(
    "resize", .verb, "makes another model with more or fewer units in a layer, and keeps what fits",
    example:
      "resize model 2 { hidden: dense 4, activation=tanh; dense 1 }, layer=\"hidden\", units=5",
    [model.description, layer.description, units.description],
    details: """
      The new model shares no weights with m. Weights between units that both have are those of m; new units begin
      with weights as they are drawn for the layer, and with 0 towards the next, so that at first they change no
      answer. Of fewer units the first are kept.
      """, effects: .givesValue)

  static func perform(_ call: VerbCall) throws -> Value {
    let (model, label, units) = (try call[model], try call[layer], try call[units])
    let resized = try ResizedModel.make(
      model, layer: label, units: units, named: call.evaluator.context.target ?? model.name,
      call.evaluator)
    return .model(resized)
  }
}
