import Plots

/// The seeds of a sweep as medians with bands: over its axis of numbers, or over the epochs of each combination.
struct SweepSpread {
  let rows: [SweepCurves]
  /// The names of the sweep's axes.
  let axes: [String]

  /// More would hide one another.
  private static let shown = 5

  /// The measure over the only axis, in training and validation where both are known; `nil` where the axis is not of
  /// numbers, and for several axes.
  func overAxis(_ measure: String) -> Plot? {
    guard axes.count == 1, let axis = axes.first,
      rows.allSatisfy({ $0.places[axis] != nil }), Set(rows.map { $0.places[axis] }).count > 1
    else { return nil }
    let other = measure.hasPrefix("val_") ? String(measure.dropFirst(4)) : "val_" + measure
    let known = rows.contains { $0.seeds.contains { $0.measured[other] != nil } }
    let names = measure.hasPrefix("val_") ? [other, measure] : [measure, other]
    let seeds = rows.map(\.seeds.count).max() ?? 0
    let curves: RunSpread.Curves = names.filter { $0 == measure || known }.map { name in
      (
        name,
        (0..<seeds).map { seed in
          let found = rows.compactMap { row -> (Double, Double)? in
            guard row.seeds.indices.contains(seed), let place = row.places[axis],
              let value = row.seeds[seed].measured[name]
            else { return nil }
            return (place, value)
          }
          return (found.map(\.0), found.map(\.1))
        }
      )
    }
    var plot = RunSpread.plot(curves, of: "seed", title: "\(measure) over \(axis)", over: axis)
    let places = rows.compactMap { $0.places[axis] }
    plot.x.isInteger = places.allSatisfy { $0 == $0.rounded() }
    if let low = places.min(), let high = places.max(), low > 0, high / low >= 20 {
      plot.x.scale = .log10
    }
    return plot
  }

  /// One curve over the epochs for each of the best combinations; `nil` where no training has epochs.
  func overEpochs(_ measure: String, title: String) -> Plot? {
    let curves = rows.prefix(Self.shown).compactMap { row in
      RunSpread.curves(of: row.epochs, measure).first.map { (row.label, $0.runs) }
    }
    guard !curves.isEmpty else { return nil }
    // In the title: facts beside it may find no room.
    let rest = rows.count > curves.count ? ", the best \(curves.count) of \(rows.count)" : ""
    return RunSpread.plot(
      curves, of: "seed", title: "\(title): \(measure)\(rest)", over: "epoch")
  }

  /// A chart for each combination, the best first: the loss in training and validation, its seeds as a band.
  func panels(_ measure: String) -> [Plot] {
    let plots = rows.prefix(PanelChart.limit).compactMap { row -> Plot? in
      let curves = RunSpread.curves(of: row.epochs, measure)
      guard !curves.isEmpty else { return nil }
      guard row.seeds.count == 1 else {
        return RunSpread.plot(curves, of: "seed", title: row.label, over: "epoch")
      }
      let series = curves.enumerated().map { index, curve in
        Series(
          curve.name, role: .group(index), xs: curve.runs.first?.xs, ys: curve.runs.first?.ys ?? [])
      }
      var plot = Plot.loss(series, title: row.label)
      plot.x.title = "epoch"
      return plot
    }
    return Plot.sharingRange(plots)
  }
}
