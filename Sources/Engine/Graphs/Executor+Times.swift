import Glibc

/// How long one line of a plan took, and what it was.
package struct LineTime: Sendable {
  /// The operation's name, as in `Operation.name`.
  package var operation: String
  /// The label path of the layer that appended it; empty outside of layers.
  package var scope: String
  /// Extents of the line's result.
  package var shape: Shape
  /// What one run of the line multiplies and adds; 0 for what is not a product.
  package var multiplyAccumulates: Int
  /// Processor time of the calling thread, the shortest of all runs.
  package var nanoseconds: Double
}

extension Executor {
  /// Runs the plan on the calling thread alone, so many times, and times every line by itself.
  ///
  /// For measurements only: guards are not asked. Tiny lines need `inRow`, as reading the clock
  /// takes longer than they do; then their operands are always in the first cache.
  package func lineTimes(repetitions: Int, inRow: Int = 1) -> [LineTime] {
    var shortest = [Double](repeating: .infinity, count: plan.lines.count)
    for _ in 0..<repetitions {
      for position in plan.lines.indices {
        let start = threadSeconds()
        for _ in 0..<inRow { runAlone(position) }
        let time = (threadSeconds() - start) * 1e9 / Double(inRow)
        shortest[position] = min(shortest[position], time)
      }
    }
    return zip(plan.lines, shortest).map { line, time in
      LineTime(
        operation: line.operation.name, scope: line.scope, shape: line.node.shape,
        multiplyAccumulates: line.multiplyAccumulates, nanoseconds: time)
    }
  }
}
