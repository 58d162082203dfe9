import Catalog
import Engine
import Formats
import Learning
import Support

/// Makes the graph of Keras for the lines of a model, entry after entry.
struct KerasNetwork {
  let name: String
  let dtype: DType
  private(set) var entries: [KerasEntry] = []
  private(set) var inputs: [KerasTensor] = []
  private(set) var output = KerasTensor(layer: "", call: 0, shape: [])
  private(set) var remarks: [String] = []
  private var outputs: [String: KerasTensor] = [:]
  private let variables: [String: Variable]
  private let shapes: [String: [Int]]
  /// Models that stand as layers, by what they are.
  private var shared: [ObjectIdentifier: Int] = [:]
  /// alpha of the change of low rank around the lines; `nil` outside of one, or where it is the rank.
  private var alpha: Double?

  /// The graph of a whole model.
  ///
  /// Throws `KerasError` where a line has no counterpart.
  init(_ model: Model, name: String) throws(KerasError) {
    try self.init(
      model.outline, inputs: model.inputs, name: name, dtype: model.dtype,
      variables: Dictionary(model.parameters.map { ($0.path, $0.variable) }) { first, _ in first },
      shapes: Dictionary(model.layers.map { ($0.label, $0.shape.extents) }) { first, _ in first })
  }

  private init(
    _ lines: [LayerOutline], inputs: [Model.Input], name: String, dtype: DType,
    variables: [String: Variable], shapes: [String: [Int]]
  ) throws(KerasError) {
    (self.name, self.dtype, self.variables, self.shapes) = (name, dtype, variables, shapes)
    for input in inputs {
      let config: JSON = [
        "batch_shape": .list([.null] + input.shape.extents.map { .whole($0) }),
        "dtype": .text("\(dtype)"), "sparse": false, "ragged": false, "name": .text(input.name),
      ]
      entries.append(
        KerasEntry(
          name: input.name, className: "InputLayer", module: "keras.layers", config: config))
      let tensor = KerasTensor(layer: input.name, call: 0, shape: input.shape.extents)
      self.inputs.append(tensor)
      outputs[input.name] = tensor
    }
    output = try walk(lines, self.inputs[0])
  }

  /// Whether each entry reads the one before only, so that the model is a sequence.
  var isSequence: Bool {
    guard inputs.count == 1, entries.last?.name == output.layer else { return false }
    return entries.enumerated().allSatisfy { index, entry in
      index == 0
        || entry.calls.count == 1 && entry.calls[0].inputs.count == 1 && !entry.calls[0].isList
          && entry.calls[0].named.isEmpty && !entry.isOperation
          && entry.calls[0].inputs[0].layer == entries[index - 1].name
    }
  }

  private mutating func walk(
    _ lines: [LayerOutline], _ start: KerasTensor
  ) throws(KerasError) -> KerasTensor {
    var current = start
    for line in lines { current = try append(line, current) }
    return current
  }

  private mutating func append(
    _ line: LayerOutline, _ input: KerasTensor
  ) throws(KerasError) -> KerasTensor {
    let label: String
    var result: KerasTensor
    switch line {
    case .layer(let own, let word, let call):
      label = own
      result = try layer(own, word, call, input)
    case .wrapper(let own, "lora", let call, let lines):
      label = own
      let outer = alpha
      alpha = call.number("alpha")
      result = try walk(lines, input)
      alpha = outer
    case .wrapper(let own, let word, let call, let lines):
      label = own
      result = try wrapper(own, word, call, lines, input)
    case .residual(let own, let lines):
      label = own
      let inner = try walk(lines, input)
      result = join("Add", own, [inner, input])
    case .merge(let own, let kind, let axis, let paths):
      label = own
      var tensors: [KerasTensor] = []
      for path in paths { tensors.append(try walk(path, input)) }
      let names: [MergeKind: String] = [
        .add: "Add", .multiply: "Multiply", .average: "Average", .concatenate: "Concatenate",
      ]
      result =
        tensors.count == 1
        ? tensors[0]
        : join(
          names[kind] ?? "Add", own, tensors,
          kind == .concatenate ? [.init("axis", .whole(axis))] : [])
    case .block(let own, let lines):
      label = own
      result = try walk(lines, input)
    case .source(let name): return outputs[name] ?? input
    case .model(let own, let model):
      label = own
      result = try nested(own, model, input)
    }
    outputs[label] = result
    return result
  }

