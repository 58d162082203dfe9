import Catalog

/// hits / (truths + predictions − hits) of a class: how much two segmentations overlap.
struct IntersectionOverUnion: Metric {
  static let signature = Signature.metric(
    "iou", "Overlap of true and predicted regions of a class.",
    example: "iou([0, 1, 2, 2, 1, 0, 2], [0, 2, 2, 2, 1, 0, 1], average=macro)",
    [Average.parameter.description])

  let average: Average

  init(_ arguments: BoundArguments) throws(ArgumentError) {
    average = try arguments[Average.parameter]
  }

  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    ClassScore(layout, average) { hits, guesses, truths in
      ratio(hits, truths + guesses - hits)
    }
  }
}
