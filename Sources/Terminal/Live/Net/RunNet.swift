import Engine
import Learning
import Plots
import Support
import Workbench

/// The net of a run: its newest weights, those of steps that were looked at, and those the run keeps of itself.
final class RunNet: NetFeed {
  private let run: TrainingRun
  private let view: NetView
  /// Weights that were seen, by rising steps.
  private var seen: [(step: Int, weights: [Tensor])] = []
  private var drawn: (step: Int, net: NetPicture)?
  private let bytes: Int
  /// Steps that would take too long to compute again.
  private var distant: Set<Int> = []

  /// Memory for weights that were seen.
  private static let memory = 32 << 20
  /// Seconds that may go by until an older step is computed again.
  private static let patience = 0.25

  init?(_ run: TrainingRun) {
    guard let source = NetSource(of: run), let view = NetView(source) else { return nil }
    self.run = run
    self.view = view
    bytes = max(1, run.models[0].byteCount)
  }

  var pace: Double? {
    get { run.pace }
    set { run.pace = newValue }
  }

  var heading: String { "\(run.model.name) on \(run.setup.options.dataName)" }

  var features: Set<NetFeature>? { view.isPlane ? view.features : nil }

  func step() { run.requestStep() }

  func newest() -> (step: Int, net: NetPicture)? {
    defer { run.requestMoment() }
    guard let (step, weights) = run.newestWeights, !weights.isEmpty else {
      guard seen.isEmpty else { return drawn }
      // Before the first step the model itself is what there is.
      return draw(run.models[0].parameters.map(\.variable.value), 0)
    }
    if seen.last.map({ $0.step < step }) ?? true {
      seen.append((step, weights))
      thinOut()
    }
    return draw(weights, step)
  }

  func past(_ step: Int) -> (step: Int, net: NetPicture)? {
    if let kept = seen.last(where: { $0.step == step }) { return draw(kept.weights, step) }
    if !distant.contains(step) {
      let end = monotonicSeconds() + Self.patience
      if let weights = try? run.weights(
        afterStep: step, isInterrupted: { monotonicSeconds() > end })
      {
        keep(weights, step)
        return draw(weights, step)
      }
      distant.insert(step)
    }
    let kept = [seen.last { $0.step <= step }, run.keptWeights(nearestTo: step)].compactMap { $0 }
    return kept.max { $0.step < $1.step }.flatMap { draw($0.weights, $0.step) }
  }

  func neighbours(of step: Int) -> (before: Int?, after: Int?) {
    let all = seen.map(\.step) + run.keptSteps
    return (all.filter { $0 < step }.max(), all.filter { $0 > step }.min())
  }

  private func draw(_ weights: [Tensor], _ step: Int) -> (step: Int, net: NetPicture)? {
    if let drawn, drawn.step == step { return drawn }
    drawn = (step, view.picture(weights: weights, step: step))
    return drawn
  }

  private func keep(_ weights: [Tensor], _ step: Int) {
    let place = seen.firstIndex { $0.step > step } ?? seen.count
    seen.insert((step, weights), at: place)
    thinOut()
  }

  /// Every second one goes where they take too much; the first and the last stay.
  private func thinOut() {
    guard seen.count > max(8, min(4000, Self.memory / bytes)) else { return }
    let last = seen.count - 1
    seen = seen.enumerated().filter { $0.offset % 2 == 0 || $0.offset == last }.map(\.element)
  }
}
