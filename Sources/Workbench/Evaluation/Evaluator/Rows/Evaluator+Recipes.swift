import Catalog
import Data
import Engine
import Formats
import Language
import Learning
import Support

// Tables become numbers here, and nowhere else: what was chosen, and what raw rows held that training had not
// seen, is said.

extension Evaluator {
  /// The data as a model learns from them: with `prepare` where nothing says how columns become numbers.
  ///
  /// The lines that were chosen are said, unless `model` was made with the same recipe.
  func prepared(
    _ dataset: Dataset, as written: String, for model: Model? = nil, at span: SourceSpan
  ) throws -> Dataset {
    guard !dataset.isPrepared else { return dataset }
    let prepared = try Problems.located(at: span) {
      try calling { try dataset.prepared(dataContext()) }
    }
    if let recipe = prepared.recipe, model?.recipe?.acts(like: recipe) != true {
      let name = written.isEmpty || written.count > 40 ? dataset.name : written
      session.note(PreparationText.heading(of: prepared, as: name))
      for line in PreparationText.lines(of: prepared) { session.host.emit(.aside(line)) }
    }
    return prepared
  }

  /// The rows of a data set as this model knows them: through its own recipe where theirs is another, or none.
  func samples(
    of dataset: Dataset, for model: Model, as written: String, withTarget: Bool = true,
    at span: SourceSpan
  ) throws -> Samples {
    try rowsAndRecipe(of: dataset, for: model, as: written, withTarget: withTarget, at: span)
      .samples
  }

  /// The same with the recipe through which they came, and the raw rows.
  func rowsAndRecipe(
    of dataset: Dataset, for model: Model, as written: String, withTarget: Bool = true,
    at span: SourceSpan
  ) throws -> AskedRows {
    if let recipe = model.recipe, recipe.raw != nil, dataset.recipe?.raw != nil {
      return AskedRows(
        samples: try rawSamples(of: dataset, through: recipe, at: span), recipe: recipe)
    }
    guard let recipe = model.recipe, let tabular = dataset.tabular else {
      try Problems.located(at: span) {
        try requirePreparation(dataset.preparation, for: model)
      }
      let own =
        try columnsAsTheyStand(of: dataset, for: model, withTarget: withTarget, at: span)
        ?? prepared(dataset, as: written, for: model, at: span)
      let ordered = try inOrder(own, of: model, isAsked: !withTarget, at: span)
      return AskedRows(
        samples: ordered.train, recipe: ordered.recipe, names: ordered.namesOfClasses,
        table: own.tabular?.raw.train)
    }
    return try rows(of: dataset, tabular, through: recipe, at: span)
  }

  /// The columns as a file has them, for a model whose weights were made elsewhere: what these rows have in common is no
  /// business of its. `nil` for other models, and for data that are prepared.
  private func columnsAsTheyStand(
    of dataset: Dataset, for model: Model, withTarget: Bool, at span: SourceSpan
  ) throws -> Dataset? {
    guard model.recipe == nil, model.hasGivenWeights, model.lastTraining == nil,
      !dataset.isPrepared || dataset.isUntouched, let tabular = dataset.tabular,
      model.inputs.count == 1
    else { return nil }
    return try Problems.located(at: span) {
      let count = model.inputs[0].shape.count
      guard
        let own = try calling({
          try dataset.asItStands(count, withTarget: withTarget, dataContext())
        })
      else {
        throw model.refusal(of: tabular)
      }
      let names = own.columns.map { Problems.quotedName($0) }
      let target = own.recipe?.target.map { Problems.quotedName($0.column) }
      let rest =
        tabular.isTargetGiven
        ? "" : target.map { "; \($0), the last column, is taken for its target" } ?? ""
      session.note(
        "\(model.name) was made elsewhere: \(Problems.list(first: 8, of: names)) go in as they stand, in this order\(rest)"
      )
      return own
    }
  }

