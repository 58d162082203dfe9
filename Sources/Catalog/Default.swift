/// What stands for an argument that is left out.
package enum Default: Hashable, Sendable {
  /// Nothing: prints as `none`.
  case nothing
  /// Nothing, which help says in words: `the last column`.
  case said(String)
  case bool(Bool)
  case number(Double)
  case text(String)
  /// A catalogue entry or a word that stands for itself: `glorot_uniform`, `same`.
  case word(String)
  case list([Default])

  /// How it prints: in help, and in the call form.
  package var text: String {
    if case .said(let text) = self { text } else { argument.described }
  }

  /// As if the user had written it.
  package var argument: Argument {
    switch self {
    case .nothing, .said: .none
    case .bool(let flag): .bool(flag)
    case .number(let number): .number(number)
    case .text(let text): .text(text)
    case .word(let word): .word(word)
    case .list(let items): .list(items.map(\.argument))
    }
  }

  /// `nil` for values of other modules, which no catalogue can write down.
  init?(_ argument: Argument) {
    switch argument {
    case .none: self = .nothing
    case .bool(let flag): self = .bool(flag)
    case .number(let number): self = .number(number)
    case .text(let text): self = .text(text)
    case .word(let word): self = .word(word)
    case .list(let items):
      let items = items.map(Default.init)
      guard !items.contains(nil) else { return nil }
      self = .list(items.compactMap(\.self))
    case .spec, .value: return nil
    }
  }
}
