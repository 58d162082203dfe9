import Support

/// What the command line, the prompt or the notebook cannot do; worded by `Problems`.
package enum TerminalProblem: Error, Equatable, Sendable {
  /// A program that was named on the command line, or standard input.
  case program(FileError)
  /// The same by `:load`.
  case loadedProgram(FileError)
  /// A program that is no UTF-8.
  case programIsNoText(path: String)
  /// A program of Python, which is read and not run.
  case pythonProgram(path: String)
  /// A notebook of Jupyter's, which is converted first.
  case notebook(path: String)
  /// Inputs that `:save` could not write.
  case inputsNotSaved(FileError)
  /// `:save` without an exclamation mark, where no person can be asked.
  case inputsNotReplaced(path: String)
  /// An input of more bytes than are read at once.
  case inputTooLong(limit: Int)
  /// No session to open, and a name that no new one can have.
  case noSession(path: String)
  case notebookNotSaved(FileError)
  /// A terminal, or none, on which nothing can be placed.
  case cannotFillScreen
  /// The journal of a lost session.
  case journal(FileError)
  /// A lost session that another program has; `time` as people read it.
  case sessionInUse(time: String)
  /// A recovered session whose folder is gone; `reason` in the system's words.
  case folderGone(path: String, reason: String)
}
