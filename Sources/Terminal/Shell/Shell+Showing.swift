import Glibc
import Plots
import Support

// What comes out of an input, in the form that this terminal bears.
extension Shell {
  /// Lines of one input that are shown at the prompt; `:page` shows the rest.
  static let lineLimit = 200
  /// As much of the rest is kept.
  static let foldedLimit = 16 << 20

  /// Runs `body` as one input: beyond the limit its lines are kept for `:page`, and counted.
  func folding<Result>(_ body: () -> Result) -> Result {
    fold = OutputFold(isOpen: true)
    defer {
      if fold.isFolded {
        foldedOutput = fold.text
        let what =
          fold.hidden > 0
          ? "\(NumberText.grouped(fold.hidden)) more lines"
          : "\(NumberText.grouped(fold.cut)) more bytes"
        gate.result("… \(what): `:page` shows all")
      }
      fold = OutputFold()
    }
    return body()
  }

  /// Says of servers that they end with a program that nobody keeps open.
  func tellEndingServers() {
    let count = session.servers.count
    guard count > 0 else { return }
    gate.notice(
      "note: the program has ended, and \(count == 1 ? "its server" : "its \(count) servers") with it: "
        + "`save` the model, and `nabla serve m.safetensors` answers until Ctrl-C")
  }

  /// Ends what goes on when a pipe has ended, or a person without an editor has left.
  func endWithoutEditor() {
    if isatty(STDIN_FILENO) != 1 { tellEndingServers() }
    session.stopRuns()
  }

  func show(_ output: ShellOutput) {
    switch output {
    case .result(let text): showText(text)
    case .report(let report):
      let text = report.text(limit: capabilities.isInteractive ? columns - 1 : nil)
      // The line of a run is a sentence, and is broken as one.
      showText(text.contains("\n") ? text : wrapped(text))
    case .diagnostic(let text, _), .notice(let text): gate.notice(text)
    case .plot(let plot): show(plot)
    case .written(let plot): lastPlot = plot
    case .progress(let line): show(progress: line)
    case .live(let feed, let title): watch(feed, title: title)
    }
  }

  func showText(_ text: String) {
    guard capabilities.isInteractive else { return gate.result(text) }
    let isAlone = !fold.isOpen
    if isAlone { return folding { showText(text) } }
    if let shown = fold.take(text, lines: Self.lineLimit, bytes: Self.foldedLimit) {
      gate.result(shown)
    }
  }

  /// One line, drawn again in its place; where text is only added to, a line now and then.
  private func show(progress line: String?) {
    guard capabilities.isInteractive else { return }
    guard !capabilities.isPlain else {
      guard let line, progressPace.isDue(at: monotonicSeconds()) else { return }
      return gate.notice(line)
    }
    guard let line else {
      gate.rendered("\r\u{1B}[K")
      return
    }
    let columns = max(1, WindowSize.current().columns - 1)
    let shown = Picture.line(
      line, columns: columns, isASCII: capabilities.plots.glyphs == .ascii)
    let text = ANSIText.printed(shown, depth: capabilities.plots.depth).first ?? ""
    gate.rendered("\r" + text + "\u{1B}[K")
  }

  private func show(_ plot: Plot) {
    lastPlot = plot
    if capabilities.describesCharts {
      gate.result(plot.description)
      return
    }
    guard capabilities.isInteractive else {
      let grid = Picture.grid(
        of: plot, size: WindowSize(rows: Self.rows(of: plot, 16, columns: 72), columns: 72),
        capabilities.plots)
      if !Interrupt.wasRaised { gate.rendered(lines(of: grid)) }
      return
    }
    let window = WindowSize.current()
    if isLow(window), let watchedPlot, watchedPlot.hasSameCurve(as: plot) {
      return gate.result("(the curve stands above, as it was drawn while it trained)")
    }
    let size = WindowSize(
      rows: rows(of: plot, in: window), columns: columns(in: window))
    let grid = Picture.grid(of: plot, size: size, capabilities.plots)
    if let drawn = drawn(plot, as: grid, in: size) { return gate.rendered(drawn) }
    // A picture that was left half-way would not show what it says.
    if !Interrupt.wasRaised { gate.rendered(lines(of: grid)) }
  }

