import Books
import Language
import Learning
import Plots
import Support
import Workbench

/// The interpreter as the shell sees it: inputs in, texts, charts and live runs out.
final class WorkbenchSession: ShellSession, Host {
  /// Whether a training is watched live; otherwise it is waited for in silence.
  private let showsLive: Bool
  /// While nobody looks: trainings are waited for, and nothing is shown.
  var isQuiet = false
  /// What the command line asked for.
  let launchOptions: Interpreter.Options
  private var emitToShell: ((ShellOutput) -> Void)?
  var journal: Journal?
  var isJournalProblemTold = false
  var isLockProblemTold = false
  /// Whether several inputs run as one action, and whether one of them has run.
  private var isOneAction = false
  private var continuesAction = false
  /// What the running input has shown, for the journal.
  var shownText = ""
  private let help = HelpText()
  /// Set once, right after the interpreter got this object as its host.
  private var owned: Interpreter?
  /// The inputs, each with what it did.
  private(set) lazy var book = CellBook(interpreter, hasResults: true)

  init(options: Interpreter.Options, showsLive: Bool) {
    self.showsLive = showsLive
    launchOptions = options
    owned = nil
    owned = Interpreter(options: options, host: self)
    owned?.sessionFile = { [unowned self] path in try exportedSession(path) }
  }

  var interpreter: Interpreter {
    guard let owned else { preconditionFailure("made in init") }
    return owned
  }

  var isLive = false
  /// Whether the line of a run is said even where the run was watched, as in lessons, whose text speaks of it.
  var tellsRuns = false

  var digits = NumberText.digits

  var wake: (@Sendable () -> Void)? {
    get { interpreter.workQueue.wake }
    set { interpreter.workQueue.wake = newValue }
  }

  var cellNumber: Int { book.cells.count + 1 }

  func countInputsFromHere() {
    book = CellBook(interpreter, hasResults: true)
    book.kept.journal = journal
    interpreter.forgetUndo()
  }

  var options: Interpreter.Options { launchOptions }

  func forgetAll() {
    interpreter.forgetAll()
    _ = interpreter.takeRecords()
    book.forgetAll()
    note(.forget)
  }

  func run(_ source: String, at number: Int?, emit: (ShellOutput) -> Void) -> ShellStatus {
    shownText = ""
    return withoutActuallyEscaping(emit) { emit in
      emitToShell = emit
      defer { emitToShell = nil }
      noteAfterwards()
      let index = number.map { $0 - 1 } ?? book.cells.count
      let isNew = !book.cells.indices.contains(index)
      let id = isNew ? book.append(source).id : book.cells[index].id
      let hasSucceeded = book.run(id, as: source)
      if book.wasDiscarded {
        emit(.notice("the training was discarded; all is as it was before this input"))
        note(isNew ? .discard : .dropped, number: isNew ? index + 1 : nil)
        return .interrupted
      }
      note(.input, number: index + 1, continues: continuesAction)
      continuesAction = isOneAction
      if !hasSucceeded && isInterrupted { return .interrupted }
      return hasSucceeded ? .completed : .failed
    }
  }

  func asOneAction(_ body: () -> Void) {
    (isOneAction, continuesAction) = (true, false)
    defer { (isOneAction, continuesAction) = (false, false) }
    book.asOneAction(body)
  }

  func emit(_ output: Output) { emit(output, shown: output) }

  func emit(_ output: Output, inDetail text: String) { emit(output, shown: .value(text)) }

  func note(written plot: Plot) { emitToShell?(.written(plot)) }

  /// What is kept, and what the person sees of it.
  private func emit(_ output: Output, shown: Output) {
    book.note(output)
    guard let emitted = emitToShell else { return }
    let emit = { (output: ShellOutput) in
      self.noteShown(output)
      emitted(output)
    }
    switch shown {
    case .value(let text), .text(let text): emit(.result(text))
    case .report(let report): emit(.report(report))
    case .runLine(let report, let wasShownLive):
      if !wasShownLive || tellsRuns { emit(.report(report)) }
    case .curve: break
    case .plot(let plot): emit(.plot(plot))
    case .diagnostic(let diagnostic, let source, let firstLine):
      emit(.diagnostic(words(of: diagnostic, source, firstLine), diagnostic.severity))
    case .aside(let text): emit(.notice(text))
    }
  }

