import Engine

/// Answers that no protocol has words for: JSON knows neither NaN nor infinity, and nobody is to pay for them.
enum FiniteAnswers {
  /// Refuses answers of which one holds such a number, by the first row that does.
  static func require(_ answers: Tensor) throws(RequestProblem) {
    guard let place = firstOther(in: answers) else { return }
    let rows = max(1, answers.shape.extents.first ?? 1)
    let row = place / max(1, answers.count / rows)
    let number = answers.doubles[place]
    throw RequestProblem(
      422,
      "row \(row), counted from 0: the model's answer is \(number.isNaN ? "NaN" : "infinite"), no number that could be "
        + "sent: what was asked is too large for it, or its weights are no numbers; it costs nothing"
    )
  }

  /// The place of the first number that is not finite; `nil` where all are.
  private static func firstOther(in answers: Tensor) -> Int? {
    answers.withBytes { bytes in
      switch answers.dtype {
      case .float32: bytes.bindMemory(to: Float.self).firstIndex { !$0.isFinite }
      case .float64: bytes.bindMemory(to: Double.self).firstIndex { !$0.isFinite }
      case .int32: nil
      }
    }
  }
}
