import Catalog
import Engine
import Learning

/// nabla's words in Keras, where they are spelled otherwise.
enum KerasNames {
  static let losses = [
    "mean_squared_error": "MeanSquaredError", "mean_absolute_error": "MeanAbsoluteError",
    "mean_absolute_percentage_error": "MeanAbsolutePercentageError",
    "mean_squared_logarithmic_error": "MeanSquaredLogarithmicError", "huber": "Huber",
    "log_cosh": "LogCosh", "binary_crossentropy": "BinaryCrossentropy",
    "binary_focal_crossentropy": "BinaryFocalCrossentropy",
    "categorical_crossentropy": "CategoricalCrossentropy",
    "categorical_focal_crossentropy": "CategoricalFocalCrossentropy",
    "sparse_categorical_crossentropy": "SparseCategoricalCrossentropy",
    "kl_divergence": "KLDivergence", "poisson": "Poisson", "hinge": "Hinge",
    "squared_hinge": "SquaredHinge", "categorical_hinge": "CategoricalHinge",
    "cosine_similarity": "CosineSimilarity", "ctc": "CTC", "dice": "Dice",
    "categorical_generalized_crossentropy": "CategoricalGeneralizedCrossEntropy",
    "tversky": "Tversky", "circle": "Circle",
  ]

  static let optimizers = [
    "sgd": "SGD", "adam": "Adam", "adamw": "AdamW", "nadam": "Nadam", "adamax": "Adamax",
    "rmsprop": "RMSprop", "adagrad": "Adagrad", "adadelta": "Adadelta", "lion": "Lion",
    "lamb": "Lamb", "ftrl": "Ftrl",
  ]

  static let metrics = [
    "accuracy": "accuracy", "binary_accuracy": "binary_accuracy",
    "mean_absolute_error": "mean_absolute_error", "mean_squared_error": "mean_squared_error",
  ]

  /// Options that Keras does not have.
  static let foreignOptions: Set<String> = [
    "epsilon_hat", "momentum_decay", "use_ema", "ema_momentum", "gradient_accumulation_steps",
    "unbiased", "tied", "lora_rank", "lora_alpha", "value", "key", "use_causal_mask",
  ]

  /// The class of a layer's word.
  static func layer(_ word: String) -> String {
    KerasLayers.row(ofWord: word)?.className
      ?? word.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// An argument as Python; `nil` for nothing, and for what has no form there.
  ///
  /// `isWhole` says whether its parameter takes whole numbers: elsewhere 0 is `0.0`, as Keras asks for.
  static func text(_ argument: Argument, isWhole: Bool = false) -> String? {
    switch argument.listed {
    case .none, .value: return nil
    case .bool(let flag): return PythonText.flag(flag)
    case .number(let number):
      let hasNoFraction = number == number.rounded() && abs(number) < 1e9
      return PythonText.number(number, isWhole && hasNoFraction ? .int32 : .float64)
    case .text(let text), .word(let text): return PythonText.text(text)
    case .list(let items):
      let parts = items.compactMap { text($0, isWhole: isWhole) }
      return parts.count == items.count ? PythonText.tuple(parts) : nil
    case .spec(let spec): return self.spec(spec)
    }
  }

  /// The same of a layer's argument, by what its parameter takes.
  static func text(_ argument: Argument, named name: String, of signature: Signature) -> String? {
    let parameter = signature.parameters.first { $0.name == name }
    return text(argument, isWhole: parameter?.expected.contains("whole") ?? false)
  }

  /// Regularizers and activations with options.
  private static func spec(_ spec: Spec) -> String? {
    let numbers = spec.arguments.positional.compactMap { text($0) }
    let named = spec.arguments.named.compactMap { name, value in text(value).map { "\(name)=\($0)" }
    }
    let all = (numbers + named).joined(separator: ", ")
    switch spec.name {
    case "l1": return "keras.regularizers.L1(\(all))"
    case "l2": return "keras.regularizers.L2(\(all))"
    case "l1_l2", "l1l2": return "keras.regularizers.L1L2(\(all))"
    case "relu":
      // Its function has another order than its layer.
      let names = ["max_value", "negative_slope", "threshold"]
      let given = zip(names, numbers).map { "\($0)=\($1)" } + named
      return "lambda x: keras.activations.relu(x, \(given.joined(separator: ", ")))"
    case "leaky_relu", "elu", "gelu", "celu", "hard_shrink", "soft_shrink", "squareplus":
      return "lambda x: keras.activations.\(spec.name)(x, \(all))"
    default: return nil
    }
  }
}
