import Formats
import Glibc
import Plots
import Support

/// When charts at the prompt are pixels: `:set pixels`.
enum PixelChoice: String, CaseIterable {
  /// Where the terminal says that it shows them.
  case auto
  /// Also where something stands between, such as tmux, which has to let them through.
  case on
  /// Never; nothing is asked.
  case off
}

/// What is known of the terminal's pixels. Asked once, when the first chart is shown.
final class PixelTerminal {
  var choice = PixelChoice.auto {
    didSet { if choice == .on, answer == .some(nil) { answer = nil } }
  }
  /// `nil` until it was asked.
  private var answer: PixelWay??
  private var hasComplained = false

  /// How pixels reach this terminal, `nil` where they do not; and what was typed while it was asked.
  func way(
    _ capabilities: TerminalCapabilities,
    _ variable: (String) -> String? = Environment.value
  ) -> (PixelWay?, keys: [UInt8]) {
    guard choice != .off, capabilities.isInteractive, !capabilities.describesCharts else {
      return (nil, [])
    }
    guard choice == .on || capabilities.plots.depth > .sixteen, maySpeak(capabilities, variable)
    else { return (nil, []) }
    if let answer { return (answer, []) }
    let (way, keys) = PixelProbe.ask()
    answer = .some(way)
    return (way, keys)
  }

  /// Terminals that would show the question, or hand it on to one that draws elsewhere, are not asked.
  private func maySpeak(
    _ capabilities: TerminalCapabilities, _ variable: (String) -> String?
  ) -> Bool {
    let name = capabilities.terminal
    if name == "dumb" || name == "linux" || name.hasPrefix("vt") || JoiningProbe.isSilent {
      return false
    }
    let isBehind =
      variable("TMUX") != nil || variable("STY") != nil || name.hasPrefix("screen")
      || name.hasPrefix("tmux")
    return choice == .on || !isBehind
  }

  /// What is said, once, of pixels that did not come about; `nil` where cells are as good.
  func words(of error: DrawingError) -> String? {
    answer = .some(nil)
    guard choice == .on, !hasComplained else { return nil }
    hasComplained = true
    return switch error {
    case .missing(let library):
      "note: charts become pixels by the library of the package \(library.rawValue), which this machine lacks"
    case .failed(let reason): "note: the chart did not become pixels: \(reason)"
    }
  }
}

/// The size of a character in pixels.
struct CellSize: Equatable {
  let width: Int
  let height: Int
}
