/// The words behind an opening fence: `nabla-out curve {name=loss n=400}`.
struct InfoString: Equatable {
  var word: String
  var subtype: String?
  var attributes = Attributes()
  /// What could not be read as attributes.
  var rest: String?

  init(_ text: String) {
    var scanner = Scanner(text)
    word = scanner.take { $0 != " " && $0 != "\t" && $0 != "{" }
    scanner.skipBlanks()
    if scanner.peek != nil, scanner.peek != "{" {
      subtype = scanner.take { $0 != " " && $0 != "\t" && $0 != "{" }
      scanner.skipBlanks()
    }
    guard scanner.peek != nil else { return }
    let start = scanner
    if let entries = InfoString.entries(&scanner) {
      attributes = Attributes(entries)
      scanner.skipBlanks()
      if scanner.peek != nil { rest = scanner.remaining }
    } else {
      rest = start.remaining
    }
  }

  private static func entries(_ scanner: inout Scanner) -> [Attributes.Entry]? {
    guard scanner.accept("{") else { return nil }
    var entries: [Attributes.Entry] = []
    while true {
      scanner.skipBlanks()
      if scanner.accept("}") { return entries }
      if scanner.accept("#") {
        let name = scanner.take(while: isBareScalar)
        if name.isEmpty { return nil }
        entries.append(.identifier(name))
        continue
      }
      let name = scanner.take(while: isBareScalar)
      if name.isEmpty { return nil }
      guard scanner.accept("=") else {
        entries.append(.flag(name))
        continue
      }
      if scanner.peek == "\"" {
        guard let value = scanner.quoted() else { return nil }
        entries.append(.pair(key: name, value: value))
      } else {
        let value = scanner.take { isBareScalar($0) || $0 == "=" || $0 == "#" }
        if value.isEmpty { return nil }
        entries.append(.pair(key: name, value: value))
      }
    }
  }
}
