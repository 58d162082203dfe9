import Learning
import Plots

/// The first metric of a run over its epochs, as a panel of its own beside the loss.
struct FeedMetric {
  private let name: String
  private let isLarger: Bool
  private var train: (steps: [Double], values: [Double]) = ([], [])
  private var validation: (steps: [Double], values: [Double]) = ([], [])

  /// `nil` for a run that measures nothing beside its loss.
  init?(of run: TrainingRun) {
    guard
      let name = run.seriesNames.first(where: {
        Metrics.prefersLarger($0) != nil && !$0.hasPrefix("val_")
      })
    else { return nil }
    (self.name, isLarger) = (name, Metrics.prefersLarger(name) ?? true)
  }

  /// Takes what an epoch has measured.
  mutating func take(_ epoch: EpochRecord) {
    if let value = epoch.value(name) {
      train.steps.append(Double(epoch.step))
      train.values.append(value)
    }
    if let value = epoch.value("val_" + name) {
      validation.steps.append(Double(epoch.step))
      validation.values.append(value)
    }
  }

  /// All of it is told anew.
  mutating func forget() { (train, validation) = (([], []), ([], [])) }

  /// The curves; `nil` before the first epoch has ended.
  var companion: LineChart.Companion? {
    guard !train.values.isEmpty else { return nil }
    var series = [Series("train", role: .raw, xs: train.steps, ys: train.values)]
    if !validation.values.isEmpty {
      series.append(
        Series("val", role: .validation, xs: validation.steps, ys: validation.values))
    }
    let isShare = isLarger && series.allSatisfy { $0.ys.allSatisfy { (0...1).contains($0) } }
    return LineChart.Companion(
      series, title: name, y: Axis(domain: isShare ? .fixed(0, 1) : .automatic),
      best: isLarger ? .highest : .lowest)
  }
}
