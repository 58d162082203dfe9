import Testing

@testable import Learning

/// How fast a run is said to be, when its pace changes.
@Suite struct RunSpeedTests {
  @Test func `a run that is slowed down is measured anew, whatever it was before`() throws {
    var speed = RunSpeed()
    speed.begin(at: 0)
    // 80,000 steps in a second, then 20 steps a second.
    for _ in 0..<80_000 { speed.add(samples: 30) }
    let fastNow = speed.measured(at: 1, pace: nil)
    let fast = try #require(fastNow)
    #expect(abs(fast.samplesPerSecond - 2_400_000) < 1)
    speed.add(samples: 30)
    let before = speed.measured(at: 1.05, pace: 20)
    #expect(before == nil, "made before")
    for step in 1...40 {
      speed.add(samples: 30)
      let slowNow = speed.measured(at: 1.05 + 0.05 * Double(step), pace: 20)
      let slow = try #require(slowNow)
      #expect(abs(slow.samplesPerSecond - 600) < 1e-6 && abs(slow.secondsPerStep - 0.05) < 1e-9)
    }
    #expect(speed.mean(at: 3.05).map { abs($0 - 80_041 * 30 / 3.05) < 1 } == true)
  }

  @Test func `the first step at a pace, which comes at once, is no faster than the pace`() throws {
    var speed = RunSpeed()
    speed.begin(at: 5)
    _ = speed.measured(at: 5, pace: 1)
    speed.add(samples: 8)
    let firstNow = speed.measured(at: 5.001, pace: 1)
    let first = try #require(firstNow)
    #expect(first.secondsPerStep == 1 && first.samplesPerSecond == 8)
  }

  @Test func `time in which nothing was to be done slows nothing down`() throws {
    var speed = RunSpeed()
    speed.begin(at: 0)
    speed.add(samples: 10)
    speed.leaveOut(seconds: 100)
    let measuredNow = speed.measured(at: 101, pace: nil)
    let measured = try #require(measuredNow)
    #expect(measured.samplesPerSecond == 10 && speed.mean(at: 101) == 10)
    #expect(RunSpeed().mean(at: 3) == nil)
  }
}
