import Engine

/// What makes a loss follow where none does.
package enum LossAdvice: Sendable, Equatable {
  /// A sample gives a grid and has one target: flatten it before the last layer.
  case flatten
  /// The last layer has these units and this activation, empty for none.
  case lastLayer(units: Int, activation: String)
  /// One of these losses, as they are written.
  case choose([String])

  init(
    output: Shape, activation: String, _ targets: TargetSummary, hasClassNumbers: Bool
  ) {
    let count = max(1, targets.shape.count)
    if output.rank > 1, targets.shape.rank < output.rank, count < output.count, !hasClassNumbers {
      self = .flatten
    } else if activation == "log_softmax", hasClassNumbers {
      self = .choose(["sparse_categorical_crossentropy(from_logits=true)"])
    } else {
      self = .lastLayer(
        for: targets, count: count, isLinear: ["", "linear"].contains(activation),
        isClasses: hasClassNumbers || (count == 1 && activation.hasSuffix("softmax")))
    }
  }

  private static func lastLayer(
    for targets: TargetSummary, count: Int, isLinear: Bool, isClasses: Bool
  ) -> LossAdvice {
    if isClasses, targets.isWhole {
      let isPair = targets.isZeroOrOne && !isLinear
      let most = Int(exactly: targets.high) ?? 0
      return isPair
        ? .lastLayer(units: 1, activation: "sigmoid")
        : .lastLayer(units: most.addingReportingOverflow(1).partialValue, activation: "softmax")
    }
    let isShares = targets.isZeroOrOne && !isLinear
    return .lastLayer(units: count, activation: isShares ? "sigmoid" : "")
  }
}
