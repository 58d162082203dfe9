/// Arguments matched with the parameters of one signature; read with typed `Parameter` keys.
///
/// Positional arguments fill the parameters in order, named ones by name; a variadic parameter
/// takes all further positional arguments as one list.
package struct BoundArguments {
  /// What the arguments are matched with.
  package let signature: Signature
  /// Whose defaults fill what was left out.
  package let compatibility: Compatibility
  private var values: [String: (argument: Argument, position: ArgumentPosition)] = [:]

  /// Throws when a name is unknown or repeated, or when there are too many arguments.
  package init(_ arguments: Arguments, to signature: Signature) throws(ArgumentError) {
    self.signature = signature
    compatibility = arguments.compatibility
    let parameters = signature.parameters
    for (index, argument) in arguments.positional.enumerated() {
      if let variadic = parameters.firstIndex(where: \.isVariadic), index >= variadic {
        let rest = Array(arguments.positional[variadic...])
        values[parameters[variadic].name] = (.list(rest), .positional(variadic))
        break
      }
      guard index < parameters.count else {
        throw .tooMany(of: signature.name, takes: parameters.count, at: .positional(index))
      }
      values[parameters[index].name] = (argument, .positional(index))
    }
    for (name, value) in arguments.named {
      guard signature.namesInputs || signature.parameter(named: name) != nil else {
        throw .unknownName(name, of: signature.name, known: parameters.map(\.name))
      }
      guard values[name] == nil else { throw .repeated(name, of: signature.name) }
      values[name] = (value, .named(name))
    }
  }

  /// Whether the user wrote this argument.
  package func has(_ name: String) -> Bool { values[name] != nil }

  /// The argument as written, for values that only the caller understands.
  package func raw(_ name: String) -> (argument: Argument, position: ArgumentPosition)? {
    values[name]
  }

  /// The value of `parameter`, or its default; throws when missing, of another type, or refused.
  package subscript<Value>(_ parameter: Parameter<Value>) -> Value {
    get throws(ArgumentError) {
      let description = parameter.description
      guard let (argument, position) = values[description.name] else {
        guard let fallback = parameter.fallback else {
          throw .missing(
            parameter: description.name, of: signature.name, expected: description.expected)
        }
        return fallback(compatibility)
      }
      guard let value = parameter.read(argument) else {
        if case .word(let word) = argument, !description.words.isEmpty {
          throw .unknownWord(
            word, parameter: description.name, of: signature.name, known: description.words,
            at: position)
        }
        if description.expected.contains("whole number"), case .number(let number) = argument,
          number.isFinite,
          number == number.rounded()
        {
          throw .outOfRange(
            parameter: description.name, of: signature.name,
            rule: "a whole number between -2^53 and 2^53", found: argument.described,
            at: position)
        }
        throw .wrongType(
          parameter: description.name, of: signature.name, expected: description.expected,
          found: argument.described, at: position)
      }
      guard parameter.isValid(value) else {
        throw .outOfRange(
          parameter: description.name, of: signature.name, rule: parameter.rule,
          found: argument.described, at: position)
      }
      return value
    }
  }
}
