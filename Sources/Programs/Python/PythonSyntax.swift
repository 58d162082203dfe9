/// An expression of Python, as far as programs that build and train a network need it.
indirect enum PythonExpression {
  case name(String)
  case integer(Int)
  case number(Double)
  case text(String)
  case truth(Bool)
  case none
  /// `...`
  case ellipsis
  /// An f-string: its texts, and its expressions with what stands behind `:`.
  case formatted([PythonTextPart])
  case tuple([PythonExpression])
  case list([PythonExpression])
  case set([PythonExpression])
  /// Keys that are `nil` stand for `**other`.
  case dictionary([(key: PythonExpression?, value: PythonExpression)])
  case attribute(PythonExpression, String)
  case call(PythonExpression, [PythonArgument])
  case subscripted(PythonExpression, [PythonExpression])
  case slice(PythonExpression?, PythonExpression?, PythonExpression?)
  case unary(String, PythonExpression)
  case binary(String, PythonExpression, PythonExpression)
  /// `a if c else b`
  case choice(PythonExpression, condition: PythonExpression, PythonExpression)
  /// `[f(x) for x in xs]`
  case comprehension(PythonExpression, target: PythonExpression, over: PythonExpression)
  case starred(PythonExpression)
  /// `lambda x: …`, which is not read any further.
  case lambda
}

/// A piece of an f-string.
enum PythonTextPart {
  case text(String)
  case value(PythonExpression, format: String)
}

/// One argument of a call; `**options` has the name `**`.
struct PythonArgument {
  var name: String?
  var value: PythonExpression
}

/// A statement with where it stands.
struct PythonStatement {
  var line: Int
  var lastLine: Int
  /// As written, with the lines of its body.
  var source: String
  var kind: Kind

  indirect enum Kind {
    case comment(String)
    case expression(PythonExpression)
    /// `a = b = value`
    case assignment([PythonExpression], PythonExpression)
    /// `x /= 255`
    case change(PythonExpression, String, PythonExpression)
    /// `import a.b as c`
    case imports([(path: String, name: String?)])
    /// `from a import b as c`
    case importsFrom(String, [(word: String, name: String?)])
    case function(PythonFunction)
    case loop(target: PythonExpression, over: PythonExpression, [PythonStatement])
    case branch(PythonExpression, [PythonStatement], otherwise: [PythonStatement])
    /// The body of `with` or `try`; names that `with` gives.
    case scoped([PythonScope], [PythonStatement])
    case result(PythonExpression?)
    case pass
    /// What is not read, and why.
    case unknown(String)
  }
}

/// A function of the program.
struct PythonFunction {
  var name: String
  var parameters: [(name: String, value: PythonExpression?)]
  var body: [PythonStatement]
}

/// `open("a") as file` behind `with`.
struct PythonScope {
  let name: PythonExpression
  let value: PythonExpression
}
