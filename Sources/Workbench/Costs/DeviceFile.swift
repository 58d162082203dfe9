import Learning
import Support

/// Devices by name out of a file of `[name]` heads and `figure = "quantity"` lines: the part of TOML that this takes.
///
/// A stranger's file can do nothing: values are numbers with units, and a line that is none of the three forms is
/// refused with its number.
struct DeviceFile {
  /// A line that says nothing which is known here.
  struct Mistake: Error, Equatable {
    let line: Int
    let text: String
    /// What would be right there.
    let expected: String
  }

  /// In the order of the file.
  private(set) var devices: [Device] = []

  /// Reads a whole file; the first mistake ends it.
  init(_ text: String) throws(Mistake) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let content = trimmed(line.prefix { $0 != "#" })
      if content.isEmpty { continue }
      guard let expected = read(content) else { continue }
      throw Mistake(line: index + 1, text: String(content), expected: expected)
    }
  }

  /// Takes a line up; answers what it should have been where it is none.
  private mutating func read(_ line: Substring) -> String? {
    if line.hasPrefix("["), line.hasSuffix("]"), line.count > 2 {
      let name = trimmed(line.dropFirst().dropLast())
      guard !name.contains(where: { "[]\"=".contains($0) }), !name.isEmpty else {
        return "a head with one word, such as [my_server]"
      }
      devices.append(Device())
      devices[devices.count - 1].name = String(name)
      return nil
    }
    guard !devices.isEmpty else { return "a head such as [my_server] before the first figure" }
    guard let sign = line.firstIndex(of: "=") else { return "figure = \"quantity\"" }
    let name = trimmed(line[..<sign])
    let value = trimmed(line[line.index(after: sign)...]).filter { $0 != "\"" }
    return set(String(name), value)
  }

  private mutating func set(_ name: String, _ value: String) -> String? {
    let last = devices.count - 1
    switch name {
    case "utilisation":
      let number = value.hasSuffix("%") ? Double(value.dropLast()).map { $0 / 100 } : Double(value)
      guard let number, number > 0, number <= 1 else { return "utilisation = \"40%\"" }
      devices[last].utilisation = number
    case "count":
      guard let count = Int(value), count >= 1 else { return "count = 8" }
      devices[last].count = count
    default:
      guard let figure = DeviceValue.figures.first(where: { $0.field.rawValue == name }) else {
        let known = DeviceValue.figures.map(\.field.rawValue) + ["utilisation", "count"]
        return "one of \(known.joined(separator: ", "))"
      }
      guard let quantity = DeviceFile.quantity(value),
        let amount = DeviceValue.amount(.quantity(quantity), figure)
      else { return "\(name) = \"\(figure.example)\"" }
      devices[last][figure.field] = amount
    }
    return nil
  }

  /// `200GFLOP / 1s`: an amount, or one over another; a missing number of the second is 1.
  static func quantity(_ text: String) -> Quantity? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let above = amount(trimmed(parts[0])) else { return nil }
    guard parts.count == 2 else { return above }
    guard let below = amount(trimmed(parts[1]), isOneAllowed: true), below.amount != 0 else {
      return nil
    }
    return above.divided(by: below)
  }

  private static func amount(_ text: Substring, isOneAllowed: Bool = false) -> Quantity? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = trimmed(text.dropFirst(digits.count))
    guard let number = digits.isEmpty && isOneAllowed ? 1 : Double(digits) else { return nil }
    return Quantity(number, unit: String(unit))
  }
}

private func trimmed(_ text: Substring) -> Substring {
  var text = text.drop(while: \.isWhitespace)
  while text.last?.isWhitespace == true { text.removeLast() }
  return text
}
