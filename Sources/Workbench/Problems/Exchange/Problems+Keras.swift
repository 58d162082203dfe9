import Exchange
import Language
import Support

/// How it is worded that something of Keras is not read, or cannot be written for it.
extension Problems {
  static func worded(_ error: KerasError, at span: SourceSpan?) -> Diagnostic {
    func shown(_ text: String) -> String { Sanitizer.visible(String(text.prefix(120))) }
    switch error {
    case .layer(let className, let near):
      return .error(
        "E0665", "Keras's `\(shown(className))` has no counterpart here", at: span,
        hint: columnsHint([error]) ?? wayOn(from: className, near))
    case .argument(let className, let argument, let value):
      return .error(
        "E0665",
        "Keras's `\(shown(className))` with \(shown(argument))=\(shown(value)) has no counterpart here",
        at: span,
        hint: "without it the layer can be read: build the model again and copy the weights")
    case .unknownArgument(let className, let argument):
      return .error(
        "E0665", "Keras's `\(shown(className))` has no argument `\(shown(argument))`", at: span,
        hint: KerasLayers.row(of: className).map {
          suggestion(argument, among: $0.order, otherwise: "it has \(firstNames($0.order))")
        } ?? "")
    case .several(let errors):
      let parts = errors.map { error in
        switch error {
        case .layer(let className, _): "`\(shown(className))`"
        case .argument(let className, let argument, let value):
          "`\(shown(className))` with \(shown(argument))=\(shown(value))"
        case .foreign(let className, _): "`\(shown(className))`, which is not Keras's own"
        case .function(let layer): "`\(shown(layer))`, a function in Python"
        default: "a part of it"
        }
      }
      return .error(
        "E0665", "these of the Keras model have no counterpart here: \(list(parts, "and"))",
        at: span,
        hint: columnsHint(errors) ?? waysOn(from: errors)
          ?? "build the model without them; `:help layers` lists the layers that there are")
    case .shared(let layer):
      return .error(
        "E0665",
        "the layer `\(shown(layer))` is called so often that copies of its weights would be many times the file",
        at: span,
        hint:
          "layers that are called more than once are read as copies; let Keras call it less often")
    case .outputs(let names):
      return worded(ForeignOutputProblem.several(names, path: "…"), at: span)
    case .unknownOutput(let wanted, let names):
      return worded(ForeignOutputProblem.unknown(wanted, names, path: "…"), at: span)
    case .foreign, .function: return refused(error, at: span)
    case .openShape(let input, let extents, let given):
      return openShape(shown(input), extents, given, file: "m.keras", at: span)
    case .configuration, .unbuilt, .missing, .weight, .archive: return damaged(error, at: span)
    case .word(let word, let layer):
      return .error(
        "E0668",
        "Keras has no layer for `\(shown(word))`" + (layer == word ? "" : ", `\(shown(layer))`"),
        at: span, hint: "`save` keeps the whole model for nabla: save m, \"m.safetensors\"")
    case .masked(let word, let layer):
      return .error(
        "E0668",
        "steps are hidden by a mask, with which Keras does something else in `\(shown(word))`"
          + (layer == word ? "" : ", `\(shown(layer))`"), at: span,
        hint: "`save` keeps the whole model for nabla: save m, \"m.safetensors\"")
    case .legacy(let name, let layer):
      return .error(
        "E0668", "a file of the older form cannot say \(shown(name)), `\(shown(layer))`", at: span,
        hint: "end the name with .keras")
    case .option(let option, let layer):
      return .error(
        "E0668", "\(shown(option)) of `\(shown(layer))` cannot be written for Keras", at: span,
        hint: "`save` keeps the whole model for nabla: save m, \"m.safetensors\"")
    }
  }

  /// What is said of a model that takes the columns of a table as a file has them: words and gaps become numbers in front of
  /// it here, by a recipe, and Keras keeps none when it saves a model again. `nil` for other models.
  private static func columnsHint(_ errors: [KerasError]) -> String? {
    let columns = ["StringLookup", "Isnan", "Where", "Log1p"]
    let names = errors.compactMap { if case .layer(let name, _) = $0 { name } else { nil } }
    guard names.count == errors.count, names.allSatisfy(columns.contains),
      names.contains("StringLookup") || names.contains("Isnan")
    else { return nil }
    return
      "it takes columns as a file has them, and Keras has kept no recipe of them: `load \"m.keras\", into=m` gives its weights to "
      + "the model m that was exported, which knows them; a file of `export m, \"m.keras\", raw=false` loads by itself"
  }

  /// What does the work of a layer without a counterpart.
  private static func wayOn(from className: String, _ near: [String]) -> String {
    if className == "SpectralNormalization" {
      return
        "in Keras, give a plain layer the weights of the one inside, `layer.layer.get_weights()`, and save a model of that"
    }
    if let hint = LayerHabits.hint(for: className, "") { return hint }
    return near.isEmpty
      ? "build the model of layers that `:help layers` lists"
      : "what comes near is \(list(near.map { "`\($0)`" }))"
  }

  /// The same of the first few; `nil` where none of them is a layer.
  private static func waysOn(from errors: [KerasError]) -> String? {
    var ways: [String] = []
    for case .layer(let className, let near) in errors {
      let way = wayOn(from: className, near)
      if !ways.contains(where: { $0.hasSuffix(way) }) {
        ways.append("\(Sanitizer.visible(String(className.prefix(60)))): \(way)")
      }
    }
    return ways.isEmpty ? nil : ways.prefix(3).joined(separator: "; ")
  }

  private static func refused(_ error: KerasError, at span: SourceSpan?) -> Diagnostic {
    let message =
      switch error {
      case .foreign(let className, let module):
        "`\(Sanitizer.visible(className))`"
          + (module.isEmpty ? "" : " of `\(Sanitizer.visible(module))`")
          + " is no class of Keras's own"
      case .function(let layer):
        "`\(Sanitizer.visible(layer))` is a function in Python"
      default: "\(error)"
      }
    return .error(
      "E0666", message + ": it would have to be run", at: span,
      hint: "nothing in a file is run; build the model of Keras's own layers")
  }

  private static func damaged(_ error: KerasError, at span: SourceSpan?) -> Diagnostic {
    switch error {
    case .configuration(let place, let expected):
      return .error(
        "E0667",
        "the configuration of the Keras model does not fit: at \(Sanitizer.visible(place)) it needs \(Sanitizer.visible(expected))",
        at: span, hint: "save the model again with Keras")
    case .unbuilt:
      return .error(
        "E0667",
        "the model was saved before it was built: it says no shape of an input, and has no weights",
        at: span,
        hint:
          "in Keras: `keras.Input((4,))` as its first line, or call it once, and save it again")
    case .missing("model_config"):
      return .error(
        "E0667", "the file holds no configuration, so it does not say how the model is built",
        at: span,
        hint:
          "give its weights to a model of the same layers: `load \"m.weights.h5\", into=m`; in Keras model.save(\"m.keras\") writes all of it"
      )
    case .missing(let part):
      return .error(
        "E0667", "the archive has no \(Sanitizer.visible(part))", at: span,
        hint: "in Keras: model.save(\"m.keras\")")
    case .weight(let path):
      return .error(
        "E0667", "the file has no weights \(Sanitizer.visible(path))", at: span,
        hint: "save the model again with Keras")
    case .archive(let entry):
      return .error(
        "E0667", "the archive holds \(Sanitizer.visible(entry)), which no Keras model does",
        at: span,
        hint: "a model has config.json, metadata.json and model.weights.h5")
    default: return .error("E0667", "\(error)", at: span, hint: "save the model again with Keras")
    }
  }
}
