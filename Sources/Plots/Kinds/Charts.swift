import Catalog

/// The kinds of charts.
package enum Charts {
  /// In the order in which help lists them; of kinds that fit equally well the first is drawn.
  package static let all: [any Chart.Type] = [
    LineChart.self, FunctionChart.self, ScatterChart.self, BoundaryChart.self, FilterChart.self,
    HeatChart.self,
    ImageGrid.self, Histogram.self, ConfusionMatrix.self,
    BarChart.self, CorrelationChart.self, PairsChart.self,
    ROCChart.self, PrecisionRecallChart.self, CalibrationChart.self, ThresholdChart.self,
    ResidualChart.self, BoxChart.self, RidgeChart.self, ViolinChart.self, StackedBars.self,
    BandChart.self, SpreadChart.self, SparklineChart.self, ContourChart.self, ParallelChart.self,
    ParetoChart.self,
    PanelChart.self, LoopChart.self, MemoryChart.self,
    WaveChart.self, SpectrogramChart.self, PCAChart.self, TSNEChart.self,
    NetworkChart.self, AttentionChart.self,
    NetChart.self,
  ]

  /// The kinds that numbers can be drawn as.
  package static let ofNumbers: [any NumberChart.Type] = all.compactMap { $0.ofNumbers }

  /// The kinds that stand by themselves: `plot loop`.
  package static let alone: [Signature] = [LoopChart.signature, MemoryChart.signature]

  /// The words after `kind=`.
  package static let words: [String] = ofNumbers.map { $0.signature.name } + ["pr"]

  /// The kind of that name, among those that numbers can be drawn as.
  package static func named(_ word: String) -> (any NumberChart.Type)? {
    if word == "pr" { return PrecisionRecallChart.self }
    return ofNumbers.first { $0.signature.name == word }
  }

  /// The kind that fits the numbers best.
  package static func choice(for table: NumberTable) -> any NumberChart.Type {
    var best: (kind: any NumberChart.Type, fit: ChartFit) = (HeatChart.self, .onRequest)
    for kind in ofNumbers {
      let fit = kind.fit(table)
      if fit > best.fit { best = (kind, fit) }
    }
    return best.kind
  }
}
