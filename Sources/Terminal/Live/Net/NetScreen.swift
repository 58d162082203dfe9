import Plots
import Support
import Workbench

/// What a reader of a live net looks at, and what each key asks for.
///
/// A pure value: keys change it, drawing follows from it, and what concerns the run is an answer.
struct NetScreen: Equatable {
  enum Page: Equatable {
    case net, help, words
  }

  /// What a key asks of whoever owns the run.
  enum Request: Equatable {
    case nothing, leave, interrupt
    case pause, proceed, step
    case pace(Double?)
    /// Another number of units of a layer, counted from 1 behind the inputs.
    case units(layer: Int, count: Int)
    case rate(Double)
    /// A layer more behind that one, or that one left out; 0 are the inputs.
    case added(layer: Int)
    case removed(layer: Int)
    case features(Set<NetFeature>)
    case noise(Double)
    /// The curves in place of the net.
    case curves
  }

  /// What is being answered in the head of the screen.
  enum Question: Equatable {
    case rate(String)
    case noise(String)
    case features(Set<NetFeature>)
  }

  /// What the screen shows of the run when a key comes.
  struct Facts {
    var net: NetPicture
    /// Steps done.
    var done: Int
    /// The step that is shown.
    var shown: Int
    var isPaused = false
    var isFinished = false
    var pace: Double?
    /// Steps whose weights are at hand, before and after the one that is shown.
    var before: Int?
    var after: Int?
    /// The size of the picture.
    var size: WindowSize
    var learningRate = Double.nan
    /// What is trained on what.
    var heading = ""
    /// How much the points are disturbed; `nil` where that means nothing, of data of that name.
    var noise: Double?
    var whyNoNoise = ""
    /// The columns beside two inputs; `nil` for other nets.
    var features: Set<NetFeature>?
    /// Whether there is a screen of curves to go to.
    var hasCurves = false
    /// Whether nothing moves by itself.
    var standsStill: Bool { isPaused || isFinished }
  }

  var page = Page.net
  /// The first line of the help that is shown.
  var helpStart = 0
  /// The unit that is looked at.
  var focus: NetPicture.Place?
  var isLarge = false
  /// The layer that a small window shows; `nil` for boundary and loss.
  var layer: Int?
  /// A step of the past that is looked at; `nil` follows the run.
  var past: Int?
  /// The place in the plane that is read out.
  var pointer: NetPointer?
  /// What is asked, with what is typed so far.
  var question: Question?
  /// What the last key came to, until the next.
  var message: String?

