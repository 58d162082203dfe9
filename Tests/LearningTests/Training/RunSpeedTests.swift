import Testing

@testable import Learning

/// How fast a run is said to be, when its pace changes.
@Suite struct RunSpeedTests {
  @Test func `a run that is slowed down is measured anew, whatever it was before`() throws {
    var speed = RunSpeed()
    speed.begin(at: 0)
    // 80,000 steps in a second, then 20 steps a second.
    for _ in 0..<80_000 { speed.add(samples: 30) }
    let fast = try #require(speed.measured(at: 1, pace: nil))
    #expect(abs(fast.samplesPerSecond - 2_400_000) < 1)
    speed.add(samples: 30)
    #expect(speed.measured(at: 1.05, pace: 20) == nil, "made before")
    for step in 1...40 {
      speed.add(samples: 30)
      let slow = try #require(speed.measured(at: 1.05 + 0.05 * Double(step), pace: 20))
      #expect(abs(slow.samplesPerSecond - 600) < 1e-6 && abs(slow.secondsPerStep - 0.05) < 1e-9)
    }
    #expect(speed.mean(at: 3.05).map { abs($0 - 80_041 * 30 / 3.05) < 1 } == true)
  }

  @Test func `the first step at a pace, which comes at once, is no faster than the pace`() throws {
    var speed = RunSpeed()
    speed.begin(at: 5)
    _ = speed.measured(at: 5, pace: 1)
    speed.add(samples: 8)
    let first = try #require(speed.measured(at: 5.001, pace: 1))
    #expect(first.secondsPerStep == 1 && first.samplesPerSecond == 8)
  }

  @Test func `time in which nothing was to be done slows nothing down`() throws {
    var speed = RunSpeed()
    speed.begin(at: 0)
    speed.add(samples: 10)
    speed.leaveOut(seconds: 100)
    let measured = try #require(speed.measured(at: 101, pace: nil))
    #expect(measured.samplesPerSecond == 10 && speed.mean(at: 101) == 10)
    #expect(RunSpeed().mean(at: 3) == nil)
  }
}