  /// Runs the closure; what it prints becomes lines.
  func collect(into lines: inout [String], _ body: () -> Void) {
    collect(body) { output in
      switch output {
      case .result(let text), .diagnostic(let text, _), .notice(let text): lines.append(text)
      case .report(let report): lines.append(report.text())
      case .plot, .written, .live, .progress: break
      }
    }
  }

  /// Runs the closure; what it says that is wrong becomes lines, and nothing else of it.
  func collectProblems(into lines: inout [String], _ body: () -> Void) {
    collect(body) { output in
      guard case .diagnostic(let text, let severity) = output, severity != .note else { return }
      lines.append(text)
    }
  }

  /// Runs the closure, and then gives each of its outputs to whoever takes them.
  private func collect(_ body: () -> Void, take: (ShellOutput) -> Void) {
    var collected: [ShellOutput] = []
    withoutActuallyEscaping(
      { (output: ShellOutput) in collected.append(output) },
      do: { emit in
        let outer = emitToShell
        emitToShell = emit
        defer { emitToShell = outer }
        body()
      })
    collected.forEach(take)
  }

  func finishRuns(emit: (ShellOutput) -> Void) -> Bool {
    withoutActuallyEscaping(emit) { emit in
      emitToShell = emit
      defer { emitToShell = nil }
      return interpreter.desk.finishRuns()
    }
  }

  /// Whether an input is running, and waits for a training.
  var isRunning: Bool { emitToShell != nil }

  /// At a terminal as wide as the window, with the hint broken between words.
  private func words(of diagnostic: Diagnostic, _ source: String, _ firstLine: Int) -> String {
    guard showsLive else {
      return DiagnosticText.render(diagnostic, source: source, firstLine: firstLine)
    }
    let columns = WindowSize.current().columns - 1
    // The line number and its bar stand before the source.
    let text = DiagnosticText.render(
      diagnostic, source: source, firstLine: firstLine, widestLine: columns - 9)
    return WrappedText.wrap(text, to: columns)
  }

  func follow(_ run: TrainingRun, name: String) -> Followed {
    guard showsLive, !isQuiet, let emit = emitToShell else {
      waitQuietly(for: run)
      return .unseen
    }
    let feed = RunFeed(run)
    emit(.live(feed, title: name))
    switch feed.left {
    case .watched: return .shown
    case .background: return .background
    case .discarded: return .discarded
    }
  }

  func tell(progress line: String?) {
    if showsLive { emitToShell?(.progress(line)) }
  }

  var isInterrupted: Bool { ControlC.isRequested }

  /// Off a terminal Ctrl-C, where it arrives at all, still ends the run with its weights kept.
  private func waitQuietly(for run: TrainingRun) {
    while !run.wait(seconds: 0.02) {
      if isInterrupted { run.requestStop() }
    }
  }

  var values: [ShellValue] {
    interpreter.nameRows.map { ShellValue($0.name, kind: $0.kind, detail: $0.detail) }
  }

  func help(for word: String) -> String? {
    if word.isEmpty { return help.overview }
    return help.whole(of: word, own: definition(of: word))
  }

  func definition(of word: String) -> String? { interpreter.definition(of: word) }

  func search(_ text: String) -> [(name: String, summary: String)] { help.search(text) }

  func example(of word: String) -> String? {
    interpreter.vocabulary.catalog[word].first?.example
  }

  func undo() -> String? {
    let before = interpreter.names.map(\.name)
    guard let undone = book.undo() else { return nil }
    if undone == .forgotten {
      return DiagnosticText.render(HistoryProblem.input.diagnostic, source: "")
    }
    note(.undo)
    let names = interpreter.names.map(\.name)
    let gone = before.filter { !names.contains($0) }.map { "`\($0)`" }
    let what: String
    switch undone {
    case .input(let number): what = "input \(number) is taken back"
    case .rerun(let number): what = "input \(number) is as it was before it ran again"
    case .several: what = "the inputs are as they were before they ran again"
    case .discard(let name): what = "`\(name)` is back, ended where it was discarded"
    case .forgotten: what = ""
    }
    let change =
      gone.isEmpty
      ? "" : "; \(gone.joined(separator: ", ")) \(NumberText.noun(gone.count, "is", "are")) gone"
    let left = names.isEmpty ? "no names are left" : "your names: \(names.joined(separator: " "))"
    return "\(what)\(change); \(left)"
  }

  func rules() -> EditingRules { PromptRules(self).rules }
}
