// Kinds by short names where a chart is made: `Plot(.lines(series))`.
extension Chart where Self == LineChart {
  /// Curves over steps.
  package static func lines(_ series: [Series]) -> LineChart { LineChart(series) }
}

extension Plot {
  /// The curves of one measure over a run: training as band and smooth line, validation with its best.
  ///
  /// The y axis is logarithmic when all values are positive and span more than a factor of 20; a
  /// measure that lies within 0…1 and is a share (`isShare`) gets the whole range 0…1, its highest
  /// value being the best.
  package static func loss(
    _ series: [Series], title: String = "loss", progress: Progress? = nil, isShare: Bool = false
  ) -> Plot {
    var plot = Plot(.lines(series), title: title)
    plot.progress = progress
    plot.x.isInteger = series.allSatisfy { isWhole($0.xs ?? []) }
    plot.x.title = progress?.unit ?? "step"
    if let progress, let total = progress.total, total > 512, progress.done < total / 8 {
      // Of few of many steps the whole run's axis would show a line in a corner.
      plot.x.domain = .doubling
    } else if let total = progress?.total, total > 0 {
      plot.x.domain = .fixed(0, Double(total))
    } else if progress != nil {
      plot.x.domain = .doubling
    }
    if isShare {
      plot.y.domain = .fixed(0, 1)
      plot.best = .highest
    } else if spansDecades(series) {
      plot.y.scale = .log10
    }
    return plot
  }

  /// Functions sampled at explicit positions, with f solid and, by its pattern, f′ dotted.
  package static func functions(_ series: [Series], title: String = "") -> Plot {
    Plot(FunctionChart(series), title: title)
  }

  /// Points in the plane by class.
  package static func scatter(_ classes: [PointClass], title: String = "") -> Plot {
    Plot(ScatterChart(classes), title: title)
  }

  /// The regions of a classifier with the points it is meant for.
  package static func boundary(
    _ field: BoundaryField, points: [PointClass], title: String = ""
  ) -> Plot {
    Plot(BoundaryChart(field, points), title: title)
  }

  /// A table of true against predicted classes.
  package static func confusion(_ counts: ConfusionCounts, title: String = "confusion") -> Plot {
    Plot(ConfusionMatrix(counts), title: title)
  }

  /// One picture or several.
  package static func images(_ cells: [ImageCell], title: String = "") -> Plot {
    Plot(ImageGrid(cells), title: title)
  }

  /// A table of numbers as shades, such as a kernel.
  package static func heat(_ map: HeatMap, title: String = "") -> Plot {
    Plot(HeatChart(map), title: title)
  }

  /// The distribution of values.
  package static func histogram(_ values: [Double], title: String = "") -> Plot {
    Plot(Histogram(values), title: title)
  }
}

private func spansDecades(_ series: [Series]) -> Bool {
  var all = SampleSummary()
  for one in series { all.add(one.store.summary(of: 0..<one.count)) }
  guard all.finiteCount > 1, all.negativeInfinityCount == 0, all.minimum > 0 else { return false }
  return all.maximum / all.minimum > 20
}

private func isWhole(_ values: [Double]) -> Bool {
  values.allSatisfy { $0 == $0.rounded() }
}
