import Catalog
import Engine
import Language
import Support

/// A function of the language: how it describes itself and how it computes.
struct Builtin: Sendable {
  let signature: Signature
  let call: @Sendable (BuiltinCall) throws -> Value

  init(_ signature: Signature, call: @escaping @Sendable (BuiltinCall) throws -> Value) {
    self.signature = signature
    self.call = call
  }
}

/// All functions of the language, one list a family.
enum Builtins {
  static let all: [Builtin] =
    ElementwiseBuiltins.all + ReductionBuiltins.all + ShapeBuiltins.all + SelectionBuiltins.all
    + ConstructorBuiltins.all + DifferentiationBuiltins.all + MatrixBuiltins.all
}

/// The arguments of one call, matched with the parameters of the function's signature.
struct BuiltinCall {
  let signature: Signature
  /// Where it is called.
  let evaluator: Evaluator
  private var values: [String: (value: Value, position: ArgumentPosition)] = [:]
  /// What a variadic parameter took.
  private(set) var rest: [Value] = []

  init(_ signature: Signature, _ arguments: EvaluatedArguments, _ evaluator: Evaluator) throws {
    self.signature = signature
    self.evaluator = evaluator
    let parameters = signature.parameters
    for (index, argument) in arguments.positional.enumerated() {
      if let variadic = parameters.firstIndex(where: \.isVariadic), index >= variadic {
        rest.append(argument.value)
        values[parameters[variadic].name] = (argument.value, .positional(index))
        continue
      }
      guard index < parameters.count else {
        throw ArgumentError.tooMany(
          of: signature.name, takes: parameters.count, at: .positional(index))
      }
      values[parameters[index].name] = (argument.value, .positional(index))
    }
    for argument in arguments.named {
      guard signature.parameter(named: argument.name) != nil else {
        throw ArgumentError.unknownName(
          argument.name, of: signature.name, known: parameters.map(\.name))
      }
      guard values[argument.name] == nil else {
        throw ArgumentError.repeated(argument.name, of: signature.name)
      }
      values[argument.name] = (argument.value, .named(argument.name))
    }
    for parameter in parameters where parameter.defaultText == nil && values[parameter.name] == nil
    {
      throw ArgumentError.missing(
        parameter: parameter.name, of: signature.name, expected: parameter.expected)
    }
  }

  /// Whose call it is.
  var interpreter: Interpreter { evaluator.session }

  /// The same call with another value for an argument.
  mutating func replace(_ name: String, with value: Value) {
    values[name] = (value, position(name))
  }

  /// The argument as written; `nil` where it was left out or is `none`.
  func optional(_ name: String) -> Value? {
    guard let value = values[name]?.value else { return nil }
    if case .none = value { return nil }
    return value
  }

  func value(_ name: String) throws -> Value {
    guard let value = values[name]?.value else {
      throw ArgumentError.missing(parameter: name, of: signature.name, expected: "a value")
    }
    return value
  }

  /// A tensor or a number; true and false count as 1 and 0.
  func tensor(_ name: String) throws -> TensorValue {
    switch try value(name) {
    case .tensor(let tensor): return tensor
    case .bool: if let truth = try value(name).tensor { return truth }
    default: break
    }
    throw wrongType(name, expected: "a number or a tensor")
  }

  /// A tensor of floats: whole numbers are widened.
  func float(_ name: String) throws -> TensorValue { try Numerics.float(try tensor(name)) }

  func number(_ name: String, default fallback: Double) throws -> Double {
    guard let value = optional(name) else { return fallback }
    guard let number = value.number else { throw wrongType(name, expected: "a number") }
    return number
  }

  func flag(_ name: String, default fallback: Bool) throws -> Bool {
    guard let value = optional(name) else { return fallback }
    guard case .bool(let flag) = value else { throw wrongType(name, expected: "true or false") }
    return flag
  }

  func whole(_ name: String) throws -> Int {
    let number = try value(name).number
    guard let whole = number.flatMap({ Int(whole: $0) }) else {
      if let number, number.isFinite, number == number.rounded() {
        throw outOfRange(name, rule: "a whole number between -2^53 and 2^53")
      }
      throw wrongType(name, expected: "a whole number")
    }
    return whole
  }

