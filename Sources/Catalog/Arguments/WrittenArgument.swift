/// One argument as its call has it: an `Argument` of the catalogue, or a value of the language.
package protocol ArgumentValue {
  /// As a signature reads it; a value of the language may lose what only the workbench knows.
  var argument: Argument { get }
  /// Whether it is `none`.
  var isNone: Bool { get }
  /// How an error of something of this kind names it.
  func described(for kind: Signature.Kind) -> String
}

extension ArgumentValue {
  package var isNone: Bool { if case .none = argument { true } else { false } }
}

extension Argument: ArgumentValue {
  package var argument: Argument { self }
  package func described(for kind: Signature.Kind) -> String { described }
}

/// What a variadic parameter takes.
package struct ArgumentList: ArgumentValue {
  /// Its values in their order, however many; possibly none.
  package let items: [any ArgumentValue]

  package var argument: Argument { .list(items.map(\.argument)) }
  package var isNone: Bool { false }
  package func described(for kind: Signature.Kind) -> String { argument.described }
}

/// One argument at its place: what a parameter reads, and where its mistakes are made.
package struct WrittenArgument {
  /// What was written there.
  package let value: any ArgumentValue
  /// Where in the call it stands; errors point there.
  package let position: ArgumentPosition
  /// The parameter that it fills.
  package let parameter: String
  /// What it should be; completes "must be …".
  package let expected: String
  /// The word whose argument it is.
  package let owner: String
  private let kind: Signature.Kind

  /// A value as it stands in a call of `owner`, and the parameter that it fills.
  package init(
    _ value: any ArgumentValue, at position: ArgumentPosition, parameter: String,
    expected: String, of owner: Signature
  ) {
    self.value = value
    self.position = position
    self.parameter = parameter
    self.expected = expected
    self.owner = owner.name
    kind = owner.kind
  }

  /// The value as signatures read it.
  package var argument: Argument { value.argument }

  /// Whether the word `none` stands there.
  package var isNone: Bool { value.isNone }

  /// Another value at the same place: an item of a list.
  package func item(_ value: any ArgumentValue) -> WrittenArgument {
    WrittenArgument(self, value)
  }

  private init(_ list: WrittenArgument, _ value: any ArgumentValue) {
    self.value = value
    position = list.position
    parameter = list.parameter
    expected = list.expected
    owner = list.owner
    kind = list.kind
  }
}

/// The mistakes of one argument.
extension WrittenArgument {
  /// It is of another kind than `expected`.
  package func wrongType(_ expected: String? = nil, found: String? = nil) -> ArgumentError {
    .wrongType(
      parameter: parameter, of: owner, expected: expected ?? self.expected,
      found: found ?? value.described(for: kind), at: position)
  }

  /// It must be `rule`: a phrase that completes "must be …".
  package func outOfRange(_ rule: String, found: String? = nil) -> ArgumentError {
    .outOfRange(
      parameter: parameter, of: owner, rule: rule, found: found ?? argument.described,
      at: position)
  }

  /// `none` stands where something is needed.
  package func missing(_ expected: String? = nil) -> ArgumentError {
    .missing(parameter: parameter, of: owner, expected: expected ?? self.expected)
  }

  /// A word of no known meaning; `known` are those that it could have been.
  package func unknownWord(_ word: String, among known: [String]) -> ArgumentError {
    .unknownWord(word, parameter: parameter, of: owner, known: known, at: position)
  }
}
