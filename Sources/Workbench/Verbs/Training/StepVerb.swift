import Catalog
import Engine
import Language
import Learning

/// `step D, optimizer=adam(0.001), loss=x -> …`: one loss and the models that it trains.
///
/// Stands in the braces of `train`, which runs the steps one after the other on each batch.
enum StepVerb: Verb {
  private static let models = Parameter<[Model]>.value(
    "models", "The model that is trained, or several in brackets.",
    expected: "a model or a list of models"
  ) { value, _ in
    switch value {
    case .model(let model): return [model]
    case .list(let items) where !items.isEmpty:
      let models = items.compactMap { item in
        if case .model(let model) = item { model } else { nil }
      }
      return models.count == items.count ? models : nil
    default: return nil
    }
  }
  private static let optimizer = Parameter<Chosen<any Optimizer>>.optimizer(
    "How weights follow the gradient.")
  private static let loss = Parameter<LossChoice>.loss(
    "What is made small: a function of the batch's inputs and targets.",
    expected: "a function (x, y) or a loss", shown: nil)

  static let signature = Signature(
    "step", .verb, "one loss and the models that it trains, in the braces of train",
    example: "train d { step m, loss=(x, y) -> mean((y - m(x))^2) }",
    [models.description, optimizer.description, loss.description],
    details: """
      Models called in the loss are in training mode, and normal(…), uniform(…) and shuffle(…) draw
      anew for each batch. Only the models that the step names are changed. The run has one curve
      for each step: r.D for `step D`, r.f_g for `step [f, g]`.
      """, effects: .isTrainingStep)

  static func perform(_ call: VerbCall) throws -> Value {
    guard let collector = call.evaluator.context.steps else {
      throw ValueProblem.notAvailable("step")
    }
    let models = try call[models]
    let optimizer =
      try call.optional(optimizer) ?? Chosen<any Optimizer>(Adam(), text: "adam")
    let loss = try call[loss]
    if case .named = loss, models.count > 1 {
      throw call.wrongKind(Self.loss, "a function of the batch for several models")
    }
    collector.collect(
      CollectedStep(
        step: TrainingStep(name(models, call), models, optimizer: optimizer, loss: loss),
        place: call.span))
    return .none
  }

  /// The names as written, joined: `f_g`; a model that is no name gives its own.
  private static func name(_ models: [Model], _ call: VerbCall) -> String {
    var written: [Expression] = []
    if let first = call.syntax.first?.value {
      if case .list(let items) = first.kind { written = items } else { written = [first] }
    }
    return zip(models, written).map { model, expression in
      if case .name(let name) = expression.kind { name } else { model.name }
    }.joined(separator: "_")
  }
}

/// A step as the body of a `train` named it.
struct CollectedStep {
  var step: TrainingStep
  /// Where it stands: the same step met again in a `repeat` runs more than once for each batch.
  let place: SourceSpan
}

/// Takes the steps that the braces of one `train` name, in their order.
final class StepCollector {
  private(set) var steps: [TrainingStep] = []
  private var places: [SourceSpan] = []

  /// A step that was met before at its place, on the same models, runs once more for each batch.
  func collect(_ new: CollectedStep) {
    let same = steps.indices.first {
      places[$0] == new.place && steps[$0].models.elementsEqual(new.step.models, by: ===)
    }
    if let same {
      steps[same].repetitions += 1
    } else {
      steps.append(new.step)
      places.append(new.place)
    }
  }
}

extension Evaluator {
  /// Runs the statements in the braces of `train` and gives the steps that they name.
  ///
  /// They run once, before the first batch; names bound there stay inside.
  func steps(of body: [Statement]) throws -> [TrainingStep] {
    let collector = StepCollector()
    let inner = with {
      ($0.frame, $0.isTop, $0.steps) = (frame.nested, false, collector)
    }
    _ = try inner.execute(body)
    return collector.steps
  }
}
