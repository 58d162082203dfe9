import CTerminal
import Glibc
import Plots
import Support

/// The full-screen view of charts, of a training that goes on among them; one ncurses screen serves all visits.
final class FullScreen {
  enum Outcome: Equatable {
    /// The reader left with q; the run may be over.
    case left
    /// The reader asks for the other view of the same training.
    case other
    case ended(signal: Int32)
    /// The terminal cannot do it.
    case unsuitable
  }

  private let mailbox: Mailbox
  /// What the terminal can do.
  var capabilities: TerminalCapabilities {
    get { own }
    set { own = newValue.onCurses }
  }
  private var own: TerminalCapabilities
  private var screen: CursesScreen?
  /// Writes a chart to the file of that name; answers what there is to say.
  var write: (_ plot: Plot, _ name: String) -> String = { _, _ in "nothing can be written here" }

  /// Ten frames a second.
  private static let frameMilliseconds: Int32 = 100
  /// From how many rows on a metric has a panel below the loss.
  private static let panelRows = 18

  init(mailbox: Mailbox, capabilities: TerminalCapabilities) {
    self.mailbox = mailbox
    own = capabilities.onCurses
  }

  /// A training, until q, or until its net is asked for where `hasNet`. One that ends meanwhile stays on the screen.
  func show(
    _ record: inout LiveRecord, of feed: any LiveFeed, menu: inout PauseMenu, hasNet: Bool = false
  ) -> Outcome {
    var page = ChartPage(capabilities.plots, isRun: true, hasNet: hasNet)
    var shown = record
    let outcome = visit { size in
      if !page.view.isHeld { record.update(from: feed) } else { record.updateSnapshot(from: feed) }
      if !page.view.isHeld { shown = record }
      // A run that was paused with space or at a breakpoint needs no question: keys go on to mean what the foot says.
      if menu.state == .pausing { menu.update(record.snapshot) }
      let snapshot = record.snapshot
      let axis = page.view.axis
      let place = page.view.cursor.map { LiveAxisMap(axis, snapshot).step(at: $0) }
      let step = place.map { Int(saturating: $0) } ?? snapshot.step
      let picture =
        page.view.showsPicture && page.view.page == .chart ? feed.picture(at: step)?.plot : nil
      var state: String?
      if snapshot.isFinished {
        let end =
          menu.leave == .discarded
          ? "discarded" : ProgressLine.end(snapshot, loss: record.newestLoss)
        state = "\(end), q returns "
      } else if snapshot.isPaused {
        state = "paused, space goes on "
      }
      let status =
        menu.line(record.title, snapshot, columns: size.columns)
        ?? ProgressLine.text(
          snapshot, loss: record.newestLoss, columns: size.columns,
          isStopping: menu.state == .stopping && !snapshot.isFinished, state: state)
      page.situation = ChartPage.Situation(
        isPaused: snapshot.isPaused, isFinished: snapshot.isFinished,
        question: menu.foot(columns: size.columns))
      return page.grid(
        of: shown.plot(over: axis, companionRows: Self.panelRows), beside: picture, status: status,
        size: size)
    } onKey: { key, copy in
      if !page.isAsking, menu.take(key, feed) { return menu.leave == .background ? .left : nil }
      switch page.press(key) {
      case .stay: break
      case .leave: return .left
      case .requestStop: menu.interrupt(feed)
      case .pause: record.snapshot.isPaused ? menu.proceed(feed) : feed.requestPause()
      case .net: return .other
      case .copy: copy(page.text)
      case .write(let name): page.say(write(shown.plot(over: page.view.axis), name))
      }
      return nil
    } onInterrupt: {
      menu.interrupt(feed)
      return nil
    }
    return outcome
  }

  /// A chart that is done, until q or Ctrl-C.
  func show(_ plot: Plot) -> Outcome { show(live: { plot }) }

  /// A chart that is asked for before each frame, unless the reader looks at a part of it, until q or Ctrl-C.
  func show(live newest: () -> Plot) -> Outcome {
    var page = ChartPage(capabilities.plots, isRun: false)
    var plot = newest()
    return visit { size in
      if !page.view.isHeld { plot = newest() }
      return page.grid(of: plot, beside: nil, status: nil, size: size)
    } onKey: { [write] key, copy in
      switch page.press(key) {
      case .stay: break
      case .leave, .requestStop: return .left
      case .pause, .net: break
      case .copy: copy(page.text)
      case .write(let name): page.say(write(plot, name))
      }
      return nil
    } onInterrupt: {
      .left
    }
  }

  /// The screen taken and given back; frames until a key or a signal ends the visit.
  func visit(
    frame: (WindowSize) -> CellGrid, onKey: (ScreenKey, _ copy: (String) -> Void) -> Outcome?,
    onInterrupt: () -> Outcome?
  ) -> Outcome {
    // Ctrl-C is a key here: what is computed for the picture is not left half-way by it.
    Interrupt.ignoring { watch(frame: frame, onKey: onKey, onInterrupt: onInterrupt) }
  }

  private func watch(
    frame: (WindowSize) -> CellGrid, onKey: (ScreenKey, _ copy: (String) -> Void) -> Outcome?,
    onInterrupt: () -> Outcome?
  ) -> Outcome {
    var modes = termios()
    guard capabilities.canFillScreen, tcgetattr(STDIN_FILENO, &modes) == 0 else {
      return .unsuitable
    }
    if let screen {
      screen.enter()
    } else {
      screen = CursesScreen(terminal: capabilities.terminal)
    }
    guard let screen else { return .unsuitable }
    screen.takesMouse = true
    defer {
      screen.takesMouse = false
      screen.leave()
      // Exactly what was there before, whatever ncurses thinks that was.
      tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    }
    let sink = NcursesSink(screen)
    while true {
      sink.present(frame(screen.size))
      let (_, mail) = mailbox.wait(milliseconds: Self.frameMilliseconds)
      if let signal = mail.ending { return .ended(signal: signal) }
      if mail.signals.contains(SIGWINCH) { screen.fitWindow() }
      if mail.signals.contains(SIGTSTP) {
        screen.leave()
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
        mailbox.suspend()
        screen.enter()
      }
      if mail.signals.contains(SIGINT), let outcome = onInterrupt() { return outcome }
      while let key = screen.nextKey() {
        if let outcome = onKey(key, screen.copy) { return outcome }
      }
    }
  }
}

extension PauseMenu {
  /// Whether a key of the full screen was an answer.
  mutating func take(_ key: ScreenKey, _ feed: any LiveFeed) -> Bool {
    switch key {
    case .character(" ") where state == .open:
      proceed(feed)
      return true
    case .character(let character): return press(character, feed)
    case .escape where state == .open:
      putAside()
      return true
    case .escape: return press("\u{1B}", feed)
    case .enter: return press("\r", feed)
    case .backspace: return press("\u{7F}", feed)
    default:
      // Nothing but an answer keeps what is asked about.
      guard state == .discarding, key != .interrupt, key != .other else { return false }
      return press("n", feed)
    }
  }
}
