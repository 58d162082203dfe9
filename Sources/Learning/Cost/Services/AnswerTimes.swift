import Data
import Engine
import Support

/// How long a model takes on this machine for one row at a time: what who waits for an answer waits.
package struct AnswerTimes: Equatable, Sendable {
  /// Calls that are timed, unless they take too long.
  package static let calls = 200
  /// Of a slow model only so many seconds are timed, but at least `leastCalls`.
  private static let patience = 4.0
  private static let leastCalls = 5

  /// Seconds of each call, ascending.
  package let seconds: [Double]

  /// Times that were taken elsewhere.
  package init(_ seconds: [Double]) { self.seconds = seconds.sorted() }

  /// Answers rows of `samples` in turn, after a tenth as many that only warm up: each call fills the inputs, runs the
  /// plan and reads the answer out, as a server would. Throws what `predict` throws for such samples, and where the
  /// user interrupts.
  package init(
    of model: Model, on samples: Samples, calls: Int = AnswerTimes.calls, threads: Int
  ) throws(LearningError) {
    try DataCheck.inputs(of: model, samples, data: "data")
    try DataCheck.indices(of: model, samples)
    var inputs = try samples.arranged(for: model).mappingInputs { $0.cast(to: model.dtype) }
    (inputs.targets, inputs.weights) = (nil, nil)
    guard inputs.count > 0 else {
      self.init([])
      return
    }
    let graph = Graph()
    let nodes = BatchNodes(inputs, rows: 1, in: graph)
    let output = try model.apply(to: nodes.inputs, in: graph).output
    let plan = Plan(graph, outputs: [output])
    try MemoryLimit.check(plan, model: model)
    let executor = Executor(plan, team: ThreadTeam.of(threads))
    var copy = [UInt8](repeating: 0, count: output.type.byteCount)
    func answer(_ call: Int) {
      let row = call % inputs.count
      nodes.fill(executor, with: inputs, row..<row + 1, step: nil)
      executor.run()
      executor.withBytes(of: output) { bytes in
        copy.withUnsafeMutableBytes { $0.copyMemory(from: bytes) }
      }
    }
    let end = monotonicSeconds() + AnswerTimes.patience
    for call in 0..<max(calls / 10, 1) where monotonicSeconds() < end && !Interrupt.isRaised {
      answer(call)
    }
    var seconds: [Double] = []
    seconds.reserveCapacity(calls)
    for call in 0..<calls {
      if Interrupt.isRaised { throw .interrupted }
      if seconds.count >= AnswerTimes.leastCalls, monotonicSeconds() > end { break }
      let start = monotonicSeconds()
      answer(call)
      seconds.append(monotonicSeconds() - start)
    }
    self.init(seconds)
  }

  /// The time that this share of the calls did not exceed, by nearest rank: p50 of 200 is the 100th, p99 the 198th.
  ///
  /// NaN without calls.
  package func percentile(_ share: Double) -> Double {
    guard !seconds.isEmpty else { return .nan }
    let rank = Int(saturating: (share * Double(seconds.count)).rounded(.up))
    return seconds[min(max(rank, 1), seconds.count) - 1]
  }
}
