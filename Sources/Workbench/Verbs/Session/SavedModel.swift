import Catalog
import Data
import Engine
import Exchange
import Formats
import Language
import Learning
import Support

/// The file form of a model: safetensors with the architecture as text in the metadata.
enum SavedModel {
  static let version = "1"
  static let versionKey = "nabla.version"
  static let nameKey = "nabla.name"
  static let sourceKey = "nabla.model"
  static let dtypeKey = "nabla.dtype"
  static let vocabulariesKey = "nabla.vocabularies"
  static let compatibilityKey = "nabla.compat"
  /// Which weights are whole numbers, and how their inputs are rounded.
  static let quantizedKey = "nabla.quantized"
  static let recipeKey = "nabla.recipe"
  /// How pictures become what it takes, of a model whose data came as numbers of pictures.
  static let pictureRecipeKey = "nabla.picture_recipe"
  /// What its training made small, where that has a name: an evaluation measures the same.
  static let lossKey = "nabla.loss"
  /// The weights whose zeros stay zeros, of a model that was pruned.
  static let zerosKey = "nabla.zeros_kept"
  /// The names of the outputs of a model that was read from a file of others.
  static let classNamesKey = "nabla.class_names"

  static func entry(_ path: String, _ tensor: Tensor) -> Safetensors.Entry {
    let type: Safetensors.ElementType =
      switch tensor.dtype {
      case .float32: .float32
      case .float64: .float64
      case .int32: .int32
      }
    return Safetensors.Entry(
      name: path, type, shape: tensor.shape.extents,
      bytes: tensor.withBytes { source in
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        bytes.append(pieces: source)
        return bytes
      })
  }

  /// The bytes of a model's file; refuses a model that uses others, or functions that are no formulas.
  static func bytes(_ model: Model) throws -> [UInt8] {
    guard !model.source.isEmpty else { throw SavedModelProblem.notPortable(model: model.name) }
    let quantized = model.allQuantized
    let entries = model.parameters.flatMap { path, variable in
      quantized[ObjectIdentifier(variable)].map { StoredQuantization.entries(path, $0) }
        ?? [entry(path, variable.value)]
    }
    return try Safetensors(entries: entries, notes: notes(model)).write()
  }

  /// What a file tells of a model beside its weights.
  static func notes(_ model: Model) -> [Safetensors.Note] {
    var notes = [
      Safetensors.Note(versionKey, version), Safetensors.Note(nameKey, model.name),
      Safetensors.Note(sourceKey, model.source), Safetensors.Note(dtypeKey, model.dtype.name),
      Safetensors.Note(compatibilityKey, model.compatibility.rawValue),
    ]
    if !model.vocabularies.isEmpty {
      notes.append(Safetensors.Note(vocabulariesKey, note(model.vocabularies)))
    }
    if let recipe = model.recipe {
      notes.append(Safetensors.Note(recipeKey, recipe.stored.description))
    }
    if let recipe = model.pictureRecipe {
      notes.append(Safetensors.Note(pictureRecipeKey, recipe.stored.description))
    }
    if case .named(_, let text)? = model.trainedLoss {
      notes.append(Safetensors.Note(lossKey, text))
    }
    if model.isQuantized {
      notes.append(Safetensors.Note(quantizedKey, StoredQuantization.note(model)))
    }
    let kept = model.zeroKeepingPaths
    if !kept.isEmpty {
      notes.append(
        Safetensors.Note(zerosKey, JSON.list(kept.map { .text($0) }).description))
    }
    if !model.classNames.isEmpty {
      notes.append(
        Safetensors.Note(
          classNamesKey, JSON.list(model.classNames.map { .text($0) }).description))
    }
    return notes
  }