  func whole(_ name: String, default fallback: Int) throws -> Int {
    optional(name) == nil ? fallback : try whole(name)
  }

  /// `[2, 3]` or `5` as a shape; refuses negative extents and sizes beyond the limit.
  func shape(_ name: String) throws -> Shape {
    let extents = try wholes(name)
    guard extents.allSatisfy({ $0 >= 0 }) else {
      throw ArgumentError.outOfRange(
        parameter: name, of: signature.name, rule: "0 or more in each axis",
        found: try value(name).argument.described, at: position(name))
    }
    guard extents.count <= Shape.maximumRank else {
      throw ArgumentError.outOfRange(
        parameter: name, of: signature.name, rule: "at most \(Shape.maximumRank) extents",
        found: "\(extents.count) of them", at: position(name))
    }
    let shape = Shape(extents)
    try requireNumbers(shape, evaluator.dtype)
    return shape
  }

  func wholes(_ name: String) throws -> [Int] {
    guard case .tensor(let tensor) = try value(name), tensor.shape.rank <= 1,
      let known = tensor.known
    else { throw wrongType(name, expected: "a list of whole numbers") }
    return try known.doubles.map { number in
      guard let whole = Int(whole: number) else {
        throw wrongType(name, expected: "a list of whole numbers")
      }
      return whole
    }
  }

  /// An axis counted from the front, from `axis=-1` style or not; `nil` where left out.
  func axis(_ name: String = "axis", rank: Int) throws -> Int? {
    guard optional(name) != nil else { return nil }
    let written = try whole(name)
    let axis = written < 0 ? written + rank : written
    guard axis >= 0, axis < rank else {
      throw ValueProblem.axisOutside(written, rank: rank, of: signature.name)
    }
    return axis
  }

  func text(_ name: String) throws -> String {
    guard case .text(let text) = try value(name) else {
      throw wrongType(name, expected: "text in quotes")
    }
    return text
  }

  func wrongType(_ name: String, expected: String, found: String? = nil) -> ArgumentError {
    .wrongType(
      parameter: name, of: signature.name, expected: expected,
      found: found ?? values[name].map { described($0.value) } ?? "nothing", at: position(name))
  }

  func outOfRange(_ name: String, rule: String) -> ArgumentError {
    .outOfRange(
      parameter: name, of: signature.name, rule: rule,
      found: values[name]?.value.argument.described ?? "nothing", at: position(name))
  }

  /// A number by itself: that it is one is no news.
  private func described(_ value: Value) -> String {
    value.number.map { NumberText.general($0) } ?? value.messageText
  }

  private func position(_ name: String) -> ArgumentPosition { values[name]?.position ?? .whole }

  /// Refuses a tensor that would not fit.
  func requireNumbers(_ shape: Shape, _ dtype: DType = .float64) throws {
    try BuiltinCall.requireNumbers(shape, dtype, for: signature.name)
  }

  static func requireNumbers(_ shape: Shape, _ dtype: DType, for name: String) throws {
    guard !shape.isHugeNothing else {
      throw ValueProblem.tooLarge(elements: shape.span, limit: Int(Int32.max))
    }
    try MemoryBudget.current.require(TensorType(shape, dtype).byteCount, for: name)
  }

  /// Refuses a call whose result and whatever it needs on the way would not fit.
  func requireBytes(_ bytes: Int) throws {
    try MemoryBudget.current.require(bytes, for: signature.name)
  }
}

/// Descriptions of parameters that many functions share.
enum Described {
  static let x = ParameterDescription("x", "The values.", expected: "a number or a tensor")
  static let axis = ParameterDescription(
    "axis", "The axis to reduce; all of them without it.", expected: "a whole number",
    default: "none")
  static let keepdims = ParameterDescription(
    "keepdims", "Keeps the reduced axis with extent 1.", expected: "true or false",
    default: "false")

  static func function(
    _ name: String, _ summary: String, _ example: String, _ parameters: [ParameterDescription],
    details: String = ""
  ) -> Signature {
    Signature(name, .function, summary, example: example, parameters, details: details)
  }
}
