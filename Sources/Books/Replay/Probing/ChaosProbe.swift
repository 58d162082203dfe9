import Sessions
import Workbench

/// Runs a session once more with the last bits of weights moved (`WeightNudge`), and finds the cells
/// whose results move with them.
package struct ChaosProbe {
  /// A cell that gives something else when a last bit is another.
  package struct Finding {
    /// The cell, with its number and its place.
    package let cell: SessionCell
    /// What it is told as.
    package let notice: ProbeNotice
    /// Whether at least the sort of result stays: what `verify=shape` compares.
    package let keepsShape: Bool
  }

  private let results: [Int: Replay.Result]
  private let options: Replay.Options

  /// What the cells came to without noise, by their numbers.
  package init(_ results: [Int: Replay.Result], options: Replay.Options) {
    self.results = results
    self.options = options
  }

  /// Runs all cells again, and the solutions between them; cells that are compared by their shape
  /// already, or not at all, are not asked. Ends early where the user ends it.
  package func findings(_ document: SessionDocument) -> [Finding] {
    var noisy = options
    noisy.nudgesWeights = true
    let lesson = Walkthrough(document, options: noisy)
    var findings: [Finding] = []
    for step in lesson.steps {
      switch step {
      case .cell(let cell) where !cell.options.isNotRun:
        let result = lesson.run(cell)
        if result.isInterrupted { return findings }
        if let finding = finding(cell, result, in: document) { findings.append(finding) }
      case .exercise(let exercise):
        _ = lesson.demonstrate(exercise)
        if options.isStopped() { return findings }
      default: continue
      }
    }
    return findings
  }

  private func finding(
    _ cell: SessionCell, _ noisy: Replay.Result, in document: SessionDocument
  ) -> Finding? {
    guard let result = results[cell.number], !cell.options.isVolatile,
      var rule = document.rule(for: cell, math: ArithmeticVersion.current), rule.tier != .shape
    else { return nil }
    rule.tier = .numeric
    guard let notice = notice(cell, result, noisy, rule) else { return nil }
    rule.tier = .shape
    let shape = OutputsComparison(
      stored: result.stored, computed: noisy.stored, by: Comparison(rule))
    return Finding(cell: cell, notice: notice, keepsShape: shape.agrees)
  }

  private func notice(
    _ cell: SessionCell, _ result: Replay.Result, _ noisy: Replay.Result, _ rule: ComparisonRule
  ) -> ProbeNotice? {
    let place = VerificationReport.Cell(cell, .ok).title
    let curves = [result, noisy].map { $0.printed.compactMap(TrainedCurve.init) }
    for (left, right) in zip(curves[0], curves[1]) {
      if let moved = left.change(to: right, rule) {
        return .chaotic(
          run: left.name, place: place, series: moved.series, change: moved.change)
      }
    }
    let both = OutputsComparison(
      stored: result.stored, computed: noisy.stored, by: Comparison(rule))
    return both.agrees ? nil : .followsChaos(place: place)
  }
}

/// The curves of a training that has ended, at full precision.
private struct TrainedCurve {
  let name: String
  private let series: [(name: String, values: [Double])]

  init?(_ output: Output) {
    guard case .curve(let name, _, let series) = output else { return nil }
    (self.name, self.series) = (name, series)
  }

  /// The first series that moves by more than the tolerance, and by which part of itself at most.
  func change(
    to other: TrainedCurve, _ rule: ComparisonRule
  ) -> (series: String, change: Double)? {
    for (left, right) in zip(series, other.series) where left.name == right.name {
      let pairs = Array(zip(left.values, right.values))
      guard
        pairs.contains(where: { !rule.agrees($0, $1) }) || left.values.count != right.values.count
      else { continue }
      let changes = pairs.compactMap { first, second -> Double? in
        guard !rule.agrees(first, second) else { return nil }
        guard first.isFinite, second.isFinite else { return .infinity }
        return abs(first - second) / max(abs(first), .leastNormalMagnitude)
      }
      return (left.name, changes.max() ?? .infinity)
    }
    return series.count == other.series.count ? nil : (series.first?.name ?? "loss", .infinity)
  }
}