  /// Steps in a second that `+` and `−` go through.
  static let paces: [Double] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]

  mutating func press(_ key: ScreenKey, _ facts: Facts) -> Request {
    // What is no key of a person's, such as a report of the terminal, does not take away what was said.
    guard key != .other else { return .nothing }
    message = nil
    if question != nil { return answer(key, facts) }
    if page != .net {
      switch key {
      case .interrupt: return .interrupt
      case .character("d") where page == .help: (page, helpStart) = (.words, 0)
      case .character("?") where page == .help && hasMore(facts),
        .character("d") where page == .words && hasMore(facts):
        helpStart += max(1, facts.size.rows - 2)
      default: (page, helpStart) = (.net, 0)
      }
      return .nothing
    }
    switch key {
    case .character("q"): return .leave
    case .escape: return close()
    case .interrupt: return .interrupt
    case .character("?"), .character("h"): page = .help
    case .character("d"): page = .words
    case .character(" "): return pauseOrGoOn(facts)
    case .character("."): return stepForward(facts)
    case .character(","): stepBack(facts)
    case .character("+"), .character("="): return faster(facts)
    case .character("-"), .character("_"): return slower(facts)
    case .character("r"): if isOn(facts) { question = .rate("") }
    case .character("n"), .character("f"): ask(key, facts)
    case .character("L"): return deepen(facts)
    case .character("l"): return flatten(facts)
    case .character("u"): return change(-1, facts)
    case .character("U"): return change(1, facts)
    case .enter: isLarge = focus != nil && !isLarge
    case .tab, .backTab:
      guard isSmall(facts) || !facts.hasCurves else { return .curves }
      turn(key == .tab ? 1 : -1, facts)
    case .character("c") where facts.hasCurves: return .curves
    case .up, .down, .left, .right: move(key, facts)
    case .shiftLeft: scrub(facts, by: -max(1, facts.done / 10))
    case .shiftRight: scrub(facts, by: max(1, facts.done / 10))
    case .home: past = 0
    case .end: past = nil
    case .click(let row, let column): click(row: row - 1, column: column, facts)
    default: break
    }
    return .nothing
  }

  private mutating func close() -> Request {
    if isLarge || pointer != nil {
      (isLarge, pointer) = (false, nil)
      return .nothing
    }
    if focus != nil || past != nil {
      (focus, past) = (nil, nil)
      return .nothing
    }
    return .leave
  }

  /// Changes are of the run as it is now.
  mutating func isOn(_ facts: Facts) -> Bool {
    if facts.isFinished { message = "the run has ended: `s = resume r, epochs=10` goes on with it" }
    return !facts.isFinished
  }

  /// A change begins from the weights of now; where others are shown it would not be of the net that is seen.
  mutating func isNow(_ facts: Facts) -> Bool {
    guard isOn(facts) else { return false }
    if past != nil {
      message =
        "this is the net of step \(NumberText.grouped(facts.shown)): End first, then the net of now changes"
    }
    return past == nil
  }

  private mutating func pauseOrGoOn(_ facts: Facts) -> Request {
    past = nil
    guard isOn(facts) else { return .nothing }
    return facts.isPaused ? .proceed : .pause
  }

  private mutating func stepForward(_ facts: Facts) -> Request {
    if past != nil {
      guard facts.shown + 1 < facts.done else {
        past = nil
        return .nothing
      }
      past = facts.shown + 1
      return .nothing
    }
    guard isOn(facts) else { return .nothing }
    return facts.isPaused ? .step : .pause
  }

  private mutating func stepBack(_ facts: Facts) {
    guard facts.shown > 0 else { return }
    if !facts.isPaused, !facts.isFinished {
      message = "it goes on: space pauses, End follows it again"
    }
    past = max(0, facts.shown - 1)
  }

  /// Along the run; where a step takes too long to be computed again, to the next that is kept.
  private mutating func scrub(_ facts: Facts, by steps: Int) {
    let here = past ?? facts.done
    let isDistant = past != nil && facts.shown < here
    if steps < 0 {
      past = max(0, isDistant ? facts.before ?? facts.shown - 1 : here + steps)
      return
    }
    let next = isDistant ? max(here + steps, facts.after ?? 0) : here + steps
    past = next >= facts.done ? nil : next
  }

  private mutating func faster(_ facts: Facts) -> Request {
    guard isOn(facts), let pace = facts.pace else { return .nothing }
    return .pace(Self.paces.first { $0 > pace })
  }

  private mutating func slower(_ facts: Facts) -> Request {
    guard isOn(facts) else { return .nothing }
    guard let pace = facts.pace else { return .pace(Self.paces.last { $0 <= 1000 }) }
    return .pace(Self.paces.last { $0 < pace } ?? Self.paces[0])
  }

  private func isSmall(_ facts: Facts) -> Bool {
    !NetChart.hasRoom(width: facts.size.columns, height: facts.size.rows - 2)
  }

  private mutating func turn(_ by: Int, _ facts: Facts) {
    let count = facts.net.layers.count
    guard count > 1 else { return }
    // Boundary and loss first, then each layer behind the inputs.
    let place = ((layer ?? 0) + by + count) % count
    layer = place == 0 ? nil : place
    if focus?.layer != layer { focus = nil }
  }

  private mutating func move(_ key: ScreenKey, _ facts: Facts) {
    // Where the run stands still or its past is looked at, the arrows go along it, as nothing else moves there.
    if focus == nil, past != nil || facts.standsStill, key == .left || key == .right {
      if past == nil, key == .right {
        message =
          facts.isFinished ? "that is the last step" : "that is the newest step: . makes one"
        return
      }
      if facts.shown == 0, key == .left { message = "that is before the first step" }
      return scrub(facts, by: (key == .left ? -1 : 1) * max(1, facts.done / 100))
    }
    let layers = facts.net.layers
    let drawn = layers.indices.filter { !layers[$0].units.isEmpty }
    guard !drawn.isEmpty else { return }
    guard let focus, layers.indices.contains(focus.layer) else {
      let first = layer ?? min(1, layers.count - 1)
      self.focus = NetPicture.Place(layer: first, unit: layers[first].units.first?.number ?? 1)
      // A small window shows one layer or none: what is chosen is seen.
      if isSmall(facts) { layer = first }
      return
    }
    let units = layers[focus.layer].units
    let place = units.firstIndex { $0.number == focus.unit } ?? 0
    var (next, row) = (focus.layer, place)
    switch key {
    case .up: row = max(0, place - 1)
    case .down: row = min(units.count - 1, place + 1)
    case .left: next = drawn.last { $0 < focus.layer } ?? focus.layer
    default: next = drawn.first { $0 > focus.layer } ?? focus.layer
    }
    if next == focus.layer, key == .left || key == .right, facts.standsStill {
      message = "no layer is there; Esc, then left and right go along the run"
    }
    let there = layers[next].units
    if next != focus.layer { row = min(place * there.count / max(1, units.count), there.count - 1) }
    guard there.indices.contains(row) else { return }
    self.focus = NetPicture.Place(layer: next, unit: there[row].number)
    if layer != nil { layer = max(1, next) }
  }

  private mutating func click(row: Int, column: Int, _ facts: Facts) {
    if isLarge {
      pointer = NetPointer(
        x: min(max(Double(column - 8) / Double(max(1, facts.size.columns - 9)), 0), 1),
        y: min(max(1 - Double(row) / Double(max(1, facts.size.rows - 3)), 0), 1))
      return
    }
    let chart = chart(facts.net)
    if let unit = chart.unit(
      row: row, column: column, width: facts.size.columns, height: facts.size.rows - 2)
    {
      isLarge = focus == unit
      focus = unit
    }
  }

  /// The net as it is looked at.
  func chart(_ net: NetPicture) -> NetChart {
    var chart = NetChart(net, focus: focus.flatMap { net.unit(at: $0) == nil ? nil : $0 })
    (chart.isLarge, chart.page) = (isLarge && chart.focus != nil, layer)
    chart.pointer = pointer.map { ($0.x, $0.y) }
    return chart
  }
}

/// A place in the plane, each 0…1 from the lower left.
struct NetPointer: Equatable {
  var x: Double
  var y: Double
}
