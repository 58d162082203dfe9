import Engine
import Learning

// Recurrences and attention.
extension TorchSource {
  func recurrent(_ result: inout TorchLine) {
    guard let groups = recurrentWeights(of: line.kind, "", suffix: ""),
      let cell = cell(options, line.kind)
    else { return }
    let names = ["kernel", "recurrent_kernel"]
    guard has(names, bias: variables["bias"] != nil) else { return }
    result.module = module(cell, groups, frozen: secondBiases(line.kind, [""]))
    guard isPlain, let recurrence = recurrences().first, recurrences().count == 1 else { return }
    var dropped = options.number("dropout") ?? 0
    if let rate = options.number("recurrent_dropout"), rate > 0 {
      result.remarks.append("the dropout of `\(path)`'s states is left out")
    }
    let goesBackwards = options.flag("go_backwards")
    let isReversed = recurrence.isReversed
    let isSequence = options.flag("return_sequences")
    let attribute = attribute
    let end = isSequence ? (isReversed && !goesBackwards ? ".flip(1)" : "") : "[:, -1]"
    if !dropped.isFinite { dropped = 0 }
    let rate = dropped
    result.call = call {
      let x = rate > 0 ? "F.dropout(\($0), \(PythonText.number(rate)), self.training)" : $0
      return "\(attribute)(\(x)\(isReversed ? ".flip(1)" : ""))[0]\(end)"
    }
  }

  func bidirectional(_ result: inout TorchLine) {
    guard let layer = inner.first, let call = layer.call,
      inner.allSatisfy({ $0.isLayer && $0.call?.label == call.label })
    else { return }
    let own = LineOptions(call)
    let (ahead, back) = ("forward.\(call.label).", "backward.\(call.label).")
    guard let first = recurrentWeights(of: layer.kind, ahead, suffix: ""),
      let second = recurrentWeights(of: layer.kind, back, suffix: "_reverse"),
      variables.keys.allSatisfy({ $0.hasPrefix(ahead) || $0.hasPrefix(back) }),
      variables.count == first.reduce(0, { $0 + $1.variables.count }) * 2,
      let cell = cell(own, layer.kind), !own.flag("go_backwards"),
      let units = own.whole("units")
    else { return }
    result.module = module(
      String(cell.dropLast()) + ", bidirectional=True)", first + second,
      frozen: secondBiases(layer.kind, ["", "_reverse"]))
    guard isPlain, recurrences().count == 2 else { return }
    let (attribute, isSequence) = (attribute, own.flag("return_sequences"))
    let merge = options.word("merge_mode") ?? "concat"
    if (own.number("recurrent_dropout") ?? 0) + (own.number("dropout") ?? 0) > 0 {
      result.remarks.append("the dropout inside `\(path)` is left out")
    }
    result.call = self.call { x in
      let states = "\(attribute)(\(x))[0]"
      if isSequence, merge == "concat" { return states }
      let ends = "(lambda h: (h[:, -1, :\(units)], h[:, 0, \(units):]))(\(states))"
      let parts = isSequence ? "\(states).chunk(2, -1)" : ends
      switch merge {
      case "sum": return "sum(\(parts))"
      case "ave": return "sum(\(parts)) / 2"
      case "mul": return "torch.mul(*\(parts))"
      default: return "torch.cat(\(parts), -1)"
      }
    }
  }

  /// PyTorch has two biases where one is trained here; with both its steps would be twice as long.
  private func secondBiases(_ kind: String, _ suffixes: [String]) -> [String] {
    let hasBias = variables.keys.contains { $0 == "bias" || $0.hasSuffix(".bias") }
    return kind == "gru" || !hasBias ? [] : suffixes.map { "bias_hh_l0" + $0 }
  }

  /// Whether no step is left out by a mask.
  private var isPlain: Bool {
    operations(Where.self).isEmpty
      && line.nodes.allSatisfy {
        pair.graph.recurrence(of: pair.graph.nodes[$0])?.operands.present == nil
      }
  }

  private func recurrences() -> [Recurrence] {
    line.nodes.compactMap { pair.graph.recurrence(of: pair.graph.nodes[$0])?.recurrence }
  }

  /// The module of a cell that PyTorch has.
  private func cell(_ options: LineOptions, _ kind: String) -> String? {
    guard let units = options.whole("units"), let activation = options.activation(),
      activation.word == "tanh"
    else { return nil }
    let bias = options.flag("use_bias") ? "" : ", bias=False"
    let sizes = "(\(channels), \(units), batch_first=True\(bias))"
    switch kind {
    case "simple_rnn": return "nn.RNN" + sizes
    case "lstm":
      return options.activation("recurrent_activation")?.word == "sigmoid" ? "nn.LSTM" + sizes : nil
    default:
      guard options.activation("recurrent_activation")?.word == "sigmoid",
        options.flag("reset_after")
      else { return nil }
      return "nn.GRU" + sizes
    }
  }

