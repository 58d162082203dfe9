import Catalog

/// Cohen's kappa: agreement beyond chance, (pₒ − pₑ)/(1 − pₑ); NaN where all is of one class.
struct CohenKappa: Metric, WithoutParameters {
  static let signature = Signature.metric(
    "cohen_kappa", "Agreement of classes beyond chance.",
    example: "cohen_kappa([0, 1, 2, 2, 1, 0, 2], [0, 2, 2, 2, 1, 0, 1])")

  func refusal(of layout: TargetLayout) -> MetricRefusal? { layout.refusesLabels }

  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    TableScore(layout) { table in
      let total = table.total
      let chance = table.sumOfMarginProducts / (total * total)
      return chance == 1 ? .nan : (table.hits / total - chance) / (1 - chance)
    }
  }
}

/// Matthews' correlation of classes, for several classes Gorodkin's R_k: −1 to 1, 0 by chance.
///
/// (c·s − Σ tₖ·pₖ) / √((s² − Σ pₖ²)·(s² − Σ tₖ²)), c hits among s. Gorodkin 2004.
struct MatthewsCorrelation: Metric, WithoutParameters {
  static let signature = Signature.metric(
    "mcc", "Correlation of true and predicted classes, -1 to 1.",
    example: "mcc([0, 1, 2, 2, 1, 0, 2], [0, 2, 2, 2, 1, 0, 1])")

  func refusal(of layout: TargetLayout) -> MetricRefusal? { layout.refusesLabels }

  func accumulator(for layout: TargetLayout) -> any MetricAccumulator {
    TableScore(layout) { table in
      let total = table.total
      let guesses = total * total - table.sumOfSquares(table.guesses)
      let truths = total * total - table.sumOfSquares(table.truths)
      guard total > 0 else { return .nan }
      let size = (guesses * truths).squareRoot()
      let covariance = table.hits * total - table.sumOfMarginProducts
      return size == 0 ? 0 : covariance / size
    }
  }
}

/// A score of how often classes are true, predicted and both.
private struct TableScore: MetricAccumulator {
  private var counts: ClassMargins
  private let score: (Table) -> Double

  init(_ layout: TargetLayout, _ score: @escaping (Table) -> Double) {
    counts = ClassMargins(classes: layout.classes)
    self.score = score
  }

  mutating func add(_ batch: MetricBatch) { counts.add(batch) }

  var state: [Double] {
    get { counts.state }
    set { counts.state = newValue }
  }

  var result: MetricValue { .number(score(Table(counts))) }

  var remark: String? {
    guard result.summary.isNaN, counts.occurring.count == 1 else { return nil }
    return "all targets and answers are of one class"
  }

  struct Table {
    let hits: Double
    let truths: [Double]
    let guesses: [Double]

    init(_ counts: ClassMargins) {
      hits = counts.hits.reduce(0, +)
      (truths, guesses) = (counts.truths, counts.guesses)
    }

    var total: Double { truths.reduce(0, +) }

    var sumOfMarginProducts: Double {
      zip(truths, guesses).reduce(0) { $0 + $1.0 * $1.1 }
    }

    func sumOfSquares(_ counts: [Double]) -> Double {
      counts.reduce(0) { $0 + $1 * $1 }
    }
  }
}