  /// The rows of a data set with their targets, as this recipe makes them.
  private func rows(
    of dataset: Dataset, _ tabular: TabularData, through recipe: Recipe, at span: SourceSpan
  ) throws -> AskedRows {
    tellMarks(in: dataset, for: recipe)
    if let own = try prepared(dataset, like: recipe) {
      tell(tabular.untold)
      return AskedRows(
        samples: own.train.weighted(as: dataset.train), recipe: recipe, table: tabular.raw.train,
        forecasts: forecasts(of: tabular.raw.train, through: recipe, count: own.train.count))
    }
    if let own = dataset.recipe, own.relabelled != nil {
      var asked = try answers(of: tabular.raw.train, through: recipe, withTarget: false, at: span)
      if !recipe.hasOtherTargets(than: own) {
        asked.samples = asked.samples.labelled(as: dataset.train, asked.places)
      }
      asked.samples = asked.samples.weighted(as: dataset.train, asked.places)
      return asked
    }
    let table = labelled(tabular, for: recipe, isWeighted: dataset.train.weights != nil)
    var asked = try answers(of: table, through: recipe, at: span)
    asked.samples = asked.samples.weighted(as: dataset.train, asked.places)
    return asked
  }

  /// The rows that windows of a prepared part forecast; `nil` where samples are no windows, or other ones than the part's.
  private func forecasts(of table: TypedTable, through recipe: Recipe, count: Int) -> [Int]? {
    guard recipe.window != nil else { return nil }
    var notes: [RecipeNote] = []
    let rows = try? recipe.answers(of: table, withTarget: true, dtype, notes: &notes).rows
    return rows.flatMap { $0.count == count ? $0 : nil }
  }

  /// Refuses rows without targets where these are needed, by the reason why there are none.
  func requireTargets(
    _ samples: Samples, of dataset: Dataset, for recipe: Recipe?, as written: String,
    at span: SourceSpan
  ) throws {
    guard samples.targets == nil, let recipe else { return }
    let data = written.isEmpty ? dataset.name : written
    let problem: RecipeError
    if let relabelled = recipe.relabelled {
      problem = .relabelled(relabelled, data: data)
    } else if dataset.recipe?.relabelled != nil {
      problem = .relabelledData(column: recipe.target?.column ?? "", data: data)
    } else if let target = recipe.target, dataset.tabular != nil {
      problem = .missingColumn(target.column, known: recipe.columns.map(\.name))
    } else {
      return
    }
    try Problems.located(at: span) { throw DataError(.recipe(problem)) }
  }

  /// The rows that have what this recipe predicts, whatever their data set would: the others are left out, and told.
  ///
  /// Rows in time stay neighbours, so that none of them is left out.
  private func labelled(_ tabular: TabularData, for recipe: Recipe, isWeighted: Bool) -> TypedTable
  {
    let target = recipe.target?.column
    guard let all = tabular.unlabelled, !isWeighted, recipe.looksBack || tabular.target != target
    else {
      tell(tabular.untold)
      return tabular.raw.train
    }
    guard !recipe.looksBack, let target, let column = all.column(named: target) else { return all }
    let kept = (0..<column.count).filter { !column.values.isMissing($0) }
    guard !kept.isEmpty, kept.count < column.count else { return all }
    tell(.withoutTarget(rows: column.count - kept.count, column: target))
    return all.rows(kept)
  }

  private func tell(_ note: DataNote?) {
    if let note { session.note(Problems.text(of: note)) }
  }

  /// The data as prepared, where their own recipe comes to this one; `nil` for rows that came another way.
  func prepared(_ dataset: Dataset, like recipe: Recipe) throws -> Dataset? {
    let own = dataset.isPrepared ? dataset : try? dataset.prepared(dataContext())
    if own?.recipe?.acts(like: recipe) == true { return own }
    // The same classes in the order of a model's outputs.
    if let classes = recipe.target?.classes, let ordered = own?.withClasses(classes),
      ordered.recipe?.acts(like: recipe) == true
    {
      return ordered
    }
    // Few whole numbers are learnt as numbers by a model that gives one.
    guard recipe.target?.classes.isEmpty == true,
      let numeric = try? dataset.withNumericTarget(dtype)?.prepared(dataContext()),
      numeric.recipe?.acts(like: recipe) == true
    else { return nil }
    return numeric
  }

