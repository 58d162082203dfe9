/// What a rate that falls on plateaus remembers; a value, so that a run can go on from it.
package struct Plateau: Equatable, Sendable {
  /// When the rate falls, and by how much.
  package struct Rule: Equatable, Sendable {
    /// The rate becomes factor · rate.
    package var factor: Double
    /// Epochs without improvement before that.
    package var patience: Int
    var minimumDelta: Double
    /// Whether that is a share of the best value, as in PyTorch.
    package var isRelative = false
    var cooldown: Int
    var minimumRate: Double
    /// `val_loss`, or `loss` without validation, where nil.
    package var monitor: String?
  }

  /// When the rate falls.
  package let rule: Rule
  /// The rate of the next epoch.
  package private(set) var rate: Double
  /// The best value so far, smaller being better.
  private var best = Double.infinity
  private var waited = 0
  private var restEpochs = 0

  init(_ rate: Double, _ rule: Rule) {
    self.rate = rate
    self.rule = rule
  }

  /// Takes in the newest values after an epoch; a series that is missing changes nothing.
  package mutating func note(_ values: [(name: String, value: Double)]) {
    let names = rule.monitor.map { [$0] } ?? ["val_loss", "loss"]
    guard let name = names.first(where: { name in values.contains { $0.name == name } }),
      let newest = values.first(where: { $0.name == name })?.value
    else { return }
    if restEpochs > 0 {
      restEpochs -= 1
      waited = 0
    }
    let value = EarlyStopping.prefersLarger(name) ? -newest : newest
    let delta = rule.isRelative && best.isFinite ? rule.minimumDelta * abs(best) : rule.minimumDelta
    if value < best - delta {
      best = value
      waited = 0
    } else if restEpochs == 0 {
      waited += 1
      if waited >= rule.patience, rate > rule.minimumRate {
        rate = max(rate * rule.factor, rule.minimumRate)
        restEpochs = rule.cooldown
        waited = 0
      }
    }
  }

  /// Everything that changes, as numbers for a checkpoint.
  package var state: [Double] {
    get { [rate, best, Double(waited), Double(restEpochs)] }
    set {
      guard newValue.count == 4 else { return }
      (rate, best) = (newValue[0], newValue[1])
      // Out of a file, which may say anything.
      let counts = newValue[2...].map { min(max(Int(exactly: $0) ?? 0, 0), 1_000_000_000) }
      (waited, restEpochs) = (counts[0], counts[1])
    }
  }
}
