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
    + LinearAlgebraBuiltins.all
    + CostBuiltins.all + ArrayBuiltins.all + ListBuiltins.all + TextBuiltins.all
}

/// The arguments of one call, matched with the parameters of the function's signature.
struct BuiltinCall {
  /// Where it is called.
  let evaluator: Evaluator
  private var bound: BoundArguments

  /// `none` stands for an option that is left out.
  init(_ signature: Signature, _ arguments: EvaluatedArguments, _ evaluator: Evaluator) throws {
    self.evaluator = evaluator
    bound = try arguments.bound(to: signature)
    try bound.requireAll()
    bound.leaveOutNone()
  }

  /// Whose call it is.
  var interpreter: Interpreter { evaluator.session }

  var signature: Signature { bound.signature }

  subscript<Output>(_ parameter: Parameter<Output>) -> Output {
    get throws(ArgumentError) { try bound[parameter] }
  }

  /// `nil` where it was left out or is `none`.
  func optional<Output>(_ parameter: Parameter<Output>) throws(ArgumentError) -> Output? {
    try bound.optional(parameter)
  }

  /// The argument as written; `nil` where it was left out or is `none`.
  func value(of parameter: ParameterDescription) -> Value? {
    bound.argument(parameter).flatMap { $0.isNone ? nil : $0.languageValue }
  }

  /// Whether the argument was written with its name.
  func isNamed(_ parameter: ParameterDescription) -> Bool {
    if case .named? = bound.argument(parameter)?.position { true } else { false }
  }

  /// The same call with another value for an argument.
  mutating func replace(_ parameter: ParameterDescription, with value: Value) {
    bound.replace(parameter, with: value)
  }

  /// A tensor of floats: whole numbers are widened.
  func float(_ parameter: Parameter<TensorValue>) throws -> TensorValue {
    try Numerics.float(try self[parameter])
  }

  /// Extents as a shape; refuses negative ones and sizes beyond the limit.
  func shape(_ parameter: Parameter<[Int]>) throws -> Shape {
    let extents = try self[parameter]
    guard extents.allSatisfy({ $0 >= 0 }) else {
      throw outOfRange(parameter, "0 or more in each axis")
    }
    guard extents.count <= Shape.maximumRank else {
      throw outOfRange(
        parameter, "at most \(Shape.maximumRank) extents", found: "\(extents.count) of them")
    }
    let shape = Shape(extents)
    try requireNumbers(shape, evaluator.dtype)
    return shape
  }

  /// An axis counted from the front, from `axis=-1` style or not; `nil` where left out.
  func axis(_ parameter: Parameter<Int> = Described.axis, rank: Int) throws -> Int? {
    guard let written = try optional(parameter) else { return nil }
    let axis = written < 0 ? written + rank : written
    guard axis >= 0, axis < rank else {
      throw ValueProblem.index(.axisOutside(written, rank: rank, of: signature.name))
    }
    return axis
  }

  func wrongType<Output>(
    _ parameter: Parameter<Output>, _ expected: String? = nil, found: String? = nil
  ) -> ArgumentError {
    bound.wrongType(parameter, expected, found: found)
  }

  func outOfRange<Output>(
    _ parameter: Parameter<Output>, _ rule: String, found: String? = nil
  ) -> ArgumentError {
    bound.outOfRange(parameter, rule, found: found)
  }

  /// Refuses a tensor that would not fit.
  func requireNumbers(_ shape: Shape, _ dtype: DType = .float64) throws {
    try BuiltinCall.requireNumbers(shape, dtype, for: signature.name)
  }

  static func requireNumbers(_ shape: Shape, _ dtype: DType, for name: String) throws {
    guard !shape.isHugeNothing else {
      throw ValueProblem.limit(.tooLarge(elements: shape.span, limit: Int(Int32.max)))
    }
    try MemoryBudget.current.require(TensorType(shape, dtype).byteCount, for: name)
  }

  /// Refuses a call whose result and whatever it needs on the way would not fit.
  func requireBytes(_ bytes: Int) throws {
    try MemoryBudget.current.require(bytes, for: signature.name)
  }
}

/// Parameters that many functions share.
enum Described {
  static let x = Parameter<TensorValue>.tensor("x", "The values.")
  static let axis = Parameter<Int>.optional("axis", "The axis to reduce; all of them without it.")
  static let axes = Parameter<[Int]>.wholes(
    "axis", "The axis to reduce, or several: `axis=[0, 2]`; all of them without it.",
    shown: .nothing)
  static let keepdims = Parameter<Bool>(
    "keepdims", "Keeps the reduced axis with extent 1.", default: false)

  static func function(
    _ name: String, _ summary: String, _ example: String, _ parameters: [ParameterDescription],
    details: String = ""
  ) -> Signature {
    Signature(name, .function, summary, example: example, parameters, details: details)
  }
}
