import Support

extension ColumnChange {
  /// The change as JSON: its name, and what it has learnt.
  var stored: JSON {
    switch self {
    case .drop: ["drop": true]
    case .fillNumber(let number): ["fill": .number(number)]
    case .fillWord(let word): ["fill": .text(word)]
    case .clip(let low, let high): ["clip": [.number(low), .number(high)]]
    case .scale(let offset, let factor): ["scale": [.number(offset), .number(factor)]]
    case .logarithm(let plusOne): ["log": .bool(plusOne)]
    case .oneHot(let words): ["one_hot": .list(words.map { .text($0) })]
    case .ordinal(let words): ["ordinal": .list(words.map { .text($0) })]
    case .bins(let edges): ["bins": .list(edges.map { .number($0) })]
    case .days: ["days": true]
    case .clean: ["clean": true]
    case .tokens: ["tokens": true]
    }
  }

  /// Reads what `stored` wrote; `nil` for anything else.
  init?(stored: JSON) {
    guard case .object(let members) = stored, members.count == 1 else { return nil }
    let value = members[0].value
    switch (members[0].name, value) {
    case ("drop", _): self = .drop
    case ("days", _): self = .days
    case ("clean", _): self = .clean
    case ("tokens", _): self = .tokens
    case ("fill", .text(let word)): self = .fillWord(word)
    case ("fill", _):
      guard let number = value.double else { return nil }
      self = .fillNumber(number)
    case ("log", .bool(let plusOne)): self = .logarithm(plusOne: plusOne)
    case ("clip", _):
      guard let numbers = value.items({ $0.double }), numbers.count == 2 else { return nil }
      self = .clip(low: numbers[0], high: numbers[1])
    case ("scale", _):
      guard let numbers = value.items({ $0.double }), numbers.count == 2 else { return nil }
      self = .scale(offset: numbers[0], factor: numbers[1])
    case ("bins", _):
      guard let edges = value.items({ $0.double }) else { return nil }
      self = .bins(edges)
    case ("one_hot", _), ("ordinal", _):
      guard let words = value.items({ $0.string }), Set(words).count == words.count else {
        return nil
      }
      self = members[0].name == "ordinal" ? .ordinal(words) : .oneHot(words)
    default: return nil
    }
  }
}
