import Glibc
import Plots
import Support

// The live net on the full screen.
extension FullScreen {
  enum NetOutcome: Equatable {
    case left
    case ended(signal: Int32)
    /// The terminal cannot do it.
    case unsuitable
    /// The reader wants another number of units in a layer, given by its label.
    case units(layer: String, count: Int)
  }

  /// A frame takes at most this share of the time, so that a large net is drawn more seldom.
  private static let share = 4.0

  /// Until q, or until the net itself is to change. A run that ends meanwhile stays on the screen.
  func showNet(
    _ record: inout LiveRecord, of feed: any LiveFeed, _ net: any NetFeed, menu: inout PauseMenu,
    from start: NetScreen = NetScreen()
  ) -> (outcome: NetOutcome, view: NetScreen) {
    var view = start
    guard let (screen, modes) = enter() else { return (.unsuitable, view) }
    screen.takeClicks(true)
    defer {
      screen.takeClicks(false)
      leave(screen, modes)
    }
    let sink = NcursesSink(screen)
    var nextFrame = 0.0
    var facts: NetScreen.Facts?
    while true {
      record.update(from: feed)
      // A run that was paused with space needs no questions.
      if menu.state == .pausing { menu.update(record.snapshot) }
      let now = monotonicSeconds()
      if now >= nextFrame || facts == nil {
        facts = look(view, record, net, size: screen.size)
        if let facts {
          sink.present(
            view.view(
              facts, title: record.title, snapshot: record.snapshot,
              menu: menu.state == .closed || menu.state == .stopping
                ? nil : menu.line(record.title, record.snapshot, columns: screen.size.columns),
              capabilities.plots))
        }
        let took = monotonicSeconds() - now
        nextFrame = now + max(Double(Self.frameMilliseconds) / 1000, took * Self.share)
      }
      let wait = Int32((nextFrame - monotonicSeconds()) * 1000, within: 1...100)
      let (_, mail) = mailbox.wait(milliseconds: wait)
      if let signal = mail.ending { return (.ended(signal: signal), view) }
      if mail.signals.contains(SIGWINCH) { screen.fitWindow() }
      if mail.signals.contains(SIGTSTP) { suspend(screen, modes) }
      if mail.signals.contains(SIGINT) { menu.interrupt(feed) }
      while let key = screen.nextKey() {
        nextFrame = 0
        if menu.take(key, feed) {
          if menu.leave != nil { return (.left, view) }
          continue
        }
        guard let known = facts else { continue }
        let request = view.press(key, known)
        if let outcome = obey(request, known, feed, net, &menu, &view) {
          return (outcome, view)
        }
        facts = look(view, record, net, size: screen.size)
      }
    }
  }

  /// Carries out what a key asks for; answers why the screen is left, if it is.
  private func obey(
    _ request: NetScreen.Request, _ facts: NetScreen.Facts, _ feed: any LiveFeed,
    _ net: any NetFeed, _ menu: inout PauseMenu, _ view: inout NetScreen
  ) -> NetOutcome? {
    switch request {
    case .nothing: break
    case .leave: return .left
    case .interrupt: menu.interrupt(feed)
    case .pause: feed.requestPause()
    case .proceed: feed.proceed()
    case .step: net.step()
    case .pace(let pace): net.pace = pace
    case .rate(let rate): view.message = feed.changeLearningRate(to: rate)
    case .units(let layer, let count):
      return .units(layer: facts.net.layers[layer].name, count: count)
    }
    return nil
  }

  /// The net that is looked at now: the newest, or one of the past.
  private func look(
    _ view: NetScreen, _ record: LiveRecord, _ net: any NetFeed, size: WindowSize
  ) -> NetScreen.Facts? {
    let snapshot = record.snapshot
    guard var (step, picture) = view.past.flatMap({ net.past($0) }) ?? net.newest() else {
      return nil
    }
    let loss = record.plot()
    if let lines = loss.chart as? LineChart { picture.curves = lines.series }
    picture.progress = loss.progress
    if view.past == nil { step = snapshot.step }
    let (before, after) = net.neighbours(of: step)
    return NetScreen.Facts(
      net: picture, done: snapshot.step, shown: step, isPaused: snapshot.isPaused,
      isFinished: snapshot.isFinished, pace: net.pace, before: before, after: after, size: size,
      learningRate: snapshot.learningRate)
  }
}
