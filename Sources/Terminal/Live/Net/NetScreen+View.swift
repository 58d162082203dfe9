import Plots
import Support

// The picture of the screen.
extension NetScreen {
  /// Where the run stands, the net, and the keys at the foot.
  func view(
    _ facts: Facts, title: String, snapshot: LiveSnapshot, menu: String? = nil,
    answers: String? = nil, _ capabilities: Capabilities
  ) -> CellGrid {
    let isASCII = capabilities.glyphs == .ascii
    let columns = facts.size.columns
    let inner = WindowSize(rows: max(1, facts.size.rows - 2), columns: columns)
    let body: CellGrid
    switch page {
    case .net:
      var plot = Plot(chart(facts.net), title: facts.heading.isEmpty ? title : facts.heading)
      plot.notes = notes(facts)
      body = Picture.grid(of: plot, size: inner, capabilities)
    case .help, .words:
      body = Self.text(Array(lines(facts).dropFirst(helpStart)), inner, isASCII)
    }
    guard facts.size.rows >= 3 else { return body }
    let status = menu ?? questionText(facts) ?? status(facts, title: title, snapshot)
    return Picture.stacked([
      Picture.line(
        TextWidth.truncate(status, to: columns), columns: columns, attributes: .reverse,
        isASCII: isASCII),
      body,
      Picture.line(
        message ?? answers ?? foot(facts, columns: columns), columns: columns,
        attributes: message == nil ? .dim : .bold, isASCII: isASCII),
    ])
  }

  private func notes(_ facts: Facts) -> [String] {
    facts.shown == facts.done ? [] : ["step \(NumberText.grouped(facts.shown))"]
  }

  /// Epoch, step, loss, what it is doing and how fast, most important first where it is narrow.
  private func status(_ facts: Facts, title: String, _ snapshot: LiveSnapshot) -> String {
    var parts: [String] = []
    if past != nil {
      parts.append(
        "at step \(NumberText.grouped(facts.shown)) of \(NumberText.grouped(facts.done))")
    } else {
      parts.append("step \(NumberText.grouped(facts.done))")
    }
    let pace = facts.pace.map { "\(NumberText.general($0)) steps/s" } ?? "full speed"
    parts.append(
      facts.isFinished
        ? (snapshot.wasStopped ? "stopped" : "finished")
        : facts.isPaused ? "paused" : "runs, \(pace)")
    let head = ([title] + parts).joined(separator: "   ")
    let choices = (past == nil ? measured(facts, snapshot) : [epoch(facts.shown, snapshot) ?? ""])
      .map { $0.isEmpty ? head : head + "   " + $0 }
    if let line = choices.first(where: { TextWidth.columns(of: $0) <= facts.size.columns }) {
      return Sanitizer.visible(line)
    }
    var line = title
    for part in parts {
      let longer = line + "   " + part
      if TextWidth.columns(of: longer) <= facts.size.columns { line = longer }
    }
    return Sanitizer.visible(line)
  }

  /// What is measured of the newest step, the longest first: means over an epoch, other than what the picture says of one
  /// moment, and never without the words that say so.
  private func measured(_ facts: Facts, _ snapshot: LiveSnapshot) -> [String] {
    let metrics = snapshot.metrics.prefix(3).map { "\($0.name) \(NumberText.metric($0.value))" }
    let rate = facts.learningRate.isFinite ? "rate \(NumberText.general(facts.learningRate))" : ""
    let epoch =
      snapshot.epoch > 0 ? "epoch \(snapshot.epoch)" + (snapshot.epochs.map { "/\($0)" } ?? "") : ""
    func joined(_ parts: [String]) -> String {
      parts.filter { !$0.isEmpty }.joined(separator: "   ")
    }
    guard !metrics.isEmpty else { return [joined([epoch, rate]), epoch] }
    let soFar = facts.isFinished ? "" : "so far"
    let words = [epoch, soFar].filter { !$0.isEmpty }.joined(separator: " ")
    var choices: [String] = []
    for count in (1...metrics.count).reversed() {
      let means = metrics.prefix(count).joined(separator: ", ")
      let said = words.isEmpty ? means : "\(words): \(means)"
      choices += [joined([said, rate]), said]
      choices.append((soFar.isEmpty ? "epoch" : soFar) + ": " + means)
    }
    return choices + [epoch]
  }

