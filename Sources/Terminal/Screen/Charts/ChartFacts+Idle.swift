import Plots

// Keys that a chart has no use for: what is said of them.
extension ChartFacts {
  /// Why a key does nothing to this chart as it is looked at now; `nil` for keys that do something, and for others than
  /// those of charts.
  func idle(_ key: ScreenKey, in view: ChartView, isRun: Bool) -> String? {
    guard view.page == .chart else { return nil }
    if case .wheel = key, extent == nil { return "this chart is shown whole: click to point" }
    guard case .character(let key) = key else { return nil }
    switch key {
    case "x", "p", "i", " ":
      guard !isRun else { return nil }
      return key == "x"
        ? "epochs and seconds are of a training: `:live r`"
        : "that is a key of trainings: `:live r`"
    case "s": return allows(.scales) ? nil : "this chart has no scale to change"
    case "o": return allows(.outliers) ? nil : "this chart leaves no value out"
    case "g": return extent != nil || hasAxes ? nil : "this chart has no axes for a grid"
    case "[", "]", "f", "b", "n", "N", "h", "l", "+", "=", "-", "t", "m", "1"..."9":
      guard extent != nil else { return "`\(key)` is a key of curves: ? lists those of this chart" }
      return idleOnCurves(key, in: view)
    default: return nil
    }
  }

  private func allows(_ option: ChartOptions) -> Bool {
    extent != nil || options().contains(option)
  }

  private func idleOnCurves(_ key: Character, in view: ChartView) -> String? {
    switch key {
    case "h", "l": view.window == nil ? "all of it is shown: + goes closer" : nil
    case "-": view.window == nil && view.follow == nil ? "all of it is shown: + goes closer" : nil
    case "[", "]":
      smoothing == nil ? "no curve here is smoothed: each stands as it was measured" : nil
    case "t": curveCount < 2 ? "there is one curve" : nil
    case "n", "N":
      remarkable().isEmpty && view.bookmarks.isEmpty
        ? "there is no spike and no NaN: b makes a bookmark to come back to" : nil
    case "1"..."9":
      key.wholeNumberValue ?? 0 > curveCount
        ? "there \(curveCount == 1 ? "is one curve" : "are \(curveCount) curves")" : nil
    default: nil
    }
  }
}
