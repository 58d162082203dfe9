import Catalog
import Engine
import Learning
import Support

/// A model as functions of Keras's: `make_model` in layers called on tensors, `set_weights` by the lines' paths.
struct KerasModel {
  let text: String
  /// Classes that the lines need.
  let helpers: Set<String>
  private(set) var remarks: [String] = []

  init(_ model: Model) throws {
    var writer = KerasLines()
    var inputs: [String] = []
    for input in model.inputs {
      let name = writer.unused(PythonText.identifier(input.name))
      inputs.append(name)
      writer.known[input.name] = name
      let looked = model.indexLimits.contains { $0.input == input.name }
      let type = looked ? ", dtype=\"int32\"" : ""
      writer.lines.append(
        "\(name) = keras.Input(\(PythonText.tuple(input.shape.extents))\(type), name=\(PythonText.text(name)))"
      )
    }
    let output = try writer.append(model.lines, to: inputs[0], prefix: "")
    let given = inputs.count == 1 ? inputs[0] : "[\(inputs.joined(separator: ", "))]"
    let body = writer.lines + ["return keras.Model(\(given), \(output))"]
    helpers = writer.helpers
    let all = writer.layers.map { name, path in "\(PythonText.text(name)): \(PythonText.text(path))"
    }
    text = """
      def make_model():
          \"""`\(Sanitizer.visible(model.name))`\"""
      \(body.joined(separator: "\n").indented(4))


      # The lines that layers come from; a line's weights are all that begin with its path.
      LINES = {\(all.joined(separator: ", "))}


      def set_weights(model, data):
          \"""Gives the layers the weights of the start.\"""
          for name, path in LINES.items():
              values = [value for key, value in data.items() if key.startswith(f"weight:{path}.")]
              if values:
                  model.get_layer(name).set_weights(values)
      """
  }

  static func helpers(_ names: Set<String>) -> String {
    var parts: [String] = []
    if names.contains("PositionEmbedding") {
      parts.append(
        """
        class PositionEmbedding(layers.Layer):
            \"""Adds a learnt vector for each place of a sequence.\"""

            def __init__(self, length, **options):
                super().__init__(**options)
                self.length = length

            def build(self, shape):
                self.embeddings = self.add_weight(shape=(self.length or shape[1], shape[-1]), name="embeddings")

            def call(self, x):
                return x + self.embeddings[: x.shape[1]]

            def get_config(self):
                return {**super().get_config(), "length": self.length}
        """)
    }
    if names.contains("SinusoidalPositions") {
      parts.append(
        """
        class SinusoidalPositions(layers.Layer):
            \"""Adds sines and cosines of each place of a sequence.\"""

            def __init__(self, wavelength, **options):
                super().__init__(**options)
                self.wavelength = wavelength

            def call(self, x):
                time, features = x.shape[1:]
                feature = np.arange(features)
                angle = np.arange(time)[:, None] / self.wavelength ** (feature // 2 * 2 / features)
                waves = np.where(feature % 2 == 0, np.sin(angle), np.cos(angle))
                return x + keras.ops.convert_to_tensor(waves, x.dtype)

            def get_config(self):
                return {**super().get_config(), "wavelength": self.wavelength}
        """)
    }
    return parts.joined(separator: "\n\n\n")
  }
}

/// The lines of a model, one after the other, as calls of layers.
private struct KerasLines {
  var lines: [String] = []
  var layers: [(name: String, path: String)] = []
  var helpers: Set<String> = []
  /// The names of tensors by labels.
  var known: [String: String] = [:]
  private var taken: Set<String> = []

  mutating func unused(_ wish: String) -> String {
    var (name, number) = (wish, 1)
    while !taken.insert(name).inserted {
      number += 1
      name = "\(wish)_\(number)"
    }
    return name
  }

  mutating func append(
    _ elements: [ModelElement], to input: String, prefix: String
  ) throws -> String {
    var x = input
    for element in elements {
      x = try append(element, to: x, prefix: prefix)
      known[element.label] = x
    }
    return x
  }

  private mutating func append(
    _ element: ModelElement, to x: String, prefix: String
  ) throws -> String {
    switch element.content {
    case .layer(let word): return try layer(word, element, x, prefix)
    case .residual(let inner):
      let path = try append(inner, to: x, prefix: prefix)
      return give("layers.add([\(x), \(path)])", element.label)
    case .merge(let kind, let axis, let paths):
      var parts: [String] = []
      for path in paths { parts.append(try append(path, to: x, prefix: prefix)) }
      if parts.count == 1 { return parts[0] }
      let options = kind == .concatenate ? ", axis=\(axis)" : ""
      return give(
        "layers.\(kind.rawValue)([\(parts.joined(separator: ", "))]\(options))", element.label)
    case .wrapper(let word, let inner): return try wrapper(word, inner, element, x, prefix)
    case .source(let name): return known[name] ?? x
    case .block(let inner): return try append(inner, to: x, prefix: prefix)
    case .model(let model):
      throw ProgramRefusal.part("a model as a layer (`\(model.name)`), in Keras's words")
    }
  }

