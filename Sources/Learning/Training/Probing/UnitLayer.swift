import Engine

/// One layer with units, as a drawing of a net needs it: its line of the model and what follows it place by place.
package struct UnitLayer {
  /// The label path: `hidden`.
  package let path: String
  /// The word of the layer: `dense`.
  package let kind: String
  /// The last activation applied to it: `tanh`; empty where there is none.
  package internal(set) var activation: String
  /// Units, or channels of a convolution.
  package let count: Int
  /// Whether its units are columns computed of the inputs, without weights, in front of all other layers.
  package var areColumns: Bool { weights.isEmpty }
  /// Whether the units are channels of pictures.
  package let isConvolution: Bool
  /// Whether it reads the layer before it, or the inputs, unit by unit.
  package let follows: Bool
  /// [inputs × units], or [height × width × channels × units] of a convolution; `nil` where it has another form.
  let kernel: Variable?
  /// [units]; `nil` without.
  let bias: Variable?
  /// All weights of the line.
  let weights: [Variable]
  var output: Graph.Node
  /// The output before what only passes it on to the next line, as dropout and flattening do.
  var last: Graph.Node
}

extension UnitLayer {
  /// The layers with units of a model of one input, in order; `input` is the node of its batch.
  ///
  /// Lines that keep each unit in its place, such as activations and normalization, belong to the layer before.
  static func layers(
    of model: Model, _ record: LayerRecord, input: Graph.Node
  ) -> [UnitLayer] {
    let activations = Dictionary(model.layers.map { ($0.label, $0.activation) }) { first, _ in first
    }
    let inputs = model.inputs[0].shape.count
    var found: [UnitLayer] = []
    for entry in record.entries where entry.isLayer {
      let shape = entry.output.shape.sample
      let own = model.parameters.filter { $0.path.hasPrefix(entry.path + ".") }
      let kernel = model.parameter(entry.path + ".kernel")
      let rank = kernel?.type.shape.rank ?? 0
      let isDense = entry.kind == "dense" && rank == 2 && shape.rank == 1
      let isConvolution = shape.rank == 3 && rank == 4
      if !isDense, !isConvolution, let last = found.last, entry.input == last.last,
        entry.output.shape == last.output.shape
      {
        found[found.count - 1].output = entry.output
        found[found.count - 1].last = entry.output
        if own.isEmpty, entry.call?.bound.signature.kind == .activation {
          found[found.count - 1].activation = entry.kind
        }
        continue
      }
      let areColumns =
        found.isEmpty && own.isEmpty && shape.rank == 1 && model.inputs[0].shape.rank == 1
        && entry.output != input && entry.kind == "activation" && shape.count != inputs
      guard isDense || isConvolution || areColumns || (shape.rank == 1 && !own.isEmpty) else {
        // Flattening keeps the numbers in their order, but not which channel they are of.
        continue
      }
      let reads = kernel?.type.shape.extents.first ?? 0
      let follows =
        isDense
        && (found.last.map { $0.last == entry.input && $0.count == reads }
          ?? (reads == inputs && model.inputs[0].shape.rank == 1
            && entry.input.index <= input.index + 1))
      found.append(
        UnitLayer(
          path: entry.path, kind: entry.kind, activation: activations[entry.path] ?? "",
          count: shape.extents.last ?? 1, isConvolution: isConvolution, follows: follows,
          kernel: isDense || isConvolution ? kernel : nil,
          bias: model.parameter(entry.path + ".bias"), weights: own.map(\.variable),
          output: entry.output, last: entry.output))
    }
    return found
  }
}
