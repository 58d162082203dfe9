import Catalog
import Learning
import Support

extension KerasLayers {
  /// The line of a model that does what a layer of Keras does; arguments that say what holds anyway are left out.
  ///
  /// A layer inside another, in `Bidirectional`, is a line in braces. `add`, `concatenate` and the like have no lines
  /// yet: what they join is said by calls, which the reader of a graph knows. Where an input has its shape from a layer
  /// (`input_shape=`), that is left out, too.
  package static func line(of layer: KerasLayer) throws(KerasError) -> LayerDescription {
    let layer = try named(layer)
    guard let row = row(of: layer.className) else {
      throw .layer(className: layer.className, near: near(layer.className))
    }
    switch row.word {
    case "activation":
      return line(of: try KerasArguments.activation(layer["activation"] ?? .none, of: layer))
    case "relu": return try rectifier(layer)
    case "time_distributed", "bidirectional": return try wrapper(layer, row)
    default: break
    }
    let signature = try signature(of: row, layer)
    var arguments = try translated(layer, row, to: signature)
    if ["lstm", "gru"].contains(row.word),
      arguments.contains(where: { $0.name.hasSuffix("dropout") })
    {
      // Keras has one mask for all gates.
      arguments.append(("tied", .bool(true)))
    }
    return LayerDescription(row.word, ordered(arguments, as: signature))
  }

  /// The line of a layer that may be a formula of what it takes, as those of files are: `ReLU(max_value=6)`,
  /// `Subtract()`. `rank` counts the axes of that, the batch among them, where it is known.
  package static func lineOrFormula(
    of layer: KerasLayer, rank: Int? = nil
  ) throws(KerasError) -> LayerDescription {
    guard let row = row(of: layer.className) else {
      guard let order = KerasFormulas.orders[layer.className] else {
        return try KerasCall.line(of: layer, rank)
      }
      return try KerasCall.line(of: named(layer, order: order), rank)
    }
    return try KerasCall.line(of: named(layer, order: row.order), rank)
  }

  /// What a training does otherwise with such a layer; `nil` where it does the same.
  package static func remark(on layer: KerasLayer) -> String? {
    KerasFormulas.remark(on: layer.className, named: layer.name ?? layer.className)
  }

  /// An activation as a line of its own.
  static func line(of activation: Argument) -> LayerDescription {
    switch activation {
    case .spec(let spec): LayerDescription(spec.name, spec.arguments)
    case .word(let word): LayerDescription(word)
    default: LayerDescription("linear")
    }
  }

  /// What a word takes; words of layers, of activations and of structures alike.
  static func signature(ofWord word: String) -> Signature? {
    Layers.named(word)?.signature ?? Activations.named(word)?.signature
      ?? Structures.all.first { $0.name == word }
  }

  private static func signature(of row: KerasRow, _ layer: KerasLayer) throws(KerasError)
    -> Signature
  {
    guard let signature = signature(ofWord: row.word) else {
      throw .layer(className: layer.className, near: near(layer.className))
    }
    return signature
  }

  private static func rectifier(_ layer: KerasLayer) throws(KerasError) -> LayerDescription {
    var options: [(name: String, value: Argument)] = []
    if let limit = layer["max_value"]?.number { options.append(("max_value", .number(limit))) }
    if let threshold = layer["threshold"]?.number, threshold != 0 {
      options.append(("threshold", .number(threshold)))
    }
    if !options.isEmpty {
      if let slope = layer["negative_slope"]?.number, slope != 0 {
        options.append(("negative_slope", .number(slope)))
      }
      return LayerDescription("relu", Arguments(named: options))
    }
    guard let slope = layer["negative_slope"]?.number, slope != 0 else {
      return LayerDescription("relu")
    }
    return LayerDescription("leaky_relu", Arguments([.number(slope)]))
  }

  private static func wrapper(_ layer: KerasLayer, _ row: KerasRow) throws(KerasError)
    -> LayerDescription
  {
    guard case .call(let inner)? = layer["layer"] else {
      throw .argument(
        className: layer.className, argument: "layer",
        value: (layer["layer"] ?? .none).described)
    }
    if case .call(let back)? = layer["backward_layer"],
      back.withoutDirection != inner.withoutDirection
    {
      throw .argument(
        className: layer.className, argument: "backward_layer", value: back.className)
    }
    var outer = layer
    outer.arguments.removeAll { ["layer", "backward_layer"].contains($0.name ?? "") }
    if outer["merge_mode"] == KerasValue.none {
      throw .argument(className: layer.className, argument: "merge_mode", value: "None")
    }
    let signature = try signature(of: row, layer)
    let arguments = try translated(outer, row, to: signature)
    var lines: [LayerDescription] = []
    let sequence = row.word == "time_distributed" ? inner.sequence : nil
    for layer in sequence ?? [inner] { lines.append(try KerasCall.line(of: layer, nil)) }
    return LayerDescription(row.word, ordered(arguments, as: signature), lines: lines)
  }

