/// Reads expressions from the tokens of one line.
///
/// No expression is deeper than `deepest`, in whatever way it is: what walks through one, and what frees it, goes as
/// deep on the stack.
struct PythonParser {
  static let deepest = 60

  let tokens: [PythonToken]
  var index = 0

  /// How deep the text stands in which these tokens stand.
  private let base: Int

  init(_ tokens: [PythonToken], nesting base: Int = 0) {
    self.tokens = tokens
    self.base = base
  }

  /// An expression with how deep it is.
  struct Measured {
    var value: PythonExpression
    var depth: Int

    init(_ value: PythonExpression, over parts: Int...) throws(PythonFault) {
      try self.init(value, overAll: parts)
    }

    init(_ value: PythonExpression, overAll parts: [Int]) throws(PythonFault) {
      self.value = value
      depth = 1 + (parts.max() ?? 0)
      guard depth <= PythonParser.deepest else {
        throw PythonFault("too many expressions stand inside one another")
      }
    }
  }

  var isAtEnd: Bool { index >= tokens.count }
  var current: PythonToken? { index < tokens.count ? tokens[index] : nil }

  func isSymbol(_ sign: String) -> Bool { current?.isSymbol(sign) ?? false }
  func isName(_ word: String) -> Bool { current?.isName(word) ?? false }

  /// Goes on behind a sign where it stands here.
  mutating func take(_ sign: String) -> Bool {
    guard isSymbol(sign) else { return false }
    index += 1
    return true
  }

  mutating func takeName(_ word: String) -> Bool {
    guard isName(word) else { return false }
    index += 1
    return true
  }

  mutating func need(_ sign: String) throws(PythonFault) {
    guard take(sign) else { throw PythonFault("`\(sign)` is missing") }
  }

  /// A word that is no keyword.
  mutating func word() throws(PythonFault) -> String {
    guard case .name(let word)? = current, !Self.keywords.contains(word) else {
      throw PythonFault("a name is missing")
    }
    index += 1
    return word
  }

  /// `a, b` as a tuple, or one expression.
  mutating func expressions() throws(PythonFault) -> PythonExpression {
    try items(nesting: base).value
  }

  /// One expression, up to a comma.
  mutating func expression() throws(PythonFault) -> PythonExpression {
    try choice(nesting: base).value
  }

  mutating func items(nesting: Int) throws(PythonFault) -> Measured {
    let first = try starred(nesting: nesting)
    guard isSymbol(",") else { return first }
    var (values, depths) = ([first.value], [first.depth])
    while take(",") {
      guard startsExpression else { break }
      let next = try starred(nesting: nesting)
      values.append(next.value)
      depths.append(next.depth)
    }
    return try Measured(.tuple(values), overAll: depths)
  }

  private var startsExpression: Bool {
    switch current {
    case nil: false
    case .symbol(let sign)?: ["(", "[", "{", "-", "+", "~", "*", "..."].contains(sign)
    case .name(let word)?: !["in", "for", "if", "else", "is", "and", "or"].contains(word)
    default: true
    }
  }

  mutating func starred(nesting: Int) throws(PythonFault) -> Measured {
    guard take("*") else { return try choice(nesting: nesting) }
    let inner = try choice(nesting: nesting)
    return try Measured(.starred(inner.value), over: inner.depth)
  }

  mutating func choice(nesting: Int) throws(PythonFault) -> Measured {
    guard nesting < Self.deepest else {
      throw PythonFault("too many expressions stand inside one another")
    }
    if takeName("lambda") {
      while !isAtEnd, !isSymbol(":") { index += 1 }
      try need(":")
      _ = try choice(nesting: nesting + 1)
      return try Measured(.lambda)
    }
    let value = try operation(nesting: nesting + 1, above: 0)
    guard takeName("if") else { return value }
    let condition = try operation(nesting: nesting + 1, above: 0)
    guard takeName("else") else { throw PythonFault("`else` is missing") }
    let other = try choice(nesting: nesting + 1)
    return try Measured(
      .choice(value.value, condition: condition.value, other.value), over: value.depth,
      condition.depth, other.depth)
  }

  /// How strongly operators bind.
  private static let strengths: [String: Int] = [
    "or": 1, "and": 2, "in": 4, "is": 4, "not in": 4, "is not": 4, "<": 4, ">": 4, "<=": 4,
    ">=": 4, "==": 4, "!=": 4, "|": 5, "^": 6, "&": 7, "<<": 8, ">>": 8, "+": 9, "-": 9, "*": 10,
    "/": 10, "//": 10, "%": 10, "@": 10,
  ]

  mutating func operation(nesting: Int, above strength: Int) throws(PythonFault) -> Measured {
    guard nesting < Self.deepest else {
      throw PythonFault("too many expressions stand inside one another")
    }
    var left = try prefixed(nesting: nesting)
    while let (sign, count) = infix, let own = Self.strengths[sign], own > strength {
      index += count
      let right = try operation(nesting: nesting + 1, above: own)
      left = try Measured(.binary(sign, left.value, right.value), over: left.depth, right.depth)
    }
    return left
  }

