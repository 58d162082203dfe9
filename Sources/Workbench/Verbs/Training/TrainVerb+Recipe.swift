import Catalog
import Data
import Engine
import Language
import Learning
import Support

// As what a model learns from a data set that knows more than one way to be numbers.
extension VerbCall {
  /// The data set as this model goes on to learn from it.
  ///
  /// A target of few whole numbers is learnt as numbers by a model that gives one. A model that was trained on a table
  /// keeps the recipe that its weights belong to: other rows go through it by the names of their columns.
  ///
  /// Classes are numbered as the outputs of the model are, and of a `teacher`, where that is known.
  func learnt(
    _ parameter: Parameter<Dataset>, by model: Model, teacher: Model? = nil
  ) throws -> Dataset {
    let (given, span) = (try self[parameter], span(of: parameter.description))
    var dataset = given
    if try givesNumber(model) {
      let numeric = try Problems.located(at: span) {
        try evaluator.calling { try given.withNumericTarget(evaluator.dtype) }
      }
      if let numeric {
        dataset = numeric
        interpreter.noteOnce(
          "\(Problems.quotedName(given.target ?? "")) is learnt as a number, because \(model.name) gives one "
            + "without an activation; classes want `dense \(given.classNames.count), activation=softmax`",
          of: "a numeric target")
      } else {
        try report(Problems.classesAsNumbers(given, model, at: arguments.wordSpan))
      }
    }
    if let kept = try remade(dataset, for: model, at: span) { return kept }
    let prepared = try evaluator.prepared(
      dataset, as: sourceText(of: parameter), for: model, at: span)
    let own = try evaluator.inOrder(prepared, of: model, at: span)
    return try evaluator.ordered(own, for: [model] + [teacher].compactMap { $0 }, at: span)
  }

  /// The rows through the recipe of the model's training, where theirs is another.
  private func remade(
    _ dataset: Dataset, for model: Model, at span: SourceSpan
  ) throws -> Dataset? {
    guard model.lastTraining != nil, let recipe = model.recipe, recipe.raw == nil,
      !recipe.looksBack, dataset.tabular != nil, !dataset.hasTensorSteps,
      try evaluator.prepared(dataset, like: recipe) == nil
    else { return nil }
    var notes: [RecipeNote] = []
    let result = try Problems.located(at: span) {
      try evaluator.calling {
        try dataset.remade(by: recipe, evaluator.dtype, notes: &notes)
      }
    }
    interpreter.note(
      "\(model.name) goes on with the steps that it was trained with: rows of \(dataset.name) go through them, by the "
        + "names of their columns")
    for note in notes { interpreter.note(Problems.text(of: note)) }
    return result
  }

  /// Whether a model's answer is a number, and learnt as one.
  private func givesNumber(_ model: Model) throws -> Bool {
    guard model.outputShape.count == 1 else { return false }
    if let loss = try optional(TrainVerb.loss) { return loss.expectation?.targets == .numbers }
    switch model.outputActivation?.output {
    case .linear, nil: return true
    default: return false
    }
  }

  private func report(_ diagnostic: Diagnostic?) throws {
    guard var diagnostic else { return }
    if interpreter.isStrict {
      diagnostic.severity = .error
      throw diagnostic
    }
    interpreter.report(diagnostic)
  }
}

extension Problems {
  /// Names of classes that are learnt as their positions; `nil` where there are none.
  static func classesAsNumbers(
    _ data: Dataset, _ model: Model, at span: SourceSpan
  ) -> Diagnostic? {
    let names = data.classNames
    guard names.count > 1 else { return nil }
    let last =
      names.count == 2 ? "dense 1, activation=sigmoid" : "dense \(names.count), activation=softmax"
    return Diagnostic(
      .warning, "W0070",
      "\(quotedName(data.target ?? "target")) is \(list(names.prefix(3).map(quotedName)))"
        + (names.count > 3 ? " …" : "")
        + ", and \(model.name) gives one number: what it learns are the positions 0 to \(names.count - 1)",
      at: span, hint: "end the model with `\(last)`")
  }
}
