import Engine
import Language
import Learning
import Support

extension Problems {
  /// Why a run failed: the first value that is no number, what made it, and what was kept.
  static func worded(_ report: NonFiniteReport, at span: SourceSpan?) -> Diagnostic {
    let owner = report.client.map(clientName) ?? report.curve
    let step = "step \(NumberText.grouped(report.step))\(owner.map { " of \($0)" } ?? "")"
    let last = report.lastLoss.map { "; the loss was \(NumberText.metric($0)) before" } ?? ""
    let kept =
      report.keptStep == 0
      ? "the initial weights" : "the weights of step \(NumberText.grouped(report.keptStep))"
    let smaller = NumberText.general(
      report.learningRate > 0.01 ? 0.001 : report.learningRate / 10)
    let optimizer = report.optimizer.prefix { $0 != "(" }
    let rate =
      "learning_rate \(NumberText.general(report.learningRate)): make the model again, then "
      + "`optimizer=\(optimizer)(\(smaller))` or `optimizer=\(optimizer)(global_clipnorm=1)`"
    let cause = NonFiniteCause(report)
    let place =
      switch report.layer {
      case "": ""
      case "loss": " in the loss"
      default: " in `\(report.layer)`"
      }
    let what =
      cause.map { "\($0.text)\(place) gave the first value that is not finite" }
      ?? "the first value that is not finite came out of `\(report.layer)` (\(report.origin?.name ?? ""))"
      + (largest(report).map { ", whose largest input was \(NumberText.metric($0))" } ?? "")
    // What a layer computes is not the user's to write; a large step is what made its input so.
    if report.origin == .variable, report.keptStep == 0 {
      return Diagnostic.error(
        "E0605", "\(step): `\(report.layer)` held a number that is not finite before the training",
        at: span,
        hint: "make the model again, or give the weight other numbers: `m.\(report.layer) = …`")
    }
    let hint = report.layer == "loss" || report.layer.isEmpty ? cause?.hint : nil
    return Diagnostic.error(
      "E0605", "\(step): \(what)\(last); \(kept) are kept", at: span, hint: hint ?? rate)
  }

  private static func largest(_ report: NonFiniteReport) -> Double? {
    report.inputs.map { max(abs($0.lowest), abs($0.highest)) }.max()
  }
}

/// The operation that gave the first value that is not finite, where its operands say why.
private struct NonFiniteCause {
  let text: String
  let hint: String

  init?(_ report: NonFiniteReport) {
    guard let first = report.inputs.first, case .operation(let kind, _) = report.origin else {
      return nil
    }
    switch kind {
    case .logarithm where first.lowest <= 0:
      text = "log of \(NumberText.metric(first.lowest == 0 ? 0 : first.lowest))"
      hint = "write log(maximum(x, 1e-7)) for log(x), whatever stands for x"
    case .squareRoot where first.lowest < 0, .reciprocalSquareRoot where first.lowest < 0:
      text = "square root of \(NumberText.metric(first.lowest))"
      hint = "write sqrt(maximum(x, 0)) for sqrt(x), whatever stands for x"
    case .reciprocalSquareRoot where first.hasZero,
      .quotient where report.inputs.last?.hasZero == true:
      text = "division by 0"
      hint = "write y / maximum(x, 1e-7) for y / x, or a divisor that is never 0"
    case .exponential where first.highest > 80:
      text = "exp of \(NumberText.metric(first.highest)) overflowed"
      hint = "write exp(minimum(x, 80)) for exp(x), whatever stands for x"
    case .power:
      guard let power = report.inputs.last else { return nil }
      if first.lowest < 0, power.lowest != power.highest || power.lowest != power.lowest.rounded() {
        text = "a power of \(NumberText.metric(first.lowest)) that is not whole"
        hint = "write maximum(x, 0)^n for x^n, whatever stands for x"
      } else if first.hasZero, power.lowest < 0 {
        text = "a negative power of 0"
        hint = "write maximum(x, 1e-7)^n for x^n, whatever stands for x"
      } else {
        return nil
      }
    case .logarithm, .squareRoot, .reciprocalSquareRoot, .quotient, .exponential, .matrixProduct,
      .sum, .difference, .product, .negation, .relu, .tanh, .sigmoid, .classCounts, .quantization,
      .other:
      return nil
    }
  }
}
