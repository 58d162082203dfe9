import Catalog
import Engine
import Language
import Learning

/// Why a layer cannot get another number of units; data, worded in `Problems`.
enum ResizeProblem: Error {
  case noLayer(String, model: String, known: [String])
  /// The layer has units that another number would tear from what follows.
  case notDense(String, kind: String, known: [String])
  /// The model has no text that could be written again.
  case noText(model: String)
}

/// Makes a model anew with a layer of another size, and gives it the weights that fit.
enum ResizedModel {
  static func make(
    _ model: Model, layer label: String, units: Int, named name: String, _ evaluator: Evaluator
  ) throws -> Model {
    let known = model.layers.filter { $0.kind == "dense" && $0.depth == 0 }.map(\.label)
    guard let row = model.layers.first(where: { $0.label == label }) else {
      throw ResizeProblem.noLayer(label, model: model.name, known: known)
    }
    guard row.kind == "dense", row.depth == 0 else {
      throw ResizeProblem.notDense(label, kind: row.kind, known: known)
    }
    let defaults = StoredDefaults(
      dtype: model.dtype, compatibility: model.compatibility, checkingWeights: nil)
    // The text of the model has its lines where its own rows say.
    guard !model.source.isEmpty,
      let twin = try? evaluator.buildSavedModel(model.source, defaults, name: name, path: ""),
      let place = twin.layers.first(where: { $0.label == label })?.origin,
      let text = replaced(in: model.source, at: place.lowerBound, units: units)
    else { throw ResizeProblem.noText(model: model.name) }
    let made = try evaluator.buildSavedModel(text, defaults, name: name, path: name)
    keepWeights(of: model, in: made, label: label, from: row.shape.extents.last ?? 1, to: units)
    made.vocabularies = model.vocabularies
    made.recipe = model.recipe
    made.trainedLoss = model.trainedLoss
    return made
  }

  /// The text with another number in the line whose word stands at a place.
  private static func replaced(in source: String, at place: Int, units: Int) -> String? {
    let parsed = Parser.parse(source)
    guard parsed.diagnostics.isEmpty, parsed.program.statements.count == 1,
      case .expression(let expression) = parsed.program.statements[0].kind,
      case .model(let syntax) = expression.kind,
      let line = syntax.lines.first(where: { $0.word.span.start == place }),
      let argument = line.arguments.first(where: { $0.label?.text == "units" })
        ?? line.arguments.first(where: { $0.label == nil })
    else { return nil }
    let bytes = Array(source.utf8)
    let span = argument.value.span
    guard span.start <= span.end, span.end <= bytes.count else { return nil }
    return String(decoding: bytes[..<span.start], as: UTF8.self) + String(units)
      + String(decoding: bytes[span.end...], as: UTF8.self)
  }

  /// Weights of units that both have stay; those from new units to the next layer are 0.
  private static func keepWeights(
    of old: Model, in new: Model, label: String, from before: Int, to after: Int
  ) {
    for (path, variable) in new.parameters {
      guard let kept = old.parameter(path)?.value else { continue }
      let shape = variable.type.shape
      guard kept.shape != shape else {
        variable.set(kept)
        continue
      }
      guard kept.shape.rank == shape.rank, kept.shape.rank > 0 else { continue }
      let isOwn = path.hasPrefix(label + ".")
      variable.set(
        fitted(kept, into: variable.value, keepsDrawn: isOwn, from: before, to: after))
    }
  }

  /// The numbers of `kept` where `drawn` has the same place; elsewhere those of `drawn`, or 0.
  ///
  /// Along an axis whose extents are multiples of the numbers of units, as behind flattening, a place is one of
  /// a unit.
  private static func fitted(
    _ kept: Tensor, into drawn: Tensor, keepsDrawn: Bool, from before: Int, to after: Int
  ) -> Tensor {
    let (old, new) = (kept.shape.extents, drawn.shape.extents)
    let (source, start) = (kept.doubles, drawn.doubles)
    return Tensor(drawn.type) { position in
      var (rest, place, stride) = (position, 0, 1)
      for axis in new.indices.reversed() {
        let index = rest % new[axis]
        rest /= new[axis]
        var found: Int? = index < old[axis] ? index : nil
        if old[axis] != new[axis], old[axis] % before == 0, new[axis] % after == 0,
          old[axis] / before == new[axis] / after
        {
          let (group, unit) = (index / after, index % after)
          found = unit < before ? group * before + unit : nil
        }
        guard let found else { return keepsDrawn ? start[position] : 0 }
        place += found * stride
        stride *= old[axis]
      }
      return source[place]
    }
  }
}
