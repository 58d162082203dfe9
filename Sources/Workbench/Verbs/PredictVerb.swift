import Catalog
import Data
import Engine
import Formats
import Learning
import Plots

/// `predict m, x`: the model's output for each sample, dropout switched off; `samples=20` leaves it
/// on and gives mean and deviation of as many passes.
enum PredictVerb: Verb {
  private static let model = Parameter<Model>.model()
  private static let x = Parameter<Value>.any(
    "x",
    "Samples: a part of a data set, a tensor, rows as records, or the name of a picture or sound.",
    expected: "a tensor, a data set or a record")
  // Its help says what it is without the argument.
  private static let samples = Parameter<Int>(
    "samples", "Passes with dropout switched on, whose mean and std are given.", expected: "none",
    default: nil, shown: .nothing, rule: "a whole number from 1 to 100000",
    read: { Int($0) }, where: { (1...100_000).contains($0) })

  static let signature = Signature(
    "predict", .verb, "the output of a model for each sample", example: "predict m, xor.x",
    [model.description, x.description, samples.description],
    details: """
      A row of a table is a record with the names of its columns: predict m, {age: 45, sex: "female"}; several stand in
      brackets, [{…}, {…}].
      A model of several inputs takes a data set, or a tensor for each input: predict m, a=x, b=z by name,
      predict m, [x, z] in the model's order, predict m, {a: x, b: z} as a record.
      A model that was trained on a file takes other files of its kind: predict m, "new.csv" and predict m, csv("new.csv")
      read them as that one was read (missing=, separator=, decimal=, dates=, words=, …), also after save and load. The
      `row` of an answer is the row of the file, from 0, whatever has chosen or shuffled the rows.
      samples=n is Monte-Carlo dropout: n passes with fresh masks, batch normalisation as in
      inference. A model that was trained on pictures or sounds takes the name of a file or folder, as in
      predict m, "x.png"; one of texts takes texts, predict m, "so good", and the name of a table that is there. With samples= the result has
      .mean and .std, the population deviation over the passes.
      """, namesInputs: true, effects: .givesValue)

  static func perform(_ call: VerbCall) throws -> Value {
    let model = try call[model]
    do {
      return try answer(call, model)
    } catch {
      guard let record = record(like: call.value(of: x), for: model) else { throw error }
      let span = call.span(of: x.description)
      throw Problems.plainRow(
        Problems.diagnostic(for: error, at: span), record, model.name, at: span)
    }
  }

  /// A row of plain values as the record that the model of a table takes, as far as the values can be told apart;
  /// `nil` for other values and models.
  private static func record(like value: Value?, for model: Model) -> String? {
    guard let recipe = model.recipe, recipe.raw == nil, !recipe.columns.isEmpty else { return nil }
    var numbers: [Double] = []
    var words: [String] = []
    switch value {
    case .tensor(let tensor)?:
      guard let known = tensor.known, known.shape.rank < 3, known.count <= 64 else { return nil }
      numbers = known.doubles
    case .list(let items)?:
      var rest = Array(items.prefix(64).reversed())
      while let item = rest.popLast() {
        switch item {
        case .tensor(let tensor):
          numbers += tensor.known.map { $0.count <= 64 ? $0.doubles : [] } ?? []
        case .text(let text): words.append(text)
        case .list(let inner): rest += inner.prefix(64).reversed()
        case .bool: break
        default: return nil
        }
      }
    default: return nil
    }
    var given = numbers[...]
    // Who gives as many numbers as there are columns has given one for each word, too.
    let isByPosition = words.isEmpty && numbers.count == recipe.columns.count
    let fields = recipe.columns.map { column in
      let name = RecordText.name(column.name)
      guard column.words.isEmpty else {
        if isByPosition { given.removeFirst() }
        let word = words.first { column.words.contains($0) } ?? column.words[0]
        return "\(name): \"\(word)\""
      }
      return "\(name): " + (given.popFirst().map(NumberText.general) ?? "…")
    }
    return "{\(fields.joined(separator: ", "))}"
  }