  /// The weights of a cell: gates i f g o on both sides, of a GRU z r h here and r z n there.
  private func recurrentWeights(
    of kind: String, _ prefix: String, suffix: String
  ) -> [TorchWeights]? {
    guard let kernel = variables[prefix + "kernel"],
      let own = variables[prefix + "recurrent_kernel"]
    else { return nil }
    let swap = kind == "gru" ? [1, 0, 2] : nil
    var groups = [
      gates("weight_ih_l0\(suffix)", kernel, swap), gates("weight_hh_l0\(suffix)", own, swap),
    ]
    guard let bias = variables[prefix + "bias"] else { return groups }
    let count = own.type.shape[1]
    let names = ["bias_ih_l0\(suffix)", "bias_hh_l0\(suffix)"]
    guard kind == "gru" else {
      groups.append(
        TorchWeights(
          names: names, shapes: [[count], [count]], variables: [bias],
          write: { [$0[0], Tensor(repeating: 0, $0[0].shape, $0[0].dtype)] },
          read: { [Tensor(zip($0[0].doubles, $0[1].doubles).map(+), $0[0].shape, $0[0].dtype)] },
          expression: { "\($0).\(names[0])" }))
      return groups
    }
    guard bias.type.shape.rank == 2 else { return nil }
    groups.append(
      TorchWeights(
        names: names, shapes: [[count], [count]], variables: [bias],
        write: { $0[0].lastAxisBlocks([1, 0, 2]).firstAxisParts(2).map { $0.reshaped([count]) } },
        read: { rows in
          [Tensor.joined(rows.map { $0.reshaped([1, count]) }).lastAxisBlocks([1, 0, 2])]
        },
        expression: { "torch.stack((\($0).\(names[0]), \($0).\(names[1])))" }))
    return groups
  }

  private func gates(_ name: String, _ variable: Variable, _ swap: [Int]?) -> TorchWeights {
    let shape = variable.type.shape
    return TorchWeights(
      names: [name], shapes: [[shape[1], shape[0]]], variables: [variable],
      write: { [(swap.map($0[0].lastAxisBlocks) ?? $0[0]).reordered([1, 0])] },
      read: { tensors in
        let turned = tensors[0].reordered([1, 0])
        return [swap.map(turned.lastAxisBlocks) ?? turned]
      },
      expression: { "\($0).\(name).T" })
  }

  func attention(_ result: inout TorchLine) {
    let parts = ["query", "key", "value", "attention_output"]
    let kernels = parts.compactMap { variables["\($0).kernel"] }
    let biases = parts.compactMap { variables["\($0).bias"] }
    guard kernels.count == 4, biases.isEmpty || biases.count == 4,
      variables.count == kernels.count + biases.count
    else { return }
    let sources = kernels.prefix(3).compactMap(attended)
    let (heads, size) = (kernels[0].type.shape[1], kernels[0].type.shape[2])
    let width = kernels[0].type.shape[0]
    let features = kernels.prefix(3).map { $0.type.shape[0] }
    let isUsual =
      heads * size == width && kernels[2].type.shape[2] == size && kernels[3].type.shape[2] == width
    if isUsual {
      usual(&result, heads, features, kernels, biases)
    } else {
      free(&result, heads, kernels, biases)
    }
    guard sources.count == 3, let mask = attentionMask() else { return }
    let (attribute, isUsualCall) = (attribute, isUsual)
    let (queries, places) = (input[1], sources[1].shape[1])
    let isSelf = Set(sources).count == 1
    result.call = PythonCall(reads: Array(sources) + mask.reads) { x in
      let inputs = isSelf ? [String](repeating: x[0], count: 3) : Array(x.prefix(3))
      var arguments = inputs.joined(separator: ", ")
      if mask.isCausal {
        arguments += ", attn_mask=causal_mask(\(queries), \(places), \(x[0]))"
      } else if x.count > 3 {
        arguments +=
          isUsualCall
          ? ", attn_mask=\(x[3]).expand(-1, \(heads), \(queries), \(places)).flatten(0, 1)"
          : ", attn_mask=\(x[3])"
      }
      return isUsualCall
        ? "\(attribute)(\(arguments), need_weights=False)[0]" : "\(attribute)(\(arguments))"
    }
  }