  private mutating func layer(
    _ label: String, _ word: String, _ call: BoundArguments, _ input: KerasTensor
  ) throws(KerasError) -> KerasTensor {
    if word == "position_embedding" || word == "sinusoidal_positions" {
      return try positions(label, word, call, input)
    }
    if word == "gelu", call.flag("approximate") {
      return operation("Gelu", [.init("approximate", true)], label, input)
    }
    let line = try KerasLayers.line(ofWord: word, call, label: label)
    remarks += line.remarks.filter { !remarks.contains($0) }
    var tensors = [input]
    var named: [(name: String, value: JSON)] = []
    if word == "multi_head_attention" {
      let value = call.word("value").flatMap { outputs[$0] } ?? input
      tensors += [value, call.word("key").flatMap { outputs[$0] } ?? value]
      if call.flag("use_causal_mask") { named.append(("use_causal_mask", true)) }
    }
    let result = add(
      KerasEntry(
        name: label, className: line.layer.className, module: "keras.layers",
        config: KerasJSON.config(of: line.layer, name: label, dtype: dtype),
        calls: [.init(inputs: tensors, isList: false, named: named)],
        weights: weights(of: line.layer, label, [], alpha: call.number("lora_alpha") ?? alpha)),
      shape: shapes[label] ?? input.shape)
    guard case .spec(let spec)? = line.activation else { return result }
    return try activation(spec, "\(label)_activation", result, label)
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

  private func free(_ name: String) -> String {
    var (free, number) = (name, 1)
    while entries.contains(where: { $0.name == free }) || shapes[free] != nil {
      free = "\(name)_\(number)"
      number += 1
    }
    return free
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

  private mutating func join(
    _ className: String, _ label: String, _ tensors: [KerasTensor], _ members: [JSON.Member] = []
  ) -> KerasTensor {
    let config: [JSON.Member] = [
      .init("name", .text(label)), .init("trainable", true), .init("dtype", .text("\(dtype)")),
    ]
    return add(
      KerasEntry(
        name: label, className: className, module: "keras.layers",
        config: .object(config + members), calls: [.init(inputs: tensors, isList: true)]),
      shape: shapes[label] ?? tensors[0].shape)
  }

  private mutating func add(_ entry: KerasEntry, shape: [Int]) -> KerasTensor {
    entries.append(entry)
    return KerasTensor(layer: entry.name, call: 0, shape: shape)
  }

  /// Keras adds no positions of its own: (x − mean) / √variance with the table's negative as mean and 1 as variance is x
  /// with the table added.
  private mutating func positions(
    _ label: String, _ word: String, _ call: BoundArguments, _ input: KerasTensor
  ) throws(KerasError) -> KerasTensor {
    guard input.shape.count == 2 else { throw .word(word, layer: label) }
    let (time, features) = (input.shape[0], input.shape[1])
    let table: [Double]
    if word == "sinusoidal_positions" {
      table = Sinusoids.table(
        time: time, features: features, wavelength: call.number("max_wavelength") ?? 10000)
    } else {
      table = Array((variables["\(label).embeddings"]?.value.doubles ?? []).prefix(time * features))
      remarks.append("no training in Keras changes \(label)")
    }
    guard table.count == time * features else { throw .word(word, layer: label) }
    let layer = KerasLayer("Normalization", [.init("axis", .list([.int(1), .int(2)]))])
    var weights = KerasArrays()
    let arrays = [
      ("mean", array(table.map { 0 - $0 }, input.shape)),
      ("variance", array(table.map { _ in 1 }, input.shape)), ("count", array([1], [])),
    ]
    for (index, (name, array)) in arrays.enumerated() {
      weights.stored.append((["vars", "\(index)"], array))
      weights.listed.append(("\(label)/\(name)", array, false))
    }
    return add(
      KerasEntry(
        name: label, className: "Normalization", module: "keras.layers",
        config: KerasJSON.config(of: layer, name: label, dtype: dtype),
        calls: [.init(inputs: [input], isList: false)], weights: weights),
      shape: input.shape)
  }

  private func array(_ numbers: [Double], _ shape: [Int]) -> NumPyArray {
    dtype == .float64
      ? NumPyArray(numbers, shape: shape) : NumPyArray(numbers.map { Float($0) }, shape: shape)
  }

  /// The weights of a layer, `path` below its group: `label.kernel` or `label.forward.lstm.kernel` here.
  private func weights(
    of layer: KerasLayer, _ label: String, _ path: [String], alpha: Double?
  ) -> KerasArrays {
    guard let row = KerasLayers.row(of: layer.className) else { return KerasArrays() }
    var arrays = KerasArrays()
    var counts: [String: Int] = [:]
    for weight in row.weights(of: layer) {
      guard let tensor = value(label, weight.name, alpha) else { continue }
      let index = counts[weight.owner, default: 0]
      counts[weight.owner] = index + 1
      let owner = weight.owner.isEmpty ? [] : [weight.owner]
      let array = array(tensor.doubles, tensor.shape.extents)
      arrays.stored.append((path + owner + ["vars", "\(index)"], array))
      let name = "\(label).\(weight.name)".replacing(".", with: "/")
      arrays.listed.append((name, array, weight.isTrainable))
    }
    return arrays
  }

  /// A weight with its change of low rank in it.
  private func value(_ label: String, _ name: String, _ alpha: Double?) -> Tensor? {
    guard let variable = variables["\(label).\(name)"] else { return nil }
    let parts = name.split(separator: ".")
    let changed =
      "\(label)." + parts.dropLast().map { "\($0)." }.joined() + "lora_\(parts.last ?? "")"
    guard let first = variables[changed + "_a"]?.value,
      let second = variables[changed + "_b"]?.value
    else { return variable.value }
    let (rank, outputs) = (second.shape[0], second.shape[1])
    let factor = (alpha ?? Double(rank)) / Double(rank)
    let (a, b) = (first.doubles, second.doubles)
    var sum = variable.value.doubles
    for row in 0..<(a.count / max(rank, 1)) {
      for column in 0..<outputs {
        let change = (0..<rank).reduce(0.0) { $0 + a[row * rank + $1] * b[$1 * outputs + column] }
        sum[row * outputs + column] += factor * change
      }
    }
    return Tensor(sum, variable.type.shape, .float64)
  }

  private mutating func wrapper(
    _ label: String, _ word: String, _ call: BoundArguments, _ lines: [LayerOutline],
    _ input: KerasTensor
  ) throws(KerasError) -> KerasTensor {
    let bidirectional = word == "bidirectional"
    var (inner, weights): (JSON, KerasArrays)
    if case .layer(let own, let word, let call)? = lines.first, lines.count == 1,
      let line = try? KerasLayers.line(ofWord: word, call, label: own), line.activation == nil,
      !["position_embedding", "sinusoidal_positions", "gelu", "multi_head_attention"].contains(word)
    {
      remarks += line.remarks.filter { !remarks.contains($0) }
      inner = KerasJSON.object(line.layer, name: own, dtype: dtype)
      weights = KerasArrays()
      let uses = bidirectional ? ["forward", "backward"] : [""]
      for use in uses {
        let more = self.weights(
          of: line.layer, bidirectional ? "\(label).\(use).\(own)" : own,
          [bidirectional ? "\(use)_layer" : "layer"], alpha: call.number("lora_alpha") ?? alpha)
        weights.stored += more.stored
        weights.listed += more.listed
      }
    } else {
      guard !bidirectional else { throw .word(word, layer: label) }
      let network = try KerasNetwork(
        lines, inputs: [Model.Input("\(label)_input", Shape(Array(input.shape.dropFirst())))],
        name: "\(label)_lines", dtype: dtype, variables: variables, shapes: shapes)
      remarks += network.remarks
      let written = KerasJSON.model(network)
      inner = written.json
      weights = KerasArrays(
        stored: written.weights.stored.map { (["layer"] + $0.path, $0.array) },
        listed: written.weights.listed)
    }
    var config: [JSON.Member] = [
      .init("name", .text(label)), .init("trainable", true), .init("dtype", .text("\(dtype)")),
      .init("layer", inner),
    ]
    if bidirectional {
      config.append(.init("merge_mode", .text(call.word("merge_mode") ?? "concat")))
    }
    return add(
      KerasEntry(
        name: label, className: bidirectional ? "Bidirectional" : "TimeDistributed",
        module: "keras.layers", config: .object(config),
        calls: [.init(inputs: [input], isList: false)], weights: weights),
      shape: shapes[label] ?? input.shape)
  }

  /// A model as a layer; where it stands again, it is the same layer once more.
  private mutating func nested(
    _ label: String, _ model: Model, _ input: KerasTensor
  ) throws(KerasError) -> KerasTensor {
    let shape = model.outputShape.extents
    if let place = shared[ObjectIdentifier(model)] {
      entries[place].calls.append(.init(inputs: [input], isList: false))
      return KerasTensor(
        layer: entries[place].name, call: entries[place].calls.count - 1, shape: shape)
    }
    let network = try KerasNetwork(model, name: label)
    remarks += network.remarks
    let written = KerasJSON.model(network)
    shared[ObjectIdentifier(model)] = entries.count
    return add(
      KerasEntry(
        name: label, className: written.className, module: written.module, config: written.config,
        calls: [.init(inputs: [input], isList: false)], weights: written.weights), shape: shape)
  }
}

extension BoundArguments {
  private func filledValue(_ name: String) -> Argument? { filled.first { $0.name == name }?.value }

  fileprivate func number(_ name: String) -> Double? {
    if case .number(let number)? = filledValue(name) { number } else { nil }
  }

  fileprivate func flag(_ name: String) -> Bool {
    if case .bool(true)? = filledValue(name) { true } else { false }
  }

  fileprivate func word(_ name: String) -> String? {
    if case .word(let word)? = filledValue(name) { word } else { nil }
  }
}
