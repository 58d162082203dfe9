// Names, numbers, texts, and what stands in brackets.
extension PythonParser {
  mutating func primary(nesting: Int) throws(PythonFault) -> Measured {
    guard let token = current else { throw PythonFault("it ends too early") }
    index += 1
    switch token {
    case .integer(let number): return try Measured(.integer(number))
    case .number(let number): return try Measured(.number(number))
    case .text, .formatted: return try texts(token, nesting: nesting)
    case .name(let word):
      switch word {
      case "True": return try Measured(.truth(true))
      case "False": return try Measured(.truth(false))
      case "None": return try Measured(.none)
      case let word where Self.keywords.contains(word):
        throw PythonFault("`\(word)` stands where a value belongs")
      default: return try Measured(.name(word))
      }
    case .symbol("("): return try bracketed(nesting: nesting + 1)
    case .symbol("["): return try list(nesting: nesting + 1)
    case .symbol("{"): return try dictionary(nesting: nesting + 1)
    case .symbol("..."): return try Measured(.ellipsis)
    case .symbol(let sign): throw PythonFault("`\(sign)` stands where a value belongs")
    }
  }

  mutating func bracketed(nesting: Int) throws(PythonFault) -> Measured {
    if take(")") { return try Measured(.tuple([])) }
    let inside = try generated(try items(nesting: nesting), nesting: nesting)
    try need(")")
    return inside
  }

  mutating func list(nesting: Int) throws(PythonFault) -> Measured {
    var (values, depths) = ([PythonExpression](), [Int]())
    while !isSymbol("]") {
      let value = try starred(nesting: nesting)
      if values.isEmpty, isName("for") {
        let all = try generated(value, nesting: nesting)
        try need("]")
        return all
      }
      values.append(value.value)
      depths.append(value.depth)
      guard take(",") else { break }
    }
    try need("]")
    return try Measured(.list(values), overAll: depths)
  }

  mutating func dictionary(nesting: Int) throws(PythonFault) -> Measured {
    var pairs: [(key: PythonExpression?, value: PythonExpression)] = []
    var (elements, depths) = ([PythonExpression](), [Int]())
    while !isSymbol("}") {
      if take("**") {
        let value = try choice(nesting: nesting)
        pairs.append((nil, value.value))
        depths.append(value.depth)
      } else {
        let key = try choice(nesting: nesting)
        depths.append(key.depth)
        if take(":") {
          let value = try choice(nesting: nesting)
          pairs.append((key.value, value.value))
          depths.append(value.depth)
        } else {
          elements.append(key.value)
        }
      }
      guard take(",") else { break }
    }
    try need("}")
    guard pairs.isEmpty || elements.isEmpty else {
      throw PythonFault("a value has no key in `{ }`")
    }
    return elements.isEmpty
      ? try Measured(.dictionary(pairs), overAll: depths)
      : try Measured(.set(elements), overAll: depths)
  }

  /// Texts that stand side by side are one.
  mutating func texts(_ first: PythonToken, nesting: Int) throws(PythonFault) -> Measured {
    var parts: [PythonTextPart] = []
    var token: PythonToken? = first
    while true {
      switch token {
      case .text(let text)?: parts.append(.text(text))
      case .formatted(let inside)?:
        parts += try PythonFormattedText.parts(inside, nesting: nesting + 1)
      default: throw PythonFault("a text is missing")
      }
      guard let next = current else { break }
      switch next {
      case .text, .formatted:
        token = next
        index += 1
        continue
      default: break
      }
      break
    }
    var whole = ""
    for part in parts {
      guard case .text(let text) = part else {
        return try Measured(.formatted(parts))
      }
      whole += text
    }
    return try Measured(.text(whole))
  }
}
