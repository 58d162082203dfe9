import Books
import CTerminal
import Glibc
import Language
import Sessions
import Support
import Workbench

/// The notebook on a terminal: reads keys, draws, and carries out what the state asks for.
///
/// One thread: the kernel calls back while it runs something, so that keys are never kept waiting.
final class NotebookDriver {
  enum Outcome: Equatable {
    case left
    /// Another file is to be opened in the same place.
    case opens(String)
    case ended(signal: Int32)
  }

  var state: NotebookState
  let kernel: NotebookKernel
  let screen: CursesScreen
  private let sink: NcursesSink
  let mailbox: Mailbox
  private let modes: termios
  let store: NotebookStore
  var outcome: Outcome?
  /// What each cell had stored before its last run: what a discarded training leaves.
  private var storedBefore: [Int: [StoredOutput]] = [:]
  /// Which cells one key ran, by their parts.
  var togetherWith: [Int: Int] = [:]
  var startCount = 0
  /// Values are to be forgotten as soon as the cell that runs has ended.
  var restartsNext = false
  var needsDrawing = true
  /// What is kept of its exercises, with how many answers are noted and of which state of them.
  var lesson: (file: ProgressFile, progress: LessonProgress, noted: Int, version: Int)?
  /// Exercises that have run, by their parts.
  var unjudged: Set<Int> = []
  /// The chart that is looked at on the whole screen; `nil` shows the notebook.
  var chart: NotebookChart?
  /// What of the kernel the state has been told.
  private var told = (version: -1, book: -1, outputs: -1)
  private var toldLesson = -1
  private var lastTold = monotonicSeconds()
  var lastDiskLook = monotonicSeconds()
  var lastEdit = monotonicSeconds()

  init(
    _ state: NotebookState, kernel: NotebookKernel, store: NotebookStore, screen: CursesScreen,
    mailbox: Mailbox, modes: termios
  ) {
    self.state = state
    self.kernel = kernel
    self.store = store
    self.screen = screen
    self.mailbox = mailbox
    self.modes = modes
    sink = NcursesSink(screen)
  }

  func run() -> Outcome {
    kernel.pump = { [unowned self] in turn(waiting: $0) }
    kernel.beforeRun = { [unowned self] in updateBook() }
    kernel.mayFail = { [unowned self] id in
      state.session.parts.first { $0.id == id }?.options.expectedError != nil
    }
    kernel.secondsAllowed = { [unowned self] id in
      state.session.parts.first { $0.id == id }?.options.timeoutSeconds
    }
    kernel.willRun = { [unowned self] id in
      storedBefore[id] = state.session.parts.first { $0.id == id }?.outputs
      send(.starts(id, together: togetherWith[id] ?? id))
    }
    kernel.onRan = { [unowned self] in
      noteRun($0)
      takeResults(of: $0)
    }
    kernel.onDiscarded = { [unowned self] part, name in
      noteDiscard(part)
      if let outputs = storedBefore[part] { send(.ran(part, outputs)) }
      send(.notice("\(name) was discarded: all is as it was before it"))
    }
    openLesson()
    begin()
    if store.isOpenElsewhere {
      send(.notice("this file is open in another window: each keeps what it has not saved"))
    }
    if let time = store.unsavedTime { send(.mayRecover(time: time)) }
    while outcome == nil { turn(waiting: nil) }
    store.keep(state, isUrgent: true)
    store.finish()
    kernel.end()
    if case .ended? = outcome { return outcome ?? .left }
    store.forgetUnsaved()
    return outcome ?? .left
  }

  func begin() {
    restartsNext = false
    state.history = NotebookHistory(state.session)
    kernel.begin(state.session, runFolder: store.runFolder) { [mailbox] in mailbox.wake() }
    told = (-1, -1, -1)
    tellCells()
  }
}

// One turn.
extension NotebookDriver {
  /// Draws, waits for a key or news, and takes them in. `nil` waits until there is something.
  private func turn(waiting milliseconds: Int32?) {
    tellCells()
    draw()
    let (_, mail) = mailbox.wait(milliseconds: milliseconds ?? (kernel.isTraining ? 100 : 1000))
    guard outcome == nil else { return }
    if let signal = mail.ending {
      outcome = .ended(signal: signal)
      kernel.leave()
      return
    }
    if mail.signals.contains(SIGWINCH) {
      screen.fitWindow()
      send(.resized(screen.size))
    }
    if mail.signals.contains(SIGTSTP) { suspend() }
    if mail.signals.contains(SIGINT) {
      ControlC.forget()
      if chart == nil { send(.key(.interrupt)) } else { leaveChart() }
    }
    while outcome == nil, let key = screen.nextKey() {
      lastEdit = monotonicSeconds()
      if key == .control("z") {
        suspend()
      } else if chart != nil {
        pressChart(key)
      } else {
        send(.key(key))
      }
    }
    keepUnsaved()
    lookAtDisk()
  }

