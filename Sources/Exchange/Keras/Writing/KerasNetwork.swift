import Catalog
import Engine
import Formats
import Learning
import Support

/// Makes the graph of Keras for the lines of a model, entry after entry.
struct KerasNetwork {
  let name: String
  let dtype: DType
  var entries: [KerasEntry] = []
  private(set) var inputs: [KerasTensor] = []
  private(set) var output = KerasTensor(layer: "", call: 0, shape: [])
  var remarks: [String] = []
  /// What stands in models that are layers.
  var innerEntries: [KerasEntry] = []
  /// The results of lines and inputs, by their labels.
  private(set) var outputs: [String: KerasTensor] = [:]
  let variables: [String: Variable]
  let shapes: [String: [Int]]
  /// Models that stand as layers, by what they are.
  var shared: [ObjectIdentifier: Int] = [:]
  /// alpha of the change of low rank around the lines; `nil` outside of one, or where it is the rank.
  var alpha: Double?
  /// Entries whose results have steps that are hidden here.
  var hidden: Set<String> = []

  /// The graph of a whole model.
  ///
  /// Throws `KerasError` where a line has no counterpart.
  ///
  /// With columns, raw rows go in, and become what the model takes.
  init(
    _ model: Model, name: String, columns: KerasColumns? = nil, isHidden: Bool = false
  ) throws(KerasError) {
    try self.init(
      model.lines, inputs: model.inputs, columns: columns, name: name, dtype: model.dtype,
      isHidden: isHidden,
      variables: Dictionary(model.parameters.map { ($0.path, $0.variable) }) { first, _ in first },
      shapes: Dictionary(model.layers.map { ($0.label, $0.shape.extents) }) { first, _ in first })
  }

  init(
    _ lines: [ModelElement], inputs: [Model.Input], columns: KerasColumns? = nil, name: String,
    dtype: DType, isHidden: Bool = false, variables: [String: Variable], shapes: [String: [Int]]
  ) throws(KerasError) {
    (self.name, self.dtype, self.variables, self.shapes) = (name, dtype, variables, shapes)
    if var columns {
      // The model reads the row by the name of its own input.
      outputs[inputs[0].name] = columns.append(to: &self)
      output = try walk(lines, outputs[inputs[0].name] ?? output)
      return
    }
    for input in inputs {
      outputs[input.name] = addInput(input.name, "\(dtype)", input.shape.extents)
    }
    if isHidden { hide(self.inputs[0]) }
    output = try walk(lines, self.inputs[0])
  }

  /// An input of a type.
  mutating func addInput(_ name: String, _ type: String, _ shape: [Int]) -> KerasTensor {
    let config: JSON = [
      "batch_shape": .list([.null] + shape.map { .whole($0) }), "dtype": .text(type),
      "sparse": false, "ragged": false, "name": .text(name),
    ]
    entries.append(
      KerasEntry(name: name, className: "InputLayer", module: "keras.layers", config: config))
    inputs.append(KerasTensor(layer: name, call: 0, shape: shape))
    return inputs[inputs.count - 1]
  }

  /// Brings answers to the units of the data.
  mutating func rescale(by scale: Double, _ offset: Double) {
    output = add(
      KerasEntry(
        name: free("units"), className: "Rescaling", module: "keras.layers",
        config: KerasJSON.config(
          of: KerasLayer(
            "Rescaling", [.init("scale", .float(scale)), .init("offset", .float(offset))]),
          name: free("units"), dtype: dtype),
        calls: [.init(inputs: [output], isList: false)]),
      shape: output.shape)
  }

  /// A layer on columns, whose numbers have 64 bits unless another type is said; a weight is frozen.
  mutating func wide(
    _ className: String, _ name: String, _ tensors: [KerasTensor], _ members: [JSON.Member],
    shape: [Int], dtype: String = "float64", weight: NumPyArray? = nil
  ) -> KerasTensor {
    let name = free(name)
    var own: [JSON.Member] = [.init("name", .text(name)), .init("dtype", .text(dtype))]
    if weight != nil { own.append(.init("trainable", false)) }
    var weights = KerasArrays()
    if let weight {
      weights.stored = [(["vars", "0"], weight, nil)]
      weights.listed = [("\(name)/embeddings", weight, false)]
    }
    return add(
      KerasEntry(
        name: name, className: className, module: "keras.layers", config: .object(own + members),
        calls: [.init(inputs: tensors, isList: className == "Concatenate")], weights: weights),
      shape: shape)
  }

  /// Arithmetic on a column.
  mutating func operation(
    _ className: String, _ name: String, _ places: [KerasEntry.Place], shape: [Int]
  ) -> KerasTensor {
    let name = free(name)
    return add(
      KerasEntry(
        name: name, className: className, module: "keras.src.ops.numpy",
        config: .object([.init("name", .text(name))]), calls: [.init(places: places)]), shape: shape
    )
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
    _ lines: [ModelElement], _ start: KerasTensor
  ) throws(KerasError) -> KerasTensor {
    var current = start
    for line in lines { current = try append(line, current) }
    return current
  }

  private mutating func append(
    _ line: ModelElement, _ input: KerasTensor
  ) throws(KerasError) -> KerasTensor {
    let (label, call) = (line.label, line.call?.bound)
    var result: KerasTensor
    switch line.content {
    case .layer(let word):
      guard let call else { return input }
      result = try layer(label, word, call, input)
    case .wrapper("lora", let lines):
      let outer = alpha
      alpha = call?.number("alpha")
      result = try walk(lines, input)
      alpha = outer
    case .wrapper(let word, let lines):
      guard let call else { return input }
      result = try wrapper(label, word, call, lines, input)
      if hides(input), word == "time_distributed" || result.shape.count > 1 { hide(result) }
    case .residual(let lines):
      let inner = try walk(lines, input)
      result = join("Add", label, [inner, input])
      noteMask(of: [inner, input], joined: result)
    case .merge(let kind, let axis, let paths):
      var tensors: [KerasTensor] = []
      for path in paths { tensors.append(try walk(path, input)) }
      let className =
        switch kind {
        case .add: "Add"
        case .multiply: "Multiply"
        case .average: "Average"
        case .concatenate: "Concatenate"
        case .combine: ""
        }
      if kind == .combine {
        result = try combined(label, call, tensors)
        break
      }
      if kind == .multiply, tensors.count > 1, tensors.contains(where: { hides($0) }) {
        throw .masked("multiply", layer: label)
      }
      result =
        tensors.count == 1
        ? tensors[0]
        : join(
          className, label, tensors,
          kind == .concatenate ? [.init("axis", .whole(axis))] : [])
      noteMask(of: tensors, joined: result, inTime: kind == .concatenate && axis == 1)
    case .block(let lines): result = try walk(lines, input)
    case .source(let name): return outputs[name] ?? input
    case .model(let model): result = try nested(label, model, input)
    }
    outputs[label] = result
    return result
  }

  func free(_ name: String) -> String {
    var (free, number) = (name, 1)
    while entries.contains(where: { $0.name == free }) || shapes[free] != nil {
      free = "\(name)_\(number)"
      number += 1
    }
    return free
  }

  mutating func add(_ entry: KerasEntry, shape: [Int]) -> KerasTensor {
    entries.append(entry)
    return KerasTensor(layer: entry.name, call: 0, shape: shape)
  }
}
