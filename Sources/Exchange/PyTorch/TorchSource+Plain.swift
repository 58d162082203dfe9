import Catalog
import Engine
import Learning

// Dense layers, tables, normalisation and dropout.
extension TorchSource {
  /// The line as PyTorch has it; without module and call where that is not known.
  func translated() -> TorchLine {
    var result = TorchLine(line: line)
    switch line.kind {
    case "dense": dense(&result)
    case "embedding": embedding(&result)
    case "position_embedding": positions(&result)
    case "sinusoidal_positions": waves(&result)
    case "dropout": dropout(&result)
    case "batch_normalization": batchNormalization(&result)
    case "layer_normalization": layerNormalization(&result)
    case "group_normalization": groupNormalization(&result)
    case "rms_normalization": rootMeanSquare(&result)
    case "multi_head_attention": attention(&result)
    case "lstm", "gru", "simple_rnn": recurrent(&result)
    case "bidirectional": bidirectional(&result)
    case "conv1d", "conv2d", "depthwise_conv1d", "depthwise_conv2d": convolution(&result)
    case "separable_conv1d", "separable_conv2d": separable(&result)
    case "conv1d_transpose", "conv2d_transpose": transposed(&result)
    case "prelu": slopes(&result)
    case "max_pooling1d", "max_pooling2d", "average_pooling1d", "average_pooling2d":
      pooling(&result)
    case "up_sampling2d": upSampling(&result)
    default: activation(&result)
    }
    return result
  }

  private func activation(_ result: inout TorchLine) {
    guard line.isLayer, variables.isEmpty else { return }
    let chosen = line.kind == "activation" ? options.activation() : word
    guard let chosen, !chosen.isLinear else { return }
    let isAlongChannels = chosen.word.hasSuffix("softmax")
    guard !isAlongChannels else { return }
    // What works number by number does it wherever the channels stand; that is for the operations to say.
    guard let operation = line.nodes.last, line.nodes.count > 1, operation == line.output.index
    else { return }
    result.call = call { chosen.apply($0) }
    result.call?.followsLayout = true
  }

  /// The line's own word as an activation.
  private var word: TorchActivation? {
    guard let call = line.call else { return nil }
    return TorchActivation(
      .spec(Spec(call.name, Arguments(call.arguments.map(\.value)))), options.compatibility)
  }

  /// PyTorch has one slope, or one for each channel; others are left to the operations.
  private func slopes(_ result: inout TorchLine) {
    guard let alpha = variables["alpha"], has(["alpha"]) else { return }
    let extents = alpha.type.shape.extents
    let count = extents.last ?? 1
    guard extents.dropLast().allSatisfy({ $0 == 1 }) else { return }
    result.module = module(
      "nn.PReLU(\(count))", [TorchWeights("weight", alpha, shape: [count])])
    let attribute = attribute
    result.call = call(channelsFirst: line.input.shape.rank > 2) { "\(attribute)(\($0))" }
  }

  private func dense(_ result: inout TorchLine) {
    guard let kernel = variables["kernel"], has(["kernel"], bias: variables["bias"] != nil),
      case let (inputs, units) = (kernel.type.shape[0], kernel.type.shape[1])
    else { return }
    let bias = variables["bias"]
    var weight = TorchWeights("weight", kernel, order: [1, 0])
    weight.inputAxis = 1
    result.module = module(
      "nn.Linear(\(inputs), \(units)\(bias == nil ? ", bias=False" : ""))",
      [weight] + (bias.map { [TorchWeights("bias", $0)] } ?? []))
    guard let function = options.activation() else { return }
    let attribute = attribute
    result.call = call { function.apply("\(attribute)(\($0))") }
  }

  private func embedding(_ result: inout TorchLine) {
    guard let table = variables["embeddings"], has(["embeddings"]) else { return }
    result.module = module(
      "nn.Embedding(\(table.type.shape[0]), \(table.type.shape[1]))",
      [TorchWeights("weight", table)])
    let attribute = attribute
    result.call = call { "\(attribute)(\($0).long())" }
  }

  private func positions(_ result: inout TorchLine) {
    guard let table = variables["embeddings"], has(["embeddings"]) else { return }
    result.module = module(
      "nn.Embedding(\(table.type.shape[0]), \(table.type.shape[1]))",
      [TorchWeights("weight", table)])
    let (attribute, time) = (attribute, input[1])
    let rows = time == table.type.shape[0] ? "weight" : "weight[:\(time)]"
    result.call = call { "\($0) + \(attribute).\(rows)" }
  }

  private func waves(_ result: inout TorchLine) {
    let wavelength = PythonText.number(options.number("max_wavelength") ?? 10_000)
    result.call = call { "\($0) + sinusoidal_positions(\($0), \(wavelength))" }
  }

  private func dropout(_ result: inout TorchLine) {
    guard let rate = options.number("rate"), line.output != line.input else { return }
    result.module = module("nn.Dropout(\(PythonText.number(rate)))", [])
    let attribute = attribute
    result.call = call { "\(attribute)(\($0))" }
    result.call?.followsLayout = true
  }