  /// Gives a model what its file tells of its data; refuses what cannot be read.
  static func tell(
    _ model: Model, path: String, _ fact: (String) -> String?
  ) throws {
    let text = fact(vocabulariesKey)
    if let text {
      guard let vocabularies = vocabularies(in: text), vocabularies.count <= model.inputs.count
      else { throw SavedModelProblem.badArchitecture(path: path) }
      model.vocabularies = vocabularies
    }
    func recipe(_ key: String) throws -> Recipe? {
      guard let stored = fact(key) else { return nil }
      guard let stored = try? JSON.read(Array(stored.utf8)), let recipe = Recipe(stored: stored)
      else { throw SavedModelProblem.badArchitecture(path: path) }
      return recipe
    }
    model.recipe = try recipe(recipeKey) ?? model.recipe
    model.pictureRecipe = try recipe(pictureRecipeKey) ?? model.pictureRecipe
    if let stored = fact(zerosKey) {
      let known = Set(model.parameters.map(\.path))
      guard case .list(let items)? = try? JSON.read(Array(stored.utf8)),
        items.allSatisfy({ $0.string.map(known.contains) ?? false })
      else { throw SavedModelProblem.badArchitecture(path: path) }
      model.keepZeros(in: items.compactMap(\.string))
    }
    if let stored = fact(classNamesKey) {
      guard case .list(let items)? = try? JSON.read(Array(stored.utf8)),
        (try? model.take(classes: items.compactMap { $0.string })) != nil,
        model.classNames.count == items.count
      else { throw SavedModelProblem.badArchitecture(path: path) }
    }
  }

  /// Builds the model that the file describes and gives it the file's weights, all or nothing.
  static func model(
    from file: Safetensors, path: String, name: String, _ evaluator: Evaluator
  ) throws -> Model {
    guard file.note(RunFile.kindKey) == nil else { throw RunFileProblem.isRun(path: path) }
    guard let source = file.note(sourceKey), let dtype = file.note(dtypeKey) else {
      throw SavedModelProblem.noArchitecture(path: path, tensors: TorchState.contents(file))
    }
    guard file.note(versionKey) == version else {
      throw SavedModelProblem.newerVersion(path: path, file.note(versionKey) ?? "none")
    }
    guard file.isVerified else { throw SavedModelProblem.notVerified(path: path) }
    guard let quantized = StoredQuantization(file) else {
      throw SavedModelProblem.badArchitecture(path: path)
    }
    let defaults = StoredDefaults(
      dtype: dtype == "float64" ? .float64 : .float32,
      compatibility: file.note(compatibilityKey).flatMap(Compatibility.init) ?? .keras,
      checkingWeights: { misfit(of: $0, with: file, quantized, path: path) })
    let built = try evaluator.buildSavedModel(source, defaults, name: name, path: path)
    try tell(built, path: path, file.note)
    if let text = file.note(lossKey) {
      guard let loss = evaluator.storedLoss(text) else {
        throw SavedModelProblem.badArchitecture(path: path)
      }
      built.trainedLoss = loss
    }
    try fill(built, from: file, quantized, path: path)
    let model = quantized.weights.isEmpty ? built : built.quantized(as: quantized.weights)
    model.hasGivenWeights = true
    return model
  }

  /// What the numbers of the inputs mean, one text for each, behind its length in bytes.
  private static func note(_ vocabularies: [TokenVocabulary]) -> String {
    StoredTexts.join(vocabularies.map(\.stored))
  }

  private static func vocabularies(in text: String) -> [TokenVocabulary]? {
    guard let parts = StoredTexts.split(text) else { return nil }
    let vocabularies = parts.compactMap(TokenVocabulary.init(stored:))
    return vocabularies.count == parts.count ? vocabularies : nil
  }

  /// What the file lacks or has too much; compared by names, types and shapes alone.
  private static func misfit(
    of weights: [(path: String, type: TensorType)], with file: Safetensors,
    _ quantized: StoredQuantization, path: String
  ) -> (any Error)? {
    var (missing, differing): ([String], [String]) = ([], [])
    var extra = Set(file.entries.map(\.name))
    for weight in weights {
      extra.remove(weight.path)
      if let known = quantized.weights[weight.path] {
        extra.remove(StoredQuantization.scales(of: weight.path))
        if known.shape != weight.type.shape { differing.append(weight.path) }
        continue
      }
      guard let entry = file.entry(weight.path) else {
        missing.append(weight.path)
        continue
      }
      if type(of: entry) != weight.type { differing.append(weight.path) }
    }
    if missing.isEmpty, differing.isEmpty, extra.isEmpty { return nil }
    return SavedModelProblem.tensors(
      path: path, missing: missing, extra: extra.sorted(), differing: differing)
  }

