import Books
import Glibc
import Language
import Plots
import Sessions
import Support
import Workbench

extension Launch {
  /// `nabla open file.nabla.md`: the session as a notebook, full screen. Opening runs nothing.
  package func open(_ path: String) -> ExitStatus {
    TerminalCapabilities.setUpLocale()
    let capabilities = TerminalCapabilities(color: color, plain: isPlain)
    guard capabilities.canFillScreen else {
      gate.notice(TerminalProblem.cannotFillScreen.diagnostic)
      return .unsuitableTerminal
    }
    capabilities.applyToEnvironment()
    let mailbox = Mailbox()
    mailbox.watchSignals()
    let notebook = NotebookLaunch(
      gate: gate, capabilities: capabilities, options: options, mailbox: mailbox)
    switch notebook.open(LessonSearch.path(of: path)) {
    case .left: return .ok
    case .ended(let signal): return .ended(signal: signal)
    case .unreadable: return .unreadable
    case .unsuitable: return .unsuitableTerminal
    }
  }
}

/// Opens a session file as a notebook, from the command line or from the prompt.
struct NotebookLaunch {
  enum Outcome: Equatable {
    case left, unreadable, unsuitable
    case ended(signal: Int32)
  }

  let gate: OutputGate
  let capabilities: TerminalCapabilities
  let options: Interpreter.Options
  let mailbox: Mailbox

  func open(_ path: String) -> Outcome {
    guard let first = session(path) else { return .unreadable }
    var modes = termios()
    guard tcgetattr(STDIN_FILENO, &modes) == 0,
      let screen = CursesScreen(terminal: capabilities.terminal)
    else { return .unsuitable }
    screen.takesText = true
    defer {
      screen.leave()
      tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    }
    var (path, session, bytes) = (path, first.0, first.1)
    while true {
      var state = NotebookState(session, path: path, size: screen.size, look: look)
      if bytes == nil { state.notice = "a new session: b adds a cell" }
      let driver = NotebookDriver(
        state, kernel: NotebookKernel(options), store: NotebookStore(path: path, bytes: bytes),
        screen: screen, mailbox: mailbox, modes: modes)
      switch driver.run() {
      case .left: return .left
      case .ended(let signal): return .ended(signal: signal)
      case .opens(let other):
        guard let opened = self.session(other) else { return .unreadable }
        (path, session, bytes) = (other, opened.0, opened.1)
      }
    }
  }

  /// The session of a file; a new one where there is none yet. `nil` after saying why not.
  private func session(_ path: String) -> (EditableSession, [UInt8]?)? {
    guard InputFile.exists(path) else {
      guard SessionFile.signature.suffix(of: path) != nil else {
        gate.notice(TerminalProblem.noSession(path: path).diagnostic)
        return nil
      }
      return (SavedSession.empty(path, options), nil)
    }
    do throws(SessionFileError) {
      let document = try SessionFiles.read(path)
      return (EditableSession(document), document.bytes)
    } catch {
      gate.notice(error.diagnostic)
      return nil
    }
  }

  private var look: NotebookLook {
    let catalog = Vocabulary.standard.catalog
    return NotebookLook(
      hasColor: capabilities.hasColor, isASCII: capabilities.plots.glyphs == .ascii,
      plots: capabilities.onCurses.plots, describesCharts: capabilities.describesCharts,
      highlights: { Highlighter.spans($0, catalog: catalog) },
      indentation: { Nesting.depth(of: $0) * 2 })
  }
}
