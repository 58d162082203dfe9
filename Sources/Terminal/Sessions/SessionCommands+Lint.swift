import Books
import Language
import Support

extension SessionCommands {
  /// Looks lessons through, or all of folders; errors make the status, warnings do not.
  package func lint(_ paths: [String]) -> ExitStatus {
    var statuses: [ExitStatus] = []
    for path in paths {
      do {
        for file in try SessionFiles.sessions(at: path) where !options.isStopped() {
          statuses.append(lint(file: file))
        }
      } catch {
        show(error)
        statuses.append(.unreadable)
      }
    }
    if options.isStopped() { statuses.append(.interrupted) }
    return gate.exitStatus ?? .worst(statuses)
  }

  private func lint(file: String) -> ExitStatus {
    guard let document = opened(file) else { return .unreadable }
    let faults = LessonLint(document, options: options).faults
    for fault in faults { gate.notice(fault.diagnostic(in: file)) }
    let errors = faults.count { $0.diagnostic.severity == .error }
    let warnings = faults.count - errors + document.warnings.count
    var parts: [String] = []
    if errors > 0 { parts.append(NumberText.count(errors, "error")) }
    if warnings > 0 { parts.append(NumberText.count(warnings, "warning")) }
    gate.result("\(file): " + (parts.isEmpty ? "fine" : parts.joined(separator: ", ")))
    return errors == 0 ? .ok : .failed
  }
}
