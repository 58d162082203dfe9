import Books
import Glibc
import Language
import Sessions
import Support
import Workbench

// Files, help and other programs.
extension NotebookDriver {
  func save(_ path: String, _ overwrites: Bool) {
    if let reason = state.session.readOnlyReasons.first, path == store.path {
      return send(.notice("not saved, read only: " + NotebookState.words(of: reason)))
    }
    guard overwrites || path != store.path || !store.hasChangedOnDisk else {
      return send(.changedOnDisk)
    }
    guard overwrites || path == store.path || !InputFile.exists(path) else {
      return send(.notice("\(path) is there already: :w! \(path) replaces it"))
    }
    if hasRunEverything { state.session.record(SessionBook.record) }
    do throws(FileError) {
      try store.save(state.session.bytes, to: path)
      send(.saved(path))
    } catch {
      let problem = TerminalProblem.notebookNotSaved(error)
      send(.notice(DiagnosticText.render(problem.diagnostic, source: "")))
    }
  }

  /// Then the fingerprint of this program holds for all that is stored.
  private var hasRunEverything: Bool {
    guard let cells = kernel.book?.cells, !cells.isEmpty else { return false }
    return cells.allSatisfy { $0.cell.hasRun && $0.staleness == nil }
  }

  func reload() {
    do throws(SessionFileError) {
      let document = try SessionFiles.read(store.path)
      store.opened(document.bytes)
      reopen(EditableSession(document))
    } catch {
      send(.notice(error.diagnostic.message))
    }
  }

  /// Goes to another file, if that can be read; a name that is free is a new session.
  func open(_ path: String) {
    // Where saving was refused, everything stays.
    guard !state.isModified || state.session.isReadOnly else { return }
    guard InputFile.exists(path) else {
      let kind = SessionFile.signature
      guard kind.canName(path) else {
        return send(
          .notice("there is no file \(path); a new session is named something\(kind.suffix)"))
      }
      return outcome = .opens(path)
    }
    do throws(SessionFileError) {
      _ = try SessionFiles.read(path)
      kernel.leave()
      outcome = .opens(path)
    } catch {
      send(.notice(error.diagnostic.message))
    }
  }

  func help(_ word: String) {
    let help = HelpText()
    guard let text = help.text(for: word) ?? help.topic(word) else {
      return send(.notice("no help on \(word); :help lists the keys"))
    }
    send(.page(WordWrap.lines(of: text, columns: max(20, state.size.columns - 1))))
  }

  func completions(of text: String) -> CompletionAnswer {
    guard let interpreter = kernel.book?.interpreter else {
      return CompletionAnswer(start: 0, candidates: [])
    }
    return CompletionAnswer(
      PromptCompletion(
        text, cursor: text.unicodeScalars.count, interpreter: interpreter, commands: []))
  }

  /// The text in the user's editor; what comes back is the text of the part.
  func edit(_ part: Int, _ text: String) {
    var result: String?
    outside { result = ExternalEditor.edit(text) }
    guard let result else { return send(.notice("the editor could not be started")) }
    state.finishEditing()
    state.setText(result, of: part)
    send(.notice(""))
  }
}

// Nothing lost.
extension NotebookDriver {
  func keepUnsaved() {
    if let problem = store.takeProblem() {
      send(.notice("a crash would cost what is not saved: \(problem.path): \(problem.reason)"))
    }
    guard state.isModified || state.mode == .edit else { return }
    let isIdle = monotonicSeconds() - lastEdit > 0.3
    store.keep(state, isUrgent: isIdle)
  }

  func lookAtDisk() {
    guard monotonicSeconds() - lastDiskLook > 2 else { return }
    lastDiskLook = monotonicSeconds()
    if store.hasChangedOnDisk, !store.isChangeTold {
      store.isChangeTold = true
      send(.notice("the file has changed on disk: :e reads it again, s asks before it writes"))
    }
  }
}
