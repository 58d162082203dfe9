/// What a Transformer computes and keeps, from its shape.
extension LanguageModelShape {
  /// Floating-point operations of one token forward, with `context` tokens to look at.
  ///
  /// 2 a parameter of the blocks' matrices (of a mixture those of the experts that are asked), 4 · context · heads · head width a block for scores and their mean of
  /// values, 2 · vocabulary · width for the answer (Narayanan et al. 2021, appendix: 24·l·h²·(1 + s/6h + V/12lh)).
  /// As most kernels do, what a mask hides is counted too.
  package func forwardOperations(context: Int) -> Double {
    let products = 2 * Double(layers) * Double(activeMatrices)
    let attention = 4 * Double(layers) * Double(context) * Double(heads) * Double(headWidth)
    return products + attention + 2 * Double(vocabulary) * Double(width)
  }

  /// Of one token in training: three forward passes.
  package var trainingOperations: Double { 3 * forwardOperations(context: context) }

  /// 6 · parameters · tokens: the rule of thumb (Kaplan et al. 2020); of a mixture those that compute.
  package func roughOperations(tokens: Double) -> Double { 6 * Double(activeParameters) * tokens }

  /// Bytes that training keeps for each parameter with half-precision numbers and Adam.
  ///
  /// 2 for the weight, 2 for its gradient, 12 for the weight and two moments in single precision
  /// (Rajbhandari et al. 2020, section 3.1).
  package enum TrainingBytes {
    /// Of the weight in half precision.
    package static let weight = 2
    /// Of its gradient in half precision.
    package static let gradient = 2
    /// Of the weight and both moments in single precision.
    package static let optimizer = 12
    /// All of these.
    package static let total = weight + gradient + optimizer
  }

  /// Bytes of activations of one sequence in half precision, everything kept.
  ///
  /// s·h·(34 + 5·a·s/h) a block (Korthikanti et al. 2022, equation 1).
  package var activationBytes: Double {
    let (s, h, a) = (Double(context), Double(width), Double(heads))
    return Double(layers) * s * h * (34 + 5 * a * s / h)
  }

  /// The same where each block is computed again on the way back: 2·s·h a block, and one block whole.
  package var recomputedActivationBytes: Double {
    let inputs = 2 * Double(layers) * Double(context) * Double(width)
    return inputs + activationBytes / Double(max(1, layers))
  }

  /// Bytes of keys and values for one token in half precision: 2 · 2 · layers · key-value heads · head width.
  package var cacheBytes: Double {
    4 * Double(layers) * Double(keyValueHeads) * Double(headWidth)
  }
}
