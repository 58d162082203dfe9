/// The line of this language for a layer as Keras or PyTorch write it.
enum LayerTranslation {
  /// Finds the first layer call in a line: `model.add(Dense(256, activation='relu'))` gives
  /// `dense 256, activation=relu`; `nil` when there is none.
  static func line(of text: String) -> String? {
    let characters = Array(text.prefix(400))
    var index = 0
    while index < characters.count {
      guard isWordPart(characters[index]) else {
        index += 1
        continue
      }
      var end = index
      while end < characters.count, isWordPart(characters[end]) { end += 1 }
      let word = String(characters[index..<end])
      if let layer = layers[word], end < characters.count, characters[end] == "(",
        let arguments = arguments(characters, from: end)
      {
        return line(layer, arguments)
      }
      index = end
    }
    return nil
  }

  private static func line(_ layer: ForeignLayer, _ arguments: [String]) -> String {
    var parts: [String] = []
    var label = ""
    var skipped = 0
    for argument in arguments {
      let pieces = argument.split(separator: "=", maxSplits: 1).map { trimmed(String($0)) }
      if pieces.count == 2, isWord(pieces[0]) {
        if pieces[0] == "name" { label = unquoted(pieces[1]) + ": " }
        if dropped.contains(pieces[0]) { continue }
        parts.append("\(renamed[pieces[0]] ?? pieces[0])=\(value(pieces[1]))")
      } else if skipped < layer.inputs {
        // Input sizes are inferred.
        skipped += 1
      } else {
        parts.append(value(argument))
      }
    }
    return label + layer.word + (parts.isEmpty ? "" : " " + parts.joined(separator: ", "))
  }

  /// The arguments between the bracket at `open` and its partner.
  private static func arguments(_ text: [Character], from open: Int) -> [String]? {
    var list: [String] = []
    var current = ""
    var depth = 0
    var quote: Character?
    for character in text[open...] {
      if let mark = quote {
        if character == mark { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if "([{".contains(character) {
        depth += 1
        if depth == 1 { continue }
      } else if ")]}".contains(character) {
        depth -= 1
        if depth == 0 {
          if !trimmed(current).isEmpty { list.append(trimmed(current)) }
          return list
        }
      } else if character == ",", depth == 1 {
        list.append(trimmed(current))
        current = ""
        continue
      }
      current.append(character)
    }
    return nil
  }

  private static func value(_ text: String) -> String {
    switch text {
    case "True": return "true"
    case "False": return "false"
    case "None": return "none"
    default: break
    }
    let bare = unquoted(text)
    if bare != text { return isWord(bare) ? bare : "\"\(bare)\"" }
    if text.hasPrefix("("), text.hasSuffix(")") { return "[" + text.dropFirst().dropLast() + "]" }
    return text
  }

  private static func unquoted(_ text: String) -> String {
    guard text.count >= 2, let first = text.first, first == "'" || first == "\"", text.last == first
    else { return text }
    return String(text.dropFirst().dropLast())
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }

  private static func isWord(_ text: String) -> Bool {
    guard let first = text.first, first.isLetter || first == "_" else { return false }
    return text.allSatisfy(isWordPart)
  }

  private static func isWordPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  /// Arguments that have no counterpart here.
  private static let dropped: Set<String> = [
    "name", "input_shape", "input_dim", "dim", "in_features", "in_channels", "inplace",
  ]

  /// What an argument is called here.
  private static let renamed = [
    "out_features": "units", "out_channels": "filters", "bias": "use_bias", "p": "rate",
    "stride": "strides",
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
