import Plots

/// What the lower axis of a training's curves counts.
enum LiveAxis: CaseIterable {
  case step, epoch, time

  /// What stands at the axis.
  var title: String {
    switch self {
    case .step: "step"
    case .epoch: "epoch"
    case .time: "seconds"
    }
  }

  var next: LiveAxis {
    switch self {
    case .step: .epoch
    case .epoch: .time
    case .time: .step
    }
  }
}

/// Steps of a training as epochs or as seconds, and back.
struct LiveAxisMap {
  private let axis: LiveAxis
  private let stepsPerEpoch: Double
  private let times: [(step: Int, seconds: Double)]

  /// By what a training says of itself; steps stay steps where it does not say enough.
  init(_ axis: LiveAxis, _ snapshot: LiveSnapshot) {
    times = [(0, 0)] + snapshot.times
    var stepsPerEpoch = 0.0
    if let total = snapshot.totalSteps, let epochs = snapshot.epochs, epochs > 0 {
      stepsPerEpoch = Double(total) / Double(epochs)
    }
    self.stepsPerEpoch = stepsPerEpoch
    switch axis {
    case .epoch where stepsPerEpoch > 0: self.axis = .epoch
    case .time where (times.last?.seconds ?? 0) > 0: self.axis = .time
    default: self.axis = .step
    }
  }

  /// The axis that can be shown.
  var shown: LiveAxis { axis }

  /// The same curve over the axis.
  func mapped(_ series: Series) -> Series {
    guard axis != .step else { return series }
    var other = series
    if series.xs == nil, axis == .epoch {
      other.store = series.store.scaled(by: 1 / stepsPerEpoch)
      return other
    }
    var place = 1
    other.xs = (0..<series.count).map { index in
      let step = series.x(at: index)
      guard axis == .time else { return step / stepsPerEpoch }
      while place < times.count - 1, Double(times[place].step) < step { place += 1 }
      return between(place, step)
    }
    return other
  }

  /// Seconds at a step between two that are known.
  private func between(_ place: Int, _ step: Double) -> Double {
    let (from, to) = (times[place - 1], times[place])
    let width = Double(to.step - from.step)
    let share = width > 0 ? min(max((step - Double(from.step)) / width, 0), 1) : 1
    return from.seconds + share * (to.seconds - from.seconds)
  }

  /// The step at a place of the axis.
  func step(at place: Double) -> Double {
    switch axis {
    case .step: return place
    case .epoch: return place * stepsPerEpoch
    case .time:
      guard let next = times.firstIndex(where: { $0.seconds >= place }), next > 0 else {
        return place > 0 ? Double(times.last?.step ?? 0) : 0
      }
      let (from, to) = (times[next - 1], times[next])
      let width = to.seconds - from.seconds
      let share = width > 0 ? (place - from.seconds) / width : 1
      return Double(from.step) + share * Double(to.step - from.step)
    }
  }
}
