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
    guard Self.known.contains(word), word != "relu" || numbers.isEmpty else { return nil }
  }

  private let isPyTorch: Bool

  private static let known: Set<String> = [
    "linear", "relu", "leaky_relu", "elu", "selu", "gelu", "silu", "mish", "sigmoid",
    "hard_sigmoid", "tanh", "softplus", "softsign", "exponential", "softmax", "log_softmax",
    "celu", "relu6", "hard_tanh", "hard_silu", "hard_shrink", "soft_shrink",
    "tanh_shrink", "log_sigmoid", "squareplus", "glu",
  ]

  var isLinear: Bool { word == "linear" }

  private func number(_ place: Int, _ usual: Double) -> String {
    PythonText.number(place < numbers.count ? numbers[place] : usual)
  }

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
    case "hard_silu": "F.hardswish(\(x))"
    case "hard_tanh": "F.hardtanh(\(x))"
    case "log_sigmoid": "F.logsigmoid(\(x))"
    case "tanh_shrink": "F.tanhshrink(\(x))"
    case "celu": "F.celu(\(x), \(number(0, 1)))"
    case "hard_shrink": "F.hardshrink(\(x), \(number(0, 0.5)))"
    case "soft_shrink": "F.softshrink(\(x), \(number(0, 0.5)))"
    case "squareplus": "(\(x) + torch.sqrt(torch.square(\(x)) + \(number(0, 4)))) / 2"
    case "glu": "F.glu(\(x), dim=\(channels))"
    case "softmax", "log_softmax": "F.\(word)(\(x), dim=\(channels))"
    default: "F.\(word)(\(x))"
    }
  }
}