  private static func answer(_ call: VerbCall, _ model: Model) throws -> Value {
    let interpreter = call.interpreter
    if model.inputs.count > 1, call.syntax.count(where: { $0.label == nil }) > 2 {
      // `predict m, a, b`: the second is no number of passes.
      throw LearningError.input(
        .severalInputs(model: model.name, names: model.inputs.map(\.name)))
    }
    guard let count = try call.optional(samples) else {
      if case .tensor(let tensor)? = call.value(of: x), model.inputs.count == 1 {
        try call.checkInputNames(of: model)
        try Problems.located(at: call.span(of: x.description)) {
          try call.evaluator.requirePreparation(tensor.preparation, for: model)
        }
        if let outlier = tensor.known.flatMap({ model.recipe?.outlier(in: $0) }) {
          interpreter.report(
            Problems.outsideTraining(
              outlier.feature, outlier.number, outlier.range, at: call.span(of: x.description)))
        }
        let output = try call.evaluator.apply(model, to: [tensor])
        guard let target = model.recipe?.target, target.isScaled, let known = output.known else {
          return .tensor(
            output.answering(
              model.knownClasses, isProbability: model.givesProbabilities,
              isNumber: model.recipe?.target?.classes.isEmpty == true))
        }
        return .tensor(
          TensorValue(target.inUnits(known)).asModelOutput()
            .answering([], isProbability: false, isNumber: true))
      }
      let several = try call.value(of: x).flatMap { try call.tensors(of: $0, for: model) }
      if several == nil, let answers = try rawAnswers(call, model) { return .report(answers) }
      let asked =
        try several.map { AskedRows(samples: try call.batch($0, for: model), recipe: nil) }
        ?? call.asked(x, for: model)
      let output = try model.predict(asked.samples, threads: interpreter.options.threads)
      if let report = PredictionReport.named(
        output, of: model, asked, as: call.value(of: x))
      {
        return .report(report)
      }
      let target = model.recipe?.target
      var names = model.knownClasses
      // A model that has learnt numbers gives numbers, whatever the data could be.
      if names.isEmpty, target?.classes.isEmpty != true,
        case .dataset(let dataset)? = call.value(of: x)
      {
        names = dataset.classNames
      }
      return .tensor(
        TensorValue(target?.inUnits(output) ?? output).asModelOutput()
          .answering(
            names, isProbability: model.givesProbabilities,
            isNumber: (model.recipe ?? asked.recipe)?.target?.classes.isEmpty == true
          )
          .with(rows: asked.origins ?? asked.allRows ?? asked.samples.places)
          .with(files: files(of: call.value(of: x))))
    }
    let asked = try call.asked(x, for: model)
    let inputs = asked.samples
    let masks = model.drawnInTraining.joined(separator: ", ")
    let stream = interpreter.random.stream(.sample, "\(inputs.count) rows through \(masks)")
    guard
      let draws = try model.predict(
        inputs, draws: count, stream: stream,
        threads: interpreter.options.threads,
        isInterrupted: { interpreter.breathe() })
    else { throw ValueProblem.interrupted }
    if !draws.isRandom { interpreter.report(Problems.drawsNothing(model, at: call.span)) }
    return .report(report(draws, of: inputs.count, model.recipe?.target, asked.origins))
  }

  /// What the model says of rows as a file has them: records, or a table that was not prepared as its training
  /// was. `nil` for anything else.
  private static func rawAnswers(_ call: VerbCall, _ model: Model) throws -> ReportValue? {
    guard let value = call.value(of: x) else { return nil }
    let table: TypedTable
    // Of a table, rows may have gaps where those of training had some, too.
    var isTyped = false
    if let answers = try mediaAnswers(call, model, value) { return answers }
    switch value {
    case .dataset(let dataset):
      guard let recipe = model.recipe, let tabular = dataset.tabular,
        try dataset.isUntouched || call.evaluator.prepared(dataset, like: recipe) == nil
      else { return nil }
      call.evaluator.tellMarks(in: dataset, for: recipe)
      table = tabular.unlabelled ?? tabular.raw.train
    default:
      let span = call.span(of: x.description)
      let text = texts(value, model)
      // A text may be the name of a file: of a model of texts only where there is one.
      if case .text(let path) = value, text == nil || call.interpreter.hasFile(path),
        let rows = try call.evaluator.rows(of: path, for: model, at: span)
      {
        table = rows
        break
      }
      if let text {
        if case .text(let name) = value { call.interpreter.tellText(named: name, at: span) }
        table = text
        break
      }
      guard let records = try RecordColumns(value) else { return nil }
      table = try records.table()
      isTyped = true
    }
    guard let recipe = model.recipe else {
      throw ValueProblem.noRecipe(model: model.name, instead: model.rowOfNumbers(like: value))
    }
    let rows = try call.evaluator.answers(
      of: table, through: recipe, withTarget: false, isTyped: isTyped,
      at: call.span(of: x.description))
    return try answers(
      rows.samples, call, model, recipe, places: rows.origins,
      behind: rows.forecasts == nil ? nil : table.origin(ofForecast: table.rowCount))
  }