  /// The operator that stands here, and how many tokens it is.
  private var infix: (String, Int)? {
    switch current {
    case .symbol(let sign)?: return (sign, 1)
    case .name("not")?:
      return index + 1 < tokens.count && tokens[index + 1].isName("in") ? ("not in", 2) : nil
    case .name("is")?:
      return index + 1 < tokens.count && tokens[index + 1].isName("not") ? ("is not", 2) : ("is", 1)
    case .name(let word)? where ["or", "and", "in"].contains(word): return (word, 1)
    default: return nil
    }
  }

  mutating func prefixed(nesting: Int) throws(PythonFault) -> Measured {
    guard nesting < Self.deepest else {
      throw PythonFault("too many expressions stand inside one another")
    }
    if takeName("not") {
      let inner = try operation(nesting: nesting + 1, above: 3)
      return try Measured(.unary("not", inner.value), over: inner.depth)
    }
    for sign in ["-", "+", "~"] where take(sign) {
      let inner = try prefixed(nesting: nesting + 1)
      return try Measured(.unary(sign, inner.value), over: inner.depth)
    }
    let base = try postfixed(nesting: nesting)
    guard take("**") else { return base }
    let exponent = try prefixed(nesting: nesting + 1)
    return try Measured(.binary("**", base.value, exponent.value), over: base.depth, exponent.depth)
  }

  mutating func postfixed(nesting: Int) throws(PythonFault) -> Measured {
    var value = try primary(nesting: nesting)
    while true {
      if take(".") {
        value = try Measured(.attribute(value.value, try word()), over: value.depth)
      } else if take("(") {
        let (arguments, depth) = try arguments(nesting: nesting + 1)
        value = try Measured(.call(value.value, arguments), over: value.depth, depth)
      } else if take("[") {
        var (indices, depths) = ([PythonExpression](), [value.depth])
        repeat {
          if isSymbol("]") { break }
          let item = try subscriptItem(nesting: nesting + 1)
          indices.append(item.value)
          depths.append(item.depth)
        } while take(",")
        try need("]")
        value = try Measured(.subscripted(value.value, indices), overAll: depths)
      } else {
        return value
      }
    }
  }

  mutating func subscriptItem(nesting: Int) throws(PythonFault) -> Measured {
    var parts: [PythonExpression?] = []
    var (depth, isSlice) = (0, false)
    while true {
      var part: PythonExpression?
      if !isSymbol(":"), !isSymbol("]"), !isSymbol(",") {
        let value = try choice(nesting: nesting)
        (part, depth) = (value.value, max(depth, value.depth))
      }
      parts.append(part)
      guard take(":") else { break }
      isSlice = true
    }
    guard isSlice else {
      guard let only = parts.first ?? nil else { throw PythonFault("a place is missing in `[ ]`") }
      return try Measured(only, over: depth - 1)
    }
    guard parts.count <= 3 else { throw PythonFault("a slice has at most three parts") }
    let step = parts.count > 2 ? parts[2] : nil
    return try Measured(.slice(parts[0], parts.count > 1 ? parts[1] : nil, step), over: depth)
  }

  mutating func arguments(
    nesting: Int
  ) throws(PythonFault) -> (values: [PythonArgument], depth: Int) {
    var (found, depth) = ([PythonArgument](), 0)
    while !isSymbol(")") {
      if take("**") {
        let value = try choice(nesting: nesting)
        found.append(PythonArgument(name: "**", value: value.value))
        depth = max(depth, value.depth)
      } else if case .name(let word)? = current, index + 1 < tokens.count,
        tokens[index + 1].isSymbol("=")
      {
        index += 2
        let value = try choice(nesting: nesting)
        found.append(PythonArgument(name: word, value: value.value))
        depth = max(depth, value.depth)
      } else {
        let value = try generated(try starred(nesting: nesting), nesting: nesting)
        found.append(PythonArgument(name: nil, value: value.value))
        depth = max(depth, value.depth)
      }
      guard take(",") else { break }
    }
    try need(")")
    return (found, depth)
  }

  /// `… for x in xs` behind an element.
  mutating func generated(
    _ element: Measured, nesting: Int
  ) throws(PythonFault) -> Measured {
    guard takeName("for") else { return element }
    let target = try targets(nesting: nesting)
    guard takeName("in") else { throw PythonFault("`in` is missing") }
    let over = try operation(nesting: nesting + 1, above: 0)
    if isName("if") || isName("for") {
      throw PythonFault("only the simplest comprehension is read")
    }
    return try Measured(
      .comprehension(element.value, target: target.value, over: over.value), over: element.depth,
      target.depth, over.depth)
  }

  /// `a, b` in front of `in`.
  mutating func loopTarget() throws(PythonFault) -> PythonExpression {
    try targets(nesting: base).value
  }

  mutating func targets(nesting: Int) throws(PythonFault) -> Measured {
    let first = try postfixed(nesting: nesting + 1)
    guard isSymbol(",") else { return first }
    var (values, depths) = ([first.value], [first.depth])
    while take(","), !isName("in") {
      let next = try postfixed(nesting: nesting + 1)
      values.append(next.value)
      depths.append(next.depth)
    }
    return try Measured(.tuple(values), overAll: depths)
  }

  static let keywords: Set = [
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
    "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
  ]
}
