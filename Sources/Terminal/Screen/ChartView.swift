import Plots

/// How a reader looks at a live chart: scale, smoothing, cursor, and which page is open.
///
/// A pure value, changed by keys; drawing follows from it.
struct ChartView: Equatable {
  enum Page: Equatable {
    case chart, help, description
  }

  var page = Page.chart
  /// `nil` leaves the scale to the chart.
  var isLogarithmic: Bool?
  /// Steps through `smoothings`; 0 is automatic.
  var smoothing = 0
  /// Whether what the model makes of its data stands beside the curve.
  var showsPicture = true
  /// The step that is read out; `nil` without cursor.
  var cursor: Double?

  /// Weights of the past; the first stands for automatic.
  static let smoothings: [Double] = [0, 0.5, 0.8, 0.9, 0.95, 0.99]

  enum Answer: Equatable {
    case stay, leave, requestStop
  }

  /// `last` is the newest step, `stride` the steps of one column of dots; `isLogarithmic` says what
  /// the chart shows now, because it may have chosen that itself.
  mutating func press(
    _ key: ScreenKey, last: Double, stride: Double, isLogarithmic isNow: Bool = false
  ) -> Answer {
    switch key {
    case .character("q"), .escape:
      guard page == .chart else {
        page = .chart
        return .stay
      }
      return .leave
    case .interrupt: return .requestStop
    case .character("?"), .character("h"): page = page == .help ? .chart : .help
    case .character("d"): page = page == .description ? .chart : .description
    case .character("b"): showsPicture.toggle()
    case .character("y"): isLogarithmic = !(isLogarithmic ?? isNow)
    case .character("]"): smoothing = min(smoothing + 1, Self.smoothings.count - 1)
    case .character("["): smoothing = max(smoothing - 1, 0)
    case .character("0"): self = ChartView()
    case .left: move(-stride, last)
    case .right: move(stride, last)
    case .shiftLeft: move(-10 * stride, last)
    case .shiftRight: move(10 * stride, last)
    case .home: cursor = 1
    case .end: cursor = last
    default: break
    }
    return .stay
  }

  private mutating func move(_ distance: Double, _ last: Double) {
    guard let cursor else {
      self.cursor = last
      return
    }
    self.cursor = min(max(1, (cursor + distance).rounded()), max(1, last))
  }

  func apply(to plot: inout Plot) {
    if let isLogarithmic { plot.y.scale = isLogarithmic ? .log10 : .linear }
    if smoothing > 0 { plot.smoothing = .weight(Self.smoothings[smoothing]) }
    plot.cursor = cursor
  }

  static let help = [
    "left right   read out the values at a step; with Shift ten columns",
    "Home End     the first and the newest step",
    "b            with or without what the model makes of its data at that step",
    "y            logarithmic or linear scale",
    "[ ]          less or more smoothing",
    "0            everything as at the start",
    "d            the chart in words",
    "?            this page",
    "Ctrl-C       pause the training, and ask what to do with it",
    "q            back to the prompt",
  ]
}
