import Books
import Language
import Learning
import Plots
import Sessions
import Support
import Workbench

/// The interpreter behind a notebook: runs cells one after the other, and lets keys be read while it
/// does.
final class NotebookKernel: Host {
  private(set) var book: SessionBook?
  /// Parts that wait for the one that runs.
  private(set) var queue: [Int] = []
  private(set) var running: Int?
  /// The training in the foreground, with its chart.
  private var watched: (feed: RunFeed, record: LiveRecord)?
  private var menu = PauseMenu()
  /// The training that the pause menu asks about, from its first line to its last key.
  private var asked: RunFeed?
  /// Charts of trainings in the background, by their parts.
  private var charts: [Int: (feed: RunFeed, record: LiveRecord)] = [:]
  private var isStopped = false
  /// Where the many trainings of the cell that runs are.
  private var progressLine: String?
  /// The cell that runs is to end soon, and nothing of it counts.
  private var isAbandoned = false
  /// When the cell that runs has had the time that its author allows.
  private var deadline: Double?
  /// The program is about to end: nothing waits for anything any more.
  private var isLeaving = false
  private var lastLook = monotonicSeconds()
  /// Reads keys and draws; called often while something runs. It may wait so many milliseconds.
  var pump: (Int32) -> Void = { _ in }
  /// Called before each cell, when nothing runs.
  var beforeRun: () -> Void = {}
  /// The `timeout` of a cell.
  var secondsAllowed: (Int) -> Double? = { _ in nil }
  /// Whether the author says that a cell ends with an error.
  var mayFail: (Int) -> Bool = { _ in false }
  var willRun: (Int) -> Void = { _ in }
  var onRan: (Int) -> Void = { _ in }
  /// A training of a part was discarded; with what its user called it.
  var onDiscarded: (Int, String) -> Void = { _, _ in }
  private let options: Interpreter.Options

  init(_ options: Interpreter.Options) { self.options = options }

  func begin(_ session: EditableSession, runFolder: String, wake: @escaping @Sendable () -> Void) {
    let book = SessionBook(
      session, host: self, threads: options.threads, dataFolders: options.dataFolders,
      build: options.build, memoryLimit: options.memoryLimit,
      watchesProcess: options.watchesProcess)
    book.interpreter.workQueue.wake = wake
    book.book.kept.folder = runFolder
    self.book = book
  }

  /// Ends everything: the values are gone.
  func end() {
    queue = []
    book?.interpreter.stopServers()
    book?.interpreter.desk.stopRuns()
    book?.interpreter.desk.settleFinished()
    charts = [:]
    (asked, menu, isAbandoned) = (nil, PauseMenu(), false)
  }
}

// Running.
extension NotebookKernel {
  /// Runs cells now, or when those before them are done.
  func run(_ parts: [Int]) {
    queue += parts.filter { !queue.contains($0) }
    guard running == nil else { return }
    var prepared: Set<Int> = []
    while !queue.isEmpty {
      let part = queue.removeFirst()
      let needed = book?.partsNeeded(by: part) ?? []
      if !needed.isEmpty, prepared.insert(part).inserted {
        queue = needed + [part] + queue.filter { !needed.contains($0) }
        continue
      }
      beforeRun()
      running = part
      isStopped = false
      willRun(part)
      ControlC.forget()
      deadline = secondsAllowed(part).map { monotonicSeconds() + $0 }
      let isDone = book?.run(part) ?? false
      running = nil
      if let watched, asked === watched.feed { closeMenu() }
      watched = nil
      if isAbandoned { break }
      onRan(part)
      if book?.book.wasDiscarded ?? false { onDiscarded(part, "the training") }
      if isLeaving { break }
      // What comes after a failure would stand on nothing, unless it was meant.
      if !isDone, !mayFail(part) { queue = [] }
      pump(0)
    }
  }

  private var isOverdue: Bool { deadline.map { monotonicSeconds() >= $0 } ?? false }

  /// Ends whatever runs, soon; trainings keep where they are.
  func leave() {
    queue = []
    isLeaving = true
  }

  /// Ends the cell that runs, soon; nothing that waits runs any more.
  func abandon() {
    queue = []
    isAbandoned = true
  }

  private var isEnding: Bool { isLeaving || isAbandoned || isOverdue }

  /// Pauses a training, or ends what is being computed; nothing that waits runs any more.
  func interrupt() {
    queue = []
    // What is asked already is answered before another is asked about; a cell that computes goes first.
    if let asked, menu.state != .stopping {
      menu.interrupt(asked)
    } else if let feed = watched?.feed ?? (running == nil ? newestBackground : nil) {
      asked = feed
      menu.interrupt(feed)
    } else {
      isStopped = true
    }
  }

  private var newestBackground: RunFeed? {
    guard let run = book?.interpreter.desk.activeRuns.last?.run else { return nil }
    return charts.values.first { $0.feed.isOf(run) }?.feed ?? RunFeed(run)
  }

  func press(_ key: Character) {
    guard let asked else { return }
    _ = menu.press(key, asked)
    settleMenu()
  }

