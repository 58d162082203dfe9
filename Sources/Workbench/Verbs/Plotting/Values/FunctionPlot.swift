import Engine
import Plots

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
