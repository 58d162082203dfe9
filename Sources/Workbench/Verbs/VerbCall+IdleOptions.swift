import Catalog

extension VerbCall {
  /// Whether the user wrote this option here, and not the file of a run that is gone on with.
  func wrote(_ parameter: ParameterDescription) -> Bool {
    // Conditions are read as they stand, and bound to nothing.
    if parameter.isCondition { return syntax.contains { $0.label?.text == parameter.name } }
    guard let argument = bound.argument(parameter), !argument.isNone else { return false }
    guard case .named(let name) = argument.position else { return true }
    return syntax.contains { $0.label?.text == name }
  }

  /// Refuses an option that was written and does nothing here: who wrote it counts on it.
  func refuse(idle parameter: ParameterDescription, _ cause: IdleOption.Cause) throws {
    guard wrote(parameter) else { return }
    throw Problems.worded(
      IdleOption(option: parameter.name, cause: cause), at: span(of: parameter))
  }
}
