import Engine
import Plots
import Support

/// Lines of equal value of a function of two numbers, `(a, b) -> …`, over two ranges, with the path of a descent.
struct ContourPlot {
  let call: VerbCall
  let ranges: [ClosedRange<Double>]

  private static let columns = 97
  private static let rows = 65

  func plot(_ function: Value, _ text: String) throws -> Plot {
    try PlotPlaces.refuse(
      call, except: [PlotPlaces.path.description, PlotPlaces.columns.description], "contours")
    guard case .function(let called) = function, called.arity.contains(2) else {
      throw Problems.worded(
        PlotOptionProblem.contour("contours need a function of two numbers, and `\(text)` is none"),
        at: call.span)
    }
    let path = try places()
    guard let xs = ranges.first ?? path.map({ Self.range($0.map(\.x)) }),
      let ys = ranges.dropFirst().first ?? ranges.first ?? path.map({ Self.range($0.map(\.y)) })
    else {
      throw Problems.worded(
        PlotOptionProblem.contour("contours need a range for each of the two numbers"),
        at: call.span)
    }
    let values = try sample(called, xs, ys)
    let chart = ContourChart(
      values, columns: Self.columns, rows: Self.rows, xs: xs, ys: ys,
      path: Series("path", xs: (path ?? []).map(\.x), ys: (path ?? []).map(\.y)))
    var plot = Plot(chart, title: text)
    let names = Self.names(of: text)
    (plot.x, plot.y) = (Axis(names.0), Axis(names.1))
    (plot.x.showsTitle, plot.y.showsTitle) = (true, true)
    return plot
  }

  /// The function at all places at once where it takes series, else place by place.
  private func sample(
    _ function: FunctionValue, _ xs: ClosedRange<Double>, _ ys: ClosedRange<Double>
  ) throws -> [Double] {
    let count = Self.columns * Self.rows
    var (a, b): ([Double], [Double]) = ([], [])
    for row in 0..<Self.rows {
      for column in 0..<Self.columns {
        a.append(Self.place(column, Self.columns, xs))
        b.append(Self.place(row, Self.rows, ys))
      }
    }
    if let together = try? call.evaluator.call(
      .function(function),
      [
        .tensor(TensorValue(weak: Tensor(a, [count]))),
        .tensor(TensorValue(weak: Tensor(b, [count]))),
      ]),
      case .tensor(let tensor) = together, let known = tensor.known, known.shape == [count]
    {
      return known.doubles
    }
    try Interrupt.check()
    return try (0..<count).map { index in
      if index & 0xFF == 0 { try Interrupt.check() }
      let value = try call.evaluator.call(
        .function(function), [.number(a[index]), .number(b[index])])
      guard case .tensor(let tensor) = value, let known = tensor.known, known.count == 1 else {
        throw Problems.worded(
          PlotOptionProblem.contour(
            "contours need one number at each place, and the function gives \(value.kindText)"),
          at: call.span)
      }
      return known.first
    }
  }

  private static func place(_ index: Int, _ count: Int, _ range: ClosedRange<Double>) -> Double {
    let share = Double(index) / Double(count - 1)
    return range.lowerBound * (1 - share) + range.upperBound * share
  }

  /// The places of `path=`; `nil` without.
  private func places() throws -> [(x: Double, y: Double)]? {
    guard case .tensor(let tensor)? = try call.optional(PlotPlaces.path), let known = tensor.known
    else { return nil }
    let numbers = known.doubles
    return stride(from: 0, to: numbers.count - 1, by: 2).map { (numbers[$0], numbers[$0 + 1]) }
  }

  /// The range of a path with a third of room on both sides.
  private static func range(_ values: [Double]) -> ClosedRange<Double> {
    let finite = values.filter(\.isFinite)
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    let room = high > low ? (high - low) / 3 : 1
    return (low - room).isFinite && (high + room).isFinite ? (low - room)...(high + room) : 0...1
  }

  /// `a` and `b` of `(a, b) -> …`; `x` and `y` where they have no names there.
  private static func names(of text: String) -> (String, String) {
    guard text.first == "(", let end = text.firstIndex(of: ")") else { return ("x", "y") }
    let inside = text[text.index(after: text.startIndex)..<end].split(separator: ",")
    let names = inside.map { $0.filter { $0.isLetter || $0.isNumber || $0 == "_" } }
    return names.count == 2 && !names.contains("") ? (names[0], names[1]) : ("x", "y")
  }
}
