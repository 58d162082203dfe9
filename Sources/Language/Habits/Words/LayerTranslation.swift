/// The line of this language for a layer as Keras or PyTorch write it.
enum LayerTranslation {
  /// Finds the first layer call in a line: `model.add(Dense(256, activation='relu'))` gives
  /// `dense 256, activation=relu`; `nil` when there is none.
  static func line(of text: String) -> String? { lines(of: text, most: 1).first }

  /// The word that a layer of another library has here, where it is written without brackets.
  static func bare(_ word: String) -> String? { layers[word]?.word }

  /// All layer calls in a text, in their order.
  static func lines(of text: String, most: Int = 40) -> [String] {
    let characters = Array(text.prefix(2000))
    var found: [String] = []
    var index = 0
    while index < characters.count, found.count < most {
      guard PythonText.isWordPart(characters[index]) else {
        index += 1
        continue
      }
      var end = index
      while end < characters.count, PythonText.isWordPart(characters[end]) { end += 1 }
      let word = String(characters[index..<end])
      if let layer = layers[word], end < characters.count, characters[end] == "(",
        let (arguments, close) = PythonText.arguments(characters, from: end)
      {
        found.append(line(layer, arguments))
        end = close
      }
      index = end
    }
    return found
  }

  private static func line(_ layer: ForeignLayer, _ arguments: [String]) -> String {
    var parts: [String] = []
    var label = ""
    var skipped = 0
    for argument in arguments {
      if let (name, text) = PythonText.named(argument) {
        if name == "name" { label = PythonText.unquoted(text) + ": " }
        if dropped.contains(name) { continue }
        parts.append("\(renamed[name] ?? name)=\(value(text))")
      } else if skipped < layer.inputs {
        // Input sizes are inferred.
        skipped += 1
      } else {
        parts.append(value(argument))
      }
    }
    return label + layer.word + (parts.isEmpty ? "" : " " + parts.joined(separator: ", "))
  }

  /// A literal as this language writes it; a quoted word stands for itself.
  static func value(_ text: String) -> String {
    switch text {
    case "True": return "true"
    case "False": return "false"
    case "None": return "none"
    default: break
    }
    let bare = PythonText.unquoted(text)
    if bare != text { return PythonText.isWord(bare) ? bare : "\"\(bare)\"" }
    if text.hasPrefix("("), text.hasSuffix(")") { return "[" + text.dropFirst().dropLast() + "]" }
    return text
  }

  /// Arguments that have no counterpart here.
  private static let dropped: Set<String> = [
    "name", "input_shape", "input_dim", "dim", "dtype", "device", "in_features", "in_channels",
    "inplace",
  ]

  /// What an argument is called here.
  private static let renamed = [
    "out_features": "units", "out_channels": "filters", "bias": "use_bias", "p": "rate",
    "stride": "strides", "lr": "learning_rate",
  ]
}

private struct ForeignLayer {
  var word: String
  /// Leading arguments that give input sizes.
  var inputs = 0
}

private let layers: [String: ForeignLayer] = [
  "Dense": .init(word: "dense"), "Linear": .init(word: "dense", inputs: 1),
  "LazyLinear": .init(word: "dense"), "Activation": .init(word: "activation"),
  "Dropout": .init(word: "dropout"), "Flatten": .init(word: "flatten"),
  "Reshape": .init(word: "reshape"), "ReLU": .init(word: "activation relu"),
  "Tanh": .init(word: "activation tanh"), "Sigmoid": .init(word: "activation sigmoid"),
  "Softmax": .init(word: "activation softmax"), "GELU": .init(word: "activation gelu"),
  "SiLU": .init(word: "activation silu"), "LeakyReLU": .init(word: "leaky_relu"),
  "Conv2D": .init(word: "conv2d"), "Conv2d": .init(word: "conv2d", inputs: 1),
  "Conv1D": .init(word: "conv1d"), "Conv1d": .init(word: "conv1d", inputs: 1),
  "Conv1DTranspose": .init(word: "conv1d_transpose"),
  "Conv2DTranspose": .init(word: "conv2d_transpose"),
  "ConvTranspose1d": .init(word: "conv1d_transpose", inputs: 1),
  "ConvTranspose2d": .init(word: "conv2d_transpose", inputs: 1),
  "SeparableConv1D": .init(word: "separable_conv1d"),
  "SeparableConv2D": .init(word: "separable_conv2d"),
  "DepthwiseConv1D": .init(word: "depthwise_conv1d"),
  "DepthwiseConv2D": .init(word: "depthwise_conv2d"),
  "ZeroPadding1D": .init(word: "zero_padding1d"), "ZeroPadding2D": .init(word: "zero_padding2d"),
  "Cropping1D": .init(word: "cropping1d"), "Cropping2D": .init(word: "cropping2d"),
  "UpSampling1D": .init(word: "up_sampling1d"), "UpSampling2D": .init(word: "up_sampling2d"),
  "PReLU": .init(word: "prelu"), "Masking": .init(word: "masking"),
  "Attention": .init(word: "attention"), "AdditiveAttention": .init(word: "additive_attention"),
  "MaxPooling2D": .init(word: "max_pooling2d"), "MaxPool2d": .init(word: "max_pooling2d"),
  "AveragePooling2D": .init(word: "average_pooling2d"),
  "AvgPool2d": .init(word: "average_pooling2d"),
  "GlobalAveragePooling2D": .init(word: "global_average_pooling2d"),
  "BatchNormalization": .init(word: "batch_normalization"),
  "BatchNorm1d": .init(word: "batch_normalization", inputs: 1),
  "BatchNorm2d": .init(word: "batch_normalization", inputs: 1),
  "LayerNormalization": .init(word: "layer_normalization"),
  "LayerNorm": .init(word: "layer_normalization", inputs: 1),
  "Embedding": .init(word: "embedding"), "LSTM": .init(word: "lstm"), "GRU": .init(word: "gru"),
  "SimpleRNN": .init(word: "simple_rnn"),
  "MultiHeadAttention": .init(word: "multi_head_attention"),
]