  /// The files that samples are of; `nil` where they are no files.
  private static func files(of value: Value?) -> [String]? {
    guard case .dataset(let dataset)? = value else { return nil }
    let names = dataset.fileNames
    return names?.isEmpty == false ? names : nil
  }

  /// One text or a list of them, where the model reads nothing else; `nil` for other values and models.
  private static func texts(_ value: Value, _ model: Model) -> TypedTable? {
    guard let recipe = model.recipe, recipe.texts.count == 1, recipe.columns.count == 1 else {
      return nil
    }
    let items: [Value] = if case .list(let items) = value { Array(items) } else { [value] }
    let texts = items.compactMap { if case .text(let text) = $0 { text } else { nil } }
    guard texts.count == items.count, !texts.isEmpty else { return nil }
    return TypedTable(
      [TypedColumn(recipe.columns[0].name, .texts(PackedTexts(texts)))], rowCount: texts.count)
  }

  /// The same of pictures and sounds: a file by its name, or a data set without steps.
  private static func mediaAnswers(
    _ call: VerbCall, _ model: Model, _ value: Value
  ) throws -> ReportValue? {
    guard let recipe = model.recipe ?? model.pictureRecipe, let raw = recipe.raw else { return nil }
    let span = call.span(of: x.description)
    let dataset: Dataset
    switch value {
    case .text(let path): dataset = try call.evaluator.raw(path, for: raw, at: span)
    case .dataset(let given) where given.recipe?.isOnlyRaw == true: dataset = given
    default: return nil
    }
    let samples = try call.evaluator.rawSamples(
      of: dataset, through: recipe, withTarget: false, at: span)
    return try answers(samples, call, model, recipe, files: dataset.fileNames)
  }

  private static func answers(
    _ samples: Samples, _ call: VerbCall, _ model: Model, _ recipe: Recipe, places: [Int]? = nil,
    behind: Int? = nil, files: [String]? = nil
  ) throws -> ReportValue {
    let output = try model.predict(samples, threads: call.interpreter.options.threads)
    if let report = PredictionReport(
      output, of: model, recipe.target, places: places, behind: behind, files: files)
    {
      return report.value
    }
    let rows = places.flatMap { $0.count == output.shape.extents.first ? $0 : nil }
    let text = TensorText.render(output, isWeak: false, areShares: model.givesProbabilities)
    var value = ReportValue(
      Report("predictions", [.note(text)]),
      fields: [("output", .tensor(TensorValue(output).asModelOutput().with(rows: rows)))])
    value.rows = { RowsReport.make(output, rows: rows) }
    return value
  }

  private static func report(
    _ draws: PredictionDraws, of count: Int, _ target: TargetRecipe?, _ rows: [Int]?
  ) -> ReportValue {
    let head =
      "predictions of \(draws.model): \(Problems.count(count, "sample")), "
      + "\(Problems.count(draws.count, "pass", "passes")) with dropout"
    let parts = [
      ("mean", target?.inUnits(draws.mean) ?? draws.mean),
      ("std", target?.spreadInUnits(draws.deviation) ?? draws.deviation),
    ]
    let values = parts.map { name, tensor in
      Report.Block.note("\(name) " + TensorText.render(tensor, isWeak: false))
    }
    var value = ReportValue(
      Report("predictions", title: head, indent: 0, values),
      fields: parts.map { ($0.0, .tensor(TensorValue($0.1).asModelOutput())) })
    value.rows = { Report("predictions", [.table(table(of: parts, count: count, rows))]) }
    return value
  }

  /// A row for each sample: `mean` and `std`, or `mean 0`, `std 0`, … of several outputs.
  private static func table(
    of parts: [(name: String, tensor: Tensor)], count: Int, _ rows: [Int]?
  ) -> Table {
    let numbers = parts.map { ($0.name, $0.tensor.doubles) }
    let width = (numbers.first?.1.count ?? 0) / max(count, 1)
    let known = rows.flatMap { $0.count == count ? $0 : nil }
    var fields: [Table.Field<Int>] = [.count("row") { known?[$0] ?? $0 }]
    for output in 0..<width {
      for (name, numbers) in numbers {
        fields.append(
          .number(width == 1 ? name : "\(name) \(output)") { numbers[$0 * width + output] })
      }
    }
    return Table(Array(0..<count), fields)
  }
}
