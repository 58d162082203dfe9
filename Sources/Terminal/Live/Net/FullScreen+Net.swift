import Plots
import Support
import Workbench

/// The live net on a screen: what is shown of it, and what keys do to its run.
///
/// Kept over visits, so that a reader who adds a unit comes back to the same place.
struct NetVisit {
  let feed: any LiveFeed
  let net: any NetFeed
  var record: LiveRecord
  var view: NetScreen
  var menu = PauseMenu()
  /// What is to become another of the training.
  private(set) var wanted: NetChange?
  /// How much the points of its data are disturbed; `nil` where that means nothing.
  var noise: Double?
  /// Why it means nothing.
  var whyNoNoise = ""
  /// Whether there is a screen of curves beside it.
  var hasCurves = false
  /// Why a change cannot be; `nil` where it can.
  var refusal: (NetChange) -> String? = { _ in nil }
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
      answers: menu.foot(columns: size.columns),
      capabilities)
    shown = grid
    nextFrame = now + max(Self.interval, (monotonicSeconds() - now) * Self.pause)
    return grid
  }

  /// How the key ends the visit; `nil` where it goes on.
  mutating func press(_ key: ScreenKey) -> FullScreen.Outcome? {
    nextFrame = 0
    if menu.take(key, feed) { return menu.leave == nil ? nil : .left }
    guard let known = facts else { return nil }
    func label(_ layer: Int) -> String { known.net.layers[max(0, layer)].name }
    switch view.press(key, known) {
    case .nothing: break
    case .leave: return .left
    case .curves: return .other
    case .interrupt: menu.interrupt(feed)
    case .pause: feed.requestPause()
    case .proceed: feed.proceed()
    case .step: net.step()
    case .pace(let pace):
      net.pace = pace
      view.message = pace.map { "\(NumberText.general($0)) steps a second" } ?? "at full speed"
    case .rate(let rate): view.message = feed.changeLearningRate(to: rate)
    case .units(let layer, let count): return want(.units(layer: label(layer), count))
    case .added(let layer): return want(.added(after: label(layer)))
    case .removed(let layer): return want(.removed(label(layer)))
    case .features(let features): return want(.features(features))
    case .noise(let noise): return want(.noise(noise))
    }
    // Several keys may come before the next frame.
    facts = look(known.size)
    return nil
  }

  private mutating func want(_ change: NetChange) -> FullScreen.Outcome? {
    view.message = refusal(change)
    guard view.message == nil else { return nil }
    wanted = change
    return .left
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
    if view.past == nil {
      step = snapshot.step
    } else if !picture.curves.isEmpty {
      picture.cursor = Double(max(1, step))
    }
    let (before, after) = net.neighbours(of: step)
    return NetScreen.Facts(
      net: picture, done: snapshot.step, shown: step, isPaused: snapshot.isPaused,
      isFinished: snapshot.isFinished, pace: net.pace, before: before, after: after, size: size,
      learningRate: snapshot.learningRate, heading: net.heading, noise: noise,
      whyNoNoise: whyNoNoise, features: net.features, hasCurves: hasCurves)
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
      here.press(key)
    } onInterrupt: {
      here.menu.interrupt(here.feed)
      return nil
    }
    visit = here
    return outcome
  }
}