  func send(_ message: NotebookMessage) {
    let effects = state.update(message)
    needsDrawing = true
    keepLesson()
    for effect in effects { carryOut(effect) }
  }

  private func draw() {
    guard needsDrawing else { return }
    needsDrawing = false
    if let grid = chart?.grid(size: screen.size) { return sink.present(grid) }
    let picture = NotebookView.picture(of: state)
    sink.present(picture.grid, cursor: picture.cursor)
  }

  private func suspend() {
    screen.leave()
    var modes = modes
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    mailbox.suspend()
    screen.enter()
    send(.resized(screen.size))
  }

  /// The program of the user on the ordinary screen; then back.
  func outside(_ body: () -> Void) {
    screen.leave()
    var modes = modes
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    body()
    screen.enter()
    needsDrawing = true
  }
}

// The kernel's news.
extension NotebookDriver {
  /// Tells the state what has become of the cells, at most ten times a second while a chart grows.
  private func tellCells() {
    kernel.settle()
    guard let book = kernel.book else { return }
    judgeExercises()
    if kernel.running == nil, told.version != state.version || toldLesson != state.lesson.version {
      toldLesson = state.lesson.version
      updateBook()
      takeAfterwards()
    }
    let now = (
      version: state.version, book: book.book.version,
      outputs: book.book.outputVersion + kernel.queue.count + (kernel.running ?? 0)
    )
    let grows = kernel.isTraining && monotonicSeconds() - lastTold > 0.1
    guard now != told || grows else { return }
    told = now
    lastTold = monotonicSeconds()
    let seen = state.partsOnScreen
    let statuses = kernel.statuses(state.size, state.look.plots, isSeen: seen.contains)
    send(.cells(statuses, running: kernel.progress))
    if let line = kernel.pauseLine(columns: state.size.columns) {
      send(.paused(line))
    } else if state.mode == .pause {
      send(.proceeded)
    }
  }

  /// A cell has run: its outputs are stored, and what it did to runs gets its steps.
  private func takeResults(of part: Int) {
    guard let book = kernel.book, !restartsNext else { return }
    if let text = book.textWithSteps(of: part) {
      send(.rewritten(part, text))
      book.adopt(text, of: part)
    }
    takeAfterwards()
    if state.lesson.exercise(part) != nil { judgeLater(part) }
    storeOutputs(of: part)
    // What trainings in the background came to belongs to their cells.
    for entry in book.cells where entry.cell.hasRun && entry.part != part {
      if told.outputs != book.book.outputVersion { storeOutputs(of: entry.part) }
    }
  }

  private func storeOutputs(of part: Int) {
    guard let outputs = kernel.book?.storedOutputs(of: part, in: state.session) else { return }
    send(.ran(part, outputs))
  }

  /// What was done to runs by keys becomes a cell of its own.
  private func takeAfterwards() {
    guard let book = kernel.book, kernel.running == nil else { return }
    // What an exercise does is no part of the session.
    for (part, text) in book.takeAfterwards() where state.lesson.exercise(part) == nil {
      let known = Set(state.session.parts.map(\.id))
      send(.recorded(after: part, text))
      if let new = state.session.parts.first(where: { !known.contains($0.id) }) {
        book.adopt(state.session, done: new.id)
      }
      storeOutputs(of: part)
    }
  }
}

// Effects.
extension NotebookDriver {
  private func carryOut(_ effect: NotebookEffect) {
    switch effect {
    case .run(let parts): start(parts)
    case .refresh(let parts): refresh(parts)
    case .interrupt:
      kernel.interrupt()
      if !kernel.isTraining, kernel.running == nil { send(.notice("nothing runs")) }
    case .restart:
      // Nothing can be taken from under a cell that computes: it ends first, and soon.
      restartsNext = true
      if kernel.running != nil { kernel.abandon() } else { restart() }
    case .undo: undo()
    case .pauseKey(let key):
      kernel.press(key)
      told.book = -1
    case .save(let path, let overwrites): save(path, overwrites)
    case .reload: reload()
    case .open(let path): open(path)
    case .recover(let restores):
      if restores, let session = store.unsaved() {
        reopen(session)
        state.isModified = true
        begin()
      }
      if !restores { store.forgetUnsaved() }
    case .leave:
      guard !state.isModified || state.session.isReadOnly else { return }
      outcome = .left
      kernel.leave()
    case .complete(let text): send(.candidates(completions(of: text)))
    case .help(let word): help(word)
    case .editOutside(let part, let text): edit(part, text)
    case .explain(let part): explain(part)
    case .chart(let plot): chart = NotebookChart(plot, state.look.plots)
    case .bell: beep()
    }
  }
}
