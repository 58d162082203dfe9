import Books
import Language
import Sessions
import Support
import Workbench

extension SessionCommands {
  /// Brings the cells of sessions, and programs, into canonical form; prose keeps every byte. `checks` writes
  /// nothing, and ends with 1 where something is written otherwise.
  package func format(_ paths: [String], checks: Bool) -> ExitStatus {
    var statuses: [ExitStatus] = []
    for path in paths {
      do {
        for file in try SessionFiles.sessions(at: path) where !options.isStopped() {
          let isProgram = !SessionFile.isSession(file)
          statuses.append(isProgram ? format(program: file, checks) : format(session: file, checks))
        }
      } catch {
        show(error)
        statuses.append(.unreadable)
      }
    }
    return gate.exitStatus ?? .worst(statuses)
  }

  private func format(session file: String, _ checks: Bool) -> ExitStatus {
    guard let document = opened(file) else { return .unreadable }
    var changed: [Int: String] = [:]
    var unread = 0
    for cell in document.cells where !cell.isShownByItsOutputs {
      guard let text = CanonicalText.of(cell.source) else {
        unread += 1
        continue
      }
      if text != cell.source { changed[cell.number] = text }
    }
    let note =
      unread == 0
      ? ""
      : "; \(NumberText.count(unread, "cell")) that cannot be read as a program stay as they are"
    return finish(
      file, changed.isEmpty ? nil : NumberText.count(changed.count, "cell"), note, checks
    ) { () throws(SessionFileError) in
      let edited: SessionDocument
      do throws(SessionError) { edited = try document.replacingSources(changed) } catch {
        throw SessionFileError.session(error)
      }
      try SessionFiles.save(edited, over: document)
    }
  }

  private func format(program file: String, _ checks: Bool) -> ExitStatus {
    do {
      let bytes = try InputFile.read(file, limit: SessionLimits.fileBytes)
      guard let source = String(validating: bytes, as: UTF8.self) else {
        gate.notice(TerminalProblem.programIsNoText(path: file).diagnostic)
        return .unreadable
      }
      guard let text = CanonicalText.of(source) else {
        gate.notice(SessionFileError.notFormatted(path: file).diagnostic)
        return .failed
      }
      let ended = text.isEmpty ? "" : text + "\n"
      return finish(file, ended == source ? nil : "the program", "", checks) {
        () throws(SessionFileError) in
        do throws(FileError) { try AtomicFile.write(Array(ended.utf8), to: file) } catch {
          throw SessionFileError.file(error)
        }
      }
    } catch {
      show(.file(error))
      return .unreadable
    }
  }

  /// Tells what is written otherwise, and writes it unless it is only to be told.
  private func finish(
    _ file: String, _ changed: String?, _ note: String, _ checks: Bool,
    _ write: () throws(SessionFileError) -> Void
  ) -> ExitStatus {
    guard let changed else {
      gate.result("\(file): fine\(note)")
      return .ok
    }
    if checks {
      gate.result("\(file): \(changed) in another form\(note)")
      return .failed
    }
    do throws(SessionFileError) {
      try write()
    } catch {
      show(error)
      return .writeFailed
    }
    gate.result("\(file): formatted \(changed)\(note)")
    return .ok
  }
}

extension SessionCell {
  /// Whether stored outputs quote its lines, as messages do: in another form they would differ.
  fileprivate var isShownByItsOutputs: Bool {
    if options.expectedError != nil { return true }
    var quoted: [Substring] = []
    for stored in outputs {
      quoted += stored.output.body.split(separator: "\n").filter { $0.contains(" | ") }
    }
    guard !quoted.isEmpty else { return false }
    return source.split(separator: "\n").contains { line in
      quoted.contains { quote in quote.hasSuffix("| " + line) }
    }
  }
}
