import Catalog
import Learning

/// What a phase of a step computes, as a formula in the language itself; where there is none in the table, as the
/// catalogue says it.
enum StepFormula {
  /// `y = tanh(x @ kernel + bias)`.
  static func forward(_ layer: StepDetail.Layer) -> String {
    let sum: String
    switch layer.kind {
    case "dense": sum = "x @ kernel + bias"
    case let kind where kind.hasPrefix("conv"): sum = "convolution(x, kernel) + bias"
    default:
      return activations[layer.kind].map { "y = \($0)" } ?? words(of: layer.kind, .layer)
        ?? "y = \(layer.kind)(x)"
    }
    return "y = " + (layer.activation.map { "\($0)(\(sum))" } ?? sum)
  }

  /// The same way back: what each part gets of dy, the gradient of the loss for what the layer gave.
  static func backward(_ layer: StepDetail.Layer) -> String {
    guard layer.kind == "dense" || layer.kind.hasPrefix("conv") else {
      return "dx = dy * the slope of \(layer.kind) at x"
    }
    let slope =
      layer.activation.map { "dz = dy * the slope of \($0) at z" } ?? "dz = dy"
    return layer.kind == "dense"
      ? slope + ", d kernel = transpose(x) @ dz, d bias = sum of dz, dx = dz @ transpose(kernel)"
      : slope + ", d kernel = x against dz, d bias = sum of dz, dx = dz against the kernel turned"
  }

  /// `loss = mean((y - t)^2)`, with t for the targets.
  static func loss(_ text: String) -> String {
    losses[name(text)].map { "loss = \($0)" } ?? words(of: name(text), .loss) ?? "loss = \(text)"
  }

  /// `w = w - learning_rate * gradient`.
  static func update(_ text: String) -> String {
    if text.contains("momentum=") && name(text) == "sgd" {
      return "v = momentum * v - learning_rate * gradient, w = w + v"
    }
    return updates[name(text)] ?? words(of: name(text), .optimizer) ?? text
  }

  /// The word of `adam(0.01)`.
  private static func name(_ text: String) -> String {
    String(text.prefix { $0 == "_" || $0.isLetter || $0.isNumber })
  }

  private static func words(of name: String, _ kind: Signature.Kind) -> String? {
    Vocabulary.standard.catalog[name].first { $0.kind == kind }?.summary
  }

  private static let activations = [
    "relu": "max(0, x)", "sigmoid": "1 / (1 + exp(-x))", "tanh": "tanh(x)",
    "softmax": "exp(x) / sum of exp(x)", "flatten": "the same numbers in one row",
    "dropout": "x * mask / (1 - rate)",
  ]

  private static let losses = [
    "mean_squared_error": "mean((y - t)^2)", "mean_absolute_error": "mean(abs(y - t))",
    "binary_crossentropy": "-mean(t * log(y) + (1 - t) * log(1 - y))",
    "categorical_crossentropy": "-mean over the samples of sum(t * log(y))",
    "sparse_categorical_crossentropy": "-mean of log(y) of the true class",
  ]

  private static let updates = [
    "sgd": "w = w - learning_rate * gradient",
    "adam": "m = beta_1 * m + (1 - beta_1) * g, v = beta_2 * v + (1 - beta_2) * g^2, "
      + "w = w - learning_rate * m / (sqrt(v) + epsilon), m and v without their bias",
    "adamw": "as adam, and w = w - learning_rate * weight_decay * w",
    "rmsprop": "v = rho * v + (1 - rho) * g^2, w = w - learning_rate * g / sqrt(v + epsilon)",
    "adagrad": "v = v + g^2, w = w - learning_rate * g / sqrt(v + epsilon)",
  ]
}