  private mutating func give(_ text: String, _ label: String) -> String {
    let name = unused(PythonText.identifier(label))
    lines.append("\(name) = \(text)")
    return name
  }

  private mutating func layer(
    _ word: String, _ element: ModelElement, _ x: String, _ prefix: String
  ) throws -> String {
    guard let call = element.call else { return x }
    let name = unused(PythonText.identifier(element.label))
    layers.append((name, element.label))
    let made = try Self.constructor(word, call, name: name, &helpers)
    var inputs = x
    if KerasLayers.attentions.contains(word) {
      let options = LineOptions(call)
      let value = label(options["value"]) ?? x
      let key = label(options["key"])
      if word == "multi_head_attention" {
        inputs = "\(x), \(value)" + (key.map { ", key=\($0)" } ?? "")
      } else {
        inputs = "[\(([x, value] + (key.map { [$0] } ?? [])).joined(separator: ", "))]"
      }
      if options.flag("use_causal_mask") { inputs += ", use_causal_mask=True" }
    }
    lines.append("\(name) = \(made)(\(inputs))")
    return name
  }

  private func label(_ argument: Argument) -> String? {
    switch argument {
    case .word(let label), .text(let label): known[label]
    default: nil
    }
  }

  /// What makes a layer.
  private static func constructor(
    _ word: String, _ call: LayerCall, name: String, _ helpers: inout Set<String>
  ) throws -> String {
    let end = "name=\(PythonText.text(name))"
    let options = LineOptions(call)
    if call.bound.signature.kind == .activation {
      let arguments = call.arguments.compactMap { name, value in
        KerasNames.text(value, named: name, of: call.bound.signature).map { "\(name)=\($0)" }
      }
      guard !arguments.isEmpty else { return "layers.Activation(\(PythonText.text(word)), \(end))" }
      return
        "layers.Lambda(lambda x: keras.activations.\(word)(x, \(arguments.joined(separator: ", "))), \(end))"
    }
    switch word {
    case "position_embedding":
      helpers.insert("PositionEmbedding")
      let length = options.whole("sequence_length").map(String.init) ?? "None"
      return "PositionEmbedding(\(length), \(end))"
    case "sinusoidal_positions":
      helpers.insert("SinusoidalPositions")
      return
        "SinusoidalPositions(\(PythonText.number(options.number("max_wavelength") ?? 10_000)), \(end))"
    case "normalization":
      throw ProgramRefusal.part("`normalization`, in Keras's words")
    case "gru", "lstm", "simple_rnn", "dense":
      if options.whole("lora_rank") != nil {
        throw ProgramRefusal.part("`lora_rank`, in Keras's words")
      }
    default: break
    }
    var parts: [String] = []
    for (name, value) in call.arguments where !KerasNames.foreignOptions.contains(name) {
      if name.hasSuffix("initializer") || (name == "keepdims" && !options.flag(name)) { continue }
      if case .value = value.listed {
        throw ProgramRefusal.part("`\(name)` of `\(call.label)`, in Keras's words")
      }
      guard let text = KerasNames.text(value, named: name, of: call.bound.signature) else {
        continue
      }
      let isShape = name == "target_shape" || name == "dims"
      parts.append("\(name)=\(isShape && !text.hasPrefix("(") ? "(\(text),)" : text)")
    }
    return "layers.\(KerasNames.layer(word))(\((parts + [end]).joined(separator: ", ")))"
  }

  private mutating func wrapper(
    _ word: String, _ inner: [ModelElement], _ element: ModelElement, _ x: String, _ prefix: String
  ) throws -> String {
    guard inner.count == 1, case .layer(let kind) = inner[0].content, let call = inner[0].call,
      word == "bidirectional" || word == "time_distributed"
    else { throw ProgramRefusal.part("`\(word)` around these lines, in Keras's words") }
    let name = unused(PythonText.identifier(element.label))
    layers.append((name, word == "bidirectional" ? element.label : inner[0].label))
    let made = try Self.constructor(kind, call, name: name + "_inner", &helpers)
    let merge =
      LineOptions(element.call).word("merge_mode").map { ", merge_mode=\(PythonText.text($0))" }
      ?? ""
    lines.append(
      "\(name) = layers.\(KerasNames.layer(word))(\(made)\(merge), name=\(PythonText.text(name)))(\(x))"
    )
    return name
  }
}
