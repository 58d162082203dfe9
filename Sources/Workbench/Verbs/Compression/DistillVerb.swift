import Catalog
import Data
import Learning
import Plots
import Support

/// `r = distill small, big, d, temperature=4, alpha=0.7`: a training of the small model that learns the answers of the
/// big one beside the targets.
enum DistillVerb: Verb {
  private static let student = Parameter<Model>.value(
    "student", "The model that is trained.", expected: "a model"
  ) { value, _ in
    if case .model(let model) = value { model } else { nil }
  }
  private static let teacher = Parameter<Model>.value(
    "teacher", "The trained model whose answers it learns; it stays as it is.", expected: "a model"
  ) { value, _ in
    if case .model(let model) = value { model } else { nil }
  }

  private static let own = ParameterSet(
    TrainVerb.model.description, TrainVerb.data.description, teacher.description,
    TrainVerb.temperature.description, TrainVerb.alpha.description)

  static let signature = Signature(
    "distill", .verb, "trains a small model on data and on the answers of a large one",
    example:
      "distill model 2 { dense 1, activation=sigmoid }, m, generated(gauss, 100), epochs=2",
    [
      student.description, teacher.description, TrainVerb.data.description,
      TrainVerb.temperature.description, TrainVerb.alpha.description,
    ] + TrainVerb.signature.parameters.filter { !own.contains($0) },
    details: """
      The loss is alpha * T^2 * KL(teacher_T || student_T) + (1 - alpha) * loss, T the temperature, where both
      answers are softmax(z / T), or sigmoid(z / T) for yes and no (Hinton, Vinyals and Dean 2015). A teacher of numbers
      counts with the mean squared distance from its answer. All else is as in `train`, of which this is a case:
      train small, d, teacher=big. It gives a run; r.loss and r.val_loss are the whole sum.

      Whether the teacher helps is a question for the same net without it, on the same rows and several seeds:
        sweep t in [0, 0.7], seeds=3 { distill (model 64 { dense 8, activation=relu; dense 10, activation=softmax }), \
      big, digits, alpha=t, epochs=10 }
      alpha=0 is the training without a teacher; the table has mean and spread of both.
      """, effects: [.trains, .changesModels, .mayRunBehind, .givesValue, .isSilent])

  static func perform(_ call: VerbCall) throws -> Value {
    let (model, teacher) = (try call[student], try call[teacher])
    let dataset = try call.weighted(
      call.learnt(TrainVerb.data, by: model, teacher: teacher), by: TrainVerb.sampleWeight)
    var options = try TrainVerb.options(call, dataset)
    // A file of the run says that there was one; which it was is said again by `resume`.
    options.sources.insert((TrainVerb.teacher.name, ""), at: 0)
    try TrainVerb.reportLeaks(of: dataset, call)
    let setup = try TrainingSetup(model, on: dataset.train, options)
    let result = try TrainVerb.train(setup, call)
    guard !call.isBackground, call.evaluator.context.pooled == nil, let test = dataset.test,
      case .run(let run) = result, run.isFinished
    else { return result }
    call.interpreter.host.emit(
      .report(try report(run, teacher, on: test, dataset, call)))
    return result
  }

  /// The student beside its teacher, on rows that neither has learnt from.
  private static func report(
    _ run: TrainingRun, _ teacher: Model, on test: Samples, _ dataset: Dataset, _ call: VerbCall
  ) throws -> Report {
    let models = [("student", run.model), ("teacher", teacher)]
    let loss = run.setup.supervision?.loss
    let rows = try models.map { role, model in
      (
        role: role, model: model,
        measured: try CompressedMeasure.all(
          of: model, on: test, loss: loss, dataset, call.interpreter)
      )
    }
    let names = rows[0].measured.map(\.name)
    var columns: [Table.Field<(role: String, model: Model, measured: [CompressedMeasure])>] = [
      .text("model", title: "") { "\($0.role) \(Sanitizer.visibleLine($0.model.name))" },
      .count("parameters") { $0.model.parameterCount },
    ]
    for (place, name) in names.enumerated() {
      columns.append(
        .number(name, .metric) {
          $0.measured.indices.contains(place) ? $0.measured[place].value : nil
        })
    }
    return Report(
      "distillation",
      title: "student and teacher on the \(NumberText.grouped(test.count)) rows for test",
      [.table(Table(rows, columns))])
  }
}