  /// The epoch of a step of the past, where all are of one length.
  private func epoch(_ step: Int, _ snapshot: LiveSnapshot) -> String? {
    guard step > 0, let epochs = snapshot.epochs, let steps = snapshot.totalSteps, epochs > 0,
      steps > 0, steps % epochs == 0
    else { return nil }
    return "epoch \((step - 1) / (steps / epochs) + 1)/\(epochs)"
  }

  /// The main keys, as many as there is room for, those first that are needed first.
  func foot(_ facts: Facts, columns: Int) -> String {
    switch page {
    case .net: break
    case .words: return hasMore(facts) ? "d more   any other key: back to the net" : back
    case .help: return hasMore(facts) ? "? more   any other key: back to the net" : back
    }
    let isSmall = !NetChart.hasRoom(width: columns, height: facts.size.rows - 2)
    let turn = isSmall ? ["Tab layer"] : facts.hasCurves ? ["Tab curves"] : []
    let choice = ["arrows unit", "Enter large"]
    var keys = [facts.isPaused ? "space go on" : "space pause"]
    if isSmall, layer != nil {
      // What is done on the page of a layer comes first there.
      keys += choice + turn + ["? keys", "q back", "+ - speed", "U u unit"]
    } else {
      keys += ["+ - speed", "U u unit", "? keys"] + (isSmall ? turn + ["q back"] : ["q back"])
      keys += [". , step"] + (isSmall ? [] : turn)
      // Of a run that waits the arrows lead along it, until a unit is chosen.
      keys += facts.isPaused && focus == nil ? ["left right along", "Enter large"] : choice
    }
    keys += ["L l layer", "r rate", "n noise", "f columns"]
    if facts.isFinished {
      keys = ["left right along", ", . step", "? keys", "q back"] + turn
      keys += ["Home End", "up down unit", "Enter large"]
    }
    return KeyCard.foot(keys, columns: columns)
  }

  private var back: String { "any key: back to the net" }

  /// The lines of a page of words.
  private func lines(_ facts: Facts) -> [String] {
    let columns = facts.size.columns
    switch page {
    case .net: return []
    case .help: return Self.help(columns)
    case .words: return WordWrap.lines(of: Plot(chart(facts.net)).description, columns: columns)
    }
  }

  /// Whether a page of words goes on below.
  func hasMore(_ facts: Facts) -> Bool { helpStart + facts.size.rows - 2 < lines(facts).count }

  private static func text(_ lines: [String], _ size: WindowSize, _ isASCII: Bool) -> CellGrid {
    Picture.stacked(
      (0..<size.rows).map { index in
        Picture.line(
          index < lines.count ? lines[index] : "", columns: size.columns, isASCII: isASCII)
      })
  }

  /// The keys, each with what it does, in lines of so many columns.
  static func help(_ columns: Int) -> [String] { KeyCard.lines(keys, columns: columns) }

  private static let keys = [
    ("space", "pause, and go on"),
    ("+ -", "faster and slower; the results stay the same"),
    (".", "one step of a paused run; behind a step of the past the next one"),
    (",", "one step back, to look at: the run stays where it is"),
    ("arrows", "choose a unit; a click does, too"),
    ("Enter", "the unit large, with its formula; a click there reads out a place"),
    ("U u", "one unit more or fewer in the chosen layer"),
    ("L l", "one layer more behind it, or it left out"),
    ("f n", "columns beside the inputs, as x1²; noise of generated points"),
    ("", "with each of these the run stops, weights that fit are kept, and a new run begins"),
    ("r", "another learning rate"),
    ("left right", "along a run that waits or has ended, with Shift by tenths; Home End its ends"),
    ("Tab c", "the curves; in a small window Tab shows the layers one by one"),
    ("d", "the net in words; once more the next page"),
    ("Esc", "back by one; q back to the prompt, while the run goes on"),
    ("Ctrl-C", "pause, and ask what to do with the run"),
  ]
}
