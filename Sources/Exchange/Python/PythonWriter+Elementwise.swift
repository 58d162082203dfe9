import Engine

extension PythonWriter {
  /// Whether an operation takes one number of each operand for one of its result.
  func isElementwise(_ operation: any Operation) -> Bool {
    Self.unary[operation.name] != nil || Self.binary.contains(operation.name)
      || operation is Clip || operation is GaussianLinearUnit || operation is Identity
      || operation is StopGradient || operation is ReciprocalSquareRoot
  }

  /// Whether numbers may stand beside its tensors.
  func isArithmetic(_ operation: any Operation) -> Bool {
    Self.binary.contains(operation.name) || operation is Maximum || operation is Minimum
      || operation is Modulo
  }

  /// The expression of an operation that works number by number; `nil` for others.
  func elementwise(
    _ operation: any Operation, _ x: [String], _ inputs: [Graph.Node]
  ) -> String? {
    let prefix = dialect.prefix
    switch operation {
    case is Identity: return x[0]
    case is StopGradient:
      switch dialect {
      case .torch: return "\(x[0]).detach()"
      case .jax: return "lax.stop_gradient(\(x[0]))"
      case .numpy: return x[0]
      }
    case is Negate: return "-\(x[0])"
    case is ReciprocalSquareRoot:
      return reciprocalRoot(of: x[0])
    case let clip as Clip:
      let (low, high) = (PythonText.number(clip.low), PythonText.number(clip.high))
      return dialect == .torch
        ? "\(x[0]).clamp(\(low), \(high))" : "\(prefix).clip(\(x[0]), \(low), \(high))"
    case is GaussianLinearUnit where dialect == .numpy:
      return "0.5 * \(x[0]) * (1 + np.vectorize(math.erf)(\(x[0]) / math.sqrt(2)))"
    case is GaussianLinearUnit:
      return dialect == .torch ? "F.gelu(\(x[0]))" : "jax.nn.gelu(\(x[0]), approximate=False)"
    case let cast as Cast:
      return inputs[0].dtype == cast.dtype ? x[0] : dialect.cast(x[0], to: cast.dtype)
    case is ArcTangentOfTwo:
      return "\(prefix).\(dialect == .torch ? "atan2" : "arctan2")(\(x[0]), \(x[1]))"
    case is Hypotenuse: return "\(prefix).hypot(\(x[0]), \(x[1]))"
    case is Maximum, is Minimum: return extreme(operation.name, x, inputs)
    case is Modulo:
      return dialect == .torch ? "torch.remainder(\(x[0]), \(x[1]))" : "\(x[0]) % \(x[1])"
    case is Where:
      return "\(prefix).where(\(readTruth(inputs[0])), \(x[1]), \(x[2]))"
    default: break
    }
    if x.count == 2, Self.binary.contains(operation.name) {
      return "\(x[0]) \(operation.name) \(x[1])"
    }
    guard x.count == 1, let words = Self.unary[operation.name] else { return nil }
    switch dialect {
    case .torch: return "\(words.torch)(\(x[0]))"
    case .jax: return "\(words.jax)(\(x[0]))"
    case .numpy where operation is Digamma: return nil
    case .numpy:
      return Self.numpy[operation.name].map { $0(x[0]) } ?? "np.\(operation.name)(\(x[0]))"
    }
  }

  /// 1 / √x; NumPy has no word for it.
  func reciprocalRoot(of x: String) -> String {
    switch dialect {
    case .torch: "torch.rsqrt(\(x))"
    case .jax: "lax.rsqrt(\(x))"
    case .numpy: "1 / np.sqrt(\(x))"
    }
  }

  /// What NumPy has no function of that name for.
  private static let numpy: [String: @Sendable (String) -> String] = [
    "sigmoid": { "1 / (1 + np.exp(-(\($0))))" }, "softplus": { "np.logaddexp(0.0, \($0))" },
    "erf": { "np.vectorize(math.erf)(\($0))" }, "relu": { "np.maximum(\($0), 0.0)" },
    "asin": { "np.arcsin(\($0))" }, "acos": { "np.arccos(\($0))" },
    "atan": { "np.arctan(\($0))" }, "asinh": { "np.arcsinh(\($0))" },
    "acosh": { "np.arccosh(\($0))" }, "atanh": { "np.arctanh(\($0))" },
    "lgamma": { "np.vectorize(math.lgamma)(\($0))" },
  ]

  /// A number is no tensor to PyTorch's `maximum`.
  private func extreme(_ word: String, _ x: [String], _ inputs: [Graph.Node]) -> String {
    guard dialect == .torch else { return "\(dialect.prefix).\(word)(\(x[0]), \(x[1]))" }
    for (place, node) in inputs.enumerated() {
      if case .constant(let tensor) = pair.graph.sources[node.index], tensor.count == 1 {
        let other = x[1 - place]
        return "\(other).clamp(\(word == "maximum" ? "min" : "max")=\(x[place]))"
      }
    }
    return "torch.\(word)(\(x[0]), \(x[1]))"
  }

  private static let unary: [String: (torch: String, jax: String)] = [
    "exp": ("torch.exp", "jnp.exp"), "log": ("torch.log", "jnp.log"),
    "sin": ("torch.sin", "jnp.sin"), "cos": ("torch.cos", "jnp.cos"),
    "tanh": ("torch.tanh", "jnp.tanh"), "sigmoid": ("torch.sigmoid", "jax.nn.sigmoid"),
    "softplus": ("F.softplus", "jax.nn.softplus"), "erf": ("torch.erf", "lax.erf"),
    "relu": ("F.relu", "jax.nn.relu"), "sqrt": ("torch.sqrt", "jnp.sqrt"),
    "abs": ("torch.abs", "jnp.abs"), "sign": ("torch.sign", "jnp.sign"),
    "floor": ("torch.floor", "jnp.floor"), "round": ("torch.round", "jnp.round"),
    "ceil": ("torch.ceil", "jnp.ceil"), "trunc": ("torch.trunc", "jnp.trunc"),
    "tan": ("torch.tan", "jnp.tan"), "asin": ("torch.asin", "jnp.arcsin"),
    "acos": ("torch.acos", "jnp.arccos"), "atan": ("torch.atan", "jnp.arctan"),
    "sinh": ("torch.sinh", "jnp.sinh"), "cosh": ("torch.cosh", "jnp.cosh"),
    "asinh": ("torch.asinh", "jnp.arcsinh"), "acosh": ("torch.acosh", "jnp.arccosh"),
    "atanh": ("torch.atanh", "jnp.arctanh"), "expm1": ("torch.expm1", "jnp.expm1"),
    "log1p": ("torch.log1p", "jnp.log1p"), "log2": ("torch.log2", "jnp.log2"),
    "log10": ("torch.log10", "jnp.log10"), "lgamma": ("torch.lgamma", "lax.lgamma"),
    "digamma": ("torch.digamma", "lax.digamma"),
  ]
  private static let binary: Set<String> = ["+", "-", "*", "/", "**"]

  /// A comparison, or a word of logic, as a truth.
  func truth(_ operation: any Operation, _ inputs: [Graph.Node]) throws(ExportError) -> String {
    if let logical = operation as? Logical {
      let x = inputs.map(readTruth)
      switch logical.kind {
      case .and: return "\(x[0]) & \(x[1])"
      case .or: return "\(x[0]) | \(x[1])"
      case .not: return "~\(x[0])"
      }
    }
    return "\(read(inputs[0])) \(operation.name) \(read(inputs[1]))"
  }
}
