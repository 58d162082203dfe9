import CTerminal
import Glibc
import Plots
import Support

/// The full-screen view of a live chart; one ncurses screen serves all visits.
final class FullScreen {
  enum Outcome: Equatable {
    /// The reader left with q; the run may be over.
    case left
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

  /// Ten frames a second.
  private static let frameMilliseconds: Int32 = 100

  init(mailbox: Mailbox, capabilities: TerminalCapabilities) {
    self.mailbox = mailbox
    own = capabilities.onCurses
  }

  /// Until q. A run that ends meanwhile stays on the screen.
  func show(_ record: inout LiveRecord, of feed: any LiveFeed, menu: inout PauseMenu) -> Outcome {
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
    defer {
      screen.leave()
      // Exactly what was there before, whatever ncurses thinks that was.
      tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    }
    let sink = NcursesSink(screen)
    var view = ChartView()
    while true {
      record.update(from: feed)
      menu.update(record.snapshot)
      let step = view.cursor.map { Int(saturating: $0) } ?? record.snapshot.step
      let picture = view.showsPicture && view.page == .chart ? feed.picture(at: step)?.plot : nil
      sink.present(page(view, record, picture, size: screen.size, menu))
      let (_, mail) = mailbox.wait(milliseconds: Self.frameMilliseconds)
      if let signal = mail.ending { return .ended(signal: signal) }
      if mail.signals.contains(SIGWINCH) { screen.fitWindow() }
      if mail.signals.contains(SIGTSTP) {
        screen.leave()
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
        mailbox.suspend()
        screen.enter()
      }
      let isLogarithmic = record.plot(view).y.scale == .log10
      if mail.signals.contains(SIGINT) { menu.interrupt(feed) }
      while let key = screen.nextKey() {
        if menu.take(key, feed) {
          if menu.leave == .background { return .left }
          continue
        }
        let last = Double(record.snapshot.step)
        let columns = Double(max(1, screen.size.columns - 10) * 2)
        let span = Double(record.snapshot.totalSteps ?? record.snapshot.step)
        let answer = view.press(
          key, last: last, stride: max(1, span / columns), isLogarithmic: isLogarithmic)
        switch answer {
        case .stay: break
        case .leave: return .left
        case .requestStop: menu.interrupt(feed)
        }
      }
    }
  }

  private func page(
    _ view: ChartView, _ record: LiveRecord, _ picture: Plot?, size: WindowSize, _ menu: PauseMenu
  ) -> CellGrid {
    let isASCII = capabilities.plots.glyphs == .ascii
    let snapshot = record.snapshot
    var status =
      menu.line(record.title, snapshot, columns: size.columns)
      ?? ProgressLine.text(
        snapshot, loss: record.newestLoss, columns: size.columns,
        isStopping: menu.state == .stopping && !snapshot.isFinished)
    if snapshot.isFinished { status = "finished, q returns   " + status }
    let foot = "q back  left right go along  b picture  y log  [ ] smooth  d words  ? help"
    let inner = WindowSize(rows: max(1, size.rows - 2), columns: size.columns)
    var body: CellGrid
    switch view.page {
    case .chart: body = chart(record.plot(view), picture, size: inner)
    case .help: body = text(ChartView.help, inner, isASCII)
    case .description:
      body = text(
        WordWrap.lines(of: record.plot(view).description, columns: size.columns), inner, isASCII)
    }
    if size.rows < 3 { return body }
    body = Picture.stacked([
      Picture.line(status, columns: size.columns, attributes: .reverse, isASCII: isASCII), body,
      Picture.line(foot, columns: size.columns, attributes: .dim, isASCII: isASCII),
    ])
    return body
  }

  /// The curve, and beside or below it what the model makes of its data, where both have room.
  private func chart(_ curve: Plot, _ picture: Plot?, size: WindowSize) -> CellGrid {
    func grid(_ plot: Plot, _ rows: Int, _ columns: Int) -> CellGrid {
      Picture.grid(of: plot, size: WindowSize(rows: rows, columns: columns), capabilities.plots)
    }
    guard let picture, size.columns >= 100 || size.rows >= 24 else {
      return grid(curve, size.rows, size.columns)
    }
    if size.columns >= 100 {
      let left = size.columns / 2
      return Picture.side(
        by: grid(curve, size.rows, left - 2), grid(picture, size.rows, size.columns - left),
        at: left)
    }
    let top = size.rows / 2
    return Picture.stacked([
      grid(curve, top, size.columns), grid(picture, size.rows - top, size.columns),
    ])
  }

  private func text(_ lines: [String], _ size: WindowSize, _ isASCII: Bool) -> CellGrid {
    let rows = (0..<size.rows).map { index in
      Picture.line(
        index < lines.count ? lines[index] : "", columns: size.columns, isASCII: isASCII)
    }
    return Picture.stacked(rows)
  }
}

extension PauseMenu {
  /// Whether a key of the full screen was an answer.
  fileprivate mutating func take(_ key: ScreenKey, _ feed: any LiveFeed) -> Bool {
    switch key {
    case .character(let character): press(character, feed)
    case .escape: press("\u{1B}", feed)
    case .enter: press("\r", feed)
    case .backspace: press("\u{7F}", feed)
    default: false
    }
  }
}