  private static func fill(
    _ model: Model, from file: Safetensors, _ quantized: StoredQuantization, path: String
  ) throws {
    let weights = model.parameters.map { ($0.path, $0.variable.type) }
    if let error = misfit(of: weights, with: file, quantized, path: path) { throw error }
    for (name, variable) in model.parameters where quantized.weights[name] == nil {
      if let tensor = file.entry(name).flatMap(tensor) { variable.set(tensor) }
    }
  }

  private static func type(of entry: Safetensors.Entry) -> TensorType? {
    let dtype: DType
    switch entry.elementType {
    case .float32: dtype = .float32
    case .float64: dtype = .float64
    case .int32: dtype = .int32
    default: return nil
    }
    let type = TensorType(Shape(entry.shape), dtype)
    return type.byteCount == entry.bytes.count ? type : nil
  }

  static func tensor(_ entry: Safetensors.Entry) -> Tensor? {
    type(of: entry).map { type in Tensor(type) { $0.copyBytes(from: entry.bytes) } }
  }
}

extension Evaluator {
  /// The loss that a file names, with its options; `nil` for any other text. Nothing in it is run: it may hold numbers and words.
  func storedLoss(_ stored: String) -> LossChoice? {
    let text = "\(TrainVerb.signature.name) 0, 0, \(TrainVerb.loss.name)=" + stored
    let parsed = Parser.parse(text)
    guard text.utf8.count < 10_000, parsed.diagnostics.isEmpty,
      parsed.program.statements.count == 1,
      case .expression(let expression) = parsed.program.statements[0].kind,
      case .command(let command) = expression.kind, command.body == nil,
      command.arguments.count == 3,
      StoredExpression(catalog).admits(command.arguments[2].value),
      Checker.check(parsed.program, catalog: catalog).isEmpty
    else { return nil }
    let reader = with { $0 = $0.at(text, in: Frame()) }
    let signature = Signature(
      "loss", .verb, "The loss of a saved model.", example: "", [TrainVerb.loss.description])
    let arguments = try? reader.evaluate(
      [command.arguments[2]], for: signature, wordSpan: SourceSpan(0, 0))
    let loss = try? arguments?.bound(to: signature).given(TrainVerb.loss)
    guard case .named? = loss else { return nil }
    return loss
  }

  /// Evaluates the architecture text of a file in a frame without names.
  ///
  /// The text comes from a stranger: it may hold one model expression, whose arguments are numbers,
  /// words and formulas, so that loading can neither read or write a file nor start anything.
  func buildSavedModel(
    _ text: String, _ defaults: StoredDefaults, name: String, path: String
  ) throws -> Model {
    let parsed = Parser.parse(text)
    guard text.utf8.count < 1 << 20, parsed.diagnostics.isEmpty,
      parsed.program.statements.count == 1,
      case .expression(let expression) = parsed.program.statements[0].kind,
      case .model(let syntax) = expression.kind, StoredExpression(catalog).admits(syntax),
      Checker.check(parsed.program, catalog: catalog).isEmpty
    else { throw SavedModelProblem.badArchitecture(path: path) }
    // The weights come from the file: those drawn here leave no trace in the random streams.
    let reader = with {
      $0 = $0.at(text, in: Frame())
      ($0.target, $0.defaults) = (name, defaults)
    }
    do {
      return try session.undrawn {
        guard case .model(let model) = try reader.evaluate(expression) else {
          throw SavedModelProblem.badArchitecture(path: path)
        }
        return model
      }
    } catch let diagnostic as Diagnostic {
      var shown = diagnostic
      shown.span = nil
      throw shown
    }
  }
}
