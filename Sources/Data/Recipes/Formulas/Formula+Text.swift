import Catalog
import Support

extension Formula: DescribedInMessages {
  /// As it can be typed, with brackets wherever two operations meet.
  package var text: String {
    switch self {
    case .number(let number): NumberText.exact(number)
    case .text(let text): "\"\(Sanitizer.visible(text))\""
    case .column(let name, _):
      name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } && name.first?.isNumber == false
        ? name : "column(\"\(Sanitizer.visible(name))\")"
    case .negative(let inner): "-\(inner.nested)"
    case .not(let inner): "not \(inner.nested)"
    case .operation(.power, let left, let right): "\(left.nested)^\(right.nested)"
    case .operation(.remainder, let left, let right): "mod(\(left.text), \(right.text))"
    case .operation(let sign, let left, let right):
      "\(left.nested) \(sign.rawValue) \(right.nested)"
    case .call(let function, let inner): "\(function.rawValue)(\(inner.text))"
    }
  }

  private var nested: String {
    switch self {
    case .operation(.power, _, _), .operation(.remainder, _, _): text
    case .operation, .negative, .not: "(\(text))"
    case .number, .text, .column, .call: text
    }
  }

  package var messageText: String { text }

  /// The formula as JSON, for a model's file.
  var stored: JSON {
    switch self {
    case .number(let number): ["number": .number(number)]
    case .text(let text): ["text": .text(text)]
    case .column(let name, nil): ["column": .text(name)]
    case .column(let name, let otherwise?):
      ["column": .text(name), "otherwise": otherwise.stored]
    case .negative(let inner): ["-": [inner.stored]]
    case .not(let inner): ["not": [inner.stored]]
    case .operation(let sign, let left, let right):
      .object([.init(sign.rawValue, [left.stored, right.stored])])
    case .call(let function, let inner): .object([.init(function.rawValue, [inner.stored])])
    }
  }

  /// Reads what `stored` wrote; `nil` for anything else.
  init?(stored: JSON) {
    guard case .object(let members) = stored, let first = members.first else { return nil }
    let inner = first.value.items { Formula(stored: $0) } ?? []
    switch (first.name, inner.count) {
    case ("number", _):
      guard let number = first.value.double else { return nil }
      self = .number(number)
    case ("text", _):
      guard let text = first.value.string else { return nil }
      self = .text(text)
    case ("column", _):
      guard let name = first.value.string else { return nil }
      self = .column(name, otherwise: stored["otherwise"].flatMap { Formula(stored: $0) })
    case ("-", 1): self = .negative(inner[0])
    case ("not", 1): self = .not(inner[0])
    case (_, 2):
      guard let sign = Operator(rawValue: first.name) else { return nil }
      self = .operation(sign, inner[0], inner[1])
    case (_, 1):
      guard let function = Function(rawValue: first.name) else { return nil }
      self = .call(function, inner[0])
    default: return nil
    }
  }
}
