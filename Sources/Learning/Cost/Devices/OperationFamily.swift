import Engine

/// Operations that take about as long as one another for the same work, where the roofline of products and bytes alone is
/// too simple.
///
/// A machine that was measured knows the speed of each; one that was described reaches its peak and its bandwidth.
package enum OperationFamily: String, CaseIterable, Sendable {
  /// Products that gather what they multiply: `conv2d` and its gradients. Operations a second.
  case convolution
  /// Products one step after the other: recurrent layers and their gradients. Operations a second.
  case recurrence
  /// exp, tanh and their like, also as parts of softmax and normalisation, which compute longer than they read. Bytes a
  /// second.
  case function
  /// What an optimizer does to weights. Bytes a second.
  case update
  /// What moves numbers or chooses among them: gathering, pooling, transposing. Bytes a second.
  case movement

  /// The family of an operation by its name, as in `Operation.name`; `nil` for products and plain arithmetic.
  package init?(of operation: String) {
    let words = operation.split(separator: " ").map(String.init)
    guard let first = words.first else { return nil }
    switch first {
    case "conv2d": self = .convolution
    case "recurrence", "recurrent": self = .recurrence
    case "exp", "log", "tanh", "sigmoid", "gelu", "softmax", "softplus", "log_softmax", "logsumexp",
      "erf", "sin", "cos", "normalize", "**", "tan", "asin", "acos", "atan", "atan2", "hypot",
      "sinh",
      "cosh", "asinh", "acosh", "atanh", "expm1", "log1p", "log2", "log10", "lgamma", "digamma",
      "polygamma":
      self = .function
    case "adam", "sgd": self = .update
    case "gather", "scatter_add", "max_pooling2d", "average_pooling2d", "transpose", "slice", "pad",
      "concatenate", "flipped", "pick", "pick_class", "place_class", "argmax":
      self = .movement
    default: return nil
    }
  }

  /// Whether its speed counts operations, not bytes.
  package var countsOperations: Bool { self == .convolution || self == .recurrence }
}
