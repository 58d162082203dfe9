import Catalog
import Engine
import Language
import Learning

/// Makes a model anew with a layer of another size, one more or one fewer, or other columns in front, and gives it the
/// weights that fit.
struct ResizedModel {
  private let model: Model
  private let name: String
  private let evaluator: Evaluator
  private let defaults: StoredDefaults
  /// The model as its own text makes it, whose rows say where its lines stand.
  private let twin: Model
  private let lines: ModelLines

  /// The model with one change; weights of units that both have stay.
  static func make(
    _ model: Model, _ change: ModelChange, named name: String, _ evaluator: Evaluator
  ) throws -> Model {
    try ResizedModel(model, named: name, evaluator).made(change)
  }

  private init(_ model: Model, named name: String, _ evaluator: Evaluator) throws {
    (self.model, self.name, self.evaluator) = (model, name, evaluator)
    defaults = StoredDefaults(
      dtype: model.dtype, compatibility: model.compatibility, checkingWeights: nil)
    // The text of the model has its lines where its own rows say.
    let written = ModelLines(model.source, evaluator.catalog)
    // One of several layers of a `repeat` can change where each has a line of its own.
    for source in [written?.unrolled, model.source].compactMap(\.self) where !source.isEmpty {
      guard let lines = ModelLines(source, evaluator.catalog),
        let twin = try? evaluator.buildSavedModel(source, defaults, name: name, path: ""),
        twin.parameters.map(\.path) == model.parameters.map(\.path)
      else { continue }
      (self.twin, self.lines) = (twin, lines)
      return
    }
    throw ResizeProblem.noText(model: model.name)
  }

  private func made(_ change: ModelChange) throws -> Model {
    let made: Model
    switch change {
    case .units(let label, let units): made = try resized(label, to: units)
    case .added(let label, let units): made = try deeper(behind: label, units)
    case .removed(ModelChange.columnsLabel) where hasColumns: made = try reading(nil)
    case .removed(let label): made = try without(label)
    case .features(let function): made = try reading(function)
    }
    made.vocabularies = model.vocabularies
    (made.recipe, made.pictureRecipe) = (model.recipe, model.pictureRecipe)
    made.trainedLoss = model.trainedLoss
    return made
  }

  /// The labels of the dense layers that stand by themselves.
  private var denseLabels: [String] {
    model.layers.filter { $0.kind == "dense" && $0.depth == 0 }.map(\.label)
  }

  /// The line of a dense layer outside all structures, and how many units it has.
  private func dense(_ label: String) throws -> (line: Int, units: Int) {
    guard let row = model.layers.first(where: { $0.label == label }) else {
      throw ResizeProblem.noLayer(label, model: model.name, known: denseLabels)
    }
    guard row.kind == "dense", row.depth == 0 else {
      throw ResizeProblem.notDense(label, kind: row.kind, known: denseLabels)
    }
    guard let place = twin.layers.first(where: { $0.label == label })?.origin.lowerBound,
      let line = lines.index(at: place)
    else { throw ResizeProblem.noText(model: model.name) }
    return (line, row.shape.extents.last ?? 1)
  }

  private func built(_ texts: [String]) throws -> Model {
    try evaluator.buildSavedModel(lines.model(of: texts), defaults, name: name, path: name)
  }

  private func resized(_ label: String, to units: Int) throws -> Model {
    let (line, before) = try dense(label)
    var texts = lines.texts
    guard let text = lines.resized(lines.lines[line], to: units) else {
      throw ResizeProblem.noText(model: model.name)
    }
    texts[line] = text
    let made = try built(texts)
    FittedWeights(of: model, in: made, from: before, to: units, drawn: label).fit()
    return made
  }

