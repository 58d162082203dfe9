import Catalog
import Engine
import Formats
import Plots
import Support

/// What the values of one `plot` line are drawn over, and how several charts stand together.
struct PlotPlaces {
  static let columns = Parameter<Int>.optional(
    "columns", "How many charts stand side by side, each value in one of its own.",
    rule: "from 1 to 12", where: { (1...12).contains($0) })
  static let x = Parameter<Value>.value(
    "x", "Positions across: a series, words, or what a sweep has measured.",
    expected: "a series, a list of words, or a name in quotes", shown: .nothing
  ) { value, _ in
    switch value {
    case .text, .list: value
    case .tensor(let tensor) where tensor.shape.rank == 1: value
    default: nil
    }
  }
  static let y = Parameter<String>.text(
    "y", "What a sweep, or runs, have measured, upwards.", expected: "a name in quotes",
    shown: .nothing)
  static let by = Parameter<Value>.value(
    "by", "The class of each point, which is its colour: numbers, words, or a column.",
    expected: "a series, a list of words, or a column in quotes", shown: .nothing
  ) { value, _ in
    switch value {
    case .text, .list: value
    case .tensor(let tensor) where tensor.shape.rank == 1: value
    default: nil
    }
  }
  static let path = Parameter<Value>.value(
    "path", "The places of a descent over a contour: [[x, y], …].",
    expected: "a list of places [x, y]", shown: .nothing
  ) { value, _ in
    if case .tensor(let tensor) = value, tensor.shape.rank == 2, tensor.shape[1] == 2 {
      value
    } else {
      nil
    }
  }

  static let descriptions = [
    columns.description, x.description, y.description, by.description, path.description,
  ]

  /// Refuses those that were written and mean nothing for `what`.
  static func refuse(_ call: VerbCall, except used: [ParameterDescription], _ what: String) throws {
    for parameter in descriptions where !used.contains(where: { $0.name == parameter.name }) {
      try call.refuse(idle: parameter, .of(what))
    }
  }

  /// The numbers of a series; `nil` for what is none.
  static func numbers(_ value: Value?) -> [Double]? {
    guard case .tensor(let tensor)? = value, tensor.shape.rank == 1 else { return nil }
    return tensor.known?.doubles
  }

  /// Words in a list; `nil` for what is none.
  static func words(_ value: Value?) -> [String]? {
    guard case .list(let items)? = value else { return nil }
    let words = items.compactMap { item -> String? in
      if case .text(let text) = item { text } else { nil }
    }
    return words.count == items.count ? words : nil
  }

  /// A text alone as a list of one; anything else as it is.
  static func listed(_ value: Value) -> Value {
    if case .text = value { .list(ValueList([value])) } else { value }
  }

  /// Seconds since 1970 of a list of dates, as a column of dates gives them; a gap is NaN. `nil` for what is none.
  static func dates(_ value: Value?) -> [Double]? {
    guard case .list(let items)? = value else { return nil }
    var texts = PackedTexts()
    for item in items {
      switch item {
      case .none: texts.append(nil)
      case .text(let text): texts.append(text)
      default: return nil
      }
    }
    return ColumnKinds.dates(texts)
  }
}