  /// Raw pictures or sounds as this recipe makes them.
  func rawSamples(
    of dataset: Dataset, through recipe: Recipe, withTarget: Bool = true, at span: SourceSpan
  ) throws -> Samples {
    if let (own, other) = recipe.differentLengths(from: dataset.recipe) {
      session.note(Problems.text(ofSounds: other, fittedTo: own))
    }
    return try Problems.located(at: span) {
      try calling {
        let dataset = try recipe.raw.map { try dataset.read(as: $0, dataContext()) } ?? dataset
        return try recipe.samples(ofRaw: dataset, withTarget: withTarget, dtype)
      }
    }
  }

  /// The picture or sound of a file, as the model's source reads it.
  func raw(_ path: String, for raw: RawInput, at span: SourceSpan) throws -> Dataset {
    try Problems.located(at: span) {
      try calling {
        try DataPipeline.load(
          DataLine(raw.source, Arguments([.text(path)])), [], dataContext())
      }
    }
  }

  /// Raw rows as this recipe makes them.
  func rows(
    of table: TypedTable, through recipe: Recipe, withTarget: Bool = true, at span: SourceSpan
  ) throws -> Samples {
    try answers(of: table, through: recipe, withTarget: withTarget, at: span).samples
  }

  /// The same with the rows from which they came; those that are typed have a word where one
  /// is asked for, and of a table it is told where there is none.
  func answers(
    of table: TypedTable, through recipe: Recipe, withTarget: Bool = true, isTyped: Bool = false,
    at span: SourceSpan
  ) throws -> AskedRows {
    try Problems.located(at: span) {
      var notes: [RecipeNote] = []
      let made: (samples: Samples, rows: [Int]?)
      do throws(RecipeError) {
        if isTyped { try recipe.requireWords(in: table) }
        made = try recipe.answers(of: table, withTarget: withTarget, dtype, notes: &notes)
        notes += recipe.gaps(in: table)
      } catch {
        if let missing = MissingColumn(error, table, recipe, dtype) { throw missing }
        throw DataError(.recipe(error))
      }
      for note in notes { session.note(Problems.text(of: note)) }
      let isCut = recipe.window != nil
      return AskedRows(
        samples: made.samples, recipe: recipe, table: table, places: isCut ? nil : made.rows,
        forecasts: isCut ? made.rows : nil)
    }
  }
}

extension Evaluator {
  /// The rows of other data as those that are trained on know them.
  func samples(of other: Dataset, like data: Dataset, as written: String, at span: SourceSpan)
    throws
    -> Samples
  {
    // Without the name of the argument.
    let name = written.prefix { $0.isLetter || $0 == "_" }
    let written =
      written.dropFirst(name.count).hasPrefix("=")
      ? String(written.dropFirst(name.count + 1)) : written
    let samples: Samples
    if let recipe = data.recipe, recipe.raw != nil, other.recipe?.raw != nil {
      samples = try rawSamples(of: other, through: recipe, at: span)
    } else if let recipe = data.recipe, let tabular = other.tabular {
      samples = try rows(of: other, tabular, through: recipe, at: span).samples
    } else {
      let own = try prepared(other, as: written, at: span)
      return (own.withClasses(data.namesOfClasses) ?? own).train
    }
    if data.train.targets != nil {
      try requireTargets(samples, of: other, for: data.recipe, as: written, at: span)
    }
    return samples
  }
}

extension Evaluator {
  /// What is asked for its inputs is asked for numbers: `d.x` is what a model would learn from, and `d.recipe` and
  /// `d.mean` are how it came to be.
  func numbersOf(_ value: Value, asked field: String, written: Expression) throws -> Value {
    guard case .dataset(let dataset) = value, !dataset.isPrepared else { return value }
    if LearntFields.areAsked(by: field) {
      // Of columns that no steps can be chosen for, those that were written can be read.
      return (try? calling { try dataset.prepared(dataContext()) }).map { .dataset($0) } ?? value
    }
    guard field == "x" else { return value }
    return .dataset(
      try Problems.located(at: written.span) {
        try calling { try dataset.prepared(dataContext()) }
      })
  }

  /// The name of a column, where that is what stands between the brackets: `d["age"]`.
  func columnName(_ indices: [Index]) throws -> String? {
    guard indices.count == 1, case .at(let expression) = indices[0],
      case .text(let name) = try evaluate(expression)
    else { return nil }
    return name
  }
}
