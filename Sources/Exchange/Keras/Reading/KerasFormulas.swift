import Catalog
import Learning
import Support

/// Layers of Keras for which there is no line of their own, as formulas of what they take.
enum KerasFormulas {
  /// The line of a layer without weights; `nil` for other layers, and where a formula does not say it.
  ///
  /// `rank` counts the axes of what it takes, the batch among them.
  static func line(of layer: KerasLayer, rank: Int?) -> LayerDescription? {
    switch layer.className {
    case "ReLU": return rectified(layer)
    case "Rescaling": return rescaled(layer)
    case "Softmax": return softmax(layer, rank)
    case "UnitNormalization": return normalized(layer, rank)
    case "ActivityRegularization": return LayerDescription("linear")
    case let name where variations.contains(name): return LayerDescription("linear")
    case "Discretization": return KerasCodes.discretized(layer)
    case "CategoryEncoding": return KerasCodes.encoded(layer, rank)
    case "IntegerLookup": return KerasCodes.lookedUp(layer, rank)
    case "Dot": return product(layer, rank)
    case "Subtract": return joined("a - b")
    case "Maximum": return joined("maximum(a, b)")
    case "Minimum": return joined("minimum(a, b)")
    case let name where dropouts.contains(name):
      guard let rate = layer["rate"]?.number else { return nil }
      return LayerDescription("dropout", Arguments([.number(rate)]))
    default: return nil
    }
  }

  /// The arguments of constructors that have no row of their own, in their order.
  static let orders: [String: [String]] = [
    "UnitNormalization": ["axis"], "ActivityRegularization": ["l1", "l2"],
    "Dot": ["axes", "normalize"],
    "SpatialDropout1D": ["rate"], "SpatialDropout2D": ["rate", "data_format"],
    "GaussianDropout": ["rate", "seed"], "AlphaDropout": ["rate", "noise_shape", "seed"],
    "Discretization": ["bin_boundaries", "num_bins", "epsilon", "output_mode"],
    "CategoryEncoding": ["num_tokens", "output_mode"],
    "IntegerLookup": ["max_tokens", "num_oov_indices", "mask_token", "oov_token", "vocabulary"],
    "Subtract": [], "Maximum": [], "Minimum": [],
  ]

  /// Layers that drop something else than single numbers in training, and nothing in answers.
  static let dropouts: Set<String> = [
    "SpatialDropout1D", "SpatialDropout2D", "GaussianDropout", "AlphaDropout",
  ]

  /// Layers that vary pictures in training only: answers go through them unchanged.
  static let variations: Set<String> = [
    "AugMix", "CutMix", "MixUp", "RandAugment", "RandomBrightness", "RandomColorDegeneration",
    "RandomColorJitter", "RandomContrast", "RandomElasticTransform", "RandomErasing", "RandomFlip",
    "RandomGaussianBlur", "RandomGrayscale", "RandomHue", "RandomInvert", "RandomPerspective",
    "RandomPosterization", "RandomRotation", "RandomSaturation", "RandomSharpness", "RandomShear",
    "RandomTranslation", "RandomZoom",
  ]

  /// What is told of a layer that does something else here while it is trained; `nil` for others.
  static func remark(on className: String, named name: String) -> String? {
    if dropouts.contains(className) {
      return
        "`\(Sanitizer.visible(name))`, \(article(className)) `\(className)`, stands here as `dropout`: answers are the same, a training drops single numbers"
    }
    guard variations.contains(className) else { return nil }
    return
      "`\(Sanitizer.visible(name))`, \(article(className)) `\(className)`, changes no answer and is left out: a step of data, `augment`, varies pictures in training"
  }

  /// In front of a class: `an AlphaDropout`.
  private static func article(_ className: String) -> String {
    className.first.map { "AEIOU".contains($0) } == true ? "an" : "a"
  }

  /// What a function of the user was written as, or its name, for messages: `x -> x ^ 2`.
  static func text(of function: any TraceableFunction) -> String {
    let text = Argument.value(function).described
    return text.hasPrefix("function ") ? String(text.dropFirst(9)) : text
  }

  static func formula(_ text: String) -> LayerDescription {
    LayerDescription("activation", Arguments([.formula("x -> " + text)]))
  }

  /// Two results as one.
  static func joined(_ text: String) -> LayerDescription {
    LayerDescription("combine", Arguments([.formula("(a, b) -> " + text)]))
  }

  /// An axis as formulas have it, from 0 where that is known, the batch being 0; `nil` for the batch itself, and where it
  /// might be that.
  static func axis(_ number: Int, _ rank: Int?) -> Int? {
    if number > 0 { return rank.map { number < $0 } == false ? nil : number }
    guard let rank else { return number == -1 ? -1 : nil }
    return number < 0 && rank + number > 0 ? rank + number : nil
  }

  /// What is above the threshold, up to the largest value, and the slope below.
  private static func rectified(_ layer: KerasLayer) -> LayerDescription? {
    let limit = layer["max_value"]?.number
    let (threshold, slope) = (
      layer["threshold"]?.number ?? 0, layer["negative_slope"]?.number ?? 0
    )
    guard limit != nil || threshold != 0 else { return nil }
    let number = FormulaWords.number
    var text = threshold == 0 ? "maximum(x, 0)" : "where(x > \(number(threshold)), x, 0)"
    if let limit { text = "clip(\(threshold == 0 ? "x" : text), 0, \(number(limit)))" }
    if slope != 0 { text += " - \(number(slope)) * maximum(\(number(threshold)) - x, 0)" }
    return formula(text)
  }

