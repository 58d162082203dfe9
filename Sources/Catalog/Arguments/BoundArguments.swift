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
  /// What each parameter was given, in their order, and then each of `inputs`.
  private var written: [Written?]

  private struct Written {
    let value: any ArgumentValue
    let position: ArgumentPosition
  }

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
    let count = signature.parameters.count
    written = Array(repeating: nil, count: count)
    for (index, value) in positional.enumerated() {
      if index == signature.variadic {
        let rest = ArgumentList(items: Array(positional[index...]))
        written[index] = Written(value: rest, position: .positional(index))
        break
      }
      guard index < count else {
        throw .tooMany(of: signature.name, takes: count, at: .positional(index))
      }
      written[index] = Written(value: value, position: .positional(index))
    }
    for (name, value) in named {
      let written = Written(value: value, position: .named(name))
      if let index = signature.index(of: name) {
        guard self.written[index] == nil else { throw .repeated(name, of: signature.name) }
        self.written[index] = written
      } else {
        guard signature.namesInputs else {
          throw unknown(name, among: signature.parameters.map(\.name))
        }
        guard !inputs.contains(where: { $0.name == name }) else {
          throw .repeated(name, of: signature.name)
        }
        inputs.append((name, value))
      }
    }
  }

  /// What was written for a parameter, by its name.
  private func written(_ name: String) -> Written? {
    signature.index(of: name).flatMap { written[$0] }
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
    written(parameter.name) != nil
  }

  /// The argument as written, with its place; `nil` where it was left out. `expected` is what its
  /// mistakes ask for, where that is not what the parameter does.
  package func argument<Output>(
    of parameter: Parameter<Output>, expected: String? = nil
  ) -> WrittenArgument? {
    argument(parameter.name, expected: expected ?? parameter.expected)
  }

  /// The same of a parameter that is known by its description.
  package func argument(
    _ parameter: ParameterDescription, expected: String? = nil
  ) -> WrittenArgument? {
    argument(parameter.name, expected: expected ?? parameter.expected)
  }

  private func argument(_ name: String, expected: String) -> WrittenArgument? {
    written(name).map {
      WrittenArgument(
        $0.value, at: $0.position, parameter: name, expected: expected, of: signature)
    }
  }

  /// What a model's input is given by its name; `nil` where it was not named.
  package func input(_ name: String, expected: String) -> WrittenArgument? {
    let named =
      inputs.first { $0.name == name }.map { Written(value: $0.value, position: .named(name)) }
      ?? written(name)
    guard signature.namesInputs, let named, case .named = named.position else { return nil }
    return WrittenArgument(
      named.value, at: named.position, parameter: name, expected: expected, of: signature)
  }

  /// All arguments in the order of the parameters, defaults filled in: what was written, or what
  /// stands for it where it was left out. A required one that is missing is left out here too.
  package var filled: [(name: String, value: Argument)] {
    signature.parameters.compactMap { parameter in
      let value =
        written(parameter.name)?.value.argument ?? parameter.fallback(in: compatibility)?.argument
      return value.map { (parameter.name, $0) }
    }
  }
}

/// The mistakes of a whole call.
extension BoundArguments {
  /// Throws for the first parameter without a default that was left out.
  package func requireAll() throws(ArgumentError) {
    for index in signature.required where written[index] == nil {
      let parameter = signature.parameters[index]
      throw .missing(
        parameter: parameter.name, of: signature.name, expected: parameter.expected)
    }
  }

  /// Forgets each `none` that stands for a parameter with a default, as if it were left out.
  package mutating func leaveOutNone() {
    for index in written.indices
    where written[index]?.value.isNone == true && !signature.required.contains(index) {
      written[index] = nil
    }
  }

  /// The same call with another value for an argument.
  package mutating func replace(_ parameter: ParameterDescription, with value: any ArgumentValue) {
    guard let index = signature.index(of: parameter.name) else { return }
    written[index] = Written(value: value, position: written[index]?.position ?? .whole)
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
