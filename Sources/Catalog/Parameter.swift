/// A typed key for one argument: describes it to users and reads it for the code.
///
/// Without a default it is required, unless `shown` says what stands for it; then `optional(_:)` of
/// the bound arguments reads it. The rule is a phrase that completes "must be …", e.g. "at least 1".
package struct Parameter<Output>: Sendable {
  /// What users see of it.
  package let description: ParameterDescription
  /// What an error asks for; help may say less.
  package let expected: String
  let fallback: (@Sendable (Compatibility) -> Output)?
  private let read: @Sendable (WrittenArgument) throws(ArgumentError) -> Output?
  /// Whether it reads whole numbers, so that a whole one too large for an `Int` is out of range.
  private let isWhole: Bool
  private let rule: String
  private let isValid: @Sendable (Output) -> Bool

  /// The word by which it is named.
  package var name: String { description.name }

  /// `reading` answers `nil` for an argument of the wrong kind, or throws what it knows better.
  /// `asked` is what errors ask for, where help says less; `pytorch` is the default under
  /// `set compat=pytorch`, where it is another one.
  package init(
    _ name: String, _ summary: String, expected: String, asked: String? = nil,
    default fallback: (@Sendable () -> Output)? = nil, pytorch: (@Sendable () -> Output)? = nil,
    shown: Default? = nil, pytorchShown: Default? = nil, words: [String] = [],
    kinds: [Signature.Kind] = [], isVariadic: Bool = false, isCondition: Bool = false,
    isList: Bool = false, isLabel: Bool = false, isWhole: Bool = false,
    files: Set<FileSignature.Content> = [], rule: String = "",
    reading: @escaping @Sendable (WrittenArgument) throws(ArgumentError) -> Output?,
    where isValid: @escaping @Sendable (Output) -> Bool = { _ in true }
  ) {
    description = ParameterDescription(
      name, summary, expected: expected, default: shown, pytorch: pytorchShown, words: words,
      kinds: kinds, isVariadic: isVariadic, isCondition: isCondition, isList: isList,
      isLabel: isLabel, files: files)
    self.expected = asked ?? expected
    if let fallback {
      self.fallback = { library in library == .pytorch ? (pytorch ?? fallback)() : fallback() }
    } else {
      self.fallback = nil
    }
    read = reading
    self.isWhole = isWhole
    self.rule = rule
    self.isValid = isValid
  }

  /// Reads what was written; throws when it is of another type or refused.
  func value(of argument: WrittenArgument) throws(ArgumentError) -> Output {
    guard let value = try read(argument) else {
      if case .word(let word) = argument.argument, !description.words.isEmpty {
        throw argument.unknownWord(word, among: description.words)
      }
      if isWhole, case .number(let number) = argument.argument, number.isFinite,
        number == number.rounded()
      {
        throw argument.outOfRange("a whole number between -2^53 and 2^53")
      }
      throw argument.wrongType()
    }
    guard isValid(value) else { throw argument.outOfRange(rule) }
    return value
  }
}

extension Parameter {
  /// A parameter that an `Argument` alone decides.
  package init(
    _ name: String, _ summary: String, expected: String,
    default fallback: (@Sendable () -> Output)?, shown: Default?, words: [String] = [],
    isVariadic: Bool = false, isCondition: Bool = false, isLabel: Bool = false,
    isWhole: Bool = false, rule: String = "", read: @escaping @Sendable (Argument) -> Output?,
    where isValid: @escaping @Sendable (Output) -> Bool = { _ in true }
  ) {
    self.init(
      name, summary, expected: expected, default: fallback, shown: shown, words: words,
      isVariadic: isVariadic, isCondition: isCondition, isLabel: isLabel, isWhole: isWhole,
      rule: rule, reading: { argument throws(ArgumentError) in read(argument.argument) },
      where: isValid)
  }
}

extension Parameter<String> {
  /// The path of a file that is read, in quotes; required. `files` is what such a file holds.
  package static func path(
    _ name: String, _ summary: String, files: Set<FileSignature.Content>
  ) -> Parameter {
    Parameter(
      name, summary, expected: Output.expected, files: files,
      reading: { argument throws(ArgumentError) in Output(argument.argument) })
  }
}

extension Parameter where Output: ReadableArgument & Sendable {
  /// A parameter of a type that reads itself; without a default it is required.
  package init(
    _ name: String, _ summary: String, expected: String? = nil, asked: String? = nil,
    default fallback: Output? = nil, pytorch: Output? = nil, rule: String = "",
    where isValid: @escaping @Sendable (Output) -> Bool = { _ in true }
  ) {
    self.init(
      name, summary, expected: expected, asked: asked, default: fallback, pytorch: pytorch,
      shown: fallback.flatMap { Default($0.argument) }, rule: rule, where: isValid)
  }

  /// One that may be left out, or be `none`: read it with `optional(_:)` of the bound arguments.
  package static func optional(
    _ name: String, _ summary: String, expected: String? = nil, asked: String? = nil,
    shown: Default = .nothing, rule: String = "",
    where isValid: @escaping @Sendable (Output) -> Bool = { _ in true }
  ) -> Parameter {
    Parameter(
      name, summary, expected: expected, asked: asked, default: nil, pytorch: nil, shown: shown,
      rule: rule, where: isValid)
  }

  private init(
    _ name: String, _ summary: String, expected: String?, asked: String?,
    default fallback: Output?, pytorch: Output?, shown: Default?, rule: String,
    where isValid: @escaping @Sendable (Output) -> Bool
  ) {
    var (produce, other): ((@Sendable () -> Output)?, (@Sendable () -> Output)?)
    if let fallback { produce = { fallback } }
    if let pytorch { other = { pytorch } }
    self.init(
      name, summary, expected: expected ?? Output.expected, asked: asked, default: produce,
      pytorch: other, shown: shown, pytorchShown: pytorch.flatMap { Default($0.argument) },
      isWhole: Output.isWhole, rule: rule,
      reading: { argument throws(ArgumentError) in Output(argument.argument) }, where: isValid)
  }
}
