/// How fast a run makes its steps now.
///
/// Measured since the last change of what decides it, the pace that a reader asks for and the size of the batches: a mean over
/// all of a run would say for hours how fast it was before.
struct RunSpeed {
  /// What can be told from it.
  struct Measured {
    let samplesPerSecond: Double
    let secondsPerStep: Double
  }

  /// The samples that were trained on since the start.
  private(set) var samples = 0
  private var steps = 0
  private var pace: Double?
  private var start = 0.0
  private var mark = (time: 0.0, samples: 0, steps: 0)

  /// Begins to measure.
  mutating func begin(at time: Double) {
    start = time
    restart(at: time)
  }

  /// Forgets how fast it was until now.
  mutating func restart(at time: Double) { mark = (time, samples, steps) }

  /// One step more.
  mutating func add(samples count: Int) {
    samples += count
    steps += 1
  }

  /// Time in which nothing was to be done.
  mutating func leaveOut(seconds: Double) {
    start += seconds
    mark.time += seconds
  }

  /// The speed at this pace; `nil` before the first step at it, and where no time has gone by.
  mutating func measured(at time: Double, pace: Double?) -> Measured? {
    if pace != self.pace {
      self.pace = pace
      // The step that is told now was made at the pace before.
      restart(at: time)
    }
    let (seconds, done) = (time - mark.time, Double(steps - mark.steps))
    guard seconds > 0, done > 0 else { return nil }
    // The first of few comes at once: a pace is never exceeded for long.
    let perStep = max(seconds / done, pace.map { 1 / $0 } ?? 0)
    return Measured(
      samplesPerSecond: Double(samples - mark.samples) / done / perStep, secondsPerStep: perStep)
  }

  /// Samples in a second over all of the run; `nil` before its first step.
  func mean(at time: Double) -> Double? {
    steps > 0 && time > start ? Double(samples) / (time - start) : nil
  }
}