  /// Carries out what the menu asks of a training in the background, and closes it when it is done.
  private func settleMenu() {
    guard let asked, watched?.feed !== asked else { return }
    if menu.leave == .discarded {
      guard running == nil, let book, asked.run.isFinished else { return }
      let part = book.part(of: asked.run)
      let name =
        book.interpreter.desk.activeRuns.first { $0.run === asked.run }?.label ?? "the training"
      _ = book.book.discard(asked.run)
      closeMenu()
      if let part { onDiscarded(part, name) }
    } else if menu.state == .closed || asked.run.isFinished {
      closeMenu()
    }
  }

  private func closeMenu() { (asked, menu) = (nil, PauseMenu()) }

  /// What the pause menu asks, while it is open.
  func pauseLine(columns: Int) -> String? {
    guard let asked else { return nil }
    let record =
      watched?.feed === asked
      ? watched?.record : charts.values.first { $0.feed === asked }?.record
    return record.flatMap { menu.line($0.title, $0.snapshot, columns: columns) }
  }
}

// Host.
extension NotebookKernel {
  var isLive: Bool { true }

  func emit(_ output: Output) { book?.book.note(output) }

  func tell(progress line: String?) { progressLine = line }

  func follow(_ run: TrainingRun, name: String) -> Followed {
    let feed = RunFeed(run)
    watched = (feed, LiveRecord(title: name))
    while !run.wait(seconds: 0) {
      watched?.record.update(from: feed)
      if let snapshot = watched?.record.snapshot { notice(snapshot, of: feed) }
      pump(60)
      if isEnding { run.requestStop() }
      if asked === feed, menu.leave == .background {
        closeMenu()
        watched = nil
        return .background
      }
    }
    watched?.record.update(from: feed)
    let isDiscarded = asked === feed && menu.leave == .discarded
    if asked === feed { closeMenu() }
    watched = nil
    return isDiscarded ? .discarded : .unseen
  }

  /// A training that has paused by itself is asked about, unless another is.
  private func notice(_ snapshot: LiveSnapshot, of feed: RunFeed) {
    if asked == nil, snapshot.isPaused { asked = feed }
    if asked === feed { menu.update(snapshot) }
  }

  /// Reads keys and draws while something is computed.
  func breathe() {
    guard monotonicSeconds() - lastLook > 0.025, running != nil, watched == nil else {
      return
    }
    lastLook = monotonicSeconds()
    pump(0)
    lastLook = monotonicSeconds()
  }

  var isInterrupted: Bool { isStopped || isEnding || ControlC.isRequested }
}

// What there is to see.
extension NotebookKernel {
  /// Takes in what background trainings came to; looks at those that are on.
  func settle() {
    guard let book else { return }
    if running == nil {
      book.interpreter.attend()
    }
    var on: Set<Int> = []
    for active in book.interpreter.desk.activeRuns {
      guard let part = book.part(of: active.run) else { continue }
      on.insert(part)
      if charts[part]?.feed.isOf(active.run) != true {
        charts[part] = (RunFeed(active.run), LiveRecord(title: active.label))
      }
      if let feed = charts[part]?.feed { charts[part]?.record.update(from: feed) }
    }
    charts = charts.filter { on.contains($0.key) }
    for chart in charts.values where chart.record.snapshot.isPaused || chart.feed === asked {
      notice(chart.record.snapshot, of: chart.feed)
    }
    settleMenu()
  }

  var isTraining: Bool { watched != nil || !charts.isEmpty }

  /// Where the newest training stands.
  var progress: String {
    let newest = newestBackground
    let chart = charts.values.first { $0.feed === newest }
    guard let record = watched?.record ?? chart?.record else {
      return running == nil ? "" : progressLine ?? "running"
    }
    return (record.title.isEmpty ? "" : record.title + " ")
      + ProgressLine.text(record.snapshot, loss: nil, columns: 40)
  }

  /// What there is to see of all cells. `isSeen` tells whether a cell's chart is worth drawing.
  func statuses(
    _ window: WindowSize, _ plots: Capabilities, isSeen: (Int) -> Bool
  ) -> [Int: CellStatus] {
    guard let book else { return [:] }
    var found: [Int: CellStatus] = [:]
    for (number, entry) in book.cells.enumerated() {
      var status = CellStatus()
      status.number = number + 1
      status.isShadowed = entry.isShadowed
      if entry.cell.hasRun {
        status.phase = entry.cell.hasFailed ? .failed : .done
        status.staleness = entry.staleness?.words { "\($0 + 1)" }
        status.outputs = entry.cell.outputs.compactMap(CellOutput.init)
      }
      if entry.part == running {
        status.phase = .running
        status.outputs = entry.cell.outputs.compactMap(CellOutput.init)
      }
      if queue.contains(entry.part) { status.phase = .queued }
      let record =
        charts[entry.part]?.record ?? (entry.part == running ? watched?.record : nil)
      if let record {
        status.phase = .running
        // The picture, not the plot: the curves are not to be copied when they grow on.
        let size = NotebookRows.liveSize(window, cells: book.book.cells.count)
        let picture =
          isSeen(entry.part)
          ? Picture.grid(of: record.plot(), size: size, plots)
          : CellGrid(width: size.columns, height: size.rows)
        status.live = .live(
          picture,
          ProgressLine.text(record.snapshot, loss: nil, columns: max(20, window.columns - 10)))
      }
      found[entry.part] = status
    }
    return found
  }
}
