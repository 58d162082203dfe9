import Catalog

extension EarlyStopping: CatalogueEntry {
  static let patienceParameter = Parameter<Int>(
    "patience", "Epochs without improvement that are allowed.", rule: "0 or more"
  ) { $0 >= 0 }
  static let monitorParameter = ParameterDescription(
    "monitor", "The series that is watched.", expected: "the name of a series",
    default: "val_loss")
  static let deltaParameter = Parameter<Double>(
    "min_delta", "Less than this is no improvement.", default: 0, rule: "0 or more"
  ) { $0 >= 0 && $0.isFinite }

  package static let signature = Signature(
    "early_stopping", .function, "Ends a training that no longer improves; restores the best.",
    example: "train m, d, epochs=50, validation_split=0.1, early_stopping=early_stopping(5)",
    [patienceParameter.description, monitorParameter, deltaParameter.description])

  package init(_ arguments: BoundArguments) throws(ArgumentError) {
    var monitor: String?
    if let (argument, position) = arguments.raw("monitor") {
      switch argument {
      case .word(let word), .text(let word): monitor = word
      default:
        throw .wrongType(
          parameter: "monitor", of: arguments.signature.name, expected: "the name of a series",
          found: argument.described, at: position)
      }
    }
    self.init(
      patience: try arguments[Self.patienceParameter], monitor: monitor,
      minimumDelta: try arguments[Self.deltaParameter])
  }

  /// `early_stopping=5` or `early_stopping=early_stopping(5, monitor=accuracy)`.
  package init?(
    _ argument: Argument, of owner: String = "train", at position: ArgumentPosition
  ) throws(ArgumentError) {
    let reader = EntryReader(
      parameter: "early_stopping", owner: owner, expected: "a number of epochs",
      position: position, entries: [EarlyStopping.self])
    switch argument {
    case .none: return nil
    case .number(let number):
      guard let patience = Int(whole: number), patience >= 0 else {
        throw .outOfRange(
          parameter: "early_stopping", of: owner, rule: "a whole number, 0 or more",
          found: argument.described, at: position)
      }
      self.init(patience: patience)
    default:
      guard let chosen = try reader.read(argument), let made = chosen.entry as? EarlyStopping
      else { throw reader.wrongType(argument) }
      self = made
    }
  }

  /// Whether a larger value of the series is better.
  static func prefersLarger(_ series: String) -> Bool {
    let name = series.hasPrefix("val_") ? String(series.dropFirst(4)) : series
    return Metrics.named(name) != nil
  }
}
