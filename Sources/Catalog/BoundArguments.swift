/// The arguments of one call matched with the parameters of its signature; read with typed keys.
///
/// The one binder: of layers, data steps and other entries, which see `Argument`s, and of functions
/// and verbs, whose arguments are values of the language. Positional arguments fill the parameters in
/// order, named ones by name; a variadic parameter takes all further positional arguments as one list.
package struct BoundArguments {
  /// What the arguments are matched with.
  package let signature: Signature
  /// Whose defaults fill what is left out.
  package let compatibility: Compatibility
  /// Further named arguments, in order: the inputs of a model, where the signature admits them.
  package private(set) var inputs: [(name: String, value: any ArgumentValue)] = []
  private var written: [String: (value: any ArgumentValue, position: ArgumentPosition)] = [:]

  /// Matches arguments of a catalogue entry; see the other initializer.
  package init(_ arguments: Arguments, to signature: Signature) throws(ArgumentError) {
    try self.init(
      positional: arguments.positional, named: arguments.named,
      compatibility: arguments.compatibility, to: signature)
  }

  /// Throws when a name is unknown or repeated, or when there are too many arguments.
  package init<Value: ArgumentValue>(
    positional: [Value], named: [(name: String, value: Value)], compatibility: Compatibility,
    to signature: Signature
  ) throws(ArgumentError) {
    self.signature = signature
    self.compatibility = compatibility
    let parameters = signature.parameters
    for (index, value) in positional.enumerated() {
      if index < parameters.count, parameters[index].isVariadic {
        let rest = ArgumentList(items: Array(positional[index...]))
        written[parameters[index].name] = (rest, .positional(index))
        break
      }
      guard index < parameters.count else {
        throw .tooMany(of: signature.name, takes: parameters.count, at: .positional(index))
      }
      written[parameters[index].name] = (value, .positional(index))
    }
    for (name, value) in named {
      let isParameter = signature.parameter(named: name) != nil
      guard isParameter || signature.namesInputs else {
        throw unknown(name, among: parameters.map(\.name))
      }
      guard written.updateValue((value, .named(name)), forKey: name) == nil else {
        throw .repeated(name, of: signature.name)
      }
      if !isParameter { inputs.append((name, value)) }
    }
  }

  /// The value of `parameter`, or its default; throws when missing, of another type, or refused.
  package subscript<Output>(_ parameter: Parameter<Output>) -> Output {
    get throws(ArgumentError) {
      if let argument = argument(of: parameter) { return try parameter.value(of: argument) }
      guard let fallback = parameter.fallback else { throw missing(parameter) }
      return fallback(compatibility)
    }
  }

  /// The value of `parameter`; `nil` where it was left out or is `none`.
  package func optional<Output>(_ parameter: Parameter<Output>) throws(ArgumentError) -> Output? {
    guard let argument = argument(of: parameter), !argument.isNone else { return nil }
    return try parameter.value(of: argument)
  }

  /// The value of `parameter`, `none` included; `nil` where it was left out.
  package func given<Output>(_ parameter: Parameter<Output>) throws(ArgumentError) -> Output? {
    try argument(of: parameter).map { (argument) throws(ArgumentError) in
      try parameter.value(of: argument)
    }
  }

  /// Whether the user wrote this argument.
  package func has<Output>(_ parameter: Parameter<Output>) -> Bool {
    written[parameter.name] != nil
  }

  /// The argument as written, with its place; `nil` where it was left out. `expected` is what its
  /// mistakes ask for, where that is not what the parameter does.
  package func argument<Output>(
    of parameter: Parameter<Output>, expected: String? = nil
  ) -> WrittenArgument? {
    argument(parameter.description, expected: expected ?? parameter.expected)
  }

  /// The same of a parameter that is known by its description.
  package func argument(
    _ parameter: ParameterDescription, expected: String? = nil
  ) -> WrittenArgument? {
    written[parameter.name].map { value, position in
      WrittenArgument(
        value, at: position, parameter: parameter.name, expected: expected ?? parameter.expected,
        of: signature)
    }
  }

  /// What a model's input is given by its name; `nil` where it was not named.
  package func input(_ name: String, expected: String) -> WrittenArgument? {
    guard signature.namesInputs, let (value, position) = written[name], case .named = position
    else { return nil }
    return WrittenArgument(
      value, at: position, parameter: name, expected: expected, of: signature)
  }

  /// All arguments in the order of the parameters, defaults filled in: what was written, or what
  /// stands for it where it was left out. A required one that is missing is left out here too.
  package var filled: [(name: String, value: Argument)] {
    signature.parameters.compactMap { parameter in
      let value =
        written[parameter.name]?.value.argument ?? parameter.fallback(in: compatibility)?.argument
      return value.map { (parameter.name, $0) }
    }
  }
}

/// The mistakes of a whole call.
extension BoundArguments {
  /// Throws for the first parameter without a default that was left out.
  package func requireAll() throws(ArgumentError) {
    for parameter in signature.parameters
    where parameter.fallback == nil && written[parameter.name] == nil {
      throw .missing(
        parameter: parameter.name, of: signature.name, expected: parameter.expected)
    }
  }

  /// Forgets each `none` that stands for a parameter with a default, as if it were left out.
  package mutating func leaveOutNone() {
    for parameter in signature.parameters
    where parameter.fallback != nil && argument(parameter)?.isNone == true {
      written[parameter.name] = nil
    }
  }

  /// The same call with another value for an argument.
  package mutating func replace(_ parameter: ParameterDescription, with value: any ArgumentValue) {
    written[parameter.name] = (value, written[parameter.name]?.position ?? .whole)
  }

  /// A parameter that is needed was left out.
  package func missing<Output>(
    _ parameter: Parameter<Output>, _ expected: String? = nil
  ) -> ArgumentError {
    .missing(
      parameter: parameter.name, of: signature.name, expected: expected ?? parameter.expected)
  }

  /// The argument is of a kind that this call cannot use; missing where it was left out.
  package func wrongType<Output>(
    _ parameter: Parameter<Output>, _ expected: String? = nil, found: String? = nil
  ) -> ArgumentError {
    argument(of: parameter)?.wrongType(expected, found: found) ?? missing(parameter, expected)
  }

  /// The argument, or what stands for it where it was left out, must be `rule`.
  package func outOfRange<Output>(
    _ parameter: Parameter<Output>, _ rule: String, found: String? = nil
  ) -> ArgumentError {
    argument(of: parameter)?.outOfRange(rule, found: found)
      ?? .outOfRange(
        parameter: parameter.name, of: signature.name, rule: rule, found: found ?? "nothing",
        at: .whole)
  }

  /// A name that the call does not take; `owner` where not the signature but a choice in it decides.
  package func unknown(
    _ name: String, among known: [String], of owner: String? = nil
  ) -> ArgumentError {
    .unknownName(name, of: owner ?? signature.name, known: known)
  }
}
