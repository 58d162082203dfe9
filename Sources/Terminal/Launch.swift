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
  package func prompt(readsInit: Bool = true) -> Int32 {
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
  package func runText(_ text: String) -> Int32 { finish(text, in: shell()) }

  /// `nabla file.nabla`: relative names in it start at the current folder.
  package func runFile(_ path: String) -> Int32 {
    guard let text = read(path) else { return 2 }
    return finish(text, in: shell())
  }

  /// `nabla -`: all of standard input as one program.
  package func runInput() -> Int32 {
    guard let text = read("/dev/stdin") else { return 2 }
    return finish(text, in: shell())
  }

  /// Runs a program, then leaves the user with its names at the prompt, if there is a terminal.
  package func demo(_ program: String, finalChart: String) -> Int32 {
    let shell = shell(greeting: "")
    gate.result(program)
    let status = finish(showsLive ? program : program + "\n" + finalChart, in: shell)
    // Whoever stops the training with Ctrl-C still gets the prompt, and the model as far as it came.
    guard status == 0 || status == 130, shell.capabilities.isInteractive else { return status }
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

  private func finish(_ program: String, in shell: Shell) -> Int32 {
    let status = shell.execute(program)
    if let failed = gate.exitStatus { return failed }
    if let signal = shell.pendingEnd { return 128 + signal }
    switch status {
    case .completed: return 0
    case .failed: return 1
    case .interrupted: return 130
    }
  }

  /// The text of a program file; a file that cannot be read is told and gives `nil`.
  private func read(_ path: String) -> String? {
    do {
      let bytes = try InputFile.read(path, limit: 16 << 20, takesStreams: true)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        gate.notice("error E0520: \"\(path)\" is not UTF-8 text\nhint: save it as UTF-8")
        return nil
      }
      return text
    } catch {
      let hint =
        switch error.kind {
        case .isDirectory: "name a file in it; `nabla verify` takes whole folders"
        case .notAFile: "name a file; `nabla -` reads a program from a pipe"
        default: "check the name; `nabla --help` shows what can be run"
        }
      gate.notice(
        "error E0503: cannot read \"\(error.path)\": \(error.reason)\n"
          + "hint: \(hint)")
      return nil
    }
  }
}
