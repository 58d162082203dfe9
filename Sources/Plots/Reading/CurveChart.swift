/// A kind of chart whose picture is curves over one axis: they can be hidden, brought to the front, zoomed into and read out.
package protocol CurveChart: Chart {
  /// The curves, in the order of the legend.
  var series: [Series] { get }

  /// A chart of the same kind of other curves.
  init(_ series: [Series])
}

extension LineChart: CurveChart {}
extension FunctionChart: CurveChart {}

extension Plot {
  /// The chart as one of curves; `nil` for other kinds.
  package var curveChart: (any CurveChart)? { chart as? any CurveChart }

  /// The chart without the curves at `hidden` places, the one at place `front` drawn over all others; colours stay.
  package func showing(without hidden: Set<Int>, front: Int?) -> Plot {
    guard let curves = curveChart, !hidden.isEmpty || front != nil else { return self }
    return replacing(curves, hidden, front)
  }

  private func replacing<Kind: CurveChart>(_ kind: Kind, _ hidden: Set<Int>, _ front: Int?) -> Plot
  {
    let slots = Curve.slots(kind.series)
    var shown: [Series] = []
    var last: Series?
    for (place, one) in kind.series.enumerated() where !hidden.contains(place) {
      var one = one
      one.slot = slots[place]
      if place == front { last = one } else { shown.append(one) }
    }
    // Functions are drawn first in front, curves of a run last in front.
    if let last {
      if kind is FunctionChart { shown.insert(last, at: 0) } else { shown.append(last) }
    }
    var plot = self
    plot.chart = Kind(shown)
    if let before = kind as? LineChart, var now = plot.chart as? LineChart {
      (now.companion, now.companionRows) = (before.companion, before.companionRows)
      plot.chart = now
    }
    return plot
  }

  /// From the first position of a sample to the last; `nil` without samples and for other kinds.
  package var curveExtent: ClosedRange<Double>? {
    guard let curves = curveChart else { return nil }
    var (low, high) = (Double.infinity, -Double.infinity)
    for one in curves.series where one.count > 0 {
      if let xs = one.xs, !one.isSorted {
        let summary = SampleSummary(of: xs, in: xs.indices)
        (low, high) = (min(low, summary.minimum), max(high, summary.maximum))
      } else {
        (low, high) = (min(low, one.x(at: 0)), max(high, one.x(at: one.count - 1)))
      }
    }
    return low <= high && (high - low).isFinite ? low...high : nil
  }

  /// Where curves are worth a look, in rising order: the first of each run of values that are no numbers or infinite, and
  /// single values that stand out of those beside them.
  package var remarkablePlaces: [Double] {
    guard let curves = curveChart else { return [] }
    return Array(Set(curves.series.flatMap { Spikes.places(of: $0) })).sorted()
  }
}
