import Glibc
import Plots
import Support

/// Watches a foreground training: progress line and loss chart in place, keys kept for later.
final class LiveChart {
  struct Outcome {
    /// Keys that were typed meanwhile, for the next prompt.
    var typeAhead: [UInt8] = []
    var leave = LiveLeave.watched
    /// The signal that asked the program to end.
    var ending: Int32?
  }

  private let mailbox: Mailbox
  private let gate: OutputGate
  private let capabilities: TerminalCapabilities
  private let fullScreen: FullScreen
  private var record: LiveRecord
  private var presenter: InlinePresenter
  private var shown: Scene?
  private var outcome = Outcome()
  private var menu: PauseMenu
  /// Lines about other runs, shown above the chart.
  var news: () -> [String] = { [] }
  /// Whether the net is drawn, with its curve beside it, where there is one.
  var showsNet = false
  /// Whether about half of the window is left to the text above, as in lessons.
  var leavesRoom = false

  private var net: (any NetFeed)?
  private var lastFrame = monotonicSeconds()
  private var lastEpoch = -1
  private var lastMenuLine: String?
  /// Lines that are read aloud come ever more seldom, from two seconds to thirty.
  private var nextLine = monotonicSeconds()
  private var lineInterval = 2.0

  /// At most five frames a second; the end of a run is noticed within a tick.
  private static let frameTime = 0.2
  private static let tickMilliseconds: Int32 = 20
  /// C-o.
  private static let fullScreenKey: UInt8 = 0x0F

  init(
    title: String, mailbox: Mailbox, gate: OutputGate, capabilities: TerminalCapabilities,
    fullScreen: FullScreen, asks: Bool = true
  ) {
    menu = PauseMenu(asks: asks)
    self.mailbox = mailbox
    self.gate = gate
    self.capabilities = capabilities
    self.fullScreen = fullScreen
    record = LiveRecord(title: title)
    presenter = InlinePresenter(depth: capabilities.plots.depth)
  }

  /// Rows that are left to what stands above it.
  var reservedRows = 0

  private var chartRows: Int {
    let window = WindowSize.current()
    let most = min(net == nil ? 16 : 24, window.rows - 4 - reservedRows)
    guard leavesRoom else { return most }
    return min(
      most, net == nil ? Self.rowsBesideText(in: window) : Self.rowsOfNet(in: window))
  }

  /// As many rows as it takes with the line below it.
  var rows: Int { max(3, chartRows) + 1 }

  /// The chart as it stands now.
  var plot: Plot { record.plot() }

  /// Until the run has ended, by itself or stopped, or goes on in the background.
  func watch(_ feed: any LiveFeed) -> Outcome {
    // Ctrl-C opens a menu: nothing that is drawn is left half-way by it.
    Interrupt.ignoring { follow(feed) }
  }

  private func follow(_ feed: any LiveFeed) -> Outcome {
    var modes = termios()
    let isTerminal = tcgetattr(STDIN_FILENO, &modes) == 0
    if isTerminal { setRaw(modes) }
    defer { if isTerminal { tcsetattr(STDIN_FILENO, TCSADRAIN, &modes) } }
    net = showsNet && !capabilities.isPlain ? feed.net : nil
    record.update(from: feed)
    draw()
    while !record.snapshot.isFinished, menu.leave != .background {
      let before = menu.state
      let (hasKeys, mail) = mailbox.wait(milliseconds: Self.tickMilliseconds)
      handle(mail, feed, modes)
      if hasKeys, mail.ending == nil { readKeys(feed) }
      record.update(from: feed)
      menu.update(record.snapshot)
      if menu.state != before || monotonicSeconds() - lastFrame >= Self.frameTime { draw() }
    }
    draw()
    outcome.leave = menu.leave ?? .watched
    feed.leave(outcome.leave)
    return outcome
  }

  private func handle(_ mail: Mailbox.Mail, _ feed: any LiveFeed, _ modes: termios) {
    if mail.signals.contains(SIGINT) {
      menu.interrupt(feed)
      draw()
    }
    if let signal = mail.ending {
      outcome.ending = outcome.ending ?? signal
      menu.end(feed)
      draw()
    }
    if mail.signals.contains(SIGWINCH) {
      // The next frame stands below, once the window has stopped changing.
      presenter.startAnew()
      lastFrame = monotonicSeconds()
    }
    if mail.signals.contains(SIGTSTP) {
      var before = modes
      tcsetattr(STDIN_FILENO, TCSADRAIN, &before)
      mailbox.suspend()
      setRaw(modes)
      presenter.startAnew()
    }
    let messages = mail.messages + news()
    guard !messages.isEmpty else { return }
    // What is said stands above the picture, which goes on below it: no half of one stays behind.
    let gone = presenter.erase()
    if !gone.isEmpty { gate.rendered(gone) }
    for message in messages { gate.result(message) }
  }

