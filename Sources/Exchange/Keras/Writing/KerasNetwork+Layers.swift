import Catalog
import Engine
import Learning
import Support

/// Lines that are one layer, and what joins paths.
extension KerasNetwork {
  mutating func layer(
    _ label: String, _ word: String, _ call: BoundArguments, _ input: KerasTensor
  ) throws(KerasError) -> KerasTensor {
    let isHidden = hides(input)
    let result = try written(label, word, call, input)
    if isHidden ? Self.passes(word, call) : Self.begins(word, call) { hide(result) }
    return result
  }

  private mutating func written(
    _ label: String, _ word: String, _ call: BoundArguments, _ input: KerasTensor
  ) throws(KerasError) -> KerasTensor {
    if word == "position_embedding" || word == "sinusoidal_positions" {
      return try positions(label, word, call, input)
    }
    if hides(input) {
      if word == "rms_normalization" { throw .masked(word, layer: label) }
      if word == "softmax" {
        // Keras's layer would take the hidden steps out; its activation does not.
        return add(
          KerasEntry(
            name: label, className: "Activation", module: "keras.layers",
            config: KerasJSON.config(
              of: KerasLayer("Activation", [.init("activation", .text("softmax"))]), name: label,
              dtype: dtype), calls: [.init(inputs: [input], isList: false)]),
          shape: input.shape)
      }
    }
    if word == "gelu", call.flag("approximate") {
      guard !hides(input) else { throw .masked("gelu(true)", layer: label) }
      return operation("Gelu", [.init("approximate", true)], label, input)
    }
    if word == "activation", case .value(let value)? = call.filled.first?.value,
      let function = value as? any TraceableFunction
    {
      guard !hides(input) else { throw .masked(KerasFormulas.text(of: function), layer: label) }
      return try trace(
        function, label, [input], as: "activation=\(KerasFormulas.text(of: function))")
    }
    let line = try KerasLayers.line(ofWord: word, call, label: label)
    remarks += line.remarks.filter { !remarks.contains($0) }
    var tensors = [input]
    var named: [(name: String, value: JSON)] = []
    var isList = false
    if KerasLayers.attentions.contains(word) {
      let value = call.word("value").flatMap { outputs[$0] } ?? input
      tensors += [value, call.word("key").flatMap { outputs[$0] } ?? value]
      // Attention without projections takes one list.
      isList = word != "multi_head_attention"
      if call.flag("use_causal_mask") { named.append(("use_causal_mask", true)) }
    }
    let result = add(
      KerasEntry(
        name: label, className: line.layer.className, module: "keras.layers",
        config: KerasJSON.config(of: line.layer, name: label, dtype: dtype),
        calls: [.init(inputs: tensors, isList: isList, named: named)],
        weights: weights(of: line.layer, label, [], alpha: call.number("lora_alpha") ?? alpha)),
      shape: shapes[label] ?? input.shape)
    switch line.activation {
    case .spec(let spec)?:
      if hides(input), Self.passes(word, call) { hide(result) }
      return try activation(spec, "\(label)_activation", result, label)
    case .value(let value as any TraceableFunction)?:
      guard !hides(input) || !Self.passes(word, call) else {
        throw .masked(KerasFormulas.text(of: value), layer: label)
      }
      return try trace(
        value, free("\(label)_activation"), [result],
        as: "activation=\(KerasFormulas.text(of: value))")
    default: return result
    }
  }

  /// An activation with options behind a layer that cannot name it.
  private mutating func activation(
    _ spec: Spec, _ name: String, _ input: KerasTensor, _ label: String
  ) throws(KerasError) -> KerasTensor {
    guard let signature = Activations.named(spec.name)?.signature,
      let call = try? BoundArguments(spec.arguments, to: signature)
    else { throw .option("activation=\(spec.text)", layer: label) }
    return try layer(free(name), spec.name, call, input)
  }

  private mutating func operation(
    _ className: String, _ members: [JSON.Member], _ label: String, _ input: KerasTensor
  ) -> KerasTensor {
    add(
      KerasEntry(
        name: label, className: className, module: "keras.src.ops.nn",
        config: .object([.init("name", .text(label))] + members),
        calls: [.init(inputs: [input], isList: false)]),
      shape: input.shape)
  }

  /// What a function of the user makes of several paths: operations, which end a mask as it does.
  mutating func combined(
    _ label: String, _ call: BoundArguments?, _ tensors: [KerasTensor]
  ) throws(KerasError) -> KerasTensor {
    guard case .value(let value)? = call?.filled.first?.value,
      let function = value as? any TraceableFunction
    else { throw .word("combine", layer: label) }
    return try trace(function, label, tensors, as: KerasFormulas.text(of: function))
  }

  mutating func join(
    _ className: String, _ label: String, _ tensors: [KerasTensor], _ members: [JSON.Member] = []
  ) -> KerasTensor {
    // Keras makes masks by operations of its own, and calls them `concatenate` and so on.
    let name = hidden.isEmpty ? label : free("\(label)_paths")
    let config: [JSON.Member] = [
      .init("name", .text(name)), .init("trainable", true), .init("dtype", .text("\(dtype)")),
    ]
    return add(
      KerasEntry(
        name: name, className: className, module: "keras.layers",
        config: .object(config + members), calls: [.init(inputs: tensors, isList: true)]),
      shape: shapes[label] ?? tensors[0].shape)
  }
}
