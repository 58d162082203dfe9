import Engine

/// What makes a loss follow where none does.
package enum LossAdvice: Sendable, Equatable {
  /// A sample gives a grid and has one target: flatten it before the last layer.
  case flatten
  /// The last layer has a unit for each class, and softmax.
  case classes(Int)
  /// The last layer has a unit for each number of a target, and this activation; empty for none.
  case lastLayer(units: Int, activation: String)
  /// One of these losses, as they are written.
  case choose([String])

  init(
    output: Shape, activation: ActivationOutput?, _ targets: TargetSummary, hasClassNumbers: Bool
  ) {
    let count = max(1, targets.shape.count)
    if output.rank > 1, targets.shape.rank < output.rank, count < output.count, !hasClassNumbers {
      self = .flatten
    } else if activation == .logDistribution, hasClassNumbers {
      self = .choose(["sparse_categorical_crossentropy(from_logits=true)"])
    } else {
      self = .lastLayer(
        for: targets, count: count, isLinear: activation == nil || activation == .linear,
        isClasses: hasClassNumbers
          || count == 1 && [.distribution, .logDistribution].contains(activation))
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
        : .classes(most.addingReportingOverflow(1).partialValue)
    }
    let isShares = targets.isZeroOrOne && !isLinear
    return .lastLayer(units: count, activation: isShares ? "sigmoid" : "")
  }
}
