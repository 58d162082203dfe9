import Catalog

/// A parameter that takes a name of one registry, with options, or something of the user's.
struct EntryParameter: Sendable {
  let description: ParameterDescription

  init(
    _ name: String, _ summary: String, _ kind: Signature.Kind, expected: String,
    default text: String = "none"
  ) {
    description = ParameterDescription(
      name, summary, expected: expected, default: text, kinds: [kind])
  }

  static func activation(_ summary: String = "Applied to the output.") -> EntryParameter {
    EntryParameter("activation", summary, .activation, expected: "an activation")
  }

  static func initializer(_ name: String, default text: String) -> EntryParameter {
    EntryParameter(
      name, "Initial values.", .initializer, expected: "an initializer", default: text)
  }

  static func regularizer(_ name: String) -> EntryParameter {
    EntryParameter(name, "Penalty added to the loss.", .regularizer, expected: "a regularizer")
  }
}

extension BoundArguments {
  /// The activation that was written; linear when none was.
  func activation(_ parameter: EntryParameter) throws(ArgumentError) -> ActivationChoice {
    guard let (argument, position) = raw(parameter.description.name) else { return .linear }
    return try ActivationChoice(
      argument, parameter: parameter.description.name, of: signature.name, at: position)
  }

  func initializer(
    _ parameter: EntryParameter, default fallback: any Initializer
  ) throws(ArgumentError) -> any Initializer {
    try writtenInitializer(parameter) ?? fallback
  }

  /// The initializer that was written, or the default of the library in force.
  func initializer(
    _ parameter: EntryParameter, default keras: any Initializer, pytorch: any Initializer
  ) throws(ArgumentError) -> any Initializer {
    try writtenInitializer(parameter) ?? compatibility.choose(keras, pytorch: pytorch)
  }

  /// The initializer that was written; `nil` where a default depends on more than the arguments.
  func writtenInitializer(
    _ parameter: EntryParameter
  ) throws(ArgumentError) -> (any Initializer)? {
    if case .value(let value)? = raw(parameter.description.name)?.argument,
      let function = value as? any TraceableFunction
    {
      return FunctionInitializer(function)
    }
    return try entry(parameter, Initializers.all) as? any Initializer
  }

  /// The label that was written; `nil` without.
  func label(_ parameter: ParameterDescription) throws(ArgumentError) -> String? {
    guard let (argument, position) = raw(parameter.name) else { return nil }
    switch argument {
    case .none: return nil
    case .word(let label): return label
    default:
      throw .wrongType(
        parameter: parameter.name, of: signature.name, expected: parameter.expected,
        found: argument.described, at: position)
    }
  }

  /// The value that was written; `nil` without.
  func optional<Value>(_ parameter: Parameter<Value>) throws(ArgumentError) -> Value? {
    guard let (argument, _) = raw(parameter.description.name) else { return nil }
    if case .none = argument { return nil }
    return try self[parameter]
  }

  func regularizer(_ parameter: EntryParameter) throws(ArgumentError) -> (any Regularizer)? {
    try entry(parameter, Regularizers.all) as? any Regularizer
  }

  private func entry(
    _ parameter: EntryParameter, _ entries: [any CatalogueEntry.Type]
  ) throws(ArgumentError) -> (any CatalogueEntry)? {
    guard let (argument, position) = raw(parameter.description.name) else { return nil }
    if case .none = argument { return nil }
    let reader = EntryReader(
      parameter: parameter.description.name, owner: signature.name,
      expected: parameter.description.expected, position: position, entries: entries)
    guard let chosen = try reader.read(argument) else { throw reader.wrongType(argument) }
    return chosen.entry
  }
}
