/// A Swift type that one argument can be read into, without loss.
package protocol ReadableArgument {
  /// "a number", "a whole number": completes "expected …".
  static var expected: String { get }
  /// Whether it is made of whole numbers.
  static var isWhole: Bool { get }
  /// `nil` for an argument of another type.
  init?(_ argument: Argument)
  /// As the user would write it.
  var argument: Argument { get }
}

extension ReadableArgument {
  package static var isWhole: Bool { false }
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
  package static var isWhole: Bool { true }
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
  package static var isWhole: Bool { Element.isWhole }
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
