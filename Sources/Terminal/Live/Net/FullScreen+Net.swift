import Plots
import Support

/// The live net on a screen: what is shown of it, and what keys do to its run.
///
/// Kept over visits, so that a reader who adds a unit comes back to the same place.
struct NetVisit {
  let feed: any LiveFeed
  let net: any NetFeed
  var record: LiveRecord
  var view: NetScreen
  var menu = PauseMenu()
  /// Another number of units that is wanted of a layer, given by its label.
  private(set) var wanted: (layer: String, count: Int)?
  private var facts: NetScreen.Facts?
  private var shown: CellGrid?
  private var nextFrame = 0.0

  /// Seconds between two frames, and how many times longer than a frame takes.
  private static let interval = 0.1
  private static let pause = 3.0

  init(_ feed: any LiveFeed, _ net: any NetFeed, title: String, view: NetScreen = NetScreen()) {
    (self.feed, self.net, self.view) = (feed, net, view)
    record = LiveRecord(title: title)
  }

  /// The picture for now; the one before where the next is not due, so that a large net is asked more seldom.
  mutating func frame(_ size: WindowSize, _ capabilities: Capabilities) -> CellGrid {
    record.update(from: feed)
    // A run that was paused with space needs no questions.
    if menu.state == .pausing { menu.update(record.snapshot) }
    let now = monotonicSeconds()
    if let shown, now < nextFrame, facts?.size == size { return shown }
    guard let known = look(size) else { return CellGrid(width: size.columns, height: size.rows) }
    facts = known
    let asks = menu.state != .closed && menu.state != .stopping
    let grid = view.view(
      known, title: record.title, snapshot: record.snapshot,
      menu: asks ? menu.line(record.title, record.snapshot, columns: size.columns) : nil,
      capabilities)
    shown = grid
    nextFrame = now + max(Self.interval, (monotonicSeconds() - now) * Self.pause)
    return grid
  }

  /// Whether the key ends the visit.
  mutating func press(_ key: ScreenKey) -> Bool {
    nextFrame = 0
    if menu.take(key, feed) { return menu.leave != nil }
    guard let known = facts else { return false }
    switch view.press(key, known) {
    case .nothing: break
    case .leave: return true
    case .interrupt: menu.interrupt(feed)
    case .pause: feed.requestPause()
    case .proceed: feed.proceed()
    case .step: net.step()
    case .pace(let pace): net.pace = pace
    case .rate(let rate): view.message = feed.changeLearningRate(to: rate)
    case .units(let layer, let count):
      wanted = (known.net.layers[layer].name, count)
      return true
    }
    // Several keys may come before the next frame.
    facts = look(known.size)
    return false
  }

  /// The net that is looked at now: the newest, or one of the past.
  private func look(_ size: WindowSize) -> NetScreen.Facts? {
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

extension FullScreen {
  /// The net of a training, until q or until the net itself is to change. A run that ends meanwhile stays.
  func show(_ visit: inout NetVisit) -> Outcome {
    var here = visit
    let capabilities = capabilities.plots
    let outcome = self.visit { size in
      here.frame(size, capabilities)
    } onKey: { key, _ in
      here.press(key) ? .left : nil
    } onInterrupt: {
      here.menu.interrupt(here.feed)
      return nil
    }
    visit = here
    return outcome
  }
}
