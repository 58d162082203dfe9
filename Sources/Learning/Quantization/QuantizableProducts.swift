import Engine

extension Model {
  /// The products whose kernels can become whole numbers, and the lines whose cannot.
  func quantizableProducts(
    _ width: QuantizedKernel.Width
  ) throws(LearningError) -> (possible: [ProductRecord.Entry], stays: [QuantizationResult.Kept]) {
    guard !isQuantized else { throw .quantization(.again(model: name)) }
    guard dtype == .float32 else { throw .quantization(.type(model: name, dtype: dtype)) }
    let (record, lines) = (ProductRecord(), LayerRecord())
    var application = Application(record: lines)
    application.products = record
    let graph = Graph()
    let nodes = inputs.map { graph.input(TensorType($0.shape.batched(1), dtype), name: $0.name) }
    _ = try apply(to: nodes, in: graph, application)

    var (possible, seen): ([ProductRecord.Entry], Set<ObjectIdentifier>) = ([], [])
    var reasons: [String: QuantizationResult.Reason] = [:]
    for entry in record.entries {
      seen.insert(ObjectIdentifier(entry.weight))
      let inputs = entry.weight.type.shape.count / max(entry.weight.type.shape.extents.last ?? 1, 1)
      if entry.groups > 1 {
        reasons[entry.label] = .groups
      } else if width == .eight, inputs > QuantizedKernel.mostInputs {
        reasons[entry.label] = .tooManyInputs
      } else {
        possible.append(entry)
      }
    }
    let kinds = Dictionary(lines.entries.map { ($0.path, $0.kind) }) { first, _ in first }
    var stays: [QuantizationResult.Kept] = []
    for (path, variable) in parameters {
      guard variable.isFinite else { throw .quantization(.notFinite(path: path)) }
      let label = kinds.keys.filter { path.hasPrefix($0 + ".") }.max {
        $0.utf8.count < $1.utf8.count
      }
      guard variable.type.shape.rank >= 2, let label, !stays.contains(where: { $0.label == label }),
        !seen.contains(ObjectIdentifier(variable)) || reasons[label] != nil
      else { continue }
      let kind = kinds[label] ?? ""
      stays.append(.init(label: label, kind: kind, reason: reasons[label] ?? reason(of: kind)))
    }
    guard !possible.isEmpty else {
      throw .quantization(.nothing(model: name, stays: stays.map { "\($0.label) (\($0.kind))" }))
    }
    return (possible, stays)
  }

  private func reason(of kind: String) -> QuantizationResult.Reason {
    switch kind {
    case "embedding", "position_embedding": .lookedUp
    case "lstm", "gru", "simple_rnn", "rnn", "bidirectional": .recurrent
    case "multi_head_attention", "attention", "dot_attention", "additive_attention": .attention
    case "depthwise_conv1d", "depthwise_conv2d", "separable_conv1d", "separable_conv2d": .groups
    case "lora", "dense", "conv1d", "conv2d": .computed
    default: .other
    }
  }
}
