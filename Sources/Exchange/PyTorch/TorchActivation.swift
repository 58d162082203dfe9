import Catalog
import Learning

/// An activation in PyTorch's words.
struct TorchActivation {
  let word: String
  private let numbers: [Double]
  private let flags: [Bool]

  /// `nil` for what is no word of the catalogue.
  init?(_ argument: Argument, _ compatibility: Compatibility) {
    switch argument {
    case .none: (word, numbers, flags) = ("linear", [], [])
    case .word(let word): (self.word, numbers, flags) = (word, [], [])
    case .spec(let spec):
      word = spec.name
      let all = spec.arguments.positional + spec.arguments.named.map(\.value)
      numbers = all.compactMap { if case .number(let number) = $0 { number } else { nil } }
      flags = all.compactMap { if case .bool(let flag) = $0 { flag } else { nil } }
    default: return nil
    }
    isPyTorch = compatibility == .pytorch
    guard Self.known.contains(word) else { return nil }
  }

  private let isPyTorch: Bool

  private static let known: Set<String> = [
    "linear", "relu", "leaky_relu", "elu", "selu", "gelu", "silu", "mish", "sigmoid",
    "hard_sigmoid", "tanh", "softplus", "softsign", "exponential", "softmax", "log_softmax",
  ]

  var isLinear: Bool { word == "linear" }

  /// The expression of it; `channels` is the axis that counts channels.
  func apply(_ x: String, channels: Int = -1) -> String {
    switch word {
    case "linear": x
    case "leaky_relu":
      "F.leaky_relu(\(x), \(PythonText.number(numbers.first ?? (isPyTorch ? 0.01 : 0.3))))"
    case "elu": numbers.isEmpty ? "F.elu(\(x))" : "F.elu(\(x), \(PythonText.number(numbers[0])))"
    case "gelu": flags.first == true ? "F.gelu(\(x), approximate=\"tanh\")" : "F.gelu(\(x))"
    case "sigmoid", "tanh": "torch.\(word)(\(x))"
    case "exponential": "torch.exp(\(x))"
    case "hard_sigmoid": "F.hardsigmoid(\(x))"
    case "softmax", "log_softmax": "F.\(word)(\(x), dim=\(channels))"
    default: "F.\(word)(\(x))"
    }
  }
}
