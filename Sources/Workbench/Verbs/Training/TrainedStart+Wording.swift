import Language
import Learning
import Support

// A second training of a model goes on from the weights of the first: what is said of that.

extension LastTraining {
  /// `r (30 epochs)`, or `a training (30 epochs)` of one without a name.
  var spoken: String {
    let isName =
      !ResultNames.spoken(run).isEmpty
      && run.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    return "\(isName ? run : "a training") (\(amount))"
  }

  private var amount: String {
    epochs > 0 ? Problems.count(epochs, "epoch") : Problems.count(steps, "step")
  }
}

extension VerbCall {
  /// Says that a training goes on from the weights of another, once for each place in a program.
  func sayStart(of setup: TrainingSetup) {
    guard let start = setup.start, !start.isReplaced else { return }
    var text = "\(start.model) goes on from the weights of \(start.training.spoken)"
    if !start.setSince.isEmpty {
      let names = start.setSince.map { "`\($0)`" }
      text += ", and from \(Problems.list(first: 3, of: names)) as you set it"
    }
    if let line = interpreter.lineForNewWeights(of: start.model, in: setup.models) {
      text += "; to begin anew: `\(line)`"
    } else {
      text += "; to begin anew, write its model again, after a `seed`"
    }
    interpreter.noteOnce(text, of: evaluator.context.source, at: arguments.wordSpan.start)
  }
}

extension Interpreter {
  /// Says that every training of a sweep goes on from the weights which one before has left: what it finds best is
  /// best for those.
  func saySweepStart(of models: [Model]) {
    for model in models {
      guard let training = model.lastTraining else { continue }
      var text =
        "each training of the sweep goes on from the weights that \(model.name) has of \(training.spoken)"
      if let line = lineForNewWeights(of: model.name, in: models) {
        text += "; to begin anew: `\(line)`"
      }
      note(text)
    }
  }

  /// Longer lines would not be read.
  private static var lineLimit: Int { 200 }

  /// Draws the same weights whenever it is typed; `nil` where no line of its own makes the model.
  fileprivate func lineForNewWeights(of name: String, in models: [Model]) -> String? {
    guard let model = models.first(where: { $0.name == name }), !model.source.isEmpty,
      model.source.count <= Self.lineLimit, model.compatibility == options.compatibility,
      model.dtype == options.dtype, case .model(let named)? = self[name], named === model
    else { return nil }
    return "seed \(options.seed); \(name) = \(model.source)"
  }

  /// Notes who has given the models of a training their weights.
  package func noteWeights(of setup: TrainingSetup, epochs: Int, steps: Int) {
    guard steps > 0 else { return }
    let start = setup.start.flatMap { $0.isReplaced ? nil : $0.training.rows } ?? []
    setup.models.note(
      LastTraining(
        run: setup.options.label ?? setup.options.name, epochs: epochs, steps: steps,
        inputs: setup.training.inputRange, rows: start + [TrainedRows(setup.training)]))
  }
}
