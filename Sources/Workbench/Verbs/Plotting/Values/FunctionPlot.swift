import Engine
import Plots
import Support

/// Functions of one number over a range; a derivative is drawn dotted.
struct FunctionPlot {
  private let evaluator: Evaluator
  private let range: ClosedRange<Double>

  init(_ evaluator: Evaluator, _ range: ClosedRange<Double>) {
    self.evaluator = evaluator
    self.range = range
  }

  func plot(_ values: [(value: Value, text: String)]) throws -> Plot {
    let count = 481
    let xs = (0..<count).map { index in
      range.lowerBound
        + (range.upperBound - range.lowerBound) * Double(index) / Double(count - 1)
    }
    let series = try values.enumerated().map { index, entry in
      let ys = try sample(entry.value, entry.text, at: xs)
      return Series(
        entry.text, role: .group(index), xs: xs, ys: ys,
        pattern: entry.value.isDerivative ? .dotted : .solid)
    }
    let names = values.map(\.text).joined(separator: ", ")
    return Plot.functions(series, title: names)
  }

  private func sample(_ function: Value, _ name: String, at xs: [Double]) throws -> [Double] {
    switch function {
    case .function, .spec, .model: break
    default: throw PlotProblem.mixture("functions", function.kindName)
    }
    do {
      let together = try values(function, name, at: xs)
      if isOfEachAlone(function, name, together, at: xs) { return together }
    } catch {
      if error is Interrupted { throw error }
      // Sums over data do not take all places at once: `w -> mean((w * [1, 2] - [2, 4])^2)`.
      guard let first = xs.first, (try? value(function, name, at: first)) != nil else {
        throw error
      }
    }
    return try xs.map { x in
      try Interrupt.check()
      return try value(function, name, at: x)
    }
  }

  /// Whether what a function gives for all places is what it gives for each: `w -> mean((3*w - 6)^2)` takes the mean
  /// over all of them. Those at the ends and between are asked alone; a function that takes no single numbers is.
  private func isOfEachAlone(
    _ function: Value, _ name: String, _ together: [Double], at xs: [Double]
  ) -> Bool {
    [0, xs.count / 3, xs.count - 1].allSatisfy { index in
      guard let alone = try? value(function, name, at: xs[index]) else { return true }
      let (one, all) = (alone, together[index])
      return one == all || (one.isNaN && all.isNaN)
        || abs(one - all) <= 1e-5 * max(abs(one), abs(all))
    }
  }

  private func value(_ function: Value, _ name: String, at x: Double) throws -> Double {
    let x = TensorValue(weak: Tensor([x], []))
    guard case .tensor(let y) = try evaluator.call(function, [.tensor(x)]), let known = y.known
    else { throw PlotProblem.notDrawable("`\(name)`, whose value is not a number") }
    guard known.shape.count == 1 else {
      throw PlotProblem.notOneNumber(function: name, shape: known.shape)
    }
    return known.first
  }

  private func values(_ function: Value, _ name: String, at xs: [Double]) throws -> [Double] {
    let x = TensorValue(weak: Tensor(xs, [xs.count]))
    guard case .tensor(let y) = try evaluator.call(function, [.tensor(x)]), let known = y.known
    else { throw PlotProblem.notDrawable("`\(name)`, whose value is not a number") }
    if known.shape.rank == 0 { return [Double](repeating: known.first, count: xs.count) }
    guard known.shape == x.shape else {
      throw PlotProblem.notOneNumber(function: name, shape: known.shape)
    }
    return known.doubles
  }
}

extension Value {
  /// Whether it is a function that `grad` made, under whatever name.
  fileprivate var isDerivative: Bool {
    if case .function(let function) = self { function.isDerivative } else { false }
  }
}