  /// Factors and offsets that are lists: one for each place of the last axes.
  private static func rescaled(_ layer: KerasLayer) -> LayerDescription? {
    let (scale, offset) = (layer["scale"] ?? .int(1), layer["offset"] ?? .int(0))
    guard scale.number == nil || offset.number == nil, let factor = numbers(scale),
      let shift = numbers(offset)
    else { return nil }
    let sum = offset.number == 0 ? "" : shift.hasPrefix("-") ? " + (\(shift))" : " + \(shift)"
    return formula("x * \(factor.hasPrefix("-") ? "(\(factor))" : factor)\(sum)")
  }

  /// A number, or numbers in lists, as formulas have them; `nil` for anything else.
  static func numbers(_ value: KerasValue) -> String? {
    if let number = value.number { return number.isFinite ? FormulaWords.number(number) : nil }
    guard case .list(let items) = value, !items.isEmpty else { return nil }
    let texts = items.compactMap(numbers)
    return texts.count == items.count ? "[\(texts.joined(separator: ", "))]" : nil
  }

  /// Results of which some have one number where others have many, joined as Keras does: as a formula; `nil` where their
  /// shapes are equal, or not known.
  ///
  /// Throws for shapes of other counts of axes, whose batches would not lie upon each other.
  static func spread(
    _ word: String, _ className: String, _ call: KerasCall?
  ) throws(KerasError) -> LayerDescription? {
    guard let call, ["add", "multiply", "average", "combine"].contains(word) else { return nil }
    let shapes = KerasOperations.shapes(of: call)
    guard let first = shapes.first, shapes.count > 1 else { return nil }
    if let other = shapes.first(where: { $0.count != first.count }) {
      throw .argument(
        className: className, argument: "inputs",
        value: "tensors of \(first.count) and \(other.count) axes")
    }
    let isSpread = first.indices.contains { axis in
      shapes.contains { $0[axis] == .whole(1) } && shapes.contains { $0[axis] != .whole(1) }
    }
    let names = "abcdefgh".prefix(shapes.count).map(String.init)
    guard isSpread, names.count == shapes.count, word != "combine" else { return nil }
    var text = names.joined(separator: word == "multiply" ? " * " : " + ")
    if word == "average" { text = "(\(text)) / \(names.count)" }
    return LayerDescription(
      "combine", Arguments([.formula("(\(names.joined(separator: ", "))) -> \(text)")]))
  }

  /// Σ a·b of two vectors, with `normalize` of length 1.
  private static func product(_ layer: KerasLayer, _ rank: Int?) -> LayerDescription? {
    let axes: [KerasValue] =
      if case .list(let items)? = layer["axes"] { items } else { [layer["axes"] ?? .none] }
    guard rank == 2, axes.allSatisfy({ $0 == .int(1) || $0 == .int(-1) }) else { return nil }
    func length(_ word: String) -> String {
      "maximum(sqrt(sum(\(word) ^ 2, axis=1, keepdims=true)), 0.000001)"
    }
    let whole = "sum(a * b, axis=1, keepdims=true)"
    return joined(
      layer["normalize"] == .bool(true) ? "\(whole) / (\(length("a")) * \(length("b")))" : whole)
  }

  private static func softmax(_ layer: KerasLayer, _ rank: Int?) -> LayerDescription? {
    if case .list(let items)? = layer["axis"] { return softmax(items, rank) }
    guard case .int(let given)? = layer["axis"], given != -1, let axis = axis(given, rank) else {
      return nil
    }
    if let rank, axis == rank - 1 { return LayerDescription("softmax") }
    let shifted = "exp(x - max(x, axis=\(axis), keepdims=true))"
    return formula("\(shifted) / sum(\(shifted), axis=\(axis), keepdims=true)")
  }

  /// Over several axes together.
  private static func softmax(_ items: [KerasValue], _ rank: Int?) -> LayerDescription? {
    let axes = items.compactMap { item -> Int? in
      guard case .int(let number) = item else { return nil }
      return axis(number, rank)
    }
    guard !axes.isEmpty, axes.count == items.count, Set(axes).count == axes.count,
      axes.count == 1 || !axes.contains(-1)
    else { return nil }
    func along(_ word: String, _ x: String) -> String {
      axes.reduce(x) { "\(word)(\($0), axis=\($1), keepdims=true)" }
    }
    let shifted = "exp(x - \(along("max", "x")))"
    return formula("\(shifted) / \(along("sum", shifted))")
  }

  private static func normalized(_ layer: KerasLayer, _ rank: Int?) -> LayerDescription? {
    guard case .int(let given) = layer["axis"] ?? .int(-1), let axis = axis(given, rank) else {
      return nil
    }
    return formula(
      "x / maximum(sqrt(sum(x ^ 2, axis=\(axis), keepdims=true)), 0.000000000001)")
  }
}
