import Engine
import Language
import Learning

/// Makes a model anew with fewer units in its layers, and gives it the weights of those that stay.
struct StructuredPruning {
  private let model: Model
  private let name: String
  private let evaluator: Evaluator
  private let defaults: StoredDefaults
  private let lines: ModelLines
  /// Where the lines of the text stand, by label.
  private let places: [String: Int]

  init(_ model: Model, named name: String, _ evaluator: Evaluator) throws {
    (self.model, self.name, self.evaluator) = (model, name, evaluator)
    defaults = StoredDefaults(
      dtype: model.dtype, compatibility: model.compatibility, checkingWeights: nil)
    // The text of the model has its lines where its own rows say.
    guard !model.source.isEmpty, let lines = ModelLines(model.source, evaluator.catalog),
      let twin = try? evaluator.buildSavedModel(model.source, defaults, name: name, path: "")
    else { throw CompressionProblem.noText(model: model.name) }
    self.lines = lines
    places = Dictionary(
      twin.layers.filter { $0.depth == 0 }.compactMap { row in
        lines.index(at: row.origin.lowerBound).map { (row.label, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The model without a share of the units of each layer that can do without them.
  func made(share: Double) throws -> Pruned {
    let prunable = PrunableUnits(of: model)
    var whole = prunable.reasons
    var texts = lines.texts
    var cuts: [(group: UnitGroup, units: FewerUnits)] = []
    for group in prunable.groups {
      guard let place = places[group.layer], let kernel = model.parameter(group.layer + ".kernel")
      else {
        whole.append("\(group.layer): it is one of several lines that are written once")
        continue
      }
      let units = FewerUnits(of: kernel.value, share: share)
      guard let text = lines.resized(lines.lines[place], to: units.kept.count) else {
        whole.append("\(group.layer): its text does not say how many units it has")
        continue
      }
      texts[place] = text
      cuts.append((group, units))
    }
    guard !cuts.isEmpty else {
      throw CompressionProblem.noUnits(model: model.name, reasons: whole)
    }
    let made: Model
    do {
      made = try evaluator.buildSavedModel(lines.model(of: texts), defaults, name: name, path: name)
    } catch {
      throw CompressionProblem.noText(model: model.name)
    }
    fill(made, cuts)
    (made.vocabularies, made.recipe) = (model.vocabularies, model.recipe)
    made.pictureRecipe = model.pictureRecipe
    (made.trainedLoss, made.classNames) = (model.trainedLoss, model.classNames)
    made.setLastTraining(model.lastTraining)
    made.keepZeros(in: model.zeroKeepingPaths)
    made.hasGivenWeights = true
    return Pruned(
      model: made, shrunk: cuts.map { ($0.group.layer, $0.units.kept.count, $0.group.units) },
      whole: whole)
  }

  private func fill(_ made: Model, _ cuts: [(group: UnitGroup, units: FewerUnits)]) {
    var values = Dictionary(model.parameters.map { ($0.path, $0.variable.value) }) { first, _ in
      first
    }
    /// Changes the weights of one line.
    func change(_ label: String, _ cut: (String, Tensor) -> Tensor) {
      for (path, value) in values where path.hasPrefix(label + ".") {
        values[path] = cut(String(path.dropFirst(label.count + 1)), value)
      }
    }
    for (group, units) in cuts {
      change(group.layer) { _, value in
        units.cut(value, axis: value.shape.rank - 1, width: group.units)
      }
      for (label, width) in group.between {
        change(label) { _, value in units.cut(value, axis: value.shape.rank - 1, width: width) }
      }
      change(group.reader.label) { name, value in
        name == "kernel"
          ? units.cut(value, axis: value.shape.rank - 2, width: group.reader.width) : value
      }
    }
    for (path, variable) in made.parameters {
      guard let value = values[path], value.shape == variable.type.shape else { continue }
      variable.set(value)
    }
  }
}
