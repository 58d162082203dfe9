/// How tightly an operator binds; a higher level binds tighter.
private enum Level {
  static let or = 1
  static let and = 2
  static let compare = 4
  static let range = 5
  static let sum = 6
  static let product = 7
}

extension Parser {
  // expr = lambda | or
  mutating func expression() throws(ParseFailure) -> Expression {
    try enter()
    height = 0
    let value = try isLambda ? lambda() : operation(atLeast: Level.or)
    leave()
    return value
  }

  // or = and { "or" and } … product = unary { ( "*" | "/" | "@" ) unary }
  private mutating func operation(atLeast level: Int) throws(ParseFailure) -> Expression {
    let start = current.span.start
    var left = try current.is(.not) ? negation(atLeast: level) : unary()
    while let (name, own) = binaryOperator(current), own >= level {
      let leftHeight = height
      advance()
      let right = try operation(atLeast: own + 1)
      try grow(over: leftHeight)
      let span = span(from: start)
      if let name {
        left = Expression(.binary(name, left, right), span)
      } else {
        left = Expression(.range(left, right), span)
      }
      if own == Level.compare || own == Level.range, binaryOperator(current)?.level == own {
        throw chained(left, isRange: name == nil)
      }
    }
    return left
  }

  // not = "not" not | compare
  private mutating func negation(atLeast level: Int) throws(ParseFailure) -> Expression {
    let start = current.span.start
    if level > Level.compare - 1 {
      throw problem(
        "E0201", "`not` after an operator needs brackets", at: current.span,
        hint: "write `(not …)`")
    }
    advance()
    try enter()
    let operand = try operation(atLeast: Level.compare - 1)
    leave()
    try grow()
    return Expression(.unary(.not, operand), span(from: start))
  }

  // unary = "-" unary | power
  private mutating func unary() throws(ParseFailure) -> Expression {
    guard current.is(.minus) else { return try power() }
    let start = current.span.start
    advance()
    try enter()
    let operand = try unary()
    leave()
    try grow()
    return Expression(.unary(.negate, operand), span(from: start))
  }

  // power = postfix [ "^" unary ]
  private mutating func power() throws(ParseFailure) -> Expression {
    let base = try postfix()
    let baseHeight = height
    guard accept(.caret) else { return base }
    try enter()
    let exponent = try unary()
    leave()
    try grow(over: baseHeight)
    return Expression(.binary(.power, base, exponent), span(from: base.span.start))
  }

  // lambda = ( NAME | "(" [ params ] ")" ) "->" expr
  private mutating func lambda() throws(ParseFailure) -> Expression {
    let start = current.span.start
    let parameters: [ParameterSyntax]
    if current.is(.openParenthesis) {
      let opener = index
      advance()
      parameters = try self.parameters(ofLambda: true)
      try close(opener)
    } else {
      parameters = [ParameterSyntax(name: word())]
    }
    advance()
    let outer = reservedParameters
    reservedParameters += parameters.map(\.name.text).filter {
      ReservedWords.isVerb($0) || ReservedWords.isKeyword($0)
    }
    let body = try expression()
    reservedParameters = outer
    try grow()
    let span = span(from: start)
    let function = FunctionSyntax(
      name: nil, parameters: parameters, body: .expression(body), span: span)
    return Expression(.lambda(function), span)
  }

  /// `x ->` or `( … ) ->`; the partner of the bracket makes this a look at two tokens.
  private var isLambda: Bool {
    if current.isWord { return peek().is(.arrow) }
    guard current.is(.openParenthesis), partners[index] > index else { return false }
    return tokens[min(partners[index] + 1, tokens.count - 1)].is(.arrow)
  }

  /// A verb or keyword that is a parameter of the lambda around it.
  var isReservedParameter: Bool {
    current.isWord && current.kind != .name && reservedParameters.contains(current.text)
  }
}

/// The operator and its level; `nil` as operator stands for `..`.
private func binaryOperator(_ token: Token) -> (name: BinaryOperator?, level: Int)? {
  switch token.kind {
  case .keyword(.or): (.or, Level.or)
  case .keyword(.and): (.and, Level.and)
  case .symbol(let symbol):
    switch symbol {
    case .equal: (.equal, Level.compare)
    case .notEqual: (.notEqual, Level.compare)
    case .less: (.less, Level.compare)
    case .lessOrEqual: (.lessOrEqual, Level.compare)
    case .greater: (.greater, Level.compare)
    case .greaterOrEqual: (.greaterOrEqual, Level.compare)
    case .range: (nil, Level.range)
    case .plus: (.add, Level.sum)
    case .minus: (.subtract, Level.sum)
    case .star: (.multiply, Level.product)
    case .slash: (.divide, Level.product)
    case .at: (.matrixProduct, Level.product)
    default: nil
    }
  default: nil
  }
}
