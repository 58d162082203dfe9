import Plots
import Support

/// What `nabla doctor` says of the terminal: what it is found to do, by which facts, and how to say otherwise.
struct TerminalReport {
  let capabilities: TerminalCapabilities
  let window: WindowSize
  /// How pixels reach it, where it was asked.
  let pixels: PixelWay?
  /// The value of an environment variable.
  let variable: (String) -> String?

  var report: Report {
    Report("terminal", title: "terminal", [.facts(Facts(facts))] + advice.map { .note($0) })
  }

  private var facts: [Fact] {
    [
      Fact("TERM", .text(variable("TERM") ?? "not set"), note: kind),
      Fact("window", .text("\(window.columns) columns, \(window.rows) rows")),
      Fact("colour", .text(color), note: colorReason),
      Fact(
        "characters", .text(GlyphLevel.word(capabilities.plots.glyphs)),
        note: "`:plot doctor` shows which look best"),
      Fact(
        "pixels", .text(pixelWords), note: isBehind ? "`:set pixels on` tries through tmux" : ""),
      Fact(
        "charts", .text(capabilities.describesCharts ? "told in words" : "drawn"),
        note: capabilities.describesCharts ? "NABLA_A11Y or --plain asks for it" : ""),
    ]
  }

  private var kind: String {
    if !capabilities.isInteractive { return "input or output is no terminal" }
    if capabilities.terminal == "dumb" {
      return "its cursor cannot be placed: text is only added to"
    }
    return capabilities.isPlain ? "plain text was asked for" : "lines are edited in place"
  }

  private var color: String {
    switch capabilities.plots.depth {
    case .none: "none"
    case .sixteen: "16"
    case .palette256: "256"
    case .trueColor: "24 bits"
    }
  }

  private var colorReason: String {
    if variable("NO_COLOR") != nil { return "NO_COLOR is set" }
    if capabilities.plots.depth == .trueColor { return "" }
    return capabilities.hasColor ? "COLORTERM=truecolor says that there are more" : ""
  }

  private var pixelWords: String {
    switch pixels {
    case .kitty: "kitty's protocol"
    case .sixel: "sixels"
    case nil: "none"
    }
  }

  private var isBehind: Bool { variable("TMUX") != nil || variable("STY") != nil }

  /// What to do about what is missing.
  private var advice: [String] {
    var lines: [String] = []
    if capabilities.isInteractive, window.columns < 60 || window.rows < 15 {
      lines.append("charts are drawn best from 60 columns and 15 rows on")
    }
    if capabilities.isInteractive, capabilities.plots.glyphs == .ascii {
      lines.append("LANG=C.UTF-8 before `nabla` gives finer charts")
    }
    return lines
  }
}
