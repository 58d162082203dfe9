import Catalog

extension Signature {
  static func loss(
    _ name: String, _ summary: String, example: String, _ parameters: [ParameterDescription] = [],
    details: String = ""
  ) -> Signature {
    Signature(name, .loss, summary, example: example, parameters, details: details)
  }
}

extension Parameter where Output == Bool {
  static let fromLogits = Parameter(
    "from_logits", "Predictions are logits, without sigmoid or softmax.", default: false)
}

extension Parameter where Output == Double {
  static let labelSmoothing = Parameter(
    "label_smoothing", "Share of every target that is spread evenly.", default: 0,
    rule: "at least 0 and below 1"
  ) { $0 >= 0 && $0 < 1 }
}

extension Parameter where Output == Int? {
  static let ignoreClass = Parameter(
    "ignore_class", "Targets of this number do not count.", expected: "a whole number",
    default: { nil }, shown: .nothing, isWhole: true,
    read: { argument in
      switch argument {
      case .none: .some(nil)
      case .number(let number): Int32(exactly: number).map { Int($0) }
      default: nil
      }
    })
}
