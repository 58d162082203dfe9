import Language
import Learning
import Sessions
import Support
import Workbench

/// The interpreter behind notebooks of Jupyter: runs what is executed, and says what it gives.
final class KernelSession: Host {
  let mailbox: KernelMailbox
  /// Names of displays that are updated.
  let uniqueName: () -> String
  var history = KernelHistory()
  /// The number of the last execution that is kept.
  private(set) var executionCount = 0
  /// What the running execution shows.
  var outputs: CellOutputs?
  /// A training that was left paused, and where it stands.
  var paused: (label: String, place: String)?
  /// A line about a training that goes on in the background comes next, and is not true.
  var isLeaving = false
  /// The last picture of the training that has just ended, and the name of its display.
  var trained: (display: String, picture: MimeBundle)?
  /// Lines about many trainings that are on.
  var progress: LiveDisplay?
  /// Set once, right after the interpreter got this object as its host.
  private var owned: Interpreter?

  init(
    options: Interpreter.Options, mailbox: KernelMailbox, uniqueName: @escaping () -> String
  ) {
    self.mailbox = mailbox
    self.uniqueName = uniqueName
    owned = nil
    let interpreter = Interpreter(options: options, host: self)
    interpreter.undoDepth = 100
    owned = interpreter
  }

  var interpreter: Interpreter {
    guard let owned else { preconditionFailure("made in init") }
    return owned
  }

  /// What an execution came to.
  struct Result {
    var reply: JSON
    var isFailure: Bool
  }

  /// Runs what `execute_request` holds: commands of the prompt on their lines, and programs between them.
  func execute(_ message: WireMessage, publish: @escaping (String, JSON) -> Void) -> Result {
    let code = message.text("code") ?? ""
    let isSilent = message.flag("silent", false)
    let isKept = !isSilent && message.flag("store_history", true)
    if isKept { executionCount += 1 }
    let number = executionCount
    if !isSilent {
      publish("execute_input", ["code": .text(code), "execution_count": .whole(number)])
    }
    let errors = run(code, number: isKept ? number : 0, CellOutputs(isSilent ? nil : publish))
    var reply: [JSON.Member] = []
    if errors.isEmpty {
      reply = [
        .init("status", "ok"), .init("execution_count", .whole(number)), .init("payload", []),
        .init("user_expressions", expressions(message.content?["user_expressions"])),
      ]
    } else if case .object(let members) = CellError.content(of: errors) {
      reply = [.init("status", "error"), .init("execution_count", .whole(number))] + members
    }
    return Result(reply: .object(reply), isFailure: !errors.isEmpty)
  }

  /// Runs a text; what went wrong.
  private func run(_ code: String, number: Int, _ outputs: CellOutputs) -> [CellError] {
    self.outputs = outputs
    defer { self.outputs = nil }
    paused = nil
    interpreter.inputNumber = number
    if number > 0 { interpreter.forgetResult(of: number) }
    if number > 0 { history.begin(code, number: number) }
    for piece in CellPiece.pieces(of: code) {
      switch piece.input {
      case .nothing: continue
      case .source(let source): runProgram(source, firstLine: piece.firstLine)
      case .command, .help, .definition: KernelCommands.run(piece.input, in: self)
      }
      // What would follow a paused training stands on one that has ended.
      if !outputs.errors.isEmpty || paused != nil || isInterrupted { break }
    }
    progress = nil
    if let paused {
      let text =
        "`\(paused.label)` is paused at \(paused.place)\n"
        + "hint: `:fg \(paused.label)` goes on with it here, `:continue \(paused.label)` in the background, "
        + "`:stop \(paused.label)` ends it and keeps its weights"
      outputs.fail(
        CellError("Paused", "`\(paused.label)` is paused at \(paused.place)", text: text))
    }
    outputs.finish(number: number)
    return outputs.errors
  }

  func runProgram(_ source: String, firstLine: Int = 1) {
    let isDone = interpreter.run(source, firstLine: firstLine, isTransaction: true)
    let records = interpreter.takeRecords()
    if isDone || !records.isEmpty { history.keep(records, source: isDone ? source : nil) }
  }

  /// What each expression gives, of which nothing is shown.
  private func expressions(_ asked: JSON?) -> JSON {
    guard case .object(let members)? = asked else { return [:] }
    return .object(
      members.map { member in
        let outputs = CellOutputs(nil)
        self.outputs = outputs
        defer { self.outputs = nil }
        interpreter.inputNumber = 0
        interpreter.run(member.value.string ?? "", isTransaction: true)
        _ = interpreter.takeRecords()
        if let error = outputs.errors.first {
          return JSON.Member(member.name, Answers.error(error.name, error.message))
        }
        let data = outputs.held?.data ?? ["text/plain": ""]
        return JSON.Member(member.name, ["status": "ok", "data": data, "metadata": [:]])
      })
  }

  /// Between two requests: what trainings in the background have come to.
  func attend(publish: @escaping (String, JSON) -> Void) {
    let outputs = CellOutputs(publish)
    self.outputs = outputs
    interpreter.attend()
    outputs.finish(number: executionCount)
    self.outputs = nil
    history.keep(afterwards: interpreter.takeRecords())
  }

  /// Ends all trainings.
  func end() { interpreter.desk.stopRuns() }
}

// Host.
extension KernelSession {
  var isLive: Bool { true }

  var isInterrupted: Bool { mailbox.interrupts > 0 || mailbox.isEnding }

  func breathe() { outputs?.breathe() }

  private var options: Interpreter.Options { interpreter.options }

  func emit(_ output: Output) {
    guard let outputs else { return }
    switch output {
    case .value(let text): outputs.hold(MimeBundle(text))
    case .text(let text): outputs.write(text)
    case .report(let report): outputs.hold(MimeBundle(report).noted(output, options))
    case .runLine(let report, _): outputs.write(report.text())
    case .curve:
      // Its picture stands there since the training ended.
      if let (name, picture) = trained {
        var early = picture.noted(output, options)
        early.note = early.note.map(Notebook.early)
        outputs.show(early, as: name, isFirst: false)
      }
      trained = nil
    case .plot(let plot): outputs.show(MimeBundle(plot).noted(output, options))
    case .aside(let text):
      if isLeaving { isLeaving = false } else { outputs.tell(aside: text) }
    case .diagnostic(let diagnostic, let source, let firstLine):
      switch diagnostic.severity {
      case .error:
        // That it was stopped is said with where the training is paused.
        if paused != nil, diagnostic.code == Problems.stoppedCode { return }
        outputs.fail(CellError(diagnostic, source: source, firstLine: firstLine))
      case .warning, .note:
        outputs.write(
          DiagnosticText.render(diagnostic, source: source, firstLine: firstLine),
          to: diagnostic.severity == .warning ? .stderr : .stdout)
      }
    }
  }
}
