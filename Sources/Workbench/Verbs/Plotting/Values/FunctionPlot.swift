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
    var isTooFast = false
    let series = try values.enumerated().map { index, entry in
      let sampled = try sampled(entry.value, entry.text)
      isTooFast = isTooFast || sampled.isTooFast
      return Series(
        entry.text, role: .group(index), xs: sampled.xs, ys: sampled.ys,
        pattern: entry.value.isDerivative ? .dotted : .solid)
    }
    let names = values.map(\.text).joined(separator: ", ")
    var plot = Plot.functions(series, title: names)
    if isTooFast { plot.notes.append("turns faster than it is drawn: take a shorter range") }
    return plot
  }

  /// Intervals that a smooth function is drawn with.
  private static let intervals = 480
  /// How often they are halved for one that turns faster than that; for one that is asked place by place less often.
  private static let refinements = (together: 6, alone: 2)

  /// A function at even places, as many as it needs; `isTooFast` where the most are not enough.
  private func sampled(
    _ function: Value, _ name: String
  ) throws -> (xs: [Double], ys: [Double], isTooFast: Bool) {
    var count = Self.intervals
    let first = try sample(function, name, at: places(count))
    var ys = first.ys
    let most = first.isTogether ? Self.refinements.together : Self.refinements.alone
    for turn in 0...most {
      // Between two places, and not in the middle: a wave that fits the places fits their middles, too.
      let between = places(count, shifted: 0.381966)
      let found = try sample(function, name, at: between).ys
      guard Self.isCoarse(ys, found) else { return (places(count), ys, false) }
      if turn == most { break }
      count *= 2
      ys = try sample(function, name, at: places(count)).ys
    }
    return (places(count), ys, true)
  }

  /// The ends of so many even intervals, or a place inside each of them.
  private func places(_ count: Int, shifted: Double? = nil) -> [Double] {
    let (low, high) = (range.lowerBound, range.upperBound)
    return (0..<(shifted == nil ? count + 1 : count)).map { index in
      low + (high - low) * (Double(index) + (shifted ?? 0)) / Double(count)
    }
  }

  /// Whether straight lines between the places miss what lies between them, by more than a twenty-fifth of the height, in
  /// more than a twentieth of the intervals: single corners, steps and poles are as they are.
  private static func isCoarse(_ ys: [Double], _ between: [Double]) -> Bool {
    let finite = (ys + between).filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(), low < high else { return false }
    let allowed = (high / 2 - low / 2) * 0.08
    let missed = between.indices.count { index in
      let expected = ys[index] * (1 - 0.381966) + ys[index + 1] * 0.381966
      return abs(between[index] - expected) > allowed
    }
    return missed * 20 > between.count
  }

  /// The values at places, and whether the function took them all at once.
  private func sample(
    _ function: Value, _ name: String, at xs: [Double]
  ) throws -> (ys: [Double], isTogether: Bool) {
    switch function {
    case .function, .spec, .model: break
    default: throw PlotProblem.mixture("functions", function.kindName)
    }
    do {
      let together = try values(function, name, at: xs)
      if isOfEachAlone(function, name, together, at: xs) { return (together, true) }
    } catch {
      if error is Interrupted { throw error }
      // Sums over data do not take all places at once: `w -> mean((w * [1, 2] - [2, 4])^2)`.
      guard let first = xs.first, (try? value(function, name, at: first)) != nil else {
        throw error
      }
    }
    let ys = try xs.map { x in
      try Interrupt.check()
      return try value(function, name, at: x)
    }
    return (ys, false)
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
