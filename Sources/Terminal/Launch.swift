import CTerminal
import Glibc
import Support
import Workbench

/// What the command line asks for, put together: interpreter, shell, exit status.
package struct Launch {
  private(set) var options: Interpreter.Options
  let color: ColorChoice
  let isPlain: Bool
  let version: String
  /// Whether the limits of sessions are what they say themselves.
  package var isTrusted = false
  let gate = OutputGate()

  /// `version` is written into journals and sessions as the program that made them.
  package init(
    options: Interpreter.Options, color: ColorChoice, isPlain: Bool, version: String
  ) {
    self.options = options
    self.options.build = version
    self.color = color
    self.isPlain = isPlain
    self.version = version
  }

  /// The prompt, or the inputs of a pipe.
  ///
  /// At a terminal the user's own `init.nabla` runs first, unless `readsInit` is false; a pipe gives
  /// the same answers whoever runs it. An error in the file is told, and the prompt still comes.
  package func prompt(readsInit: Bool = true) -> ExitStatus {
    let shell = shell(greeting: "\(version)  :help for help, Ctrl-D to leave")
    let path = Directories.configuration + "/init.nabla"
    if readsInit, shell.capabilities.isInteractive, InputFile.exists(path), let text = read(path) {
      // The status says nothing new: what failed has been told.
      _ = shell.execute(text)
      shell.session.countInputsFromHere()
    }
    shell.beforeFirstInput = { if let notice = lostSessionNotice { gate.notice(notice) } }
    return shell.run()
  }

  /// `nabla -c '…'`.
  package func runText(_ text: String) -> ExitStatus { finish(text, in: shell()) }

  /// `nabla file`: the cells of a session, or a program, whose relative names start at the current folder.
  /// A session is known by what it says of itself, whatever its name, or by its name.
  package func runFile(_ path: String) -> ExitStatus {
    if SessionFile.isSession(path) { return runSession(path) }
    guard let text = read(path) else { return .unreadable }
    return finish(text, in: shell())
  }

  /// `nabla -`: all of standard input as one program.
  package func runInput() -> ExitStatus {
    guard let text = read("/dev/stdin") else { return .unreadable }
    return finish(text, in: shell())
  }

  /// Runs a program, then leaves the user with its names at the prompt, if there is a terminal.
  package func demo(_ program: String, finalChart: String) -> ExitStatus {
    let shell = shell(greeting: "")
    gate.result(program)
    let status = finish(showsLive ? program : program + "\n" + finalChart, in: shell)
    // Whoever stops the training with Ctrl-C still gets the prompt, and the model as far as it came.
    guard status == .ok || status == .interrupted, shell.capabilities.isInteractive else {
      return status
    }
    gate.result("The trained model is `m`. Try: summary m   plot e.confusion   plot digits   :help")
    return shell.run()
  }

  func shell(greeting: String = "") -> Shell {
    shell(WorkbenchSession(options: options, showsLive: showsLive), greeting: greeting)
  }

  func shell(_ session: WorkbenchSession, greeting: String) -> Shell {
    Shell(
      session: session,
      options: Shell.Options(
        version: version, color: color, isPlain: isPlain, greeting: greeting),
      gate: gate)
  }

  var showsLive: Bool {
    TerminalCapabilities(color: color, plain: isPlain).isInteractive
  }

  private func finish(_ program: String, in shell: Shell) -> ExitStatus {
    let status = shell.execute(program)
    shell.tellEndingServers()
    if let failed = gate.exitStatus { return failed }
    if let signal = shell.pendingEnd { return .ended(signal: signal) }
    switch status {
    case .completed: return .ok
    case .failed: return .failed
    case .interrupted: return .interrupted
    }
  }

  /// The text of a program file; a file that cannot be read is told and gives `nil`.
  private func read(_ path: String) -> String? {
    guard !path.hasEnd(".py") else {
      gate.notice(TerminalProblem.pythonProgram(path: path).diagnostic)
      return nil
    }
    do {
      let bytes = try InputFile.read(path, limit: 16 << 20, takesStreams: true)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        gate.notice(TerminalProblem.programIsNoText(path: path).diagnostic)
        return nil
      }
      if NotebookFile.signature.isBeginning(of: bytes) {
        gate.notice(TerminalProblem.notebook(path: path).diagnostic)
        return nil
      }
      return text
    } catch {
      gate.notice(TerminalProblem.program(error).diagnostic)
      return nil
    }
  }
}
