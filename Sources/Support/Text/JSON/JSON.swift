/// A value of JSON (RFC 8259): all that nabla reads or writes of it, headers of files, journals, reports.
///
/// Reading is strict, so that a text means one thing to every reader: UTF-8 only, no name twice in an
/// object, no half of a surrogate pair, nothing behind the value. Writing gives one line without blanks
/// that reads back as the same value.
package indirect enum JSON: Equatable, Sendable {
  case null
  case bool(Bool)
  /// A number written with digits alone that fits in an `Int`: exact, where a `Double` is not.
  case whole(Int)
  /// Any other number, rounded to the nearest `Double`.
  case number(Double)
  case text(String)
  case list([JSON])
  /// The members in their order.
  case object([Member])

  /// One name of an object, and its value.
  package struct Member: Equatable, Sendable {
    /// Unique in its object.
    package let name: String
    /// What stands behind the colon.
    package let value: JSON

    /// A member; that the name is the only one in its object is not checked here.
    package init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// The value of a member; `nil` where there is none, or this is no object.
  package subscript(_ name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
  /// A text as it is written in Swift.
  package init(stringLiteral text: String) { self = .text(text) }
  /// A whole number as it is written in Swift.
  package init(integerLiteral number: Int) { self = .whole(number) }
  /// `true` or `false` as they are written in Swift.
  package init(booleanLiteral truth: Bool) { self = .bool(truth) }
}

extension JSON: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  /// A list of what stands in brackets.
  package init(arrayLiteral items: JSON...) { self = .list(items) }
  /// An object whose members keep their order; names must differ, which is not checked.
  package init(dictionaryLiteral members: (String, JSON)...) {
    self = .object(members.map { Member($0.0, $0.1) })
  }
}

extension JSON: CustomStringConvertible {
  /// The value as one line of JSON.
  ///
  /// Numbers have the fewest digits that read back as the same; one that is not finite, which JSON
  /// has no words for, becomes `null`. In texts only what must be is escaped.
  package var description: String {
    var line = ""
    append(to: &line)
    return line
  }

  private func append(to line: inout String) {
    switch self {
    case .null: line += "null"
    case .bool(let truth): line += truth ? "true" : "false"
    case .whole(let number): line += "\(number)"
    case .number(let number): line += number.isFinite ? "\(number)" : "null"
    case .text(let text): Self.append(text, to: &line)
    case .list(let items):
      line += "["
      for (index, item) in items.enumerated() {
        if index > 0 { line += "," }
        item.append(to: &line)
      }
      line += "]"
    case .object(let members):
      line += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { line += "," }
        Self.append(member.name, to: &line)
        line += ":"
        member.value.append(to: &line)
      }
      line += "}"
    }
  }

  private static func append(_ text: String, to line: inout String) {
    line += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": line += "\\\""
      case "\\": line += "\\\\"
      case "\n": line += "\\n"
      case "\t": line += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: line.unicodeScalars.append(scalar)
      }
    }
    line += "\""
  }
}
