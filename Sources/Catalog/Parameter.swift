/// A typed key for one argument: describes it to users and reads it for the code.
///
/// The rule is a phrase that completes "must be …", e.g. "at least 1".
package struct Parameter<Value>: Sendable {
  /// What users see of it.
  package let description: ParameterDescription
  let fallback: (@Sendable (Compatibility) -> Value)?
  let read: @Sendable (Argument) -> Value?
  let rule: String
  let isValid: @Sendable (Value) -> Bool

  /// A parameter whose value `read` makes, `nil` meaning another type; then `isValid` decides, and
  /// `rule` says what it asks for. Without `default` it is required; `pytorch` is the default under
  /// `set compat=pytorch`, where it is another one. `shown` and `pytorchShown` are how they print.
  package init(
    _ name: String, _ summary: String, expected: String,
    default fallback: (@Sendable () -> Value)?, pytorch: (@Sendable () -> Value)? = nil,
    shown defaultText: String?, pytorchShown pytorchText: String? = nil, words: [String] = [],
    kinds: [Signature.Kind] = [],
    isVariadic: Bool = false, isLabel: Bool = false, rule: String = "",
    read: @escaping @Sendable (Argument) -> Value?,
    where isValid: @escaping @Sendable (Value) -> Bool = { _ in true }
  ) {
    description = ParameterDescription(
      name, summary, expected: expected, default: defaultText, pytorch: pytorchText, words: words,
      kinds: kinds,
      isVariadic: isVariadic, isLabel: isLabel)
    if let fallback {
      self.fallback = { library in library == .pytorch ? (pytorch ?? fallback)() : fallback() }
    } else {
      self.fallback = nil
    }
    self.read = read
    self.rule = rule
    self.isValid = isValid
  }
}

extension Parameter where Value: ReadableArgument & Sendable {
  /// A parameter of a type that reads itself; without a default it is required. `pytorch` is the
  /// default under `set compat=pytorch`, where it is another one.
  package init(
    _ name: String, _ summary: String, default fallback: Value? = nil, pytorch: Value? = nil,
    rule: String = "", where isValid: @escaping @Sendable (Value) -> Bool = { _ in true }
  ) {
    var (produce, other): ((@Sendable () -> Value)?, (@Sendable () -> Value)?)
    if let fallback { produce = { fallback } }
    if let pytorch { other = { pytorch } }
    self.init(
      name, summary, expected: Value.expected, default: produce, pytorch: other,
      shown: fallback?.argument.described, pytorchShown: pytorch?.argument.described, rule: rule,
      read: { argument in Value(argument) }, where: isValid)
  }
}

/// A Swift type that one argument can be read into, without loss.
package protocol ReadableArgument {
  /// "a number", "a whole number": completes "expected …".
  static var expected: String { get }
  init?(_ argument: Argument)
  var argument: Argument { get }
}

extension Double: ReadableArgument {
  package static var expected: String { "a number" }
  /// `nil` for everything but a number.
  package init?(_ argument: Argument) {
    guard case .number(let number) = argument else { return nil }
    self = number
  }
  /// The number itself.
  package var argument: Argument { .number(self) }
}

extension Int: ReadableArgument {
  package static var expected: String { "a whole number" }
  /// `nil` for what is no whole number of at most 2⁵³ either way.
  package init?(_ argument: Argument) {
    guard case .number(let number) = argument, let whole = Int(whole: number) else { return nil }
    self = whole
  }
  /// The number, as a `Double`.
  package var argument: Argument { .number(Double(self)) }
}

extension Bool: ReadableArgument {
  package static var expected: String { "true or false" }
  /// `nil` for everything but `true` and `false`.
  package init?(_ argument: Argument) {
    guard case .bool(let flag) = argument else { return nil }
    self = flag
  }
  /// `true` or `false`.
  package var argument: Argument { .bool(self) }
}

extension String: ReadableArgument {
  package static var expected: String { "text in quotes" }
  /// `nil` for everything but a text in quotes; a bare word is none.
  package init?(_ argument: Argument) {
    guard case .text(let text) = argument else { return nil }
    self = text
  }
  /// The text itself.
  package var argument: Argument { .text(self) }
}

extension Array: ReadableArgument where Element: ReadableArgument {
  package static var expected: String { "a list, each item \(Element.expected)" }
  /// A single item stands for a list of one: `reshape 784`. Numbers in brackets may come as a tensor.
  package init?(_ argument: Argument) {
    guard case .list(let items) = argument.listed else {
      guard let item = Element(argument) else { return nil }
      self = [item]
      return
    }
    var read: [Element] = []
    for item in items {
      guard let element = Element(item) else { return nil }
      read.append(element)
    }
    self = read
  }
  /// A list of the items' arguments.
  package var argument: Argument { .list(map(\.argument)) }
}
