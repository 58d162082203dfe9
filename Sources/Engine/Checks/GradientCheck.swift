/// What the check of one variable found.
package struct GradientReport: Sendable, Equatable {
  /// The variable's name.
  package var name: String
  /// The worst |a − n| / (|a| + |n|) among the coordinates that count.
  package var worstError = 0.0
  /// Where that was, and both numbers there.
  package var worstPosition = 0
  /// a, what `Graph.gradients` gives at that coordinate.
  package var analytic = 0.0
  /// n, the mean of the slopes to the left and to the right there.
  package var numeric = 0.0
  /// How many coordinates count: those looked at, kinks left out.
  package var checked = 0
  /// Coordinates next to a kink, such as relu at 0, where there is no derivative to compare.
  package var skippedKinks = 0
  /// Whether every coordinate that counts agrees.
  package var passes = true
}

/// Compares gradients with central differences.
///
/// n = (f(w + h) − f(w − h)) / 2h with h = 6·10⁻⁶·max(1, |w|); passes when
/// |a − n| ≤ 10⁻⁶·(|a| + |n|) + 10⁻⁹. Only float64 leaves enough digits for that.
package struct GradientCheck {
  /// Coordinates for each variable; fewer when it has fewer.
  package var coordinates = 20
  /// How often a coordinate of zero gradient, which says little, is drawn again.
  package var redraws = 20
  /// Which coordinates of a large variable are drawn.
  package var seed: UInt64 = 0

  /// 20 coordinates of each variable, with seed 0.
  package init() {}

  /// Checks ∂output/∂variable for scalars `output`; `prepare` feeds the inputs.
  ///
  /// Random nodes draw the same numbers each time, since all runs are of step 0.
  package func reports(
    _ graph: Graph, of output: Graph.Node, for variables: [Variable],
    prepare: (Executor) -> Void = { _ in }
  ) throws(ShapeError) -> [GradientReport] {
    precondition(output.shape.count == 1, "the gradient of one number")
    let gradients = try graph.gradients(of: output, for: variables.map { graph.variable($0) })
    let analytic = Executor(Plan(graph, outputs: gradients))
    prepare(analytic)
    analytic.run()
    let forward = Executor(Plan(graph, outputs: [output]))
    prepare(forward)
    var reports: [GradientReport] = []
    for (variable, gradient) in zip(variables, gradients) {
      let probe = Probe(variable: variable, executor: forward, output: output)
      reports.append(report(probe, analytic.value(of: gradient), coordinates))
    }
    return reports
  }

  private func report(_ probe: Probe, _ gradient: Tensor, _ count: Int) -> GradientReport {
    var report = GradientReport(name: probe.variable.name)
    for position in positions(probe.variable.name, gradient, count) {
      let slope = gradient[position]
      let sides = probe.slopes(at: position)
      let numeric = (sides.left + sides.right) / 2
      let (difference, size) = (abs(slope - numeric), abs(slope) + abs(numeric))
      let agrees = difference <= 1e-6 * size + 1e-9
      if !agrees, isKink(sides, slope) {
        report.skippedKinks += 1
        continue
      }
      report.checked += 1
      let error = difference <= 1e-9 ? 0 : difference / size
      // A NaN is worse than any number.
      if !(error <= report.worstError) || report.checked == 1 {
        (report.worstError, report.worstPosition) = (error, position)
        (report.analytic, report.numeric) = (slope, numeric)
      }
      report.passes = report.passes && agrees
    }
    return report
  }

  /// All coordinates of a small tensor, some of a large one.
  private func positions(_ name: String, _ gradient: Tensor, _ count: Int) -> [Int] {
    guard gradient.count > count else { return Array(0..<gradient.count) }
    let stream = RandomStream(seed: seed, purpose: .sample, name: name, occurrence: 0)
    var (result, draw): ([Int], UInt64) = ([], 0)
    for _ in 0..<count {
      var position = 0
      for _ in 0...redraws {
        position = stream.index(below: gradient.count, at: draw)
        draw += 1
        if gradient[position] != 0 { break }
      }
      result.append(position)
    }
    return result
  }

  /// The sides disagree, and the gradient is one of them or between: no mistake, but a corner.
  private func isKink(_ sides: (left: Double, right: Double), _ slope: Double) -> Bool {
    let gap = abs(sides.left - sides.right)
    guard gap > 1e-3 * (abs(sides.left) + abs(sides.right)) else { return false }
    let (low, high) = (min(sides.left, sides.right), max(sides.left, sides.right))
    return slope >= low - 1e-3 * gap && slope <= high + 1e-3 * gap
  }
}

/// One variable that is moved a little, coordinate by coordinate.
private struct Probe {
  let variable: Variable
  let executor: Executor
  let output: Graph.Node

  func slopes(at position: Int) -> (left: Double, right: Double) {
    let start = variable.value
    let weight = start[position]
    let step = 6e-6 * max(1, abs(weight))
    defer { variable.set(start) }
    func value(_ moved: Double) -> Double {
      var numbers = start.doubles
      numbers[position] = moved
      variable.set(Tensor(numbers, start.shape, start.dtype))
      executor.run()
      return executor.number(of: output)
    }
    let (high, low) = (weight + step, weight - step)
    let (above, middle, below) = (value(high), value(weight), value(low))
    return ((middle - below) / (weight - low), (above - middle) / (high - weight))
  }
}
