import Plots

/// How a reader looks at a chart: what part of it, which curves, what is read out, and which page is open.
///
/// A pure value, changed by keys; drawing follows from it. Curves are read out at a position; other kinds of charts under a
/// pointer that goes from cell to cell.
struct ChartView: Equatable {
  enum Page: Equatable {
    case chart, help, description

    /// The key that opens it, and turns its leaves.
    var key: ScreenKey? {
      switch self {
      case .chart: nil
      case .help: .character("?")
      case .description: .character("d")
      }
    }
  }

  var page = Page.chart
  /// `nil` leaves the scale to the chart.
  var isLogarithmic: Bool?
  /// The weight of the past in smooth lines, one of `smoothings`; `nil` leaves it to the chart.
  var smoothing: Double?
  /// What the lower axis of a training counts.
  var axis = LiveAxis.step
  /// Whether what the model makes of its data stands beside the curve.
  var showsPicture = true
  /// The position that is read out; `nil` without cursor.
  var cursor: Double?
  /// The cell of the picture that is read out, where the chart is none of curves.
  var pointer: Pointer?
  /// The stretch of the lower axis that is shown; `nil` for all of it.
  var window: ClosedRange<Double>?
  /// How many of the newest positions are followed; `nil` for all.
  var follow: Double?
  /// `nil` leaves values far outside to the chart.
  var outliers: Axis.Outliers?
  /// The curves that are not shown, counted from 0.
  var hidden: Set<Int> = []
  /// The curve that is chosen and stands in front; `nil` for the usual order.
  var front: Int?
  /// `nil` shows a grid on large pictures.
  var showsGrid: Bool?
  /// Whether curves carry a mark where they were measured.
  var showsMarkers = false
  /// Positions that were marked, in the order of marking.
  var bookmarks: [Double] = []
  /// Whether the picture stands still while the training goes on.
  var isHeld = false

  /// A cell of the picture.
  struct Pointer: Equatable {
    var row: Int
    var column: Int
  }

  /// Weights of the past; with the first the values stand alone.
  static let smoothings: [Double] = [0, 0.5, 0.8, 0.9, 0.95, 0.99]

  enum Answer: Equatable {
    case stay, leave, requestStop
    /// The training is to stand still, or to go on.
    case pause
    /// The net of the training in place of its curves.
    case net
    /// The picture as text is wanted in the terminal's clipboard.
    case copy
    /// A file is wanted.
    case write
  }

  /// Whether what decides the axes is the same: the part that is shown, the scale, what is left out.
  func hasSameAxes(as other: ChartView) -> Bool {
    isLogarithmic == other.isLogarithmic && smoothing == other.smoothing && axis == other.axis
      && window == other.window && follow == other.follow && outliers == other.outliers
      && hidden == other.hidden
  }

  /// The plot as it is looked at.
  func apply(to plot: inout Plot) {
    if let isLogarithmic { plot.y.scale = isLogarithmic ? .log10 : .linear }
    if let smoothing { plot.smoothing = .weight(smoothing) }
    if let outliers { plot.y.outliers = outliers }
    if let showsGrid { plot.showsGrid = showsGrid }
    guard plot.curveChart != nil else { return }
    plot.cursor = cursor
    for place in bookmarks { plot.bookmarks.append(place) }
    plot.showsMarkers = showsMarkers
    if let follow, let extent = plot.curveExtent {
      plot.x.domain = .fixed(max(extent.lowerBound, extent.upperBound - follow), extent.upperBound)
    } else if let window {
      plot.x.domain = .fixed(window.lowerBound, window.upperBound)
    }
    plot = plot.showing(without: hidden, front: front)
  }
}
