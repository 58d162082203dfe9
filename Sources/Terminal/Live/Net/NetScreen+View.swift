import Plots
import Support

// The picture of the screen.
extension NetScreen {
  /// Where the run stands, the net, and the keys at the foot.
  func view(
    _ facts: Facts, title: String, snapshot: LiveSnapshot, menu: String? = nil,
    _ capabilities: Capabilities
  ) -> CellGrid {
    let isASCII = capabilities.glyphs == .ascii
    let columns = facts.size.columns
    let inner = WindowSize(rows: max(1, facts.size.rows - 2), columns: columns)
    let body: CellGrid
    switch page {
    case .net:
      var plot = Plot(chart(facts.net), title: title)
      plot.notes = notes(facts)
      body = Picture.grid(of: plot, size: inner, capabilities)
    case .help: body = Self.text(Self.help, inner, isASCII)
    case .words:
      let plot = Plot(chart(facts.net), title: title)
      body = Self.text(WordWrap.lines(of: plot.description, columns: columns), inner, isASCII)
    }
    guard facts.size.rows >= 3 else { return body }
    let status = menu ?? question(facts) ?? status(facts, title: title, snapshot)
    return Picture.stacked([
      Picture.line(
        TextWidth.truncate(status, to: columns), columns: columns, attributes: .reverse,
        isASCII: isASCII),
      body,
      Picture.line(
        message ?? Self.foot(facts, columns: columns), columns: columns,
        attributes: message == nil ? .dim : .bold, isASCII: isASCII),
    ])
  }

  private func question(_ facts: Facts) -> String? {
    typedRate.map { text in
      let now = facts.learningRate
      return (now.isFinite ? "learning rate (now \(NumberText.general(now))): " : "learning rate: ")
        + text + "_   Enter takes it, Esc leaves it"
    }
  }

  private func notes(_ facts: Facts) -> [String] {
    facts.shown == facts.done ? [] : ["step \(NumberText.grouped(facts.shown))"]
  }

  /// Epoch, step, loss, what it is doing and how fast, most important first where it is narrow.
  private func status(_ facts: Facts, title: String, _ snapshot: LiveSnapshot) -> String {
    var parts: [String] = []
    if let past {
      parts.append("at step \(NumberText.grouped(past)) of \(NumberText.grouped(facts.done))")
    } else {
      parts.append("step \(NumberText.grouped(facts.done))")
    }
    let pace = facts.pace.map { "\(NumberText.general($0)) steps/s" } ?? "full speed"
    parts.append(
      facts.isFinished ? "finished" : facts.isPaused ? "paused" : "runs, \(pace)")
    for metric in snapshot.metrics.prefix(3) {
      parts.append("\(metric.name) \(NumberText.metric(metric.value))")
    }
    if facts.learningRate.isFinite {
      parts.append("rate \(NumberText.general(facts.learningRate))")
    }
    if snapshot.epoch > 0 {
      parts.append("epoch \(snapshot.epoch)" + (snapshot.epochs.map { "/\($0)" } ?? ""))
    }
    var line = title
    for part in parts {
      let longer = line + "   " + part
      if TextWidth.columns(of: longer) <= facts.size.columns { line = longer }
    }
    return Sanitizer.visible(line)
  }

  /// The main keys, as many as there is room for, those first that are needed first.
  static func foot(_ facts: Facts, columns: Int) -> String {
    let isSmall = !NetChart.hasRoom(width: columns, height: facts.size.rows - 2)
    var keys = [facts.isPaused ? "space go on" : "space pause", "+ - speed", ". , step"]
    if isSmall { keys.append("Tab layer") }
    keys += ["? keys", "q back", "arrows unit", "U u add, remove a unit", "r rate", "Enter large"]
    if facts.isFinished {
      keys = [
        "left right along the run", ", . step", "Home End", "? keys", "q back", "up down unit",
      ]
    }
    var line = ""
    for key in keys {
      let longer = line.isEmpty ? key : line + "   " + key
      if TextWidth.columns(of: longer) <= columns { line = longer }
    }
    return line
  }

  private static func text(_ lines: [String], _ size: WindowSize, _ isASCII: Bool) -> CellGrid {
    Picture.stacked(
      (0..<size.rows).map { index in
        Picture.line(
          index < lines.count ? lines[index] : "", columns: size.columns, isASCII: isASCII)
      })
  }

  static let help = [
    "space        pause, and go on",
    ".            one step of a paused run; behind a step of the past the next one",
    ",            one step back, to look at: the run stays where it is",
    "+ -          faster and slower; what it computes stays the same",
    "arrows       choose a unit; a click does, too",
    "Enter        the unit large, with its formula; a click there reads out a place",
    "U u          one unit more or fewer in the layer of the chosen unit:",
    "             the run stops, weights that fit are kept, and a new run begins",
    "r            another learning rate",
    "Shift-arrows along the run; Home End its beginning and its newest step",
    "Tab          in a small window: the layers one by one, then boundary and loss",
    "d            the net in words",
    "Esc          back by one; q back to the prompt, while the run goes on",
    "Ctrl-C       pause, and ask what to do with the run",
  ]
}