  private func batchNormalization(_ result: inout TorchLine) {
    guard let mean = variables["moving_mean"], let variance = variables["moving_variance"],
      let axis = options.whole("axis"), let epsilon = options.number("epsilon"),
      let momentum = options.number("momentum")
    else { return }
    let rank = line.input.shape.rank
    let place = axis < 0 ? axis + rank : axis
    guard rank <= 5, mean.type.shape.rank == 1, place >= 1 else { return }
    let count = mean.type.shape[0]
    let word = "nn.BatchNorm\(max(rank, 3) - 2)d"
    var groups: [TorchWeights] = []
    var frozen: [String] = []
    for (name, own, fill) in [("weight", "gamma", 1.0), ("bias", "beta", 0.0)] {
      if let variable = variables[own] {
        groups.append(TorchWeights(name, variable))
      } else {
        groups.append(
          TorchWeights(name, constant: Tensor(repeating: fill, [count], mean.type.dtype)))
        frozen.append(name)
      }
    }
    groups.append(TorchWeights("running_mean", mean))
    groups.append(TorchWeights("running_var", variance))
    groups.append(TorchWeights("num_batches_tracked", constant: Tensor(scalar: 0, .int32)))
    result.module = module(
      "\(word)(\(count), eps=\(PythonText.number(epsilon)), momentum=\(PythonText.number(share(of: momentum))))",
      groups, frozen: frozen)
    result.module?.epsilon = ("batch_normalization", epsilon)
    let attribute = attribute
    if rank == 2 {
      result.call = call { "\(attribute)(\($0))" }
    } else if place == rank - 1 {
      result.call = call(channelsFirst: true) { "\(attribute)(\($0))" }
    } else {
      result.call = call {
        place == 1
          ? "\(attribute)(\($0))" : "\(attribute)(\($0).movedim(\(place), 1)).movedim(1, \(place))"
      }
    }
  }

  /// PyTorch counts the new share, in as few digits as the old one has.
  private func share(of momentum: Double) -> Double { ((1 - momentum) * 1e12).rounded() / 1e12 }

  private func layerNormalization(_ result: inout TorchLine) {
    let rank = line.input.shape.rank
    let axes = Set(options.wholes("axis").map { $0 < 0 ? $0 + rank : $0 }).sorted()
    guard let first = axes.first, axes == Array(first..<rank), first >= 1,
      let epsilon = options.number("epsilon")
    else { return }
    let (gamma, beta) = (variables["gamma"], variables["beta"])
    guard gamma != nil || beta == nil else { return }
    var settings = "eps=\(PythonText.number(epsilon))"
    if gamma == nil { settings += ", elementwise_affine=False" }
    if gamma != nil, beta == nil { settings += ", bias=False" }
    let extents = axes.map { input[$0] }
    let shape = extents.count == 1 ? "\(extents[0])" : PythonText.tuple(extents)
    result.module = module(
      "nn.LayerNorm(\(shape), \(settings))",
      [gamma.map { TorchWeights("weight", $0) }, beta.map { TorchWeights("bias", $0) }].compactMap {
        $0
      })
    result.module?.epsilon = ("layer_normalization", epsilon)
    let attribute = attribute
    result.call = call { "\(attribute)(\($0))" }
  }

  private func groupNormalization(_ result: inout TorchLine) {
    let rank = line.input.shape.rank
    guard let groups = options.whole("groups"), let axis = options.whole("axis"),
      let epsilon = options.number("epsilon"), axis == -1 || axis == rank - 1
    else { return }
    let (gamma, beta) = (variables["gamma"], variables["beta"])
    guard (gamma == nil) == (beta == nil) else { return }
    let affine = gamma == nil ? ", affine=False" : ""
    result.module = module(
      "nn.GroupNorm(\(groups == -1 ? channels : groups), \(channels), eps=\(PythonText.number(epsilon))\(affine))",
      [gamma.map { TorchWeights("weight", $0) }, beta.map { TorchWeights("bias", $0) }].compactMap {
        $0
      })
    result.module?.epsilon = ("group_normalization", epsilon)
    let attribute = attribute
    result.call = call(channelsFirst: rank > 2) { "\(attribute)(\($0))" }
  }

  private func rootMeanSquare(_ result: inout TorchLine) {
    let rank = line.input.shape.rank
    guard let scale = variables["scale"], has(["scale"]),
      options.wholes("axis").map({ $0 < 0 ? $0 + rank : $0 }) == [rank - 1],
      let rows = operations(RowNormalization.self).first
    else { return }
    result.module = module(
      "nn.RMSNorm(\(channels), eps=\(PythonText.number(rows.operation.epsilon)))",
      [TorchWeights("weight", scale)])
    result.module?.epsilon = ("rms_normalization", rows.operation.epsilon)
    let attribute = attribute
    result.call = call { "\(attribute)(\($0))" }
  }
}
