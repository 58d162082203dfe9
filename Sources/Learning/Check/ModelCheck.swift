import Data
import Engine
import Support

/// Compares every layer's gradient with central differences, in float64.
///
/// For each weight 20 random elements: h = 6e-6·max(1, |w|); passes when
/// |a − n| ≤ 1e-6·(|a| + |n|) + 1e-9. Elements with zero gradient are drawn again, up to 20 times.
/// Where the two one-sided differences disagree there is a kink, and the element is skipped.
package struct ModelCheck: Sendable {
  /// The worst element of one weight.
  package struct Row: Equatable, Sendable {
    /// The weight, by its label path: `dense.kernel`.
    package var path: String
    /// How many elements were compared.
    package var checked: Int
    /// Elements next to a kink.
    package var skipped: Int
    /// |a − n| / max(1e-8, |a| + |n|) of the worst element.
    package var worstError: Double
    /// The gradient by the graph, of the worst element.
    package var analytic: Double
    /// The central difference, of the worst element.
    package var numeric: Double
    /// Whether all compared elements agree; so do those of a weight that has none left to compare.
    package var passes: Bool
  }

  static let elementsPerWeight = 20

  /// One row a weight, in the order of the model.
  package let rows: [Row]
  /// Whether all weights pass.
  package var passes: Bool { rows.allSatisfy(\.passes) }

  /// Checks on at most the first `limit` samples; the model itself stays untouched.
  package init(
    of model: Model, on samples: Samples, loss: LossChoice? = nil, seed: UInt64 = 0,
    limit: Int = 16, threads: Int = 1
  ) throws(LearningError) {
    try DataCheck.inputs(of: model, samples, data: "data")
    let labels = try samples.labels(data: "data")
    let chosen: LossChoice
    if let loss {
      chosen = loss
    } else {
      chosen = try Inference.loss(
        for: model, TargetSummary(labels), ignoring: samples.ignoredClass)
    }
    try DataCheck.targets(of: model, labels, loss: chosen)
    try DataCheck.ignoredClass(of: samples, data: "data", loss: chosen)
    let probe = try GradientProbe(
      model, samples.subset(0..<min(limit, samples.count)), chosen, seed: seed, threads: threads)
    rows = probe.weights.indices.map { probe.row($0, seed: seed) }
    if Interrupt.isRaised { throw .interrupted }
  }
}
