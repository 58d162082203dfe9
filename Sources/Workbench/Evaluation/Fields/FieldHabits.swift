import Language
import Learning

extension Evaluator {
  /// Runs `body`, which reads `word` behind the dot of `base`, whose value is known; where it has no such part, a
  /// word of another library gets the line that does the same here: `x.mean()`, `m.fit(d)`.
  func readingField<Result>(
    _ word: String, of base: Expression, _ value: Value, _ arguments: [ArgumentSyntax]? = nil,
    _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch  where isMissingPart(error) {
      let given = arguments?.map { text(of: $0.span) }
      guard let hint = habits(of: base, value).hint(for: word, given) else { throw error }
      var diagnostic = Problems.diagnostic(for: error, at: nil)
      diagnostic.hint = hint
      throw diagnostic
    }
  }

  /// Whether a value has no part of the name that was asked for.
  private func isMissingPart(_ error: any Error) -> Bool {
    switch error {
    case ValueProblem.noField, LearningError.weights(.unknownParameter): true
    default: false
    }
  }

  private func habits(of base: Expression, _ value: Value) -> MethodHabits {
    let receiver = text(of: base.span)
    var (owner, weight) = (MethodHabits.Owner.other, String?.none)
    var columns: [String] = []
    switch value {
    case .model(let model): (owner, weight) = (.model, model.parameters.first?.path)
    case .dataset(let dataset):
      (owner, columns) = (.dataset, dataset.tabular?.columnNames ?? [])
    case .run: owner = .run
    case .tensor: owner = .tensor
    default: break
    }
    var habits = MethodHabits(
      owner, receiver,
      isFunction: { self.catalog.signature($0, .function)?.parameters.isEmpty == false },
      dataset: datasetName(), weight: weight, files: catalog.files)
    habits.columns = columns
    return habits
  }

  /// Runs a verb; where it was given no data, the error names those that there are.
  func namingData(_ perform: () throws -> Value) throws -> Value {
    do {
      return try perform()
    } catch var diagnostic as Diagnostic {
      if diagnostic.code == "E0116", diagnostic.message.hasSuffix(" needs `data`: a data set"),
        let data = datasetName()
      {
        let verb = diagnostic.message.prefix { $0 != " " }
        let model = session.order.last { name in
          if case .model? = frame[name] { true } else { false }
        }
        diagnostic.hint = "write `\(verb) \(model ?? "m"), \(data)`, or make one: `d = table(x, y)`"
      }
      throw diagnostic
    }
  }

  /// The data set that was named last.
  private func datasetName() -> String? {
    session.order.last { name in
      if case .dataset? = frame[name] { true } else { false }
    }
  }
}