  private func readKeys(_ feed: any LiveFeed) {
    for byte in Keyboard.read() ?? [] {
      if byte == Self.fullScreenKey {
        openFullScreen(feed)
      } else if menu.press(Character(Unicode.Scalar(byte)), feed) {
        draw()
      } else if outcome.typeAhead.count < KeyDecoder.pasteLimit {
        outcome.typeAhead.append(byte)
      }
    }
  }

  private func openFullScreen(_ feed: any LiveFeed) {
    switch fullScreen.show(&record, of: feed, menu: &menu) {
    case .left, .other: break
    case .ended(let signal):
      outcome.ending = signal
      menu.end(feed)
    case .unsuitable:
      gate.notice("this terminal cannot show a full screen")
      presenter.startAnew()
    }
  }

  private func draw() {
    lastFrame = monotonicSeconds()
    let window = WindowSize.current()
    if capabilities.describesCharts {
      appendLine(columns: window.columns)
      return
    }
    let rows = chartRows
    // The last column stays free, where terminals differ about the wrap.
    let columns = max(1, window.columns - 1)
    let isASCII = capabilities.plots.glyphs == .ascii
    let words =
      menu.line(record.title, record.snapshot, columns: columns).map { [$0] }
      ?? ProgressLine.lines(
        record.snapshot, loss: record.newestLoss, columns: columns,
        isStopping: menu.state == .stopping && !record.snapshot.isFinished)
    let lines = words.map { Picture.line($0, columns: columns, isASCII: isASCII) }
    let net = netPlot()
    // A frame without a point in it would stay above whatever is said next.
    guard rows >= 3, net != nil || record.hasPoints else {
      gate.rendered(presenter.present(Picture.stacked(lines)))
      return
    }
    let chart = Picture.grid(
      of: net ?? record.plot(), size: WindowSize(rows: rows, columns: columns),
      capabilities.plots,
      after: &shown)
    gate.rendered(presenter.present(Picture.stacked([chart] + lines)))
  }

  /// A little more than half of the window, and never less than a chart needs to be read.
  static func rowsBesideText(in window: WindowSize) -> Int { max(10, window.rows / 2 + 2) }

  /// The same of a net, whose units have to be told apart.
  static func rowsOfNet(in window: WindowSize) -> Int { max(18, rowsBesideText(in: window)) }

  /// The net with the newest weights at hand; `nil` where the curve is to be drawn.
  private func netPlot() -> Plot? {
    guard var picture = net?.newest()?.net else { return nil }
    let loss = record.plot()
    if let lines = loss.chart as? LineChart { picture.curves = lines.series }
    picture.progress = loss.progress
    return Plot(NetChart(picture), title: record.title)
  }

  /// Text that is only added to: a line now and then, when an epoch begins, and one at the end.
  private func appendLine(columns: Int) {
    let snapshot = record.snapshot
    if let line = menu.line(record.title, snapshot, columns: columns) {
      if line != lastMenuLine { gate.result(line) }
      lastMenuLine = line
      return
    }
    lastMenuLine = nil
    let isDue = snapshot.epoch != lastEpoch && monotonicSeconds() >= nextLine
    guard snapshot.isFinished || isDue else { return }
    lastEpoch = snapshot.epoch
    nextLine = monotonicSeconds() + lineInterval
    lineInterval = min(lineInterval * 3 / 2, 30)
    gate.result(ProgressLine.text(snapshot, loss: record.newestLoss, columns: columns))
    if snapshot.isFinished { gate.result(record.plot().description) }
  }

  /// Keys one by one and unseen; Ctrl-C stays a signal, `\n` a new line.
  private func setRaw(_ modes: termios) {
    var raw = modes
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    raw.c_iflag &= ~tcflag_t(IXON)
    withUnsafeMutableBytes(of: &raw.c_cc) { codes in
      codes[Int(VMIN)] = 1
      codes[Int(VTIME)] = 0
    }
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
  }
}
