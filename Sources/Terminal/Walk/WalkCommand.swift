import Books
import Sessions
import Support
import Workbench

extension SessionCommands {
  /// Walks through a session, or an installed lesson by its name, as a lesson.
  package func walk(_ name: String, pauses: Bool = true) -> ExitStatus {
    let isInteractive = pauses && capabilities.isInteractive
    return walk(name, reader: isInteractive ? .ofTerminal(gate) : nil)
  }

  func walk(_ name: String, reader: AnswerReader?) -> ExitStatus {
    let path = LessonSearch.path(of: name)
    guard let document = opened(path) else { return .unreadable }
    let screen = WalkScreen(gate: gate, capabilities: capabilities, reader: reader)
    let status = screen.walk(document, Walkthrough(document, options: options))
    return gate.exitStatus ?? status
  }
}