  /// A layer like the one before it; between equal layers its weights begin as the identity, so that answers change as
  /// little as they can.
  private func deeper(behind label: String, _ wanted: Int?) throws -> Model {
    guard label != ModelChange.inputsLabel || denseLabels.contains(label) else {
      return try deeperBehindInputs(wanted)
    }
    let (line, before) = try dense(label)
    guard label != denseLabels.last else { throw ResizeProblem.isAnswer(label) }
    let units = wanted ?? before
    let group = lines.group(at: line)
    let fresh = freeLabel
    var texts = lines.texts
    let followers = lines.lines[group.dropFirst()].map { lines.unlabelled($0) }
    texts.insert(
      contentsOf: [lines.line(like: lines.lines[line], label: fresh, units: units)] + followers,
      at: group.upperBound)
    let made = try built(texts)
    FittedWeights(of: model, in: made, from: before, to: units, added: fresh).fit()
    return made
  }

  private func deeperBehindInputs(_ wanted: Int?) throws -> Model {
    guard model.inputs.count == 1, model.inputs[0].shape.rank == 1, let first = denseLabels.first
    else { throw ResizeProblem.notFirst(model: model.name) }
    let (line, units) = try dense(first)
    guard line == (hasColumns ? 1 : 0) else { throw ResizeProblem.notFirst(model: model.name) }
    var texts = lines.texts
    let isAnswer = denseLabels.count == 1
    let group = lines.group(at: line).dropFirst()
    let own =
      isAnswer
      ? ["\(freeLabel): dense \(wanted ?? 4), activation=tanh"]
      : [lines.line(like: lines.lines[line], label: freeLabel, units: wanted ?? units)]
        + lines.lines[group].map { lines.unlabelled($0) }
    texts.insert(contentsOf: own, at: line)
    let made = try built(texts)
    FittedWeights(of: model, in: made, drawn: first, added: freeLabel).fit()
    return made
  }

  private func without(_ label: String) throws -> Model {
    let (line, _) = try dense(label)
    guard label != denseLabels.last else { throw ResizeProblem.isAnswer(label) }
    let next = denseLabels.firstIndex(of: label).map { denseLabels[$0 + 1] }
    let group = lines.group(at: line)
    var texts = lines.texts
    texts.removeSubrange(group)
    let made = try built(texts)
    FittedWeights(of: model, in: made, drawn: next ?? "", removed: group.count, label).fit()
    return made
  }

  /// Whether the first line computes columns of the inputs.
  private var hasColumns: Bool {
    model.layers.first.map { $0.label == ModelChange.columnsLabel && $0.kind == "activation" }
      ?? false
  }

  /// The model with columns of a function in front, or with its inputs alone; weights stay with the columns they are of.
  private func reading(_ function: FunctionValue?) throws -> Model {
    guard model.inputs.count == 1, model.inputs[0].shape.rank == 1, let first = denseLabels.first,
      try dense(first).line == (hasColumns ? 1 : 0)
    else { throw ResizeProblem.notFirst(model: model.name) }
    let rows = InputColumns.probe(model.inputs[0].shape[0])
    var texts = lines.texts
    let before = hasColumns ? try InputColumns.of(texts.removeFirst(), rows, columnsOf) : rows
    var after = rows
    if let function {
      guard let text = function.portableText else {
        throw ResizeProblem.noText(model: model.name)
      }
      let line = "\(ModelChange.columnsLabel): activation (\(text))"
      do {
        after = try InputColumns.of(line, rows, columnsOf)
      } catch {
        throw ResizeProblem.noColumns(function.name)
      }
      texts.insert(line, at: 0)
    }
    let made = try built(texts)
    FittedWeights(of: model, in: made, drawn: first).fit()
    InputColumns.keep(
      model.parameter(first + ".kernel"), in: made.parameter(first + ".kernel"),
      rows: InputColumns.matches(of: after, in: before))
    return made
  }

  /// What a line makes of rows.
  private func columnsOf(_ line: String, _ rows: Tensor) throws -> Tensor {
    let only = try evaluator.buildSavedModel(
      lines.model(of: [line]), defaults, name: name, path: name)
    return try only.predict(rows)
  }

  /// `hidden`, `hidden_2`, …: the first label that no layer has.
  private var freeLabel: String {
    let taken = Set(model.layers.map(\.label))
    return taken.contains("hidden")
      ? (2...).lazy.map { "hidden_\($0)" }.first { !taken.contains($0) } ?? "hidden" : "hidden"
  }
}
