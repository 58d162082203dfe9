import Books
import Support
import Workbench

/// A command of the prompt, as far as it makes sense in a notebook.
struct KernelCommand {
  let name: String
  /// How the arguments are written: `[run]`.
  let usage: String
  let summary: String
  let run: (_ session: KernelSession, _ argument: String) -> Void

  init(
    _ name: String, _ usage: String = "", _ summary: String,
    run: @escaping (KernelSession, String) -> Void
  ) {
    (self.name, self.usage, self.summary, self.run) = (name, usage, summary, run)
  }

  /// `:fg [run]`.
  var form: String { usage.isEmpty ? ":\(name)" : ":\(name) \(usage)" }
}

/// All commands of a notebook's cells.
enum KernelCommands {
  static var all: [KernelCommand] { asking + session + trainings }

  /// What belongs to a terminal, and what a notebook has instead.
  static let elsewhere: [String: String] = [
    "quit": "the kernel is shut down from the notebook's menu",
    "clear": "the notebook's menu clears outputs", "keys": "the notebook has keys of its own",
    "page": "a notebook keeps outputs whole, up to 1 MiB of text",
    "live": "`:fg` shows a training's curve",
    "list": "`:history` prints what ran", "edit": "change the cell and run it again",
    "rerun": "run the cell again", "refresh": "run the cells again, from the first that changed",
    "why": "a notebook does not know which cells are stale; `nabla open` does",
    "set": "numbers are changed by `set`, without a colon",
    "config": "a kernel reads no configuration",
    "open": "type it in a terminal: `nabla open FILE`",
    "walk": "type it in a terminal: `nabla walk FILE`",
    "replay": "type it in a terminal: `nabla run FILE`",
    "describe": "a chart's text is in its output",
    "checkpoint": "`save r, \"r.safetensors\"` writes a run into a file",
    "save!": "`:save` with the name of a file that is not there",
    "forget": "restarting the kernel wipes names, results and trainings",
  ]

  /// Whether a line by itself is a command, whatever stands around it.
  static func stands(_ line: String) -> Bool {
    switch ShellInput(line) {
    case .command(let word, _): find(word) != nil || elsewhere[word] != nil
    case .help, .definition: line.drop { $0.isWhitespace }.hasPrefix("?")
    case .nothing, .source: false
    }
  }

  static func find(_ word: String) -> KernelCommand? { all.first { $0.name == word } }

  /// Does what a command or a question asks.
  static func run(_ input: ShellInput, in session: KernelSession) {
    switch input {
    case .command(let word, let argument):
      guard let command = find(word) else { return refuse(word, in: session) }
      command.run(session, argument)
    case .help(let word): explain(word, in: session)
    case .definition(let word):
      guard let text = session.interpreter.definition(of: word) else {
        return explain(word, in: session)
      }
      session.say(text)
    case .nothing, .source: break
    }
  }

  /// What a question about a word, or about nothing, is answered.
  static func explain(_ word: String, in session: KernelSession) {
    if word.isEmpty { return session.say(overview) }
    let isCommand = word.hasPrefix(":") || word.hasPrefix("%")
    let name = isCommand ? String(word.dropFirst()) : word
    guard
      let text = (isCommand ? nil : session.help(on: word)) ?? help(on: name)
        ?? CommandLineHelp.text(for: word)
    else {
      return session.complain(
        "no help for `\(word)`", hint: "`:apropos \(word)` looks through all help")
    }
    session.say(text)
  }

  /// Help on a command, by its name without the colon.
  static func help(on name: String) -> String? {
    find(name).map { "\($0.form): \($0.summary)" }
      ?? elsewhere[name].map { ":\(name) belongs to the terminal; \($0)" }
  }

  private static func refuse(_ word: String, in session: KernelSession) {
    if let instead = elsewhere[word] {
      return session.complain("`:\(word)` belongs to the terminal", hint: instead)
    }
    session.complain("no command `:\(word)`", hint: "`:help` lists the commands")
  }

  private static var overview: String {
    let rows = all.map { [$0.form, $0.summary] }
    return """
      A cell holds a program, and commands on lines of their own; its last value is its result.
        sigmoid(2)                          plot tanh, grad(tanh), -4..4
        d = data generated(moons, 200)
        net = model 2 { dense 8, activation=tanh; dense 1, activation=sigmoid }
        r = train net, d, epochs=50         plot net, d
      ?word explains a word, ??name shows what made a value. Interrupting the kernel pauses a training.

      """ + TextTable(rows: rows).lines().joined(separator: "\n")
  }
}

extension KernelSession {
  /// What a command answers.
  func say(_ text: String) { outputs?.write(text) }

  /// Why a command cannot be done.
  func complain(_ message: String, hint: String) {
    outputs?.fail(
      CellError("Command", message, text: "error: \(message)\nhint: \(hint)"))
  }
}
