import Books
import Glibc
import Learning
import Sessions
import Support
import Workbench

/// The prompt that a lesson is walked at: the editor, history, completion and commands of every prompt, on a
/// session of the lesson's own.
final class LessonDesk {
  /// What a line is for.
  enum Purpose {
    /// Going on, or trying something.
    case pause
    /// The answer of a question: nothing is completed, and nothing goes into the history.
    case answer
    /// A program, of as many lines as it needs.
    case program
  }

  /// What came of asking.
  enum Reply: Equatable {
    case text(String)
    /// Ctrl-C: the line is given up; on an empty line it had nothing to give up.
    case cleared(hadText: Bool)
    /// Ctrl-D, or the program is told to end.
    case end
  }

  let shell: Shell
  let session: WorkbenchSession
  /// How fast trainings go and what they show, where nothing else is said.
  private let pace: Double?
  private let live: LiveView?
  /// States that somebody may go back to.
  var held: [BookSnapshot] = []

  init(_ shell: Shell, _ session: WorkbenchSession, _ frontMatter: FrontMatter) {
    (self.shell, self.session) = (shell, session)
    (pace, live) = (frontMatter.pace, frontMatter.live)
    session.isLive = true
    session.tellsRuns = true
    shell.leavesRoom = true
    session.book.hold { [weak self] in self?.held ?? [] }
  }

  var gate: OutputGate { shell.gate }

  /// Why nothing more is to be asked: output that nobody takes, or a signal.
  var ending: ExitStatus? {
    gate.exitStatus ?? shell.pendingEnd.map { ExitStatus.ended(signal: $0) }
  }

  /// One input. Keys that were pressed before the prompt stood answer nothing, unless they are a program's.
  func ask(_ prompt: String, for purpose: Purpose, keepsKeys: Bool = false) -> Reply {
    guard let editor = shell.editor else { return .end }
    if keepsKeys { editor.keep(typeAhead: shell.typeAhead) } else { dropKeys(editor) }
    shell.typeAhead = []
    let outer = (editor.rules, editor.livePrompt, editor.showsHints, editor.news)
    defer { (editor.rules, editor.livePrompt, editor.showsHints, editor.news) = outer }
    editor.livePrompt = nil
    let news = outer.3
    editor.news = { [session] in news() + session.news() }
    editor.rules = purpose == .answer ? EditingRules() : shell.rules
    if purpose == .answer { editor.showsHints = false }
    var unfinished = ""
    let margin = String(repeating: " ", count: gate.page?.margin ?? 0)
    gate.page?.makeRoom(rows: 1)
    while true {
      let result = editor.readLine(prompt: margin + (unfinished.isEmpty ? prompt : "...> "))
      if let page = gate.page {
        var typed = margin + prompt
        if case .text(let line) = result { typed += line }
        page.note(rows: 1 + TextWidth.columns(of: typed) / max(1, WindowSize.current().columns))
      }
      switch result {
      case .text(let line):
        let text = unfinished.isEmpty ? line : unfinished + "\n" + line
        // Where text is only added to, the editor holds one line at a time.
        if shell.capabilities.isPlain, !editor.rules.isComplete(text + "\n") {
          unfinished = text
          continue
        }
        if purpose != .answer, case .source = ShellInput(text) { editor.history.record(text) }
        return .text(text)
      case .interrupted(let hadText): return .cleared(hadText: hadText)
      case .endOfInput: return .end
      case .ended(let signal):
        shell.pendingEnd = signal
        return .end
      }
    }
  }

  private func dropKeys(_ editor: LineEditor) {
    while Keyboard.isReady(), Keyboard.read() != nil {}
    editor.decoder = KeyDecoder()
  }

  /// Runs a program of the lesson or its learner; `seeing` gets what it shows.
  @discardableResult
  func run(
    _ source: String, pace: Double? = nil, live: LiveView? = nil,
    seeing: (ShellOutput) -> Void = { _ in }
  ) -> ShellStatus {
    let outer = (session.pace, shell.showsNets)
    defer { (session.pace, shell.showsNets) = outer }
    if let pace = pace ?? self.pace { session.pace = pace }
    if let live = live ?? self.live { shell.showsNets = live == .net }
    var (warnings, isCovered): ([String], Bool) = ([], false)
    let status = shell.run(source: source) { output in
      seeing(output)
      switch output {
      case .diagnostic(let text, .warning): warnings.append(text)
      case .plot, .live: isCovered = !warnings.isEmpty
      case .result, .report, .diagnostic, .notice, .progress, .written: break
      }
    }
    if isCovered, WindowSize.current().rows < 30 { repeatLast(warnings) }
    return status
  }

  /// Warnings above which a chart has been drawn have left a low window: what they say, and what helps, once more.
  private func repeatLast(_ warnings: [String]) {
    for warning in warnings.prefix(2) {
      let lines = warning.split(separator: "\n")
      // Both may be broken into several lines; what stands between them is the line of the program.
      let words = lines.prefix { !$0.hasPrefix("hint: ") && !Self.isExcerpt($0) }
      let told = words + lines.drop { !$0.hasPrefix("hint: ") }
      gate.notice(told.joined(separator: "\n"))
    }
  }

  /// `  5 | stuck = train …`, or the signs below it.
  private static func isExcerpt(_ line: Substring) -> Bool {
    line.hasPrefix(" ") && line.drop { $0 == " " || $0.isNumber }.hasPrefix("|")
  }

  /// Runs a program that nobody looks at: what it would show goes to `seeing` alone.
  @discardableResult
  func runQuietly(_ source: String, seeing: (ShellOutput) -> Void = { _ in }) -> ShellStatus {
    session.isQuiet = true
    session.isLive = false
    defer { (session.isQuiet, session.isLive) = (false, true) }
    ControlC.forget()
    return session.run(source, at: nil, emit: seeing)
  }

  /// Names, weights and random streams as they are now.
  func snapshot() -> BookSnapshot { session.book.snapshot() }

  func restore(_ snapshot: BookSnapshot) { session.book.restore(snapshot) }

  /// How long the last program took.
  var seconds: Double { session.book.cells.last?.seconds ?? 0 }

  /// The codes of the errors that the last program ended with.
  var errorCodes: [String] {
    (session.book.cells.last?.outputs ?? []).compactMap { output in
      guard case .diagnostic(let diagnostic, _, _) = output, diagnostic.severity == .error else {
        return nil
      }
      return diagnostic.code
    }
  }
}
