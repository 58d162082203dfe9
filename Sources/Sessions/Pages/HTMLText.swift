import Support

/// Foreign text in a page: nothing in it is markup.
package enum HTMLText {
  /// The text with line ends and tabs, fit between tags and inside of quoted attributes; what could steer
  /// a reader, such as marks that turn the direction of writing round, is shown.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in Sanitizer.visible(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// An address that a link may have: that of a page on the web, of a file beside this one, or a place in this
  /// one. `nil` for anything that could run or send something.
  static func link(_ address: String) -> String? {
    let scalars = Array(address.unicodeScalars)
    guard scalars.count <= 4096, scalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }) else {
      return nil
    }
    let head = scalars.prefix { !"/?#".unicodeScalars.contains($0) }
    if let colon = head.firstIndex(of: ":") {
      let scheme = scalars[..<colon].reduce(into: "") { $0.unicodeScalars.append($1) }.lowercased()
      guard scheme == "http" || scheme == "https" else { return nil }
    } else if address.hasPrefix("//") || scalars.contains("\\") {
      return nil
    }
    return escaped(percentEncoded(address))
  }

  /// Letters of other scripts and signs that no address has, as addresses write them.
  private static func percentEncoded(_ address: String) -> String {
    var result = ""
    for byte in address.utf8 {
      let isPlain =
        byte > 0x20 && byte < 0x7F && !"\"<>\\^`{|}[]".utf8.contains(byte)
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return result
  }
}

/// Names of the places in a page, every one another.
struct PagePlaces {
  private var taken: Set<String> = []

  /// `two-hidden-units` for a heading; `two-hidden-units-2` where there is one.
  mutating func name(for heading: String) -> String {
    var words = ""
    for scalar in heading.lowercased().unicodeScalars.prefix(80) {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        words.unicodeScalars.append(scalar)
      } else if !words.isEmpty, words.last != "-" {
        words += "-"
      }
    }
    while words.last == "-" { words.removeLast() }
    // No name of a reader's own, such as that of a chart.
    let base = words.isEmpty ? "section" : words
    var (name, count) = (base, 1)
    while !taken.insert(name).inserted {
      count += 1
      name = "\(base)-\(count)"
    }
    return name
  }
}