  /// The arguments that are not what holds anyway, with names and values of this language.
  private static func translated(
    _ layer: KerasLayer, _ row: KerasRow, to signature: Signature
  ) throws(KerasError) -> [(name: String, value: Argument)] {
    var arguments: [(name: String, value: Argument)] = []
    for argument in layer.arguments {
      guard var name = argument.name else { continue }
      if name == "alpha", row.word == "leaky_relu" { name = "negative_slope" }
      guard let parameter = signature.parameter(named: name) else {
        try checkNeutral(argument.value, name, of: layer, row)
        continue
      }
      // A change of low rank is part of the kernel in what Keras stores.
      if name.hasPrefix("lora_") { continue }
      guard let value = try KerasArguments.argument(argument.value, for: parameter, of: layer)
      else { continue }
      if let usual = parameter.fallback?.argument, says(value, what: usual) { continue }
      arguments.append((name, value))
    }
    // Windows of pools touch each other unless something else is said.
    if let size = arguments.first(where: { $0.name == "pool_size" })?.value
      ?? signature.parameter(named: "pool_size")?.fallback?.argument
    {
      arguments.removeAll { $0.name == "strides" && $0.value.described == size.described }
    }
    return arguments
  }

  /// Whether an argument is what stands for it anyway: one item is a list of one, no activation is a linear one.
  private static func says(_ value: Argument, what usual: Argument) -> Bool {
    switch (value, usual) {
    case (.word("linear"), .none): true
    case (let item, .list(let items)) where items.count == 1:
      item.described == items[0].described || item.described == usual.described
    default: value.described == usual.described
    }
  }

  /// Refuses an argument that no word here has, unless it changes nothing.
  private static func checkNeutral(
    _ value: KerasValue, _ name: String, of layer: KerasLayer, _ row: KerasRow
  ) throws(KerasError) {
    if ignored.contains(name) || value == .none || value == .bool(false) { return }
    guard row.order.contains(name) || known.contains(name) else {
      throw .unknownArgument(className: layer.className, argument: name)
    }
    switch (name, value) {
    case ("data_format", .text("channels_last")), ("attention_axes", .list([.int(1)])),
      ("axis", .int(-1)), ("axis", .list([.int(-1)])):
      return
    case ("lora_rank", _), ("lora_alpha", _): return
    default: throw .argument(className: layer.className, argument: name, value: value.described)
    }
  }

  /// What changes no number: names, types, streams, and where the shape of an input stands.
  private static let ignored: Set<String> = [
    "name", "trainable", "dtype", "seed", "unroll", "use_cudnn", "implementation", "autocast",
    "sparse", "ragged",
    "batch_input_shape", "batch_shape", "input_shape", "input_dim", "input_length", "batch_size",
    "synchronized",
    "renorm_clipping", "renorm_momentum", "fused", "flash_attention", "zero_output_for_mask",
    "quantization_config",
    "supports_masking", "reset_after", "query_shape", "key_shape", "value_shape",
  ]

  /// Arguments of older versions that must be at rest.
  private static let known: Set<String> = [
    "time_major", "data_format", "activity_regularizer", "return_state", "stateful",
    "virtual_batch_size", "groups", "noise_shape", "lora_rank", "lora_alpha", "use_scale",
  ]

  /// What must be said stands at its place, the rest behind it by names.
  private static func ordered(
    _ arguments: [(name: String, value: Argument)], as signature: Signature
  ) -> Arguments {
    var rest = arguments
    var positional: [Argument] = []
    for parameter in signature.parameters {
      let isFirst =
        positional.isEmpty
        && ["pool_size", "size", "padding", "cropping", "mask_value", "negative_slope", "alpha"]
          .contains(parameter.name)
      guard parameter.fallback == nil || isFirst && parameter.words.isEmpty,
        let place = rest.firstIndex(where: { $0.name == parameter.name })
      else { break }
      positional.append(rest.remove(at: place).value)
    }
    return Arguments(positional, named: rest)
  }
}

extension KerasLayer {
  /// The layer without its name and its direction, to compare the two of `Bidirectional`.
  fileprivate var withoutDirection: KerasLayer {
    var layer = self
    layer.arguments.removeAll { ["name", "go_backwards", "seed", "dtype"].contains($0.name ?? "") }
    return layer
  }
}

extension KerasValue {
  /// A number of either kind.
  package var number: Double? {
    switch self {
    case .int(let number): Double(number)
    case .float(let number): number
    default: nil
    }
  }
}
