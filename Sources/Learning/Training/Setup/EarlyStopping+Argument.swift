import Catalog

extension EarlyStopping: CatalogueEntry {
  static let patienceParameter = Parameter<Int>(
    "patience", "Epochs without improvement that are allowed.", rule: "0 or more"
  ) { $0 >= 0 }
  static let monitorParameter = Parameter<String>.series("The series that is watched.")
  static let deltaParameter = Parameter<Double>(
    "min_delta", "Less than this is no improvement.", default: 0, rule: "0 or more"
  ) { $0 >= 0 && $0.isFinite }

  package static let signature = Signature(
    "early_stopping", .mechanism, "Ends a training that no longer improves; restores the best.",
    example: """
      train model 2 { dense 1, activation=sigmoid }, generated(gauss, 100), epochs=50, validation_split=0.1, \
      early_stopping=early_stopping(5, monitor=val_accuracy)
      """,
    [patienceParameter.description, monitorParameter.description, deltaParameter.description])

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    self.init(
      patience: try arguments[Self.patienceParameter],
      monitor: try arguments.given(Self.monitorParameter),
      minimumDelta: try arguments[Self.deltaParameter])
  }

  /// `early_stopping=5` or `early_stopping=early_stopping(5, monitor=accuracy)`.
  package init?(_ argument: WrittenArgument) throws(ArgumentError) {
    if case .number(let number) = argument.argument {
      guard let patience = Int(whole: number), patience >= 0 else {
        throw argument.outOfRange("a whole number, 0 or more")
      }
      self.init(patience: patience)
      return
    }
    guard let made = try argument.entry(of: [EarlyStopping.self])?.entry as? EarlyStopping else {
      return nil
    }
    self = made
  }

  /// Whether a larger value of the series is better.
  static func prefersLarger(_ series: String) -> Bool {
    Metrics.prefersLarger(series) ?? false
  }
}
