import Support

/// The conversation that Ctrl-C begins with a training in the foreground.
///
/// A value that keys change; what it asks of the run goes to the feed at once.
struct PauseMenu {
  enum State: Equatable {
    case closed
    /// The run has been asked to pause and finishes its step.
    case pausing
    case open
    /// A new learning rate is being typed.
    case rate(String)
    /// Whether what was learnt is to be thrown away is asked once more.
    case discarding
    /// The run has been asked to end.
    case stopping
  }

  /// Without a prompt to go back to, Ctrl-C ends the run at once.
  let asks: Bool
  private(set) var state = State.closed
  private var problem: String?
  /// Set when the reader leaves the run.
  private(set) var leave: LiveLeave?

  init(asks: Bool = true) { self.asks = asks }

  /// Ctrl-C: the first pauses, the second stops and keeps.
  mutating func interrupt(_ feed: any LiveFeed) {
    switch state {
    case .closed where asks:
      feed.requestPause()
      state = .pausing
    case .closed: stop(feed)
    case .pausing, .open: stop(feed)
    case .rate, .discarding: state = .open
    case .stopping: break
    }
  }

  /// Asks the run to end, as its weights are kept.
  mutating func stop(_ feed: any LiveFeed) {
    feed.requestStop()
    state = .stopping
  }

  /// The same because the program ends.
  mutating func end(_ feed: any LiveFeed) {
    feed.requestEnd()
    state = .stopping
  }

  /// Notices that the run has paused, because it was asked to or at a breakpoint.
  mutating func update(_ snapshot: LiveSnapshot) {
    if snapshot.isPaused, state == .pausing || state == .closed, asks { state = .open }
  }

  /// Whether the key was an answer; other keys are not the menu's.
  mutating func press(_ key: Character, _ feed: any LiveFeed) -> Bool {
    switch (state, key) {
    case (.open, "c"): goOn(feed)
    case (.open, "b"):
      goOn(feed)
      leave = .background
    case (.open, "l"):
      problem = nil
      state = .rate("")
    case (.open, "s"): stop(feed)
    case (.open, "d"): state = .discarding
    case (.discarding, "y"):
      leave = .discarded
      feed.leave(.discarded)
      stop(feed)
    case (.discarding, _): state = .open
    case (.rate(let text), "\n"), (.rate(let text), "\r"): accept(text, feed)
    case (.rate, "\u{1B}"): state = .open
    case (.rate(let text), "\u{7F}"), (.rate(let text), "\u{8}"):
      state = .rate(String(text.dropLast()))
    case (.rate(let text), _):
      if key.isASCII, key.isNumber || ".-+eE".contains(key), text.count < 24 {
        state = .rate(text + String(key))
      }
    default: return false
    }
    return true
  }

  private mutating func accept(_ text: String, _ feed: any LiveFeed) {
    guard !text.isEmpty else {
      state = .open
      return
    }
    guard let rate = Double(text) else {
      problem = "`\(text)` is no number"
      state = .rate("")
      return
    }
    problem = feed.changeLearningRate(to: rate)
    if problem == nil { goOn(feed) } else { state = .rate("") }
  }

  /// Takes the question away where other keys than its answers are at hand; the run still waits.
  mutating func putAside() {
    if state == .open { state = .closed }
  }

  /// What the foot of a screen promises while the head asks; `nil` while the menu is closed.
  func foot(columns: Int) -> String? {
    switch state {
    case .closed, .stopping, .pausing: nil
    case .open:
      KeyCard.foot(
        ["c b l s d answer above", "Esc the keys of the picture; the run waits"], columns: columns)
    case .discarding: KeyCard.foot(["y discards", "any other key goes back"], columns: columns)
    case .rate: KeyCard.foot(["Enter takes it", "Esc leaves it"], columns: columns)
    }
  }

  /// Lets the run go on that stands still, as `c` does.
  mutating func proceed(_ feed: any LiveFeed) { goOn(feed) }

  private mutating func goOn(_ feed: any LiveFeed) {
    // What Ctrl-C interrupted goes on.
    ControlC.forget()
    feed.proceed()
    state = .closed
  }

  /// The line that takes the place of the progress line; `nil` while the menu is closed.
  func line(_ title: String, _ snapshot: LiveSnapshot, columns: Int) -> String? {
    let name = title.isEmpty ? "the run" : title
    switch state {
    case .closed, .stopping: return nil
    case .pausing: return "pausing…"
    case .open:
      var place = "\(name) paused at \(snapshot.step)"
      if let total = snapshot.totalSteps { place += "/\(total)" }
      if let loss = snapshot.metrics.first, loss.value.isFinite {
        place += ", \(loss.name) \(NumberText.metric(loss.value))"
      }
      let choices = "c)ontinue b)ackground l)earning rate s)top+keep d)iscard"
      let whole = place + ": " + choices
      if TextWidth.columns(of: whole) <= columns { return whole }
      let shorter = [
        place + ": c)ontinue b)ackground l)r s)top+keep d)iscard",
        "paused: c)ontinue b)ackground l)r s)top+keep d)iscard",
      ]
      return shorter.first { TextWidth.columns(of: $0) <= columns }
        ?? "c)ont b)ack l)r s)top d)iscard"
    case .discarding:
      let questions = [
        "discard \(name) and all that it has learnt? y discards, any other key goes back",
        "discard \(name)? y discards, any other key goes back",
      ]
      return questions.first { TextWidth.columns(of: $0) <= columns } ?? "discard? y: yes"
    case .rate(let text):
      let now = snapshot.learningRate
      let question =
        now.isFinite ? "learning rate (now \(NumberText.general(now))): " : "learning rate: "
      return (problem.map { $0 + "; " } ?? "") + question + text + "_"
    }
  }
}
