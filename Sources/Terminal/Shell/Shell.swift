import Books
import Glibc
import Plots
import Support
import Workbench

/// The prompt loop: reads inputs, runs them or a command, shows what comes out.
package final class Shell {
  /// What the command line decides about a prompt.
  package struct Options {
    /// As `:version` and the greeting tell it.
    package var version: String
    /// Whether text is coloured.
    package var color: ColorChoice
    /// Append-only text: nothing is drawn anew.
    package var isPlain: Bool
    /// `nil` keeps the history in memory.
    package var historyPath: String?
    /// Printed before the first prompt; empty for none.
    package var greeting: String

    /// The history is the user's own unless another path, or none, is given.
    package init(
      version: String, color: ColorChoice = .auto, isPlain: Bool = false,
      historyPath: String? = History.defaultPath, greeting: String = ""
    ) {
      self.version = version
      self.color = color
      self.isPlain = isPlain
      self.historyPath = historyPath
      self.greeting = greeting
    }
  }

  /// What runs the inputs.
  package let session: any ShellSession
  /// Where results and messages go.
  package let gate: OutputGate
  /// Where signals and other threads leave word for the prompt.
  package let mailbox: Mailbox
  /// What the terminal can do; found out once, when the shell is made.
  package private(set) var capabilities: TerminalCapabilities
  let options: Options
  /// Text for the next prompt.
  var preset: String?
  /// The last output that was longer than the screen bears.
  var foldedOutput: String?
  /// What the running input has shown so far.
  var fold = OutputFold()
  /// How often lines about many trainings come where text is only added to.
  var progressPace = ProgressPace()
  /// The input that the next one takes the place of.
  var editedCell: Int?
  /// What `:save` has written, by the real names of the files.
  var savedFiles: [String: [UInt8]] = [:]
  /// How charts reach the screen as pixels, where they do.
  let pixels = PixelTerminal()
  /// Which characters charts are made of; `nil` where that is found out.
  var chosenGlyphs: Capabilities.Glyphs? {
    didSet {
      // Who sets the variable means it for every session.
      guard Environment.value("NABLA_GLYPHS") == nil else { return }
      capabilities.plots.glyphs = chosenGlyphs ?? foundGlyphs
      fullScreen.capabilities = capabilities
    }
  }
  private let foundGlyphs: Capabilities.Glyphs
  /// What `:describe` tells about; what the input that runs has shown of a training while it went on.
  var lastPlot, watchedPlot: Plot?
  /// Keys that came while something ran.
  var typeAhead: [UInt8] = []
  /// A signal that came while something ran.
  var pendingEnd: Int32?
  var editor: LineEditor?
  /// Done when the journal has begun, before the first prompt.
  var beforeFirstInput: () -> Void = {}
  /// Whether the prompt says where trainings stand.
  var showsStatus = true
  /// Whether a training in the foreground shows its net in place of its curve.
  var showsNets = false
  /// The words of the course that is being walked.
  var glossary: CourseGlossary?
  /// Whether a chart leaves half of a small window to the text around it, as in lessons.
  var leavesRoom = false
  /// Commands of a lesson that is walked here, for completion; empty outside of one.
  var lessonWords: [(name: String, summary: String)] = []
  /// Rows that charts leave to what stands above and below them, beside those that they always leave.
  var reservedRows = 0
  private var hasAskedToLeave = false
  let fullScreen: FullScreen
  /// Where there is no editor.
  var ownHistory: History

  /// Sets up the locale, and reads the history where somebody types; `run` takes the terminal.
  package init(
    session: any ShellSession, options: Options, gate: OutputGate = OutputGate(),
    mailbox: Mailbox = Mailbox()
  ) {
    TerminalCapabilities.setUpLocale()
    self.session = session
    self.mailbox = mailbox
    self.options = options
    self.gate = gate
    capabilities = TerminalCapabilities(color: options.color, plain: options.isPlain)
    foundGlyphs = capabilities.plots.glyphs
    fullScreen = FullScreen(mailbox: mailbox, capabilities: capabilities)
    fullScreen.write = { [session] plot, path in
      session.draw(plot, to: path)?.split(separator: "\n").first.map(String.init) ?? "wrote \(path)"
    }
    ownHistory = History(path: capabilities.isInteractive ? options.historyPath : nil)
  }

  /// Reads until the end; the exit status.
  package func run() -> ExitStatus {
    capabilities.applyToEnvironment()
    guard capabilities.isInteractive, let editor = openEditor() else { return runWithoutEditor() }
    defer { editor.releaseTerminal() }
    if !options.greeting.isEmpty { gate.result(options.greeting) }
    session.isLive = true
    session.beginJournal()
    ConfigurationFile.apply(to: self)
    beforeFirstInput()
    session.wake = { [mailbox] in mailbox.wake() }
    editor.news = { [session] in session.news() }
    if !capabilities.isPlain {
      editor.livePrompt = { [unowned self] in (prompt, showsStatus && !session.jobs.isEmpty) }
    }
    return loop(editor)
  }

  /// Runs a program that was given as a file or on the command line, without a prompt.
  package func execute(_ source: String) -> ShellStatus {
    if capabilities.isInteractive {
      capabilities.applyToEnvironment()
      mailbox.watchSignals()
    }
    ControlC.forget()
    let status = session.run(source, at: nil, emit: show)
    let areGood = session.finishRuns(emit: show)
    // Ctrl-C keeps the weights of a training, but interrupts the program.
    if status == .completed, ControlC.isRequested { return .interrupted }
    return status == .completed && !areGood ? .failed : status
  }

  var history: History { editor?.history ?? ownHistory }
  var columns: Int { capabilities.isInteractive ? WindowSize.current().columns : 80 }

  private func loop(_ editor: LineEditor) -> ExitStatus {
    defer { session.stopRuns() }
    // Only in plain mode; elsewhere the editor holds an input of many lines as one.
    var unfinished: String?
    while true {
      // Also before the first input: what ran before the prompt may have met them.
      if let status = gate.exitStatus { return status }
      if let signal = pendingEnd { return end(by: signal) }
      editor.keep(typeAhead: typeAhead)
      typeAhead = []
      editor.preset = preset
      preset = nil
      switch editor.readLine(prompt: unfinished == nil ? prompt : continuationPrompt) {
      case .text(let line):
        let text = unfinished.map { $0 + "\n" + line } ?? PastedText.withoutPrompt(line)
        unfinished = editor.rules.isComplete(text + "\n") ? nil : text
        if capabilities.isPlain, unfinished != nil { continue }
        unfinished = nil
        editor.history.record(text)
        if handle(text) == .leave {
          if mayLeave() { return leave() }
        } else {
          hasAskedToLeave = false
        }
      case .interrupted(let hadText):
        editedCell = nil
        if !hadText, unfinished == nil { gate.notice("Ctrl-D or :quit to leave") }
        unfinished = nil
      case .endOfInput: if mayLeave() { return leave() }
      case .ended(let signal): return end(by: signal)
      }
    }
  }

  /// Inputs from a pipe: no prompt, and the status tells whether the last one failed.
  private func runWithoutEditor() -> ExitStatus {
    defer { endWithoutEditor() }
    let isTyped = isatty(STDIN_FILENO) == 1
    var reader = PlainReader(
      isComplete: rules.isComplete, standsAlone: ShellInput.standsAlone
    ) { [self] continues in
      // A prompt that cannot be written is no loss; the result is checked.
      if isTyped { try? StandardStream.error.write(continues ? continuationPrompt : prompt) }
    }
    var hasFailed = false
    while true {
      switch reader.read() {
      case .text(let text):
        hasFailed = false
        if handle(text, failed: { hasFailed = true }) == .leave { return gate.exitStatus ?? .ok }
        for line in session.endForgottenServers() { gate.notice(line) }
      case .tooLong(let limit):
        gate.notice(TerminalProblem.inputTooLong(limit: limit).diagnostic)
        hasFailed = true
      case .endOfInput:
        if !session.finishRuns(emit: show) { hasFailed = true }
        return gate.exitStatus ?? (hasFailed ? .failed : .ok)
      }
      if let status = gate.exitStatus { return status }
    }
  }

  /// Those of the session; commands and questions are one line whatever brackets they hold.
  var rules: EditingRules {
    var rules = session.rules()
    let (isComplete, completions) = (rules.isComplete, rules.completions)
    if !lessonWords.isEmpty {
      rules.completions = { [lessonWords] text, cursor in
        completions(text, cursor).adding(lessonWords, to: text, cursor: cursor)
      }
    }
    rules.isComplete = { text in
      guard case .source = ShellInput(text) else { return true }
      return isComplete(text)
    }
    return rules
  }

  private var prompt: String {
    // Half a row is left for what is typed.
    let status =
      showsStatus && !capabilities.isPlain
      ? JobText.status(session.jobs, columns: columns / 2 - 10) : nil
    return "nabla[\(editedCell ?? session.cellNumber)]\(status.map { " " + $0 } ?? "")> "
  }
  private var continuationPrompt: String {
    String(repeating: " ", count: max(0, prompt.count - 5)) + "...> "
  }

  /// Asks once where trainings are on; asked a second time in a row, it is meant.
  private func mayLeave() -> Bool {
    let names = session.jobs.map { "`\($0.label)`" }
    guard !names.isEmpty, !hasAskedToLeave else { return true }
    hasAskedToLeave = true
    gate.notice(
      "\(names.joined(separator: ", ")) \(NumberText.noun(names.count, "is", "are")) still training: "
        + "once more to leave, and to stop \(NumberText.noun(names.count, "it", "them"))")
    return false
  }

  /// Runs a text as an input.
  @discardableResult
  func run(
    source: String, at number: Int? = nil, seeing: (ShellOutput) -> Void = { _ in }
  ) -> ShellStatus {
    ControlC.forget()
    watchedPlot = nil
    let status = folding {
      session.run(source, at: number) { output in
        seeing(output)
        show(output)
      }
    }
    if let problem = session.takeJournalProblem() { gate.notice(problem) }
    return status
  }

  private func end(by signal: Int32) -> ExitStatus {
    session.leaveJournal()
    return .ended(signal: signal)
  }

  private func leave() -> ExitStatus {
    session.stopRuns()
    session.endJournal()
    return gate.exitStatus ?? .ok
  }

  func handle(_ text: String, failed: () -> Void = {}) -> Command.Outcome {
    switch ShellInput(text) {
    case .nothing: return .done
    case .command(let word, let argument): return run(command: word, argument)
    case .help(let word): showHelp(word)
    case .definition(let word): showDefinition(word)
    case .source(let source):
      let number = editedCell
      editedCell = nil
      if run(source: source, at: number) == .failed { failed() }
    }
    return .done
  }

  private func run(command word: String, _ argument: String) -> Command.Outcome {
    let (command, suggestion) = Commands.find(word)
    if let command {
      return ControlC.ending { command.run(self, argument) }
    }
    gate.notice(
      "no command `:\(word)`\nhint: "
        + (suggestion.map { "did you mean `:\($0)`?" } ?? "`:help` lists the commands"))
    return .done
  }
}
