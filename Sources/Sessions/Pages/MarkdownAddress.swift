/// What stands in the parentheses of a link, and names of characters.
enum MarkdownAddress {
  /// Longer ones are no addresses.
  private static let limit = 4096

  /// `(address "title")` from its parenthesis on: the address, and where the text goes on.
  static func read(_ scalars: [Unicode.Scalar], at start: Int) -> (address: String, end: Int)? {
    guard start < scalars.count, scalars[start] == "(" else { return nil }
    let end = min(scalars.count, start + limit)
    var position = start + 1
    skipBlanks(scalars, &position, end)
    guard let address = address(scalars, &position, end) else { return nil }
    let afterAddress = position
    skipBlanks(scalars, &position, end)
    if position < end, position > afterAddress, scalars[position] != ")" {
      guard skipTitle(scalars, &position, end) else { return nil }
      skipBlanks(scalars, &position, end)
    }
    guard position < end, scalars[position] == ")" else { return nil }
    return (address, position + 1)
  }

  private static func address(
    _ scalars: [Unicode.Scalar], _ position: inout Int, _ end: Int
  ) -> String? {
    var result = String.UnicodeScalarView()
    let isBracketed = position < end && scalars[position] == "<"
    if isBracketed { position += 1 }
    var depth = 0
    while position < end {
      let scalar = scalars[position]
      if scalar == "\\", position + 1 < end, scalars[position + 1].isASCIIPunctuation {
        result.append(scalars[position + 1])
        position += 2
        continue
      }
      if scalar == "&", let (named, length) = entity(scalars, at: position) {
        result.append(named)
        position += length
        continue
      }
      if isBracketed {
        if scalar == "\n" || scalar == "<" { return nil }
        position += 1
        if scalar == ">" { return String(result) }
      } else {
        if scalar.value <= 0x20 || scalar.value == 0x7F { break }
        if scalar == "(" { depth += 1 }
        if scalar == ")" {
          if depth == 0 { break }
          depth -= 1
        }
        if depth > 32 { return nil }
        position += 1
      }
      result.append(scalar)
    }
    return isBracketed || depth > 0 ? nil : String(result)
  }

  private static func skipBlanks(_ scalars: [Unicode.Scalar], _ position: inout Int, _ end: Int) {
    while position < end, [" ", "\n", "\t"].contains(scalars[position]) { position += 1 }
  }

  private static func skipTitle(
    _ scalars: [Unicode.Scalar], _ position: inout Int, _ end: Int
  ) -> Bool {
    let closers: [Unicode.Scalar: Unicode.Scalar] = ["\"": "\"", "'": "'", "(": ")"]
    guard let closer = closers[scalars[position]] else { return false }
    position += 1
    while position < end {
      if scalars[position] == "\\" {
        position += 2
      } else if scalars[position] == closer {
        position += 1
        return true
      } else {
        position += 1
      }
    }
    return false
  }

  private static let names: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "\u{A9}",
    "times": "\u{D7}", "divide": "\u{F7}", "deg": "\u{B0}", "plusmn": "\u{B1}", "middot": "\u{B7}",
    "ndash": "\u{2013}", "mdash": "\u{2014}", "hellip": "\u{2026}", "rarr": "\u{2192}",
    "larr": "\u{2190}", "le": "\u{2264}", "ge": "\u{2265}", "ne": "\u{2260}", "infin": "\u{221E}",
    "alpha": "\u{3B1}", "beta": "\u{3B2}", "gamma": "\u{3B3}", "delta": "\u{3B4}", "pi": "\u{3C0}",
    "sigma": "\u{3C3}", "lambda": "\u{3BB}", "mu": "\u{3BC}", "theta": "\u{3B8}", "auml": "\u{E4}",
    "ouml": "\u{F6}", "uuml": "\u{FC}", "szlig": "\u{DF}", "eacute": "\u{E9}",
  ]

  /// `&amp;`, `&#955;`, `&#x3BB;`: the character, and how long its name is.
  static func entity(
    _ scalars: [Unicode.Scalar], at start: Int
  ) -> (scalar: Unicode.Scalar, length: Int)? {
    let rest = scalars[(start + 1)...].prefix(12)
    guard let end = rest.firstIndex(of: ";") else { return nil }
    let name = rest[..<end].reduce(into: "") { $0.unicodeScalars.append($1) }
    let length = end - start + 1
    if let scalar = names[name] { return (scalar, length) }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
    let number =
      isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    guard let number, digits.utf8.count <= 8 else { return nil }
    return (number == 0 ? "\u{FFFD}" : Unicode.Scalar(number) ?? "\u{FFFD}", length)
  }
}
