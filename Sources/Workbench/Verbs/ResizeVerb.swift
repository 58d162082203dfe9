import Catalog
import Language
import Learning

/// `b = resize m, layer="hidden", units=5`: another model that goes on from m with one layer or its inputs changed.
enum ResizeVerb: Verb {
  private static let model = Parameter<Model>.model()
  static let layer = label("layer", "The label of a dense layer that gets another number of units.")
  static let after = label(
    "after", "The label behind which a dense layer is added, \"input\" for the inputs.")
  static let without = label("without", "The label of a dense layer that is left out.")
  private static let units = Parameter<Int>.optional(
    "units", "How many units it gets; behind `after` as many as the layer there.",
    rule: "from 1 to 1,000,000"
  ) { (1...1_000_000).contains($0) }
  static let features = Parameter<FunctionValue>.value(
    "features", "A function of a batch of rows: columns that the first layer reads.",
    expected: "a function", shown: .nothing
  ) { value, _ in
    if case .function(let function) = value { function } else { nil }
  }

  static let signature = Signature(
    "resize", .verb,
    "makes another model with more or fewer units, layers or inputs, and keeps what fits",
    example:
      "resize model 2 { hidden: dense 4, activation=tanh; dense 1 }, layer=\"hidden\", units=5",
    [
      model.description, layer.description, units.description, after.description,
      without.description, features.description,
    ],
    details: """
      The new model shares no weights with m. Weights between units that both have are those of m; new units begin
      with weights as they are drawn for the layer, and with 0 towards the next, so that at first they change no
      answer. Of fewer units the first are kept. Zeros of pruning stay where a kernel has not grown.
        resize m, after="hidden"         one dense layer more, like the one before it; its matrix begins as the identity.
                                         With relu answers stay as they are; tanh and sigmoid bend what passes them,
                                         so that answers change a little
        resize m, after="input"          one in front of all others
        resize m, without="hidden_2"     one fewer
        resize m, features=f             with `fn f(x) = concat([x, sin(x)], axis=1)` in front: each row gets these
                                         columns; without="features" takes them away
      """, effects: .givesValue)

  static func perform(_ call: VerbCall) throws -> Value {
    let model = try call[model]
    let made = try ResizedModel.make(
      model, try change(call), named: call.evaluator.context.target ?? model.name, call.evaluator)
    let freed = model.zeroKeepingPaths.count - made.zeroKeepingPaths.count
    if freed > 0 {
      call.interpreter.note(
        "\(Problems.count(freed, "pruned kernel")) of \(model.name) has other weights beside its own now: their zeros are "
          + "learnt again; `prune` makes them stay")
    }
    return .model(made)
  }

  /// What is asked for: one of several options.
  private static func change(_ call: VerbCall) throws -> ModelChange {
    let (layer, after) = (try call.optional(layer), try call.optional(after))
    let (without, function) = (try call.optional(without), try call.optional(features))
    let units = try call.optional(units)
    let given = [
      (Self.layer.name, layer != nil), (Self.after.name, after != nil),
      (Self.without.name, without != nil), (Self.features.name, function != nil),
    ].filter(\.1).map(\.0)
    guard given.count == 1 else { throw ResizeProblem.unclear(given) }
    if let layer {
      guard let units else { throw ResizeProblem.unclear(given) }
      return .units(layer: layer, units)
    }
    if let after { return .added(after: after, units: units) }
    try call.refuse(idle: Self.units.description, .beside(given[0]))
    if let function { return .features(function) }
    return .removed(without ?? "")
  }

  private static func label(_ name: String, _ summary: String) -> Parameter<String> {
    .value(name, summary, expected: "the label of a layer in quotes", shown: .nothing) { value, _ in
      if case .text(let text) = value { text } else { nil }
    }
  }
}