  /// Lines are read across 100 columns best; a window much wider is not left half empty.
  private func columns(in window: WindowSize) -> Int {
    max(1, min(window.columns >= 160 ? 160 : 100, window.columns - 1))
  }

  /// As many as the chart needs, at most 20, of a high window 30; in a lesson about half of the window, so that the text stands beside it.
  private func rows(of plot: Plot, in window: WindowSize) -> Int {
    let most = max(5, min(window.rows >= 50 ? 30 : 20, window.rows - 4 - reservedRows))
    // A net has no boxes in less.
    if leavesRoom, plot.chart is NetChart { return min(most, LiveChart.rowsOfNet(in: window)) }
    if let heat = plot.chart as? HeatChart { return min(most, max(5, 3 * heat.map.rows + 2)) }
    return leavesRoom
      ? min(most, LiveChart.rowsBesideText(in: window))
      : Self.rows(of: plot, most, columns: columns(in: window))
  }

  /// As many, or more where several charts stand below one another: each has a title, so that it may scroll by.
  private static func rows(of plot: Plot, _ most: Int, columns: Int) -> Int {
    (plot.chart as? PanelChart)?.rows(width: columns, rows: most) ?? most
  }

  /// Whether a lesson has no room for two charts of one cell.
  private func isLow(_ window: WindowSize) -> Bool { leavesRoom && window.rows < 30 }

  /// The chart as pixels on as many rows as its cells need, where the terminal shows them.
  private func drawn(_ plot: Plot, as grid: CellGrid, in size: WindowSize) -> String? {
    let (way, keys) = pixels.way(capabilities)
    typeAhead += keys
    guard let way, !Interrupt.wasRaised else { return nil }
    let rows = ANSIText.printed(grid, depth: .none).count
    do {
      return try way.text(
        of: plot, columns: size.columns, rows: rows, cell: CellSize.current(),
        isLight: capabilities.plots.isLightBackground)
    } catch {
      if let words = pixels.words(of: error) { gate.notice(words) }
      return nil
    }
  }

  private func lines(of grid: CellGrid) -> String {
    ANSIText.printed(grid, depth: capabilities.plots.depth).map { $0 + "\n" }.joined()
  }

  /// Until the training has ended, or goes on in the background.
  @discardableResult
  func watch(_ feed: any LiveFeed, title: String) -> LiveLeave {
    let chart = LiveChart(
      title: title, mailbox: mailbox, gate: gate, capabilities: capabilities,
      fullScreen: fullScreen, asks: session.isLive)
    chart.showsNet = showsNets
    chart.leavesRoom = leavesRoom
    chart.reservedRows = reservedRows
    gate.page?.makeRoom(rows: chart.rows)
    chart.news = { [session] in
      // What this one comes to is said by its owner.
      session.isLive && !feed.snapshot(since: .max).isFinished ? session.news() : []
    }
    let outcome = chart.watch(feed)
    lastPlot = chart.plot
    if !capabilities.describesCharts { watchedPlot = chart.plot }
    typeAhead += outcome.typeAhead
    pendingEnd = pendingEnd ?? outcome.ending
    // The rest of the input is not to run either.
    if outcome.ending != nil { raise(SIGINT) }
    return outcome.leave
  }
}

extension Plot {
  /// Whether the first curve of both is the same, as in `plot r` below the chart of the training r.
  fileprivate func hasSameCurve(as other: Plot) -> Bool {
    guard let own = (chart as? LineChart)?.series.first,
      let others = (other.chart as? LineChart)?.series.first
    else { return false }
    return own.count > 0 && own.count == others.count && own.ys.last == others.ys.last
      && own.ys.first == others.ys.first
  }
}
