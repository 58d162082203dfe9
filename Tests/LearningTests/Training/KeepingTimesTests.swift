import Testing

@testable import Learning

/// When a run is kept on the disk: soon, ever more seldom, and at little cost.
@Suite struct KeepingTimesTests {
  /// The moments at which a run that lasts so long is kept, where each time costs so much.
  private func moments(cost: Double, until end: Double) -> [Double] {
    var times = KeepingTimes()
    var (now, found) = (0.0, [Double]())
    // The first state is kept before the first step.
    times.note(seconds: cost, at: cost)
    now = cost
    while now < end {
      now += 0.001
      guard times.isDue(after: now) else { continue }
      found.append(now)
      now += cost
      times.note(seconds: cost, at: now)
    }
    return found
  }

  @Test func `a small run is kept within its first second, then every five seconds`() {
    let found = moments(cost: 0.0005, until: 60)
    #expect(found[0] < 0.3 && found[1] < 1)
    // In whole hundredths: the clock above goes in steps.
    let gaps = zip(found.dropFirst(), found).map { (($0 - $1) * 100).rounded() }
    #expect(gaps == gaps.sorted() && gaps.last == 500, "\(gaps)")
  }

  @Test(arguments: [0.001, 0.01, 0.1, 1])
  func `keeping takes a fiftieth of the time at most`(cost: Double) {
    for end in [20.0, 100, 400] {
      let found = moments(cost: cost, until: end)
      // The state at the beginning comes on top: without it nothing is known of the run.
      #expect(Double(found.count) * cost <= 0.02 * end, "\(cost) \(end)")
    }
  }
}
