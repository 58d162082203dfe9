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
      var plot = Plot(chart(facts.net), title: facts.heading.isEmpty ? title : facts.heading)
      plot.notes = notes(facts)
      body = Picture.grid(of: plot, size: inner, capabilities)
    case .help: body = Self.text(Array(Self.help(columns).dropFirst(helpStart)), inner, isASCII)
    case .words:
      let plot = Plot(chart(facts.net), title: title)
      body = Self.text(WordWrap.lines(of: plot.description, columns: columns), inner, isASCII)
    }
    guard facts.size.rows >= 3 else { return body }
    let status = menu ?? questionText(facts) ?? status(facts, title: title, snapshot)
    return Picture.stacked([
      Picture.line(
        TextWidth.truncate(status, to: columns), columns: columns, attributes: .reverse,
        isASCII: isASCII),
      body,
      Picture.line(
        message ?? foot(facts, columns: columns), columns: columns,
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
      facts.isFinished ? "finished" : facts.isPaused ? "paused" : "runs, \(pace)")
    // What is measured is of the newest step.
    for metric in past == nil ? Array(snapshot.metrics.prefix(3)) : [] {
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
  func foot(_ facts: Facts, columns: Int) -> String {
    switch page {
    case .net: break
    case .words: return "any key: back to the net"
    case .help:
      let hasMore = helpStart + facts.size.rows - 2 < Self.help(columns).count
      return hasMore ? "? more   any other key: back to the net" : "any key: back to the net"
    }
    let isSmall = !NetChart.hasRoom(width: columns, height: facts.size.rows - 2)
    let turn = isSmall ? ["Tab layer"] : facts.hasCurves ? ["Tab curves"] : []
    var keys = [facts.isPaused ? "space go on" : "space pause", "+ - speed", "U u unit", "? keys"]
    keys += ["q back", ". , step"] + turn
    keys += ["arrows choose", "Enter large", "L l layer", "n noise", "f columns", "r rate"]
    if facts.isFinished {
      keys = ["left right along", ", . step", "? keys", "q back"] + turn
      keys += ["Home End", "up down unit", "Enter large"]
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

  /// The keys, each with what it does, in lines of so many columns.
  static func help(_ columns: Int) -> [String] {
    keys.flatMap { key, words in
      WordWrap.lines(of: words, columns: max(12, columns - 13)).enumerated().map { index, line in
        TextWidth.padded(index == 0 ? key : "", to: 13) + line
      }
    }
  }

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
    ("left right", "along a run that has ended, with Shift by tenths; Home End its ends"),
    ("Tab c", "the curves; in a small window Tab shows the layers one by one"),
    ("d", "the net in words"),
    ("Esc", "back by one; q back to the prompt, while the run goes on"),
    ("Ctrl-C", "pause, and ask what to do with the run"),
  ]
}