  private func usual(
    _ result: inout TorchLine, _ heads: Int, _ features: [Int], _ kernels: [Variable],
    _ biases: [Variable]
  ) {
    let width = features[0]
    var groups: [TorchWeights] = []
    if features.allSatisfy({ $0 == width }) {
      let shape = kernels[0].type.shape
      groups.append(
        TorchWeights(
          names: ["in_proj_weight"], shapes: [[3 * width, width]],
          variables: Array(kernels.prefix(3)),
          write: { [Tensor.joined($0.map { $0.reshaped([width, width]).reordered([1, 0]) })] },
          read: { $0[0].firstAxisParts(3).map { $0.reordered([1, 0]).reshaped(shape) } },
          expression: { "\($0).in_proj_weight" }))
    } else {
      for (letter, kernel) in zip(["q", "k", "v"], kernels) {
        groups.append(projection("\(letter)_proj_weight", kernel, inputs: 1))
      }
    }
    if biases.count == 4 {
      let shape = biases[0].type.shape
      groups.append(
        TorchWeights(
          names: ["in_proj_bias"], shapes: [[3 * width]], variables: Array(biases.prefix(3)),
          write: { [Tensor.joined($0.map { $0.reshaped([width]) })] },
          read: { $0[0].firstAxisParts(3).map { $0.reshaped(shape) } },
          expression: { "\($0).in_proj_bias" }))
    }
    groups.append(projection("out_proj.weight", kernels[3], inputs: 2))
    if biases.count == 4 { groups.append(TorchWeights("out_proj.bias", biases[3])) }
    var settings = "\(width), \(heads)"
    if let rate = options.number("dropout"), rate > 0 {
      settings += ", dropout=\(PythonText.number(rate))"
    }
    if biases.isEmpty { settings += ", bias=False" }
    if features[1] != width { settings += ", kdim=\(features[1])" }
    if features[2] != width { settings += ", vdim=\(features[2])" }
    result.module = module("nn.MultiheadAttention(\(settings), batch_first=True)", groups)
  }

  /// Heads of other sizes than PyTorch's own module has: the four projections by themselves.
  private func free(
    _ result: inout TorchLine, _ heads: Int, _ kernels: [Variable], _ biases: [Variable]
  ) {
    var groups: [TorchWeights] = []
    for (place, name) in ["query", "key", "value", "output"].enumerated() {
      groups.append(projection("\(name).weight", kernels[place], inputs: place == 3 ? 2 : 1))
      if !biases.isEmpty {
        let bias = biases[place]
        groups.append(TorchWeights("\(name).bias", bias, flattened: [bias.type.shape.count]))
      }
    }
    let shapes = kernels.map(\.type.shape)
    var sizes = shapes.prefix(3).map { "(\($0[0]), \($0[1] * $0[2]))" }
    sizes.append("(\(shapes[3][0] * shapes[3][1]), \(shapes[3][2]))")
    let rate = options.number("dropout") ?? 0
    let settings =
      (biases.isEmpty ? ", bias=False" : "")
      + (rate > 0 ? ", dropout=\(PythonText.number(rate))" : "")
    result.module = module(
      "MultiHeadAttention(\(heads), \(sizes.joined(separator: ", "))\(settings))", groups)
  }

  /// A kernel [… × …] as the matrix [outputs × inputs]; the first `inputs` axes count what goes in.
  private func projection(_ name: String, _ kernel: Variable, inputs: Int) -> TorchWeights {
    let extents = kernel.type.shape.extents
    let (rows, columns) = (
      extents.prefix(inputs).reduce(1, *), extents.dropFirst(inputs).reduce(1, *)
    )
    return TorchWeights(name, kernel, order: [1, 0], flattened: [rows, columns])
  }

  /// The node that a projection is made of.
  private func attended(_ kernel: Variable) -> Graph.Node? {
    operations(MatrixProduct.self).first { found in variable(found.inputs[1]) === kernel }
      .map { found in
        guard
          case .operation(let operation, let inputs) = pair.graph.sources[found.inputs[0].index],
          operation is Reshape
        else { return found.inputs[0] }
        return inputs[0]
      }
  }

  /// What is added to the scores; `nil` where that is something else.
  private func attentionMask() -> (isCausal: Bool, reads: [Graph.Node])? {
    guard let softmax = operations(Softmax.self).first,
      case .operation(let operation, let inputs) = pair.graph.sources[softmax.inputs[0].index]
    else { return nil }
    guard operation is Add else { return operation is MatrixProduct ? (false, []) : nil }
    if case .constant = pair.graph.sources[inputs[1].index] { return (true, []) }
    return (false, [inputs[1]])
  }
}
